"""The one-page answer about a place in words: one sentence, what is known, what is not, and from where.

All of it is plain text; names of others stand in it as they are.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from answers.words import has, t
from answers.words.dates import year
from answers.words.kinds import here_words, kind_of, kind_words
from answers.words.names import area_name, full_area_name, pick, programme_names
from answers.words.numbers import about, number
from geodata.codes import BANGKOK_CODE, Level
from geodata.gazetteer import Kind, Place
from registry.schema import ListStatus, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from analysis.answer import Answer
    from analysis.answer_facts import ProgrammeFact

_WITH_NEAREST: Final = (Level.DISTRICT, Level.BMA_GROUP, Level.PROVINCE)


def place_name(place: Place, *, lang: str) -> str:
    """Return a place's name with what it lies in: แขวงออเงิน เขตสายไหม, ตำบลบางไทร อำเภอบางไทร จังหวัดพระนครศรีอยุธยา."""
    if place.kind != Kind.SUBDISTRICT:
        return full_area_name(place.code, lang=lang)
    district = full_area_name(place.district_code, lang=lang)
    return t("answer.name.subdistrict", lang=lang, name=_alone(place, lang=lang), district=district)


def distinct_names(places: Sequence[Place], *, lang: str) -> dict[str, str]:
    """Return the names of places by code; two that read alike are told apart.

    Regions carry the division that they are of, others in English their Thai names too.
    """
    names = {one.code: place_name(one, lang=lang) for one in places}
    read = list(names.values())
    alike = {code for code, name in names.items() if read.count(name) > 1}
    for one in places:
        if one.code in alike:
            scheme = {Kind.REGION: "4", Kind.REGION6: "6"}.get(one.kind)
            mark = f" · {t(f'value.scheme.{scheme}', lang=lang)}" if scheme else f" ({one.name_th})"
            names[one.code] += mark
    return names


def headline(answer: Answer, *, programmes: pd.DataFrame, centres: pd.DataFrame, lang: str) -> str:
    """Return the answer in one run of clauses, what is there first and what is not known last.

    "Has none" is said only of a programme whose list is complete and whose centres anyone may enter.
    """
    words = _Words(answer, programmes, centres, lang)
    clauses = [*words.there(), *words.none(), *words.restricted(), *words.people(), *words.unknowns()]
    if not answer.facts and not answer.services and not answer.elsewhere:
        clauses = [words.say("empty"), *words.people()]
    area = full_area_name(answer.area_code, lang=lang)
    return words.say("area", area=area, clauses=words.one_after_other("join", clauses))


def answer_and_rest(answer: Answer, *, programmes: pd.DataFrame, centres: pd.DataFrame, lang: str) -> tuple[str, str]:
    """Return the answer on an area in one clause with its name, and the rest of `headline` ("" where there is none)."""
    words = _Words(answer, programmes, centres, lang)
    clauses = [*words.there(), *words.none(), *words.restricted(), *words.people(), *words.unknowns()]
    if not answer.facts and not answer.services and not answer.elsewhere:
        clauses = [words.say("empty"), *words.people()]
    area = full_area_name(answer.area_code, lang=lang)
    first, *others = clauses or [words.say("empty")]
    line = words.say("area", area=area, clauses=first)
    return line, words.say("alone", clauses=words.one_after_other("join", others)) if others else ""


def subdistrict_line(answer: Answer, *, lang: str) -> str:
    """Return where a subdistrict lies, what is recorded and how many people live in it; "" for other places."""
    if answer.place.kind != Kind.SUBDISTRICT:
        return ""
    kind = area_kind(answer, lang=lang, below=True)
    inside = answer.in_subdistrict["site_id"].nunique()
    recorded = (
        t("answer.sentence.in_subdistrict", lang=lang, kind=kind, count=number(inside, lang=lang))
        if inside
        else t("answer.sentence.not_in_subdistrict", lang=lang, kind=kind)
    )
    district = full_area_name(answer.area_code, lang=lang)
    lies = t("answer.sentence.subdistrict", lang=lang, name=_alone(answer.place, lang=lang), district=district)
    clauses = t("answer.sentence.join", lang=lang, first=lies, then=recorded)
    if answer.subdistrict_people is not None:
        people = t("answer.sentence.subdistrict_people", lang=lang, people=about(answer.subdistrict_people, lang=lang))
        clauses = t("answer.sentence.join", lang=lang, first=clauses, then=people)
    return t("answer.sentence.alone", lang=lang, clauses=clauses)


def area_kind(answer: Answer, *, lang: str, below: bool = False) -> str:
    """Return the word for the areas one level below provinces, or with `below` two: เขต and แขวง in Bangkok."""
    bangkok = answer.area_code.startswith((BANGKOK_CODE, "BMA"))
    kinds = ("khwaeng", "subdistrict") if below else ("khet", "amphoe")
    return kind_words(kinds[0] if bangkok else kinds[1], lang=lang)


def noun(programme_id: str, count: int, *, programmes: pd.DataFrame, lang: str) -> str:
    """Return what a programme's centres are called, one or many of them."""
    if has(f"answer.noun.{programme_id}", lang=lang):
        return t(f"answer.noun.{programme_id}", lang=lang, count=count)
    name = programme_names(programmes, lang=lang).get(programme_id, programme_id)
    return t("answer.noun.other", lang=lang, name=name, count=count)


def nearest_words(fact: ProgrammeFact, *, level: Level, lang: str) -> str:
    """Return the nearest distance with the number of centres it stands on; "" where it would mislead.

    That is where a centre in the area itself has no position, or most of the programme's have none.
    """
    if fact.nearest_km is None or level not in _WITH_NEAREST:
        return ""
    if fact.unplaced or fact.placed <= fact.unplaced_anywhere:
        return ""
    some = "nearest_of_some" if fact.unplaced_anywhere else "nearest_of"
    return t(
        f"answer.known.{some}",
        lang=lang,
        km=number(fact.nearest_km, decimals=1, lang=lang),
        placed=number(fact.placed, lang=lang),
        unplaced=number(fact.unplaced_anywhere, lang=lang),
    )


def _alone(subdistrict: Place, *, lang: str) -> str:
    kind = "khwaeng" if subdistrict.province_code == BANGKOK_CODE else "subdistrict"
    return t(f"answer.alone.{kind}", lang=lang, name=pick(subdistrict.name_th, subdistrict.name_en, lang=lang))


class _Words:
    """The clauses of one answer in one language."""

    def __init__(self, answer: Answer, programmes: pd.DataFrame, centres: pd.DataFrame, lang: str) -> None:
        self.answer, self.programmes, self.lang = answer, programmes, lang
        self.centres = centres.set_index("centre_id", drop=False)
        self.here = here_words(answer.area_code, lang=lang)

    def say(self, key: str, **params: object) -> str:
        return t(f"answer.sentence.{key}", lang=self.lang, **params)

    def one_after_other(self, key: str, parts: list[str]) -> str:
        return reduce(lambda first, then: self.say(key, first=first, then=then), parts)

    def there(self) -> list[str]:
        facts = [fact for fact in self.answer.facts if fact.claim == Claim.HAS_ONE and fact.count]
        return [self.say("has", list=self._listed([self._counted(fact) for fact in facts]))] if facts else []

    def none(self) -> list[str]:
        clauses = []
        for fact in self.answer.facts:
            if fact.claim == Claim.HAS_NONE and fact.decisive:
                clauses += [self.say("none", list=self._noun(fact, 1)), *self._nearest(fact)]
        if not clauses and not self.there() and not any(fact.decisive for fact in self.answer.facts):
            clauses.append(self.say("nothing" if self.answer.centres.empty else "no_public", here=self.here))
        return clauses

    def restricted(self) -> list[str]:
        return [
            self.say(
                "restricted",
                noun=self._noun(fact, fact.restricted),
                count=self._number(fact.restricted),
                here=self.here,
            )
            for fact in self.answer.facts
            if fact.restricted
        ]

    def people(self) -> list[str]:
        answer = self.answer
        if answer.people is None or answer.year_ce is None:
            return []
        key = "people_estimated" if answer.estimated else "people"
        clauses = [self.say(key, people=self._number(answer.people), year=year(answer.year_ce, lang=self.lang))]
        if answer.children is not None and answer.elderly is not None:
            clauses.append(
                self.say("ages", children=self._number(answer.children), elderly=self._number(answer.elderly))
            )
        return clauses

    def unknowns(self) -> list[str]:
        facts = self.answer.facts
        clauses = [self._above(fact) for fact in facts if fact.decisive and fact.claim == Claim.UNKNOWN and fact.above]
        lost = [self._plain_count(fact, fact.unplaced) for fact in facts if fact.unplaced]
        if lost:
            clauses.append(self.say("unplaced", list=self._listed(lost), here=self.here))
        settled = {fact.programme_id for fact in facts if fact.claim != Claim.UNKNOWN or fact.decisive}
        open_ = [fact for fact in facts if fact.programme_id not in settled and fact.list_status != ListStatus.DERIVED]
        if open_ and settled:
            clauses.append(self.say("others", count=self._number(len(open_)), here=self.here))
        return clauses

    def _above(self, fact: ProgrammeFact) -> str:
        return self.say(
            "above",
            noun=self._noun(fact, fact.above),
            count=self._number(fact.above),
            province=area_name(self._province(), lang=self.lang),
            kind=area_kind(self.answer, lang=self.lang),
            here=self.here,
        )

    def _nearest(self, fact: ProgrammeFact) -> list[str]:
        if fact.nearest_km is None or fact.unplaced_anywhere or self.answer.level not in _WITH_NEAREST:
            return []
        centre = self.centres.loc[[fact.nearest_id]].iloc[0]
        town = centre["location_precision"] == Precision.TOWN
        return [
            self.say(
                "nearest_town" if town else "nearest",
                name=pick(centre["name_th"], centre["name_en"], lang=self.lang),
                middle=self.say("middle", kind=kind_words(kind_of(self.answer.area_code), lang=self.lang)),
                km=number(fact.nearest_km, decimals=1, lang=self.lang),
            )
        ]

    def _counted(self, fact: ProgrammeFact) -> str:
        key = "count" if fact.list_status == ListStatus.COMPLETE else "at_least"
        return self.say(key, noun=self._noun(fact, fact.count), count=self._number(fact.count))

    def _plain_count(self, fact: ProgrammeFact, count: int) -> str:
        return self.say("count", noun=self._noun(fact, count), count=self._number(count))

    def _listed(self, parts: list[str]) -> str:
        if len(parts) == 1:
            return parts[0]
        return self.say("and", first=self.one_after_other("comma", parts[:-1]), last=parts[-1])

    def _noun(self, fact: ProgrammeFact, count: int) -> str:
        return noun(fact.programme_id, count, programmes=self.programmes, lang=self.lang)

    def _number(self, value: int) -> str:
        return number(value, lang=self.lang)

    def _province(self) -> str:
        return BANGKOK_CODE if self.answer.level == Level.BMA_GROUP else self.answer.area_code[:2]
