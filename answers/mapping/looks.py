"""How the classes and marks of a map look, by theme: the one table that every painter reads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from answers.mapping import palette
from answers.mapping.characters import (
    AROUND,
    BENCHMARK_CLASSES,
    CLAIM_CLASSES,
    GAP_CLASSES,
    GAP_NOBODY,
    HAS_ONE_AMONG_GAPS,
    NO_DATA,
    OUTSIDE,
    PLAIN,
    STEP_CLASSES,
    UNKNOWN,
    ZERO,
)
from answers.mapping.diverging import DIVERGING_CHARACTERS
from answers.mapping.model import Look

if TYPE_CHECKING:
    from collections.abc import Iterable

_PATTERNS: Final = {"good": "", "moderate": "dots", "poor": "cross"}


@dataclass(frozen=True, slots=True)
class MarkLook:
    """The colour and the shape of a programme's centres."""

    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class PrecisionLook:
    """How a mark says how well its place is known.

    solid: filled with the programme's colour, else with the ground's and a rim in the colour. core: "" for none, "gap"
    for a hole in the ground's colour, "dot" for a dot in the programme's. dashed: whether the rim is.
    """

    solid: bool
    core: str = ""
    dashed: bool = False


PRECISION_LOOKS: Final[dict[str, PrecisionLook]] = {
    "site": PrecisionLook(solid=True),
    "town": PrecisionLook(solid=True, core="gap"),
    "inferred": PrecisionLook(solid=False, core="dot", dashed=True),
    "subdistrict": PrecisionLook(solid=False, core="dot"),
    "district": PrecisionLook(solid=False),
    "province": PrecisionLook(solid=False, dashed=True),
}
"""From the best known to the least, by `registry.schema.Precision`."""
DERIVED_LOOK: Final = PrecisionLook(solid=False, dashed=True)
"""Of a centre that follows from a count of districts, whatever its precision."""


def looks(theme: str) -> dict[str, Look]:
    """Return the look of an area of each class character (`answers.mapping.characters`) in "light" or "dark"."""
    status = palette.statuses(theme)
    styles = {character: Look(colour) for character, colour in zip(STEP_CLASSES, palette.ramp(theme), strict=True)}
    styles |= {character: Look(colour) for character, colour in zip(GAP_CLASSES, palette.gap_ramp(theme), strict=True)}
    styles |= {
        character: Look(colour)
        for character, colour in zip(DIVERGING_CHARACTERS, palette.diverging(theme), strict=True)
    }
    plain = {
        ZERO: "zero", UNKNOWN: "unknown", NO_DATA: "no_data", GAP_NOBODY: "gap_zero", HAS_ONE_AMONG_GAPS: "neutral",
        PLAIN: "plain",
    }  # fmt: skip
    styles |= {character: Look(status[name]) for character, name in plain.items()}
    # Hatched, because there a conclusion was asked for and cannot be given.
    hatched = {"unknown": Look(status["unknown"], hatch=status["hatch"], pattern="lines")}
    styles |= {
        character: hatched.get(str(claim), Look(status[str(claim)])) for claim, character in CLAIM_CLASSES.items()
    }
    for standing, character in BENCHMARK_CLASSES.items():
        pattern = _PATTERNS[standing]
        styles[character] = Look(status[standing], hatch=status.get(f"{standing}_pattern", ""), pattern=pattern)
    ground = palette.colours(theme)["ground"]
    return styles | {AROUND: Look(ground), OUTSIDE: Look(ground, opacity=0.0)}


def mark_looks(programme_ids: Iterable[str]) -> dict[str, MarkLook]:
    """Return the look of the marks of some programmes, and of "", a mark of no programme."""
    return {one: MarkLook(*palette.programme_mark(one)) for one in (*programme_ids, "")}


def precision_look(precision: str, *, derived: bool = False) -> PrecisionLook:
    """Return how a mark says how well its place is known."""
    return DERIVED_LOOK if derived else PRECISION_LOOKS[precision]


def style(theme: str, programme_ids: Iterable[str]) -> dict[str, Any]:
    """Return all that a painter needs beside a model, as JSON values.

    areas: `looks`; programmes: `mark_looks`; precisions: `PRECISION_LOOKS` and "derived"; colours: grounds and lines.
    """
    precisions = {**PRECISION_LOOKS, "derived": DERIVED_LOOK}
    return {
        "theme": theme,
        "areas": {character: asdict(look) for character, look in looks(theme).items()},
        "programmes": {programme: asdict(look) for programme, look in mark_looks(programme_ids).items()},
        "precisions": {name: asdict(look) for name, look in precisions.items()},
        "colours": palette.colours(theme),
    }


def solid_look(colour: str) -> Look:
    """Return the look of a series of a chart: a colour ("#rrggbb") and no hatching."""
    return Look(colour)
