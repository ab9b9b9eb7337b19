"""What the colours and marks of a map mean: the same entries for a picture, a page and a slide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from answers.mapping import palette
from answers.mapping.classes import (
    CLAIM,
    GAP_STEPS,
    NO_DATA,
    NO_GAP,
    NOBODY,
    OUT_OF_SCOPE,
    OUTSIDE,
    UNKNOWN,
    ZERO,
    class_label,
    unit_of,
)
from answers.mapping.diverging import DIVERGING_CHARACTERS
from answers.words import t
from answers.words.names import programme_names

if TYPE_CHECKING:
    import pandas as pd

    from answers.mapping.classes import Classed

_STATUS: Final = palette.statuses("light")
_PRECISIONS: Final = ("site", "town", "district", "province")


@dataclass(frozen=True, slots=True)
class Look:
    """How an area is filled: its colour, and the colour of a hatch over it or ""."""

    colour: str
    hatch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a legend: an area's look, or a mark (shape, colour, precision, derived), with its label."""

    label: str
    look: Look | None = None
    shape: str = ""
    colour: str = ""
    precision: str = "site"
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Entries under a heading."""

    heading: str
    entries: tuple[Entry, ...]
    note: str = ""


LOOKS: Final[dict[str, Look]] = {
    **{str(step): Look(colour) for step, colour in enumerate(palette.ramp("light"), 1)},
    ZERO: Look(_STATUS["zero"]),
    UNKNOWN: Look(_STATUS["unknown"]),
    NO_DATA: Look(_STATUS["no_data"]),
    OUT_OF_SCOPE: Look(_STATUS["out_of_scope"]),
    OUTSIDE: Look(palette.LIGHT["ground"]),
    NOBODY: Look(_STATUS["no_data"]),
    NO_GAP: Look(palette.ramp("light")[0]),
    **{step: Look(colour) for step, colour in zip(DIVERGING_CHARACTERS, palette.diverging("light"), strict=True)},
    **{step: Look(colour) for step, colour in zip(GAP_STEPS, palette.GAP_RAMP_LIGHT, strict=True)},
    Claim.HAS_ONE.value: Look(_STATUS["has_one"]),
    Claim.HAS_NONE.value: Look(_STATUS["has_none"]),
    # Hatched, because here a conclusion was asked for and cannot be given.
    Claim.UNKNOWN.value: Look(_STATUS["unknown"], _STATUS["hatch"]),
    Claim.OUT_OF_SCOPE.value: Look(_STATUS["out_of_scope"]),
}
"""The look of an area by the character of its class (`answers.mapping.classes.Classed`)."""


def area_block(classed: Classed, measure_id: str, *, lang: str, set_words: str, outside: str) -> Block:
    """Return what the fill of the areas means; outside is said of those of which nothing is claimed."""
    unit = unit_of(measure_id, lang=lang)
    present = set(classed.labels)
    if measure_id == CLAIM:
        entries = [
            Entry(label=_claim(claim, outside, lang=lang), look=LOOKS[claim.value])
            for claim in Claim
            if claim in present
        ]
        return Block(t("measure.claim.name", lang=lang), tuple(entries), set_words)
    entries = [
        Entry(label=class_label(character, bounds, unit, lang=lang), look=LOOKS[character])
        for character, bounds in classed.bounds.items()
    ]
    statuses = {
        UNKNOWN: t("legend.unknown", lang=lang), NO_DATA: t("legend.no_data", lang=lang), OUT_OF_SCOPE: outside,
    }  # fmt: skip
    entries += [
        Entry(label=words, look=LOOKS[character]) for character, words in statuses.items() if character in present
    ]
    note = f"{set_words} · {unit.note}" if unit.note else set_words
    return Block(unit.heading, tuple(entries), note)


def gap_block(classed: Classed, *, lang: str, note: str, outside: str) -> Block:
    """Return what the fill of a map of gaps means: people beyond the radius where there is none."""
    unit, present = unit_of("people_beyond_km", lang=lang), set(classed.labels)
    entries = [
        Entry(label=class_label(character, bounds, unit, lang=lang), look=LOOKS[character])
        for character, bounds in classed.bounds.items()
    ]
    others = {NO_GAP: Claim.HAS_ONE, **{claim.value: claim for claim in (Claim.UNKNOWN, Claim.OUT_OF_SCOPE)}}
    entries += [
        Entry(label=_claim(claim, outside, lang=lang), look=LOOKS[key])
        for key, claim in others.items()
        if key in present
    ]
    return Block(unit.heading, tuple(entries), note)


def _claim(claim: Claim, outside: str, *, lang: str) -> str:
    return outside if claim == Claim.OUT_OF_SCOPE else t(f"claim.{claim}", lang=lang)


def mark_blocks(centres: pd.DataFrame, programmes: pd.DataFrame, *, lang: str) -> tuple[Block, ...]:
    """Return what the marks of some centres mean: their programmes, and how well each place is known."""
    if centres.empty:
        return ()
    present = set(centres["programme_id"])
    ours = []
    for programme_id, name in programme_names(programmes, lang=lang).items():
        if programme_id in present:
            colour, shape = palette.programme_mark(programme_id)
            ours.append(Entry(label=name, shape=shape, colour=colour))
    grey, shape = palette.OTHER_MARK
    known = set(centres["location_precision"])
    places = [
        Entry(label=t(f"legend.precision_{key}", lang=lang), shape=shape, colour=grey, precision=key)
        for key in _PRECISIONS
        if key in known
    ]
    if (centres["basis"] == "derived").any():
        places.append(Entry(label=t("legend.derived", lang=lang), shape=shape, colour=grey, derived=True))
    return (
        Block(t("legend.programmes", lang=lang), tuple(ours)),
        Block(t("legend.precision", lang=lang), tuple(places)),
    )
