"""Places that are only thought of: put by a click or from an area's panel, shown side by side, taken away again."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.ages import Age
from analysis.what_if import MOST_PLACES, SIDE_BY_SIDE, Openings, PlaceError, WhatIf, place_at
from answers.question import DECIMALS, Question
from geodata.areas import areas
from geodata.codes import Level, level_of
from geodata.errors import KlaiBaanError
from ui import cached, selection
from ui.errors import sentence
from ui.text import t
from ui.widgets.plain import plain
from ui.words import about, age_group_words, area_name, distance, distance_assumptions, number, share

_FAULT = "candidate-fault"


def put(longitude: float, latitude: float) -> None:
    """Put a candidate where a person clicked; the sea, another country or a fourth one is refused with a sentence."""
    now = selection.current()
    place = (round(longitude, DECIMALS), round(latitude, DECIMALS))
    try:
        if len(now.at) >= MOST_PLACES:
            raise PlaceError("places_many", count=len(now.at) + 1, most=MOST_PLACES)
        place_at(*place)
    except KlaiBaanError as error:
        st.session_state[_FAULT] = error
        return
    selection.update(at=tuple(dict.fromkeys((*now.at, place))), whatif="1")


def put_in(code: str) -> None:
    """Put a candidate at the point inside an area from which its distances are told."""
    row = areas(level_of(code)).loc[[code]].iloc[0]
    put(float(row["longitude"]), float(row["latitude"]))


def take_away(position: int) -> None:
    """Take a candidate away."""
    at = selection.current().at
    selection.update(at=(*at[:position], *at[position + 1 :]))


def switch() -> None:
    """Draw the switch by which a click on the map opens a place instead of choosing an area."""

    def take() -> None:
        selection.update(whatif="1" if st.session_state["w-whatif"] else "", chosen="")

    st.session_state["w-whatif"] = selection.current().whatif == "1"
    st.toggle(t("whatif.switch"), key="w-whatif", on_change=take, help=t("whatif.help", most=MOST_PLACES))


def placing_words(now: Question) -> str:
    """Return what the pointer says while a click puts a candidate, or nothing."""
    if now.whatif != "1":
        return ""
    full = len(now.at) >= MOST_PLACES
    return t("whatif.full", most=MOST_PLACES) if full else t("whatif.placing", number=len(now.at) + 1)


def place_name(one: WhatIf) -> str:
    """Return the district that a candidate lies in."""
    code = one.places[0].district_code
    name = area_name(code)
    return name if code.startswith("10") else f"{name} · {area_name(code[:2])}"


def brief(now: Question) -> None:
    """Draw each candidate in short beside the map, and what was wrong with the last click."""
    fault = st.session_state.pop(_FAULT, None)
    if fault is not None:
        st.warning(plain(sentence(fault)), icon=":material/wrong_location:")
    openings = cached.facts(now).openings
    if openings is None:
        if now.whatif == "1":
            st.info(t("whatif.empty"), icon=":material/add_location_alt:")
        return
    for position, one in enumerate(openings.each):
        words, way_out = st.columns([5, 1], vertical_alignment="center")
        people = about(one.newly_within)
        brief_words = t("whatif.brief", number=position + 1, place=place_name(one), people=people)
        words.markdown(_whose(brief_words, one.age))
        way_out.button(
            t("whatif.remove"), key=f"candidate-{position}", on_click=take_away, args=(position,), type="tertiary"
        )
    if openings.together is not None:
        st.markdown(t("whatif.together", people=about(openings.together.newly_within)))


def side_by_side(now: Question) -> None:
    """Draw the candidates side by side: whom each would newly reach, and what that changes."""
    openings = cached.facts(now).openings
    if openings is None:
        return
    st.markdown(f"## {t('whatif.title', km=distance((openings.together or openings.each[0]).radius_km))}")
    st.table(comparison(openings))
    st.caption(" · ".join([*distance_assumptions(), t("opening.note")]))


def comparison(openings: Openings) -> pd.DataFrame:
    """Return the figures as they are written: one row a figure, one column a candidate, the last for all together."""
    few = openings.each if len(openings.each) <= SIDE_BY_SIDE or openings.together is None else ()
    columns = {f"{position} · {place_name(one)}": one for position, one in enumerate(few, start=1)}
    if openings.together is not None:
        columns[t("whatif.all")] = openings.together
    wider = _reaches_beyond_province(openings)
    table = pd.DataFrame({name: _figures(one, wider=wider) for name, one in columns.items()})
    table.index.name = None
    return table


def _reaches_beyond_province(openings: Openings) -> bool:
    """Tell whether the scope holds more people than the province of a place: else a row of it would say the same."""
    every = [*openings.each, *([openings.together] if openings.together is not None else [])]
    people = pd.concat([one.areas.groupby("level")["people"].max().to_frame().T for one in every])
    return bool((people[str(Level.COUNTRY)] > people[str(Level.PROVINCE)]).any())


def _figures(one: WhatIf, *, wider: bool) -> pd.Series:
    figures = {
        _whose(t("whatif.newly", km=distance(one.radius_km)), one.age): t(
            "whatif.people", people=about(one.newly_within)
        ),
        t("whatif.children"): _people(one.children),
        t("whatif.elderly"): _people(one.elderly),
        _whose(t("whatif.nearer"), one.age): t("whatif.people", people=about(one.people_nearer)),
        t("whatif.nearer_km"): _change(_km(one.nearer_before_km), _km(one.nearer_after_km)),
    }
    for level in (Level.DISTRICT, Level.PROVINCE, *([Level.COUNTRY] if wider else [])):
        rows = one.areas[one.areas["level"] == str(level)]
        if len(rows) != 1 and level != Level.COUNTRY:
            shares, means = t("common.missing"), t("common.missing")
        else:
            row = rows.iloc[0]
            shares = _change(share(row["share_before"]), share(row["share_after"]))
            means = _change(_km(row["mean_before_km"]), _km(row["mean_after_km"]))
        figures[t(f"whatif.share.{level}", km=distance(one.radius_km))] = shares
        figures[t(f"whatif.mean.{level}")] = means
    return pd.Series(figures)


def _whose(label: str, age: Age) -> str:
    """Return the label of a row of people with the group of age that counts, where that is not everybody."""
    ages = age_group_words(age)
    return f"{label} · {ages}" if ages else label


def _people(count: int | None) -> str:
    return t("common.missing") if count is None else t("whatif.people", people=about(count))


def _km(value: float) -> str:
    return t("whatif.km", km=number(float(value), decimals=2))


def _change(before: str, after: str) -> str:
    return t("whatif.change", before=before, after=after)
