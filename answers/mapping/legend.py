"""What the colours and marks of a map mean, as the blocks of its legend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.benchmark_status import Status
from analysis.claims import Claim
from answers.mapping.characters import (
    BENCHMARK_CLASSES,
    CLAIM_CLASSES,
    GAP_CLASSES,
    GAP_NOBODY,
    HAS_ONE_AMONG_GAPS,
    NO_DATA,
    UNKNOWN,
)
from answers.mapping.diverging import DIVERGING_CHARACTERS, DIVERGING_STEPS, MIDDLE
from answers.mapping.looks import PRECISION_LOOKS
from answers.mapping.model import LegendBlock, LegendEntry, Swatch
from answers.words import t
from answers.words.claims import claim_under_filter
from answers.words.measures import unit_of
from answers.words.names import programme_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from analysis.centre_filter import CentreFilter
    from answers.mapping.fill import Bounds, Fill
    from answers.words.measures import Unit

_INTEGERS_UP_TO: Final = 1000
"""Whole numbers below this are told one by one ("1–3", "4–9"); larger ones meet at a bound ("1,200–5,400")."""


def statements(fill: Fill, centre_filter: CentreFilter, *, reason: str = "", lang: str) -> dict[str, str]:
    """Return in words what each class that occurs says of its areas; a class of a measure's values says nothing more.

    Ordered as a legend tells them. reason is why centres that are not counted are not, where it is one for all areas.
    """

    def claim(one: Claim) -> str:
        return claim_under_filter(one, centre_filter, lang=lang, reason=reason if one == Claim.HAS_OTHER else "")

    words = {
        **{character: claim(Claim.HAS_NONE) for character in (GAP_NOBODY, *GAP_CLASSES)},
        **{character: t(f"benchmark_status.{one}", lang=lang) for one, character in BENCHMARK_CLASSES.items()},
        HAS_ONE_AMONG_GAPS: claim(Claim.HAS_ONE),
        **{character: claim(one) for one, character in CLAIM_CLASSES.items()},
        UNKNOWN: t("legend.unknown", lang=lang),
        NO_DATA: t("legend.no_data", lang=lang),
    }
    if set(fill.classes) & set(BENCHMARK_CLASSES.values()):
        words[NO_DATA] = t(f"benchmark_status.{Status.NO_TARGET}", lang=lang)
    present = set(fill.classes)
    return {character: text for character, text in words.items() if character in present}


def area_entries(fill: Fill, statuses: Mapping[str, str], *, lang: str) -> tuple[LegendEntry, ...]:
    """Return what the fill of the areas means: the classes of values, then those that `statements` has words for."""
    unit = unit_of(fill.measure, lang=lang)
    labels = {character: class_label(character, bounds, unit, lang=lang) for character, bounds in fill.bounds.items()}
    others = {character: text for character, text in statuses.items() if character not in labels}
    return tuple(LegendEntry(Swatch(area_class=character), label) for character, label in (labels | others).items())


def class_label(character: str, bounds: Bounds, unit: Unit, *, lang: str) -> str:
    """Return the label of a class of values by its character.

    Of a measure with a middle it says in words, not by the colour alone, on which side of a fair share its areas lie.
    """
    if character not in DIVERGING_CHARACTERS:
        return bounds_words(bounds, unit, lang=lang)
    if character == MIDDLE:
        return t("legend.alike", lang=lang)
    side = "above" if DIVERGING_CHARACTERS.index(character) > DIVERGING_STEPS else "below"
    return t(f"legend.{side}", lang=lang, values=bounds_words(bounds, unit, lang=lang))


def bounds_words(bounds: Bounds, unit: Unit, *, lang: str) -> str:
    """Return a class's values in words, so that classes meet: "4", "up to 88.7", "88.7–251.4", "4–9" after "1–3"."""
    low, high = bounds.low, unit.number(bounds.high)
    if low == bounds.high:
        return high
    if not bounds.first:
        if unit.decimals == 0 and not unit.estimate and bounds.high * unit.factor < _INTEGERS_UP_TO:
            low += 1 / unit.factor
        elif low == 0:
            return t("legend.up_to", lang=lang, value=high)
    start = unit.number(low)
    return high if start == high else f"{start}–{high}"


def ring_entry(radius_km: float, *, lang: str) -> LegendEntry:
    """Return what the circles of a catchment radius mean."""
    return LegendEntry(Swatch(ring=True), t("legend.reach", lang=lang, km=f"{radius_km:g}"))


def mark_blocks(centres: pd.DataFrame, programmes: pd.DataFrame, *, lang: str) -> tuple[LegendBlock, ...]:
    """Return what the marks of some centres mean: their programmes, and how well each place is known."""
    if centres.empty:
        return ()
    present, precisions = set(centres["programme_id"]), set(centres["location_precision"])
    ours = [
        LegendEntry(Swatch(programme=programme_id, precision="site"), name)
        for programme_id, name in programme_names(programmes, lang=lang).items()
        if programme_id in present
    ]
    places = [
        LegendEntry(Swatch(precision=precision), t(f"legend.precision_{precision}", lang=lang))
        for precision in PRECISION_LOOKS
        if precision in precisions
    ]
    if (centres["basis"] == "derived").any():
        places.append(LegendEntry(Swatch(precision="district", derived=True), t("legend.derived", lang=lang)))
    return _blocks(
        LegendBlock(t("legend.programmes", lang=lang), tuple(ours)),
        LegendBlock(t("legend.precision", lang=lang), tuple(places)),
    )


def scenario_blocks(*, opens: bool, closes: bool, lang: str) -> tuple[LegendBlock, ...]:
    """Return what the signs of a scenario mean, as far as the map has any: a pin where it opens, a strike where not."""
    signs = [(opens, Swatch(pin=True), "opens"), (closes, Swatch(strike=True), "closes")]
    entries = [LegendEntry(swatch, t(f"legend.{name}", lang=lang)) for occurs, swatch, name in signs if occurs]
    return _blocks(LegendBlock(t("legend.scenario", lang=lang), tuple(entries)))


def _blocks(*blocks: LegendBlock) -> tuple[LegendBlock, ...]:
    return tuple(block for block in blocks if block.entries)


def note_of(parts: Sequence[str]) -> str:
    """Return what is said under a legend's title, parts set apart by dots; empty ones are left out."""
    return " · ".join(part for part in parts if part)
