"""What is known of the chosen area or centre, in one place beside the map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.coverage import unplaced_in
from analysis.gaps import Gaps
from analysis.places import recorded_in, with_districts
from answers.facts import Facts
from answers.provenance import provenance
from answers.question import Question
from geodata.areas import areas
from geodata.codes import Level, level_of
from ui import cached, selection
from ui.coverage.ways import area_ways
from ui.gaps.basis import basis
from ui.gaps.panel import gap_answer, gaps_of_whole
from ui.markdown import plain
from ui.text import pick, t
from ui.widgets.close_button import close_button
from ui.widgets.edit_button import edit_button
from ui.words import full_area_name, number, programme_names, short_source, value_name, when, year, year_be


def head(title: str, other_name: str, *, closable: bool = True) -> None:
    """Draw the panel's title, the name in the other language, and the way to close it."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"## {plain(title)}")
        if closable:
            close_button()
    if other_name and other_name != title:
        st.caption(plain(other_name))


def _by_programme(inside: pd.DataFrame) -> None:
    names = programme_names(cached.programmes())
    for programme_id, rows in inside.groupby("programme_id"):
        derived = int((rows["basis"] == "derived").sum())
        counted = rows.loc[rows["basis"] != "derived", "site_id"].nunique()
        line = t("panel.programme_line", name=names[str(programme_id)], count=number(counted))
        st.markdown(line + (" " + t("panel.derived", count=number(derived)) if derived else ""))


def _nearest(row: pd.Series) -> None:
    if pd.isna(row["nearest_centre_km"]):
        st.markdown(t("panel.nearest_none"))
        return
    centre = cached.centres().set_index("centre_id").loc[row["nearest_centre_id"]]
    st.markdown(
        t(
            "panel.nearest",
            name=pick(centre["name_th"], centre["name_en"]),
            km=number(float(row["nearest_centre_km"]), decimals=1),
        )
    )
    st.caption(t("panel.nearest_note", precision=value_name("precision", str(centre["location_precision"]))))


def area_panel(code: str, row: pd.Series, facts: Facts, *, chosen: bool) -> None:
    """Draw an area's panel from its row of the coverage table; one not `chosen` is the area looked at as a whole."""
    places = areas(level_of(code)).loc[code]
    head(full_area_name(code), pick(places["name_en"], places["name_th"]), closable=chosen)
    shared = level_of(code) == Level.SUBDISTRICT
    people = {"people": number(row["population"]), "year": year(facts.population_year)}
    st.markdown(t("panel.population_shared" if shared else "panel.population", **people))
    st.markdown(t("panel.claim", set=provenance(facts).set_words, claim=t(f"claim_long.{row['claim']}")))
    centres = facts.filtered.centres
    inside = centres[recorded_in(centres, code)]
    _by_programme(inside)
    unplaced = unplaced_in(code, inside)
    if unplaced:
        st.markdown(t("panel.unplaced", count=number(unplaced)))
    no_district = inside.loc[with_districts(inside)["district_code"].isna(), "site_id"].nunique()
    if no_district:
        st.markdown(t("panel.no_district", count=number(no_district)))
    if chosen and row["claim"] != "out_of_scope":
        _nearest(row)
    if row["claim"] != "out_of_scope" and "mean_distance_km" in row:
        basis(facts, row)
    if chosen:
        area_ways(code, gaps=False)
    else:
        st.caption(t("panel.hint"))
    _names(inside)


def gap_panel(now: Question, facts: Facts, gaps: Gaps) -> None:
    """Draw the panel of the chosen area among gaps, or that of the area looked at as a whole."""
    if now.chosen in facts.level_table.index:
        gap_answer(now.chosen, facts, gaps)
        area_ways(now.chosen, gaps=True)
    else:
        gaps_of_whole(now.area, facts, gaps)


def _names(inside: pd.DataFrame) -> None:
    if inside.empty:
        return
    with st.expander(t("panel.centres", count=number(len(inside))), expanded=len(inside) <= 6):
        for _, centre in inside.head(60).iterrows():
            st.markdown("- " + plain(pick(centre["name_th"], centre["name_en"])))
        if len(inside) > 60:
            st.caption(t("panel.more", count=number(len(inside) - 60)))


def _fact(label: str, value: str) -> None:
    st.markdown(f"**{t(f'centre.{label}')}** {plain(value)}")


def centre_panel(centre: pd.Series, near: tuple[str, ...]) -> None:
    """Draw a centre's panel, and the others that lie under the same click."""
    other = pick(centre["name_en"], "") if centre["name_en"] else ""
    head(pick(centre["name_th"], centre["name_en"]), other)
    names = programme_names(cached.programmes())
    area = (
        centre["district_code"]
        if isinstance(centre["district_code"], str) and centre["district_code"]
        else centre["province_code"]
    )
    _fact("programme", names[centre["programme_id"]])
    _fact("area", full_area_name(str(area)))
    _fact("precision", value_name("precision", str(centre["location_precision"])))
    _fact("access", value_name("access", str(centre["access"])))
    _fact("status", value_name("status", str(centre["status"])))
    opened = centre["opened_be"]
    _fact("opened", t("common.not_stated") if pd.isna(opened) else year_be(int(opened)))
    if centre["basis"] == "derived":
        st.info(t("legend.derived"), icon=":material/calculate:")
    if centre["warning"]:
        st.warning(t(f"value.warning.{centre['warning']}"))
    _fact("source", short_source(centre["source"]))
    st.caption(t("centre.verified", date=when(centre["verified_on"])))
    _as_recorded(centre)
    edit_button(str(centre["centre_id"]), str(centre["programme_id"]))
    _near(near, str(centre["centre_id"]))


def _as_recorded(centre: pd.Series) -> None:
    """Draw the whole source and the notes on request: whoever recorded them chose their language."""
    with st.expander(t("centre.as_recorded")):
        for label in ("source", "notes"):
            if isinstance(centre[label], str) and centre[label]:
                _fact(label, centre[label])


def _near(near: tuple[str, ...], current: str) -> None:
    others = [centre_id for centre_id in near if centre_id != current]
    if not others:
        return
    st.markdown(t("centre.also_here"))
    table = cached.centres().set_index("centre_id")
    for centre_id in others:
        row = table.loc[centre_id]
        st.button(
            plain(pick(row["name_th"], row["name_en"])),
            key=f"near-{centre_id}",
            type="tertiary",
            on_click=selection.update,
            kwargs={"chosen": centre_id},
        )
