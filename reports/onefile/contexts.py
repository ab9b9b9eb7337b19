"""The maps of a set wherever one looks in the file: the classes and the legend of every level, area and measure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from analysis.measures import CLAIM, measure_of
from analysis.places import recorded_in, within
from analysis.scope import have_no_common_area
from answers.mapping.characters import CLAIM_CLASSES, OUTSIDE, ZERO
from answers.mapping.fill import Fill, claim_fill, measure_fill, name_order
from answers.mapping.legend import area_entries, mark_blocks, note_of, ring_entry, statements
from answers.mapping.maps import coarse_words, stretch_of
from answers.words import LANGUAGES, t
from answers.words.measures import unit_of
from answers.words.names import set_words
from geodata.areas import areas
from geodata.codes import Level, level_of
from geodata.layers import layer_fingerprint
from reports.onefile.models import packed_block, packed_entries
from reports.onefile.wording import Words, both, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from analysis.centre_filter import CentreFilter
    from answers.words.measures import Unit
    from registry.tables import Tables

_COMPARED: Final = (Level.REGION, Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP)
_LOOKED_AT: Final = (Level.COUNTRY, Level.REGION, Level.PROVINCE, Level.BMA_GROUP)
_VARIES: Final = "+"


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """Where one can look: the level of the areas compared, the area looked at, and which areas of the level it holds.

    inside is a bool for each area of the level, in the order of their codes; note says in words how roughly the
    borders of those inside are drawn.
    """

    level: Level
    area: str
    inside: NDArray[np.bool_]
    note: Words


def contexts() -> tuple[Context, ...]:
    """Return every level and area that one can look at."""
    return _contexts(layer_fingerprint())


@lru_cache(maxsize=2)
def _contexts(_fingerprint: str) -> tuple[Context, ...]:
    contexts = (
        _context(level, str(area))
        for above in _LOOKED_AT
        for area in areas(above).index
        for level in _COMPARED
        if level != level_of(str(area))
    )
    return tuple(one for one in contexts if one.inside.any())


def _context(level: Level, area: str) -> Context:
    inside = within(level, [area])
    codes = inside.index[inside]
    return Context(level, area, inside.to_numpy(dtype=bool), both(lambda lang: coarse_words(codes, lang=lang)))


class Shelf:
    """Values of JSON that are carried once, and named by where they stand."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, row: object) -> int:
        """Return where a value stands; a new one is put at the end."""
        key = repr(row)
        if key not in self._places:
            self._places[key] = len(self.rows)
            self.rows.append(row)
        return self._places[key]


@dataclass(frozen=True, eq=False)
class SetMaps:
    """The maps of one set of programmes.

    Parameters
    ----------
    centre_filter
        The filter.
    tables
        The register's tables.
    coverage
        By level the table of `analysis.coverage` over every area, in the order of their codes.
    radius_km
        The radius that measures depend on which need one; None where none of the set's does.
    legends, mark_legends
        Where the legends of areas and of marks stand, for all sets of the file.

    """

    centre_filter: CentreFilter
    tables: Tables
    coverage: Mapping[Level, pd.DataFrame]
    radius_km: float | None
    legends: Shelf
    mark_legends: Shelf
    _made: dict[str, dict[Level, Fill]] = field(default_factory=dict)

    def mark_places(self, marked_centres: pd.DataFrame) -> dict[str, int]:
        """Return where the legend of the marks in each area stands, by area; areas without marks are left out."""
        legends = {}
        for area in dict.fromkeys(one.area for one in contexts()):
            centres = marked_centres[recorded_in(marked_centres, area)]
            if len(centres):
                made = {lang: mark_blocks(centres, self.tables.programmes, lang=lang) for lang in LANGUAGES}
                blocks = merged({lang: [packed_block(block) for block in made[lang]] for lang in LANGUAGES})
                legends[area] = self.mark_legends.place(blocks)
        return legends

    def measure(self, measure_id: str) -> dict[str, Any]:
        """Return the maps of a measure or of the claims.

        Returns
        -------
        dict
            title and note of the legend, name before a value, pattern of a value that stands alone and text of the
            value zero, as words; rings: whether circles of the set's radius are drawn; values as numbers in text by
            level, [] where there is none; classes by level, "+" where they depend on where one looks; legends by
            context; steps: the classes in place of "+", by context.

        """
        claims = measure_id == CLAIM
        fills = self._fills(measure_id)
        units = {lang: unit_of("centre_count" if claims else measure_id, lang=lang) for lang in LANGUAGES}
        words = {
            lang: set_words(self.centre_filter.programmes, self.tables.programmes, lang=lang) for lang in LANGUAGES
        }
        return {
            "name": both(lambda lang: units[lang].name),
            "pattern": both(lambda lang: _pattern(units[lang])),
            "zero": both(lambda lang: units[lang].text(0.0)),
            "title": both(lambda lang: t("measure.claim.name", lang=lang) if claims else units[lang].heading),
            "note": both(lambda lang: note_of([words[lang], "" if claims else units[lang].note])),
            "rings": self._has_rings(measure_id),
            "values": {str(level): _texts(fill) for level, fill in fills.items()},
            "classes": {
                str(level): "".join(fill.classes.mask(_varies(fill), _VARIES)) for level, fill in fills.items()
            },
            **self._by_context(measure_id, fills),
        }

    def _has_rings(self, measure_id: str) -> bool:
        return self.radius_km is not None and measure_of(measure_id).needs_radius

    def _by_context(self, measure_id: str, fills: Mapping[Level, Fill]) -> dict[str, Any]:
        legends, steps, entries = [], {}, {}
        for place, context in enumerate(contexts()):
            whole, inside = fills[context.level], context.inside
            varies = _varies(whole).to_numpy() & inside
            if varies.any():
                fill = measure_fill(self.coverage[context.level][inside], measure_id)
                steps[str(place)] = "".join(fill.classes[varies[inside]])
                legends.append(self._legend(fill, context, self._entries(fill, measure_id)))
                continue
            classes = whole.classes[inside]
            present = "".join(sorted(set(classes)))
            fill = replace(whole, classes=classes, bounds={ZERO: whole.bounds[ZERO]} if ZERO in present else {})
            if present not in entries:
                entries[present] = self._entries(fill, measure_id)
            legends.append(self._legend(fill, context, entries[present]))
        return {"legends": legends, "steps": steps}

    def _entries(self, fill: Fill, measure_id: str) -> list[Any]:
        entries = {}
        for lang in LANGUAGES:
            made = area_entries(fill, statements(fill, self.centre_filter, lang=lang), lang=lang)
            if self._has_rings(measure_id) and self.radius_km is not None:
                made = (*made, ring_entry(self.radius_km, lang=lang))
            entries[lang] = packed_entries(made)
        return list(merged(entries))

    def _legend(self, fill: Fill, context: Context, entries: list[Any]) -> int:
        """Return where a legend stands: entries, note on the areas, and whose classes are named, in order."""
        order = name_order(fill)
        named = int(fill.classes.isin(list(order)).sum())
        return self.legends.place(
            {"entries": entries, "note": context.note, "names": order, "name_stretch": stretch_of(named)}
        )

    def statements(self, measure_ids: Iterable[str]) -> dict[str, Any]:
        """Return what each class says of its areas, in words, for the maps of some measures."""
        texts: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
        for fill in (fill for one in measure_ids for fill in self._fills(one).values()):
            for lang in LANGUAGES:
                texts[lang] |= statements(fill, self.centre_filter, lang=lang)
        return dict(merged(texts))

    def _fills(self, measure_id: str) -> dict[Level, Fill]:
        if measure_id not in self._made:
            self._made[measure_id] = {level: self._fill(table, measure_id) for level, table in self.coverage.items()}
        return self._made[measure_id]

    def _fill(self, table: pd.DataFrame, measure_id: str) -> Fill:
        fill = claim_fill(table) if measure_id == CLAIM else measure_fill(table, measure_id)
        if not have_no_common_area(self.centre_filter):
            return fill
        outside, missing, no_reason = (pd.Series(one, index=table.index) for one in (OUTSIDE, np.nan, ""))
        return replace(fill, bounds={}, classes=outside, values=missing, reasons=no_reason)


def claim_string(table: pd.DataFrame) -> str:
    """Return the class of the claim of each area, one character each."""
    return "".join(table["claim"].map(CLAIM_CLASSES))


def reasons_by_place(table: pd.DataFrame) -> dict[str, str]:
    """Return why nothing more certain is said of an area (`analysis.claims.Reason`), by its position."""
    reasons = claim_fill(table).reasons
    return {str(place): str(reason) for place, reason in enumerate(reasons) if reason}


def _varies(fill: Fill) -> pd.Series:
    """Return whose class depends on which other areas are looked at (bool)."""
    return fill.classes.isin([character for character in fill.bounds if character != ZERO])


def _texts(fill: Fill) -> list[str]:
    if fill.values.isna().all():
        return []
    unit = unit_of(fill.measure, lang=LANGUAGES[0])
    return ["" if np.isnan(value) else unit.number(value) for value in fill.values.to_numpy(dtype=float)]


def _pattern(unit: Unit) -> str:
    """Return how a value stands alone, with {value} in place of its number."""
    sample = 7 / unit.factor
    return unit.text(sample).replace(unit.number(sample), "{value}")
