"""What a view says, in one sentence made from its numbers: the title of a slide."""

from __future__ import annotations

import unicodedata
from functools import reduce
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.benchmark_status import Status
from analysis.claims import Claim
from analysis.headlines import BMA_LIBRARY, RELEARNING
from analysis.measures import CLAIM, MEASURES
from analysis.reported import reported_values
from answers.cautions import counts_words
from answers.changes import CentreChange
from answers.sections.beside import each_side, side_names
from answers.views import bangkok_facts
from answers.words import t
from answers.words.benchmarks import standard_words
from answers.words.bodies import owner_name
from answers.words.dates import when
from answers.words.kinds import kind_of_areas, kind_words
from answers.words.measures import unit_of
from answers.words.names import area_name, bare_name, full_area_name, programme_names, set_words, spaced
from answers.words.numbers import amount, number, share
from answers.words.place_sentences import place_name
from registry.schema import ListStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.answer import Answer
    from analysis.distribution import Distribution
    from analysis.partners import Partner
    from answers.facts import Facts
    from answers.unknowns import Unknown

MOST_NAMES: Final = 3
_LONGEST_NAME: Final = 70
WORTH_NAMING: Final = 0.25
"""The share of the people of areas without one from which on those where most of them live are named."""


def map_message(facts: Facts) -> str:
    """Return what the map of a question says, in a sentence made from its numbers.

    Among gaps, and of claims and numbers of centres, how many areas have none, have one, or cannot be told of; of
    another measure which areas have most and least of it, and beside a benchmark how many reach it.
    """
    if message := _standing(facts):
        return message
    if facts.question.gaps or facts.shown_measure in (CLAIM, "centre_count"):
        return _claims(facts)
    return _extremes(facts)


def _claims(facts: Facts) -> str:
    counts = {claim: facts.claim_counts.get(claim, 0) for claim in Claim}
    inside = sum(count for claim, count in counts.items() if claim != Claim.OUT_OF_SCOPE)
    words = _words(facts, inside or len(facts.table))
    if not inside:
        return t("message.outside", lang=facts.question.lang, **words)
    if counts[Claim.HAS_OTHER]:  # a filter keeps some from counting: that is no want of data
        return t("message.other", lang=facts.question.lang, head=words["head"], counts=counts_words(facts))
    if counts[Claim.HAS_NONE]:
        return _without(facts, counts[Claim.HAS_NONE], words)
    if counts[Claim.HAS_ONE] == inside:
        key = {1: "only", 2: "both"}.get(inside, "all")
        return t(f"message.{key}", lang=facts.question.lang, count=words["of"], **words)
    none_of = "unknown" if inside > 1 else "only_unknown"
    key = "some" if counts[Claim.HAS_ONE] else none_of
    lang, open_ = facts.question.lang, inside - counts[Claim.HAS_ONE]
    has_one = number(counts[Claim.HAS_ONE], lang=lang)
    return t(f"message.{key}", lang=lang, count=has_one, unknown=number(open_, lang=lang), **words)


def _without(facts: Facts, count: int, words: dict[str, str]) -> str:
    lang, table = facts.question.lang, facts.table
    people = table.loc[table["claim"] == Claim.HAS_NONE, "population"].dropna().sort_values(ascending=False)
    sentence = t("message.none", lang=lang, count=number(count, lang=lang), **words)
    if people.empty or not people.sum():
        return sentence
    sentence = t("message.people", lang=lang, none=sentence, people=number(int(people.sum()), lang=lang))
    most = people.head(MOST_NAMES)
    part = float(most.sum() / people.sum())
    if len(people) <= MOST_NAMES or part < WORTH_NAMING:
        return sentence
    names = _listed([bare_name(str(code), lang=lang) for code in most.index], lang=lang)
    return t("message.most", lang=lang, none=sentence, share=share(part, lang=lang), names=names)


def _extremes(facts: Facts) -> str:
    lang = facts.question.lang
    measure = facts.shown_measure
    values = reported_values(facts.table, measure).dropna()
    if message := _ends(measure, values, lang=lang):
        return message
    unit, words = unit_of(measure, lang=lang), _words(facts, len(facts.table))
    if values.empty:
        return t("message.no_value", lang=lang, measure=unit.name, **words)
    value = unit.text(float(values.iloc[0]))
    return t("message.alike", lang=lang, measure=unit.name, value=value, **_words(facts, len(values)))


def _ends(measure: str, values: pd.Series, *, lang: str) -> str:
    """Return which areas have most and least of a measure; "" where all are alike."""
    values = values.sort_values(ascending=False, kind="stable")
    if len(values) < 2 or values.iloc[0] == values.iloc[-1]:
        return ""
    unit = unit_of(measure, lang=lang)
    ends = {
        name: t("message.end", lang=lang, area=bare_name(str(code), lang=lang), value=unit.text(float(value)))
        for name, code, value in zip(("most", "least"), values.index[[0, -1]], values.iloc[[0, -1]], strict=True)
    }
    return t("message.extremes", lang=lang, measure=unit.name, **ends)


def _standing(facts: Facts) -> str:
    """Return how many areas reach the benchmark; "" where it holds for none."""
    lang, question, standing = facts.question.lang, facts.question, facts.benchmark
    if standing is None:
        return ""
    counts = standing.table.loc[question.areas_inside(), "benchmark_status"].value_counts()
    good, moderate, poor = (int(counts.get(one, 0)) for one in (Status.GOOD, Status.MODERATE, Status.POOR))
    if not good + moderate + poor:
        return ""
    of = good + moderate + poor
    return t(
        "message.benchmark",
        lang=lang,
        measure=unit_of(question.measure, lang=lang).name,
        count=number(good, lang=lang),
        standard=standard_words(standing, lang=lang),
        **{key: text for key, text in _words(facts, of).items() if key != "head"},
    )


def beside_message(facts: Facts) -> str:
    """Return in how many areas each of several programmes has at least one; "" of two measures of one programme."""
    if len(facts.question.programme) < 2:
        return ""
    lang, every = facts.question.lang, each_side(facts)
    parts = []
    for name, one in zip(side_names(facts), every, strict=True):
        inside = len(one.table) - one.claim_counts.get(Claim.OUT_OF_SCOPE, 0)
        words = {key: text for key, text in _words(one, inside).items() if key != "head"}
        count = number(one.claim_counts.get(Claim.HAS_ONE, 0), lang=lang)
        parts.append(t("message.beside_one", lang=lang, name=_short(name), count=count, **words))
    return t("message.beside", lang=lang, parts="; ".join(parts))


def ranking_message(facts: Facts) -> str:
    """Return which areas come first among the gaps, and how many of the people far away live there; "" without any."""
    view, gaps, lang = facts.gap_view, facts.gaps, facts.question.lang
    if gaps.ranked.empty:
        return ""
    kind = kind_of_areas(view.question.map_level, view.question.area)
    first = gaps.ranked.head(MOST_NAMES)
    words = {
        "names": _listed([bare_name(str(code), lang=lang) for code in first.index], lang=lang),
        "count": number(len(gaps.ranked), lang=lang),
        "kinds": kind_words(kind, lang=lang, count=len(gaps.ranked)),
        "km": f"{view.radius_km:g}",
    }
    beyond = pd.to_numeric(gaps.ranked["people_beyond_km"]).dropna()
    if len(gaps.ranked) <= MOST_NAMES or not beyond.sum():
        return t("message.first", lang=lang, **words)
    part = float(beyond.reindex(first.index).sum() / beyond.sum())
    return t("message.first_share", lang=lang, share=share(part, lang=lang), **words)


def overview_message(facts: Facts) -> str:
    """Return where Relearning has libraries and what Bangkok lacks, as far as the register has them."""
    lang, headlines, ids = facts.question.lang, facts.headlines, set(facts.tables.programmes["programme_id"])
    parts = []
    if RELEARNING in ids and headlines.provinces:
        key = "all_regions" if headlines.regions == headlines.all_regions else "regions"
        counts = {"provinces": headlines.provinces, "regions": headlines.regions, "all": headlines.all_regions}
        texts = {name: number(len(of), lang=lang) for name, of in counts.items()}
        parts.append(t(f"message.relearning_{key}", lang=lang, **texts))
    if BMA_LIBRARY in ids and headlines.bangkok.with_none:
        bangkok = headlines.bangkok
        counts_of = {"count": len(bangkok.with_none), "of": bangkok.areas_in_scope}
        texts = {name: number(one, lang=lang) for name, one in counts_of.items()}
        parts.append(t("message.bangkok_none", lang=lang, **texts))
    if not parts:
        return t("headline.title", lang=lang)
    return reduce(lambda first, second: t("message.then", lang=lang, first=first, second=second), parts)


def bangkok_message(facts: Facts) -> str:
    """Return how many khet have no BMA learning library, and where most of their people live."""
    return map_message(bangkok_facts(facts)) or t("message.bangkok_open", lang=facts.question.lang)


def groups_message(facts: Facts) -> str:
    """Return in which of Bangkok's groups most khet have no library."""
    lang, groups = facts.question.lang, facts.khet_groups
    if groups.empty or not groups["has_none"].sum():
        return t("bkk.groups", lang=lang)
    code = groups["has_none"].astype(int).sort_values(ascending=False, kind="stable").index[0]
    counts = {"count": groups["has_none"][code], "of": groups["khet"][code]}
    texts = {key: number(one, lang=lang) for key, one in counts.items()}
    return t("message.groups", lang=lang, group=area_name(str(code), lang=lang), **texts)


def people_message(facts: Facts) -> str:
    """Return the largest and the smallest of the provinces with a Relearning library, by their people."""
    lang, nine = facts.question.lang, facts.nine.dropna(subset="population")
    if len(nine) < 2:
        return t("slide.people_chart", lang=lang)
    ordered = nine.sort_values("population", ascending=False, kind="stable")
    words = {}
    for key, place in (("most", 0), ("least", -1)):
        row = ordered.iloc[place]
        words[key] = bare_name(str(row["province_code"]), lang=lang)
        words[f"{key}_people"] = number(row["population"], lang=lang)
    return t("message.nine_people", lang=lang, **words)


def programme_message(facts: Facts, programme_id: str) -> str:
    """Return how much of a programme is reported and known."""
    lang, row = facts.question.lang, facts.standing.loc[[programme_id]].iloc[0]
    name = programme_names(facts.tables.programmes, lang=lang)[programme_id]
    reported = None if pd.isna(row["reported"]) else int(row["reported"])
    words = {"name": _short(name), "reported": amount(reported, row["reported_qualifier"], lang=lang)}
    if row["list_status"] == ListStatus.NOT_A_PLACE:
        return t("message.no_place" if reported is None else "message.no_place_of", lang=lang, **words)
    counts = {key: number(int(row[key]), lang=lang) for key in ("listed", "named", "placed_site")}
    return t("message.stands" if reported is None else "message.stands_of", lang=lang, **words, **counts)


def programmes_message(facts: Facts) -> str:
    """Return of how many programmes all sites are listed, and of how many they are not."""
    lang, status = facts.question.lang, facts.tables.programmes["list_status"]
    places = status[status != ListStatus.NOT_A_PLACE]
    if places.empty:
        return t("eleven.title", lang=lang, count=number(len(status), lang=lang))
    complete = int((places == ListStatus.COMPLETE).sum())
    counts = {"count": complete, "of": len(places), "open": len(places) - complete}
    return t("message.lists", lang=lang, **{key: number(one, lang=lang) for key, one in counts.items()})


def unknown_message(facts: Facts, unknowns: Mapping[str, Sequence[Unknown]]) -> str:
    """Return of how many of some programmes something is not known, and how many owners are asked."""
    lang, details = facts.question.lang, facts.tables.details
    open_ = [programme_id for programme_id, of in unknowns.items() if of]
    if not open_:
        return t("message.nothing_open", lang=lang)
    rows = [facts.programme(one) for one in open_]
    owners = {owner_name(row, details, lang=lang) for row in rows if row is not None} - {""}
    if len(unknowns) == 1:
        name = programme_names(facts.tables.programmes, lang=lang)[open_[0]]
        owner = next(iter(owners), t("message.open_owner", lang=lang))
        things = number(len(unknowns[open_[0]]), lang=lang)
        return t(
            "message.open_one",
            lang=lang,
            name=_short(name),
            things=things,
            owner=spaced(_short(owner), lang=lang).rstrip(),
        )
    counts = {"count": len(open_), "of": len(unknowns), "owners": len(owners)}
    key = "open_all" if len(open_) == len(unknowns) else "open"
    return t(f"message.{key}", lang=lang, **{name: number(one, lang=lang) for name, one in counts.items()})


def sources_message(facts: Facts) -> str:
    """Return on how many data sets the numbers stand, and when they were last read."""
    lang = facts.question.lang
    count, date = number(len(facts.sources), lang=lang), when(facts.data_date, lang=lang)
    return t("message.sources" if facts.data_date else "message.sources_undated", lang=lang, count=count, date=date)


def openings_message(facts: Facts) -> str:
    """Return what share of the people lives within the radius before a scenario and after it; "" without one."""
    lang, openings = facts.question.lang, facts.openings
    if openings is None:
        return ""
    country = openings.whole.areas.iloc[-1]
    before, after = float(country["share_before"]), float(country["share_after"])
    words = {"km": f"{facts.radius_km:g}", "after": share(after, lang=lang), "before": share(before, lang=lang)}
    return t("message.scenario" if pd.notna(before) else "message.scenario_after", lang=lang, **words)


def spread_message(facts: Facts, distribution: Distribution | None) -> str:
    """Return how far centres are from being spread as people are; without a distribution that it cannot be said."""
    question, lang = facts.question, facts.question.lang
    words = set_words(question.centre_filter.programmes, facts.tables.programmes, lang=lang)
    if distribution is None:
        return t("message.spread_open", lang=lang, set=_short(words))
    texts = {"share": share(distribution.hoover, lang=lang), "gini": number(distribution.gini, lang=lang, decimals=2)}
    return t("message.spread", lang=lang, set=_short(words), **texts)


def place_message(answer: Answer, *, lang: str) -> str:
    """Return how many programmes have a centre in a place, and of how many it is not known."""
    claims = [fact.claim for fact in answer.facts]
    counts = {"count": claims.count(Claim.HAS_ONE), "of": len(claims), "unknown": claims.count(Claim.UNKNOWN)}
    key = "place_none" if not claims else "place_open" if counts["unknown"] else "place"
    texts = {name: number(one, lang=lang) for name, one in counts.items()}
    return t(f"message.{key}", lang=lang, place=place_name(answer.place, lang=lang), **texts)


def compare_message(values: Mapping[str, Mapping[str, float]], *, lang: str) -> str:
    """Return where the first measure that tells some areas apart has most and least; "" where none does.

    Parameters
    ----------
    values
        The values of measures by ``admin_code``, by the measure's id.
    lang
        "th" or "en".

    """
    for measure, of in values.items():
        values_of = {code: float(value) for code, value in of.items() if pd.notna(value)}
        if measure in MEASURES and len(set(values_of.values())) > 1:
            return _ends(measure, pd.Series(values_of), lang=lang)
    return ""


def partner_message(facts: Facts, partner: Partner, name: str) -> str:
    """Return of how many of an organisation's programmes something is asked."""
    lang = facts.question.lang
    open_ = sum(bool(facts.unknowns.get(one)) for one in partner.programmes)
    words = {"name": _short(name), "count": number(open_, lang=lang), "of": number(len(partner.programmes), lang=lang)}
    return t("message.partner" if open_ else "message.partner_done", lang=lang, **words)


def _words(facts: Facts, inside: int) -> dict[str, str]:
    question, lang = facts.question, facts.question.lang
    programmes = set_words(question.programme, facts.tables.programmes, lang=lang)
    kind = kind_of_areas(question.map_level, question.area)
    return {
        "head": f"{_short(programmes)} · {full_area_name(question.area, lang=lang)}",
        "of": number(inside, lang=lang),
        "kinds": kind_words(kind, lang=lang, count=inside),
    }


def _short(name: str) -> str:
    """Return a name short enough for a sentence to go on; a letter keeps its marks."""
    if len(name) <= _LONGEST_NAME:
        return name
    end = _LONGEST_NAME
    while end > 1 and unicodedata.category(name[end]) == "Mn":
        end -= 1
    return f"{name[:end].rstrip()}…"


def _listed(names: Sequence[str], *, lang: str) -> str:
    """Return names as one reads them out."""
    *others, last = names
    if not others:
        return last
    first = reduce(lambda so_far, name: t("message.comma", lang=lang, names=so_far, last=name), others)
    return t("message.and", lang=lang, names=first, last=last)


def changes_message(changes: Sequence[tuple[CentreChange, str]], others: int, span: str, *, lang: str) -> str:
    """Return what became of centres in some days.

    Parameters
    ----------
    changes
        What became of each, and the province that it is in.
    others
        How many other rows changed.
    span
        The days, in words.
    lang
        "th" or "en".

    """
    if not changes:
        key = "numbers" if others else "none_at_all"
        return t(f"change.{key}", lang=lang, span=span, count=others)
    counts = {kind: sum(change == kind for change, _ in changes) for kind in CentreChange}
    kinds = [kind for kind, count in counts.items() if count]
    parts = [
        t(f"change.{'then' if place else 'first'}.{kind}", lang=lang, count=counts[kind])
        for place, kind in enumerate(kinds)
    ]
    listed = (", " if lang == "en" else " ").join(parts)
    provinces = len({province for _, province in changes})
    return t("change.message", lang=lang, span=span, parts=listed, provinces=provinces)
