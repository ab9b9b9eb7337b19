"""A scenario in short: what it comes to, its sites, and the areas before and after."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from analysis.situation import Distances
from answers.sections.parts import Column, Table
from answers.words import t
from answers.words.names import area_name, full_area_name, pick, programme_names
from answers.words.numbers import about, distance, number, share
from geodata.codes import COUNTRY_CODE, Level, level_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.what_if import WhatIf
    from answers.facts import Facts

_ORDER: Final = (Level.COUNTRY, Level.REGION, Level.PROVINCE, Level.DISTRICT)


def people_words(whole: WhatIf, count: int, *, lang: str) -> str:
    """Return people whose cover changes: at most so many where not all positions of centres are known."""
    people = about(count, lang=lang)
    is_certain = whole.distances is Distances.REPORTED or not count
    return people if is_certain else t("siting.at_most", lang=lang, people=people)


def inequality_change(whole: WhatIf, *, lang: str) -> str:
    """Return how unequally the districts' people are reached, before and after (Gini coefficients)."""
    values = (whole.inequality_before, whole.inequality_after)
    # A small change is seen in a third decimal; where it is none there either, two say as much.
    decimals = next((some for some in (2, 3) if len({round(one, some) for one in values}) > 1), 2)
    before, after = (number(one, decimals=decimals, lang=lang) for one in values)
    return t("siting.change", lang=lang, before=before, after=after)


def _change(
    before: float, after: float, words: Callable[[float], str], *, lang: str, more_is_possible: bool = False
) -> str:
    """Return a figure before and after. Where what is before is not reported, what is after is a limit only."""
    if math.isnan(before) and not math.isnan(after):
        key = "siting.at_least_value" if more_is_possible else "siting.at_most_value"
        return t(key, lang=lang, value=words(after))
    return t("siting.change", lang=lang, before=words(before), after=words(after))


def scenario_figures(facts: Facts) -> dict[str, str]:
    """Return what a scenario comes to, by the label of each figure; nothing without one."""
    openings, question, lang = facts.openings, facts.question, facts.question.lang
    if openings is None:
        return {}
    whole = openings.whole
    scope, km = whole.areas.loc[[COUNTRY_CODE]].iloc[0], distance(whole.radius_km, lang=lang)

    def change(name: str, words: Callable[[float], str], *, more_is_possible: bool = False) -> str:
        before, after = (float(scope[name.format(when)]) for when in ("before", "after"))
        return _change(before, after, words, lang=lang, more_is_possible=more_is_possible)

    values = {
        "area": area_name(question.area, lang=lang),
        "radius": t("report.km", lang=lang, km=km),
        "opened": number(len(question.at), lang=lang),
        "closed_count": number(len(question.closed), lang=lang),
        "newly": people_words(whole, whole.newly_within, lang=lang),
        "losing": people_words(whole, whole.losing, lang=lang),
        "within_all": change("share_{}", lambda value: share(value, lang=lang), more_is_possible=True),
        "mean": change("mean_{}_km", lambda value: _km(value, lang)),
        "worst": change("worst_{}_km", lambda value: _km(value, lang)),
    }
    if not math.isnan(whole.inequality_after):
        values["inequality_row"] = inequality_change(whole, lang=lang)
    return {t(f"siting.{key}", lang=lang, km=km): value for key, value in values.items()}


def areas_table(whole: WhatIf, codes: Sequence[str], *, lang: str) -> Table:
    """Return some areas of a scenario before and after: people within the radius, mean and farthest distance."""
    rows = whole.areas.loc[list(codes)]

    def column(name: str, words: Callable[[float], str], *, more_is_possible: bool = False) -> list[str]:
        pairs = zip(rows[name.format("before")], rows[name.format("after")], strict=True)
        return [_change(*pair, words, lang=lang, more_is_possible=more_is_possible) for pair in pairs]

    columns = {
        t("siting.area", lang=lang): [_area_words(code, lang=lang) for code in codes],
        t("siting.within", lang=lang, km=distance(whole.radius_km, lang=lang)): column(
            "share_{}", lambda value: share(value, lang=lang), more_is_possible=True
        ),
        t("siting.people_within", lang=lang): column(
            "within_{}", lambda value: about(value, lang=lang), more_is_possible=True
        ),
        t("siting.mean", lang=lang): column("mean_{}_km", lambda value: _km(value, lang)),
        t("siting.worst", lang=lang): column("worst_{}_km", lambda value: _km(value, lang)),
    }
    widths = (2.0, 1.6, 2.4, 1.5, 1.5)
    headings = tuple(Column(heading, width) for heading, width in zip(columns, widths, strict=True))
    return Table(headings, tuple(zip(*columns.values(), strict=True)))


def large_areas(whole: WhatIf) -> list[str]:
    """Return the areas of a scenario from the whole scope down to districts, each that tells something of its own.

    Left out are the regions and the whole scope of which a province has all the people in scope, and a region that
    has all of them.
    """
    level, people = whole.areas["level"], whole.areas["people"]
    provinces = set(people[level == str(Level.PROVINCE)])
    regions = provinces | set(people[level == str(Level.COUNTRY)])
    repeats = {str(Level.COUNTRY): provinces, str(Level.REGION): regions}
    codes = [str(code) for one in _ORDER for code in whole.areas.index[level == str(one)]]
    return [code for code in codes if people[code] not in repeats.get(str(level[code]), ())]


def sites_table(facts: Facts) -> Table:
    """Return what a scenario opens and closes: number on the map, where, of which programme, and the reason."""
    openings, question, lang = facts.openings, facts.question, facts.question.lang
    names = programme_names(facts.tables.programmes, lang=lang)
    rows: list[tuple[str, ...]] = []
    if openings is not None:
        each = zip(openings.each, question.site_programmes, strict=True)
        for position, (one, programme) in enumerate(each, start=1):
            place = one.places[0]
            where = f"{full_area_name(place.district_code, lang=lang)} ({place.latitude:.4f}, {place.longitude:.4f})"
            rows.append((number(position, lang=lang), where, names[programme], _reason(one, lang=lang)))
    centres = facts.tables.centres.set_index("centre_id")
    for centre_id in question.closed:
        if centre_id in centres.index:
            row = centres.loc[[centre_id]].iloc[0]
            name = pick(row["name_th"], row["name_en"], lang=lang) or centre_id
            rows.append(("×", name, names[row["programme_id"]], t("shortlist.closed", lang=lang)))
    widths = {"number": 0.5, "where": 3.6, "programme": 2.0, "reason": 3.6}
    columns = tuple(Column(t(f"shortlist.{key}", lang=lang), width) for key, width in widths.items())
    return Table(columns, tuple(rows))


def _reason(one: WhatIf, *, lang: str) -> str:
    """Return why a site: whom it would reach by itself who are beyond the radius now, else whose way it shortens."""
    km = distance(one.radius_km, lang=lang)
    if one.newly_within:
        key = "about" if one.distances is Distances.REPORTED else "at_most"
        return t(f"siting.reason.{key}", lang=lang, people=about(one.newly_within, lang=lang), km=km)
    return t("siting.reason.nobody", lang=lang, km=km)


def _area_words(code: str, *, lang: str) -> str:
    if code == COUNTRY_CODE:
        return t("siting.whole_scope", lang=lang)
    return full_area_name(code, lang=lang) if level_of(code) is Level.SUBDISTRICT else area_name(code, lang=lang)


def _km(value: float, lang: str) -> str:
    return number(float(value), decimals=1, lang=lang)
