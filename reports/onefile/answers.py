"""The sentence of the one-page answer for every area at once, packed: what `analysis.answer` says of each."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analysis.ages import Age, people_of
from analysis.answer import Answer
from analysis.answer_facts import ProgrammeFact, programme_fact, whole
from analysis.centre_filter import CentreFilter
from analysis.claims import Claim
from analysis.demand import population
from analysis.sites import sites
from answers.mapping.outlines import LEVELS
from answers.words import LANGUAGES
from answers.words.place_sentences import headline
from geodata.areas import ancestors, areas
from geodata.codes import BANGKOK_CODE, Level
from geodata.gazetteer import place
from registry.schema import Access, Basis, ListStatus, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from registry.tables import Tables
    from reports.onefile.sets import Sets


_AREAS_A_STEP: Final = 25


def packed_answers(sets: Sets, *, progress: Callable[[int, int], None] = lambda _done, _of: None) -> str:
    """Return the sentences of all areas by code, as JSON, deflated, in base64: alike as they are, a tenth remains."""
    sentences: dict[str, dict[str, str]] = {}
    count = sum(len(areas(level)) for level in LEVELS)
    for level in LEVELS:
        for code, answer in answers_of(level, sets):
            if len(sentences) % _AREAS_A_STEP == 0:
                progress(len(sentences), count)
            sentences[code] = {lang: _sentence(answer, sets.tables, lang) for lang in LANGUAGES}
    progress(count, count)
    text = json.dumps(sentences, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _sentence(answer: Answer, tables: Tables, lang: str) -> str:
    """Return the sentence without the area's name, which stands above it."""
    words = headline(answer, programmes=tables.programmes, centres=tables.centres, lang=lang)
    alone = words.split(": ", maxsplit=1)[-1]
    return alone[:1].upper() + alone[1:]


def answers_of(level: Level, sets: Sets) -> Iterator[tuple[str, Answer]]:
    """Yield the answer about every area of a level: that of `analysis.answer.place_answer`, without lists of centres.

    Where nothing of a programme is recorded in an area, its fact follows from the table of the level alone; only
    the others are asked for one by one.
    """
    tables = sets.tables
    is_place = tables.programmes["list_status"] != ListStatus.NOT_A_PLACE
    facts = {str(row["programme_id"]): _Facts(row, level, sets) for _, row in tables.programmes[is_place].iterrows()}
    services = tuple(tables.programmes.loc[~is_place, "programme_id"])
    people, inside = _people(level), _with_centres(tables.centres)
    for code in areas(level).index:
        area = place(str(code))
        if area is None:
            continue
        facts_here = [one.of(str(code)) for one in facts.values()]
        yield (
            str(code),
            Answer(
                place=area,
                area_code=str(code),
                **people[str(code)],
                facts=tuple(fact for fact in facts_here if fact.says_something),
                elsewhere=tuple(fact.programme_id for fact in facts_here if not fact.says_something),
                services=services,
                centres=tables.centres.head(1 if code in inside else 0),
                in_subdistrict=tables.centres.head(0),
                partner_counts=tables.area_counts.head(0),
            ),
        )


class _Facts:
    """The facts of one programme over a level."""

    def __init__(self, programme: pd.Series, level: Level, sets: Sets) -> None:
        self.programme, self.level, self.sets = programme, level, sets
        centres = sets.tables.centres
        self.own = centres[centres["programme_id"] == programme["programme_id"]]
        self.asked_one_by_one = _with_centres(self.own)
        table = sets.table(CentreFilter(programmes=(str(programme["programme_id"]),)), level)
        self.rows: dict[str, dict[str, Any]] = table.to_dict("index")  # type: ignore[assignment]
        self.above = self._above()
        self.of_provinces = dict(iter(self.own.groupby("province_code")))
        self.usual: ProgrammeFact | None = None
        self.wide: ProgrammeFact | None = None

    def of(self, code: str) -> ProgrammeFact:
        if self.usual is None or code in self.asked_one_by_one or self.rows[code]["centre_count"]:
            fact = self._fact(code)
            if self.usual is None and code not in self.asked_one_by_one:
                self.usual = fact
            return fact
        row = self.rows[code]
        km = row["nearest_centre_km"]
        return replace(
            self.usual,
            claim=Claim(row["claim"]),
            count=int(row["centre_count"]),
            derived=int(row["derived_count"]),
            unplaced=int(row["unplaced_in_area"]),
            above=self.above.get(BANGKOK_CODE if self.level == Level.BMA_GROUP else code[:2], 0),
            nearest_km=None if pd.isna(km) else float(km),
            nearest_id="" if pd.isna(km) else str(row["nearest_centre_id"]),
        )

    def _fact(self, code: str) -> ProgrammeFact:
        """Return a fact from the centres of the area's province; what is of the whole programme is looked up once."""
        inside_province = self.wide is not None and self.level in (Level.DISTRICT, Level.BMA_GROUP)
        province = BANGKOK_CODE if self.level == Level.BMA_GROUP else code[:2]
        centres = self.of_provinces.get(province, self.own.iloc[:0]) if inside_province else self.own
        fact = programme_fact(
            code, self.programme, centres, lambda level, centre_filter: self.sets.table(centre_filter, level)
        )
        if self.wide is None:
            self.wide = fact
        return replace(fact, public=self.wide.public, listed=self.wide.listed, read_on=self.wide.read_on)

    def _above(self) -> dict[str, int]:
        if self.level not in (Level.DISTRICT, Level.BMA_GROUP):
            return {}
        own = self.own
        named = (own["status"] == Status.OPEN) & (own["basis"] != Basis.DERIVED) & (own["access"] == Access.PUBLIC)
        located = sites(own[named])
        counts = located.loc[located["district_code"].isna(), "province_code"].value_counts()
        return {str(code): int(count) for code, count in counts.items()}


def _with_centres(centres: pd.DataFrame) -> set[str]:
    """Return the codes of all areas that something not closed is recorded in."""
    rows = centres[centres["status"] != Status.CLOSED]
    recorded = {*rows["province_code"].dropna(), *rows["district_code"].dropna()}
    return {above for code in recorded for above in (code, *ancestors(code))}


def _people(level: Level) -> dict[str, dict[str, Any]]:
    table = population(level)
    children, elderly = (people_of(level, age) for age in (Age.CHILDREN, Age.ELDERLY))
    return {
        str(code): {
            "people": whole(row["population"]),
            "year_ce": whole(row["year_ce"]),
            "estimated": bool(row["estimated"]),
            "children": whole(children.at[code]),
            "elderly": whole(elderly.at[code]),
        }
        for code, row in table.iterrows()
    }
