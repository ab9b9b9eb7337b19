"""The line above the map: which measure of which set, over which people, and how many centres stand behind it."""

from __future__ import annotations

import streamlit as st

from analysis.centre_filter import Filtered
from analysis.measures import MEASURES, measure_of
from analysis.scope import have_no_common_area
from analysis.situation import Distances
from answers.cautions import position_notes
from answers.facts import Facts
from answers.provenance import provenance
from answers.question import GAPS, Question
from answers.scenario.words import as_it_would_be_words, left_out_words
from answers.sections.beside import each_side
from ui import cached, selection
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.text import t, text
from ui.widgets.beside import beside_words
from ui.words import age_group_words, distance, measure_assumptions, number, programme_names, when, year


def measure_line(now: Question, facts: Facts) -> None:
    """Say in one line what the map shows, so that a picture of it explains itself."""
    with st.container(key="line"):
        parts = (age_group_words(facts.age), as_it_would_be_words(facts), *left_out_words(facts))
        st.markdown(" · ".join([_line(now, facts), *(f"**{plain(part)}**" for part in parts if part)]))


def _line(now: Question, facts: Facts) -> Markdown:
    words = {"set": provenance(facts).set_words, "year": year(facts.population_year)}
    if now.mode == GAPS:
        return t("gapview.line", km=distance(facts.radius_km), **words)
    if len(now.sides) > 1:  # each is counted by itself, below
        names = dict.fromkeys(one.unit.name for one in each_side(facts))
        key = "map.line_beside" if len(now.programme) > 1 else "map.line_measures"
        return t(key, measure=" / ".join(names), **words)
    measure = facts.unit.name
    if facts.uses_radius:
        measure = text("gapview.at_radius", measure=measure, km=distance(facts.radius_km))
    counts = {"kept": number(len(facts.filtered.centres)), "of": number(facts.filtered.out_of)}
    return t("map.line", measure=measure, **counts, **words)


def unreported_note(now: Question, facts: Facts) -> None:
    """Say why a measure is not reported, in the place of its numbers: an incomplete list, too few known positions."""
    if now.measure not in MEASURES or have_no_common_area(now.centre_filter):  # then the map says so itself
        return
    if MEASURES[now.measure].needs_points and facts.table["distances"].iloc[0] != Distances.REPORTED:
        for note in position_notes(facts.table, lang=facts.question.lang):
            st.info(plain(note), icon=":material/rule:")
    if not MEASURES[now.measure].needs_complete:
        return
    reason = facts.situation(facts.question.map_level, now.centre_filter).incomplete
    if reason is not None:
        st.info(plain(sentence(reason)), icon=":material/rule:")


def distance_switches(now: Question, facts: Facts) -> None:
    """Draw the switches of what distances stand on, where too few positions are known to report them as they are."""
    needs_points = now.mode == GAPS or measure_of(facts.shown_measure).needs_points
    reported = facts.table.empty or facts.table["distances"].iloc[0] == Distances.REPORTED
    if not needs_points or (reported and not now.bounds and not now.inferred):
        return
    for field in ("bounds", "inferred"):
        key = f"w-{field}"
        st.session_state[key] = getattr(now, field) == "1"
        st.toggle(
            t(f"filter.{field}"), key=key, on_change=_take_switch, args=(field, key), help=t(f"filter.{field}_help")
        )


def _take_switch(field: str, key: str) -> None:
    selection.update(**{field: "1" if st.session_state[key] else ""})


def counted_line(now: Question) -> None:
    """Say below the map how old the lists are, whether they are complete, and what is left out of the count."""
    facts = cached.facts(now)
    with st.container(key="counted"):
        left_out = _counted(facts.filtered, by_rule=facts.derived_by_rule)
        st.caption(" · ".join([*_lists(now), *_counts_beside(now), *left_out, *_assumptions(now)]))


def _counts_beside(now: Question) -> list[Markdown]:
    """Say of each chosen programme why other pages count more or fewer of it: members, buildings, planned ones."""
    table, names = cached.standing_table(), programme_names(cached.programmes())
    return [
        t("map.counts", name=names[key], beside=beside)
        for key in now.programme
        if key in table.index and (beside := beside_words(table.loc[[key]].iloc[0]))
    ]


def _assumptions(now: Question) -> tuple[Markdown, ...]:
    """Return what the measure takes for granted; among gaps it stands beside the distances (`ui.gaps.basis`)."""
    return () if now.mode == GAPS else tuple(map(plain, measure_assumptions(measure_of(now.measure))))


def _lists(now: Question) -> list[Markdown]:
    """Say how old the chosen programmes' lists are, and whether they are complete."""
    table = cached.programmes()
    chosen = table[table["programme_id"].isin(now.programme)]
    names = programme_names(chosen)
    dates = [f"{names[key]} {when(day)}" for key, day in zip(names, chosen["reported_date"], strict=True)]
    partial = (chosen["list_status"] == "partial").any()
    return [t("map.list_dates", dates=" · ".join(dates)), *([t("map.partial_list")] if partial else [])]


def _counted(selected: Filtered, *, by_rule: int) -> list[Markdown]:
    """Say what the count leaves out, and what stands apart from it."""
    fell_out = sum(selected.dropped_missing.values())
    derived = int((selected.centres["basis"] == "derived").sum()) + by_rule
    return [
        *([t("map.fell_out", count=number(fell_out))] if fell_out else []),
        *([t("map.derived_apart", count=number(derived))] if derived else []),
        *([t("programmes.about.subdistrict-centre")] if by_rule else []),
    ]
