"""The one-page answer as it is drawn: the sentence, what is known, what is not, the centres and the sources."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.answer import Answer
from analysis.subdistrict_distances import SubdistrictDistances
from answers.sections.place_tables import centre_table, count_lines, facts_table, source_lines, unknown_lines
from answers.sections.subdistrict_tables import far_lines, own_lines, subdistrict_table
from answers.words.place_sentences import area_kind, distinct_names, headline, place_name, subdistrict_line
from geodata.areas import children
from geodata.codes import Level
from geodata.gazetteer import Kind
from ui import cached, links, selection
from ui.downloads.brief_button import brief_button
from ui.markdown import Markdown, plain
from ui.place.area_map import area_map, open_centres
from ui.place.destination import SearchHit, destination
from ui.place.place_answer import of_the_same_name, subdistrict_people
from ui.text import language, pick, t
from ui.widgets.compare_button import add_to_compare
from ui.widgets.download import csv_button
from ui.widgets.edit_button import edit_choice
from ui.widgets.print_button import print_button
from ui.widgets.tables import text_table
from ui.words import bare_name, number, programme_names, when, year

_TO_MAP = "place-to-map"
MOST_CENTRES = 60


def heading(answer: Answer) -> None:
    """Draw the place's name in both languages and its code, and what one can do with it."""
    other = "en" if language() == "th" else "th"
    st.markdown(f"# {plain(place_name(answer.place, lang=language()))}")
    code = answer.place.code
    st.caption(t("place.code", other=place_name(answer.place, lang=other), code=code))
    with st.container(horizontal=True, gap="small", key="screen-only-actions"):
        st.button(t("place.to_map"), key="to-map", icon=":material/map:", on_click=_to_map, args=(code,))
        brief_button(answer.area_code)
        add_to_compare(code if answer.place.kind == Kind.SUBDISTRICT else answer.area_code)
        print_button()
    if st.session_state.pop(_TO_MAP, False):
        links.go("map")


def _to_map(code: str) -> None:
    selection.update(**destination(SearchHit(code)))
    st.session_state[_TO_MAP] = True


def sentence(answer: Answer, distances: tuple[SubdistrictDistances, ...]) -> None:
    """Draw the answer in one run of sentences; of a subdistrict its own people and distances first."""
    words = headline(answer, programmes=cached.programmes(), centres=cached.centres(), lang=language())
    with st.container(border=True, key="place-sentence"):
        above = subdistrict_line(answer, lang=language())
        if above:
            st.markdown(plain(above))
            _lines(own_lines(answer.place.code, distances, programmes=cached.programmes(), lang=language()))
        st.markdown(plain(words))


def subdistricts(answer: Answer, distances: tuple[SubdistrictDistances, ...]) -> None:
    """Draw the subdistricts of a district: which are far, who lives there, and a row each; nothing above districts."""
    if answer.level != Level.DISTRICT:
        return
    st.markdown(f"## {t('subdistricts.title')}")
    code, programmes = answer.area_code, cached.programmes()
    _lines(far_lines(code, distances, programmes=programmes, lang=language()))
    with st.container(key="screen-only-subdistrict-rows"):  # on paper the sentences are enough: the answer is one sheet
        _table(subdistrict_table(code, subdistrict_people(), distances, programmes=programmes, lang=language()))
    st.caption(t("subdistricts.note", year=year(answer.year_ce)) if answer.year_ce else "")
    with st.container(horizontal=True, gap="small", key="screen-only-subdistricts"):
        for code in children(answer.area_code, level=Level.SUBDISTRICT):
            st.button(
                plain(bare_name(code)), key=f"subdistrict-{code}", type="tertiary", on_click=selection.update,
                kwargs={"place": code}, disabled=code == answer.place.code,
            )  # fmt: skip


def draw_facts(answer: Answer) -> None:
    """Draw what is known, a row a programme."""
    st.markdown(f"## {t('place.known')}")
    table = facts_table(answer, programmes=cached.programmes(), lang=language())
    if table.empty:
        st.markdown(t("place.known_nothing"))
    else:
        _table(table)
    counts = count_lines(answer, programmes=cached.programmes(), lang=language())
    if counts:
        st.markdown(t("place.counts"))
        _lines(counts)


def unknown(answer: Answer) -> None:
    """Draw what is not known, a line each."""
    lines = unknown_lines(answer, programmes=cached.programmes(), lang=language())
    st.markdown(f"## {t('place.unknown')}")
    _lines(lines or [t("place.unknown_nothing")])
    if names := _names(answer.elsewhere):
        st.caption(t("place.elsewhere", names=" · ".join(names)))


def centres(answer: Answer) -> None:
    """Draw the centres recorded in the area; for a subdistrict those recorded in it first."""
    st.markdown(f"## {t('place.centres')}")
    rest = answer.centres
    if answer.place.kind == Kind.SUBDISTRICT:
        rest = rest[~rest["centre_id"].isin(answer.in_subdistrict["centre_id"])]
        below = area_kind(answer, lang=language(), below=True)
        _centres(answer.in_subdistrict, t("place.centres_in_subdistrict", kind=below))
        _centres(rest, t("place.centres_in_district", kind=area_kind(answer, lang=language())))
    else:
        _centres(rest)
    if not answer.centres.empty:
        some = answer.centres.head(MOST_CENTRES)
        ids = some["centre_id"].tolist()
        names = [pick(*both) for both in zip(some["name_th"], some["name_en"], strict=True)]
        with st.container(key="screen-only-edit"):
            edit_choice(
                dict(zip(ids, names, strict=True)), dict(zip(ids, some["programme_id"], strict=True)), key="place"
            )
        csv_button(
            answer.centres,
            name=f"place-{answer.place.code}",
            source=t("source.coverage"),
            data_date=when(str(answer.centres["verified_on"].dropna().max() or "")),
        )


def _centres(rows: pd.DataFrame, title: Markdown | None = None) -> None:
    if title:
        st.markdown(f"**{title}**")
    if rows.empty:
        st.markdown(t("place.no_centres"))
        return
    table = centre_table(rows, programmes=cached.programmes(), lang=language())
    _table(table.head(MOST_CENTRES))
    if len(table) > MOST_CENTRES:
        st.caption(t("place.more_centres", count=number(len(table) - MOST_CENTRES)))


def sources(answer: Answer) -> None:
    """Draw where the answer comes from, whole."""
    st.markdown(f"## {t('place.sources')}")
    _lines(source_lines(answer, programmes=cached.programmes(), lang=language()))
    if answer.level in (Level.DISTRICT, Level.PROVINCE, Level.BMA_GROUP):
        st.caption(t("place.distance_note"))
    st.caption(t("place.made", date=when(cached.today().isoformat()), revision=cached.revision()))


def small_map(answer: Answer) -> None:
    """Draw the area with the open centres."""
    area_map(answer.area_code, open_centres(), name="place")
    st.caption(t("place.map.note"))


def alike(answer: Answer) -> None:
    """List the other places of the same name, one click away."""
    namesakes = of_the_same_name(answer.place.code)
    if not namesakes:
        return
    with (
        st.container(key="screen-only-alike"),
        st.expander(t("place.alike", count=len(namesakes)), icon=":material/alt_route:"),
        st.container(horizontal=True, gap="small"),
    ):
        for code, label in distinct_names(namesakes, lang=language()).items():
            st.button(plain(label), key=f"alike-{code}", on_click=selection.update, kwargs={"place": code})


def _names(programme_ids: tuple[str, ...]) -> list[str]:
    names = programme_names(cached.programmes())
    return [names[key] for key in programme_ids]


def _lines(lines: list[str]) -> None:
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _table(table: pd.DataFrame) -> None:
    text_table(table.set_index(table.columns[0]), border=True)
