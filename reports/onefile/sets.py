"""The sets of programmes that the file can show: of each, what may be said of every area, and which centres it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.ages import Age
from analysis.centre_filter import CentreFilter, apply_filter
from analysis.coverage import coverage
from analysis.measures import CLAIM, FRONT_MEASURES, MEASURES
from analysis.selection import filtered, situation_for
from answers.mapping.maps import marks_of, message_of
from answers.mapping.outlines import LEVELS
from answers.words import LANGUAGES, t
from answers.words.filters import filter_words
from answers.words.names import set_words
from geodata.areas import areas
from geodata.codes import COUNTRY_CODE, Level
from reports.onefile.contexts import SetMaps, Shelf, claim_string, reasons_by_place
from reports.onefile.wording import both

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from registry.tables import Tables


@dataclass(frozen=True, slots=True)
class SetView:
    """Which set is shown and how: the filter, the radius (None: the usual one), whose people, and what is measured."""

    centre_filter: CentreFilter
    radius_km: float | None = None
    age: Age = Age.ALL
    extra: tuple[str, ...] = ()


class Sets:
    """The sets a file carries, each once; views ask for theirs by `key`."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.legends, self.mark_legends = Shelf(), Shelf()
        self._keys: dict[SetView, str] = {}
        self._tables: dict[tuple[SetView, Level], pd.DataFrame] = {}

    def key(
        self,
        centre_filter: CentreFilter,
        *,
        radius_km: float | None = None,
        age: Age = Age.ALL,
        measures: Sequence[str] = (),
    ) -> str:
        """Return the name of a set in the file, and take it up where it is new.

        The radius and the age only matter where a measure beyond the usual ones is asked for.
        """
        extra = tuple(sorted({one for one in measures if one not in (CLAIM, *FRONT_MEASURES)}))
        by_distance = any(MEASURES[one].slow for one in extra)
        view = SetView(centre_filter, radius_km if by_distance else None, age if extra else Age.ALL, extra)
        return self._keys.setdefault(view, f"s{len(self._keys)}")

    def table(self, centre_filter: CentreFilter, level: Level) -> pd.DataFrame:
        """Return `analysis.coverage` of a set's usual measures over a level."""
        return self._coverage(SetView(centre_filter), level)

    def content(self, *, progress: Callable[[int, int], None] = lambda _done, _of: None) -> list[dict[str, Any]]:
        """Return every set as the scripts take it."""
        sets = []
        for done, (view, key) in enumerate(self._keys.items()):
            progress(done, len(self._keys))
            sets.append(self._set(key, view))
        progress(len(self._keys), len(self._keys))
        return sets

    def centre_places(self) -> dict[str, int]:
        """Return where each centre stands in the file's list, by centre_id."""
        return {str(centre_id): place for place, centre_id in enumerate(sorted(self.tables.centres["centre_id"]))}

    def _coverage(self, view: SetView, level: Level) -> pd.DataFrame:
        if (view, level) not in self._tables:
            self._tables[view, level] = coverage(
                level,
                view.centre_filter,
                self.tables,
                radius_km=view.radius_km,
                age=view.age,
                measures=(*FRONT_MEASURES, *view.extra),
            )
        return self._tables[view, level]

    def one(self, key: str) -> dict[str, Any]:
        """Return one set that was taken up, as the scripts take it."""
        view = next(view for view, name in self._keys.items() if name == key)
        return self._set(key, view)

    def _set(self, key: str, view: SetView) -> dict[str, Any]:
        tables, centre_filter, place = self.tables, view.centre_filter, self.centre_places()
        centres = apply_filter(tables.centres, tables.programmes, centre_filter, tables.details).centres
        coverages = {level: self._coverage(view, level).reindex(areas(level).index) for level in LEVELS}
        measures = (CLAIM, *FRONT_MEASURES, *view.extra)
        maps = SetMaps(centre_filter, tables, coverages, view.radius_km, self.legends, self.mark_legends)
        return {
            "key": key,
            "words": both(lambda lang: set_words(centre_filter.programmes, tables.programmes, lang=lang)),
            "filters": both(lambda lang: _filters(centre_filter, tables, lang)),
            "programmes": list(centre_filter.programmes) or list(tables.programmes["programme_id"]),
            "centres": [place[mark.centre_id] for mark in marks_of(centres, lang=LANGUAGES[0])],
            "mark_legends": maps.mark_places(centres),
            "message": both(lambda lang: message_of(centre_filter, lang=lang)),
            "rings": self._rings(view),
            "statements": maps.statements(measures),
            "levels": {str(level): _level(table, place) for level, table in coverages.items()},
            "measures": {one: maps.measure(one) for one in measures},
        }

    def _rings(self, view: SetView) -> dict[str, Any] | None:
        """Return the circles of the set's radius by the names of `MapModel.rings`, None where no measure needs one."""
        if view.radius_km is None:
            return None
        points = situation_for(Level.COUNTRY, filtered(view.centre_filter, self.tables)).points
        places = points[["longitude", "latitude"]].astype(float).round(5).to_numpy().tolist()
        return {"radius_km": view.radius_km, "places": places}


def _level(table: pd.DataFrame, place: dict[str, int]) -> dict[str, Any]:
    nearest = table["nearest_centre_id"]
    return {
        "claim": claim_string(table),
        "reasons": reasons_by_place(table),
        "derived": _sparse(table["derived_count"]),
        "nearest": [place.get(str(one), -1) for one in nearest] if nearest.notna().any() else [],
    }


def _filters(centre_filter: CentreFilter, tables: Tables, lang: str) -> str:
    """Return the active filters in words; the area is the viewer's choice and stands above the map."""
    phrases = filter_words(centre_filter, COUNTRY_CODE, tables.programmes, lang=lang)
    return t("report.filters", lang=lang, filters="; ".join(phrases[1:]))


def _sparse(counts: pd.Series) -> dict[str, int]:
    return {str(code): int(count) for code, count in counts.items() if count}
