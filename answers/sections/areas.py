"""The areas of a question: what may be said of each, and the measure that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from analysis.measures import CLAIM
from analysis.reported import reported_values
from answers.cautions import cautions, counts_words
from answers.mapping.title import map_title
from answers.provenance import provenance
from answers.sections.parts import Column, Section, Table
from answers.words import t
from answers.words.claims import claim_words, has_area_filter
from answers.words.measures import unit_of
from answers.words.names import area_name
from answers.words.numbers import number

if TYPE_CHECKING:
    from answers.facts import Facts

_ORDER: Final = tuple(Claim)
_WIDE: Final = (2.0, 2.4, 1.1, 1.5, 1.4)
"""Widths of the columns across a page: no conclusion takes two lines."""
_NARROW: Final = (3.3, 2.52, 1.9, 2.05, 2.72)
"""Widths beside a map on a slide: no word of a heading is broken in 9 point, in either language and the widest face."""


def areas_section(facts: Facts, *, most: int = 100, short: bool = False) -> Section:
    """Return the request's areas within scope as a table: those of which something is said first, by people.

    Parameters
    ----------
    facts
        The facts.
    most
        How many rows at most; the sentence below says how many there are.
    short
        Whether what may be said is said in as few words as there are.

    """
    lang, origin = facts.question.lang, provenance(facts)
    table = _table(facts, short=short)
    shortened = table.head(most)
    notes = list(cautions(facts))
    if len(shortened.rows) < len(table.rows):
        few, all_ = number(most, lang=lang), number(len(table.rows), lang=lang)
        notes.insert(0, t("areas.first", lang=lang, shown=few, of=all_))
    outside = facts.claim_counts.get(Claim.OUT_OF_SCOPE.value, 0)
    if outside:
        key = "areas.outside_told" if has_area_filter(facts.question.centre_filter) else "areas.outside"
        notes.append(t(key, lang=lang, count=number(outside, lang=lang)))
    return Section(
        key="areas",
        title=map_title(facts),
        lead=f"{origin.subject} · {counts_words(facts)}",
        tables=(shortened,),
        notes=tuple(notes),
        method=t("method.map", lang=lang),
    )


def tells_areas_apart(facts: Facts) -> bool:
    """Tell whether a table of the areas says more than its title: of some area something can be said, or measured."""
    certain = {Claim.HAS_ONE, Claim.HAS_NONE, Claim.HAS_OTHER} & set(facts.claim_counts)
    return bool(certain) or bool(reported_values(facts.table, facts.shown_measure).notna().any())


def _table(facts: Facts, *, short: bool) -> Table:
    lang, measure = facts.question.lang, facts.shown_measure
    unit = unit_of(measure, lang=lang)
    in_scope = facts.table[facts.table["claim"] != Claim.OUT_OF_SCOPE]
    ordered = in_scope.assign(
        _rank=in_scope["claim"].map({claim.value: place for place, claim in enumerate(_ORDER)}),
        _people=-in_scope["population"].astype("Float64").fillna(0),
    ).sort_values(["_rank", "_people"], kind="stable")
    values = reported_values(ordered, measure)
    extra = measure not in (CLAIM, "centre_count")
    widths = _NARROW if short else _WIDE
    columns = [
        Column(t("areas.area", lang=lang), widths[0]),
        Column(t("areas.claim", lang=lang), widths[1]),
        Column(t("areas.centres", lang=lang), widths[2], "right"),
        Column(t("areas.people", lang=lang), widths[3], "right"),
        *([Column(unit.heading, widths[4], "right")] if extra else []),
    ]
    counts = reported_values(ordered, "centre_count")
    rows = []
    for code, row in ordered.iterrows():
        line = [
            area_name(str(code), lang=lang),
            t(f"claim_short.{row['claim']}", lang=lang)
            if short
            else claim_words(str(row["claim"]), lang=lang, reason=str(row["claim_reason"])),
            number(counts[str(code)], lang=lang),
            number(row["population"], lang=lang),
        ]
        rows.append((*line, *([unit.number(values[str(code)])] if extra else [])))
    return Table(tuple(columns), tuple(rows))
