"""Up to four areas side by side, as they are drawn."""

from __future__ import annotations

import streamlit as st

from answers.question import MOST_COMPARED
from geodata.codes import COUNTRY_CODE
from ui import cached, selection
from ui.compare.table import compare_table, names_of, population_year, programme_table
from ui.markdown import plain
from ui.place.area_map import area_map, open_centres
from ui.place.destination import SearchHit
from ui.place.search_box import AREAS, search_box
from ui.text import t, text
from ui.widgets.compare_button import add_area
from ui.widgets.download import csv_button
from ui.widgets.tables import text_table
from ui.words import distance_assumptions, programme_names, set_words, when, year


def choices() -> None:
    """Draw the set of programmes the numbers are of, and the box that adds an area."""
    now = selection.current()
    names = programme_names(cached.programmes())

    def take() -> None:
        chosen = tuple(st.session_state["w-compare-programme"])
        if chosen:
            selection.update(programme=chosen)

    with st.container(key="screen-only-choices"):
        left, right = st.columns(2, gap="large")
        with left:
            st.session_state["w-compare-programme"] = [key for key in now.programme if key in names]
            st.multiselect(
                t("filter.programme"),
                list(names),
                format_func=lambda key: names.get(key, key),
                key="w-compare-programme",
                on_change=take,
            )
        with right:
            if len(now.compare) < MOST_COMPARED:
                search_box("compare", t("compare.search"), _add, groups=(AREAS,))
            else:
                st.caption(t("compare.full", most=MOST_COMPARED))


def _add(hit: SearchHit) -> None:
    add_area(hit.area_code)


def _remove(code: str) -> None:
    selection.update(compare=tuple(other for other in selection.current().compare if other != code))


def _ask(code: str) -> None:
    selection.update(place=code)
    st.session_state["compare-ask"] = True


def maps(codes: tuple[str, ...]) -> None:
    """Draw a small map an area, with a way to its answer and one to take it away."""
    now = selection.current()
    names = names_of(codes)
    centres = open_centres(now.programme)
    for column, code in zip(st.columns(len(codes), gap="small"), codes, strict=True):
        with column:
            st.markdown(f"**{plain(names[code])}**")
            area_map(code, centres, name=f"compare-{codes.index(code)}")
            with st.container(horizontal=True, key=f"screen-only-{code}"):
                st.button(t("compare.ask"), key=f"ask-{code}", on_click=_ask, args=(code,), icon=":material/article:")
                st.button(
                    t("compare.remove"),
                    key=f"remove-{code}",
                    on_click=_remove,
                    args=(code,),
                    type="tertiary",
                    icon=":material/close:",
                )


def numbers(codes: tuple[str, ...]) -> None:
    """Draw the numbers side by side, with the set they are of and their dates."""
    now = selection.current()
    table = compare_table(codes, now)
    the_set = set_words(now.programme, cached.programmes())
    read_on = cached.facts(now).filtered.centres["verified_on"].dropna()
    dates = text(
        "compare.dates",
        people=year(population_year(COUNTRY_CODE)),
        read=when(str(read_on.max())) if len(read_on) else t("common.undated"),
    )
    st.markdown(f"## {t('compare.numbers')}")
    st.markdown(t("compare.set", set=the_set))
    text_table(table, border=True)
    st.caption(" · ".join(map(plain, [dates, *distance_assumptions(), t("compare.note")])))
    csv_button(
        table.rename_axis(t("compare.measure")).reset_index(),
        name="compare",
        source=t("source.coverage"),
        data_date=dates,
        filters=the_set,
    )


def by_programme(codes: tuple[str, ...]) -> None:
    """Draw what can be said of every programme in each area: their numbers are never added up."""
    st.markdown(f"## {t('compare.by_programme')}")
    text_table(programme_table(codes), border=True)
