"""What the map page shows for a selection: one table, one set of centres, one measure with its unit."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.demand import population
from geodata.areas import contains
from geodata.codes import Level, province_of
from reports import measured
from reports.measured import Unit
from ui import cached, selection
from ui.text import language, t
from ui.words import area_name, measure_header, set_name, value_name


@dataclass(frozen=True, slots=True)
class MapView:
    """The frame behind the map, the list, the panel and the download."""

    level: Level
    table: pd.DataFrame
    inside: pd.Series
    shown: pd.DataFrame
    unit: Unit
    year_ce: int
    set_name: str
    words: str

    @property
    def inside_table(self) -> pd.DataFrame:
        """Return the rows of the areas looked at."""
        return self.table[self.inside]


def unit_of(measure_id: str) -> Unit:
    """Return how a measure is written on screen."""
    return measured.unit_of(measure_id, lang=language())


def level_for(now: selection.Selection) -> Level:
    """Return the level shown, with the six regions where that scheme is chosen."""
    level = now.shown_level()
    return Level.REGION6 if level == Level.REGION and now.scheme == "6" else level


def _looked_at(area: str, level: Level) -> str:
    return province_of(area) if level == Level.DISTRICT and len(area) == 4 else area


def _named(field: str, values: list[str]) -> str:
    return f"{t(f'filter.{field}')}: {', '.join(values)}"


def filter_words(now: selection.Selection) -> str:
    """Return the active filters in words, as they stand in a download."""
    parts = [area_name(now.area), set_name(now.programme, cached.programmes())]
    for field in ("status", "access", "precision", "basis"):
        values = getattr(now, field)
        if values:
            parts.append(_named(field, [value_name(field, value) for value in values]))
    for field in ("region", "province", "district", "group"):
        values = getattr(now, field)
        if values:
            parts.append(_named(field, [area_name(value) for value in values]))
    parts += [_named(field, list(getattr(now, field))) for field in ("partner", "owner") if getattr(now, field)]
    if now.q:
        parts.append(f"{t('filter.q')}: {now.q}")
    return "; ".join(parts)


def map_view(now: selection.Selection) -> MapView:
    """Return the frame of the map page for a selection."""
    level = level_for(now)
    wanted = now.centre_filter()
    table = cached.coverage_of(level, wanted, measures=[now.measure])
    scope = _looked_at(now.area, level)
    inside = pd.Series([contains(scope, code) for code in table.index], index=table.index)
    return MapView(
        level=level,
        table=table,
        inside=inside,
        shown=cached.filtered(wanted).kept,
        unit=unit_of(now.measure),
        year_ce=int(population(Level.COUNTRY)["year_ce"].iloc[0]),
        set_name=set_name(now.programme, cached.programmes()),
        words=filter_words(now),
    )


def header(view: MapView) -> str:
    """Return the measure's name with its unit."""
    return measure_header(view.unit.measure_id)
