"""What a person turns in this mode: the mode itself, radius, ages, weights, and whether a click opens a place."""

from __future__ import annotations

from dataclasses import astuple
from typing import Final

import streamlit as st

from analysis.ages import Age
from analysis.radius import PRESETS, RADIUS_RANGE_KM
from analysis.ranking import PARTS, Weights, weights_of
from answers.question import GAPS, Question, in_bangkok
from geodata.errors import KlaiBaanError
from ui import cached, selection
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.text import t
from ui.words import distance, measure_header

_AGE_KEYS: Final = {Age.ALL: "all", Age.CHILDREN: "children", Age.ELDERLY: "elderly"}
# Fine where a person walks, coarse where one drives.
STOPS_KM: Final = (
    *(step / 2 for step in range(1, 21)),
    *(float(step) for step in range(11, 26)),
    *(float(step) for step in range(30, 51, 5)),
)


def mode_switch() -> None:
    """Draw the choice between what there is and whom it does not reach."""

    def take() -> None:
        selection.update(mode=st.session_state["w-mode"] or "")

    st.session_state["w-mode"] = selection.current().mode
    st.segmented_control(
        t("gapview.mode.label"),
        ["", GAPS],
        format_func=lambda mode: t(f"gapview.mode.{mode or 'coverage'}"),
        key="w-mode",
        on_change=take,
        label_visibility="collapsed",
    )


def reach_controls(now: Question) -> None:
    """Draw radius and ages where what is looked at depends on them; always in one place, so that nothing moves."""
    with st.container(key="reach"):
        if cached.facts(now).uses_radius:
            terms_controls(now)


def terms_controls(now: Question) -> None:
    """Draw the radius with its presets, and in Bangkok the ages."""
    with_ages = in_bangkok(now.area)
    widths = [4.2, 9.2, 3.4] if with_ages else [4.2, 9.2]
    columns = st.columns(widths, gap="small", vertical_alignment="bottom")
    with columns[0]:
        _radius(now)
    with columns[1]:
        _presets(now)
    if with_ages:
        with columns[2]:
            _ages(now)


def radius_stops(radius_km: float) -> list[float]:
    """Return the stops of the slider; a radius from a link is one of them."""
    least, most = RADIUS_RANGE_KM
    return sorted(stop for stop in {*STOPS_KM, radius_km} if least <= stop <= most)


def _radius(now: Question) -> None:
    radius = cached.facts(now).radius_km

    def take() -> None:
        selection.update(radius=float(st.session_state["w-radius"]))

    st.session_state["w-radius"] = radius
    st.select_slider(
        t("radius.label"),
        radius_stops(radius),
        format_func=lambda km: f"{distance(km)} {t('radius.unit')}",
        key="w-radius",
        on_change=take,
        help=_origins(),
    )


def _origins() -> Markdown:
    unit = t("radius.unit")
    lines = [
        f"- {t(f'radius.{preset.id}')} {plain(distance(preset.radius_km))} {unit}: {t(f'radius.{preset.origin}')}"
        for preset in PRESETS
    ]
    return Markdown("\n".join([t("gapview.radius_help"), "", *lines, "", t("radius.not_thai")]))


def _presets(now: Question) -> None:
    radii = {preset.id: preset.radius_km for preset in PRESETS}

    def take() -> None:
        chosen = st.session_state["w-preset"]
        if chosen:
            selection.update(radius=radii[chosen])

    st.session_state["w-preset"] = next((key for key, km in radii.items() if km == cached.facts(now).radius_km), None)
    st.pills(
        t("gapview.presets"),
        list(radii),
        format_func=lambda key: f"{t(f'gapview.preset.{key}')} {plain(distance(radii[key]))}",
        key="w-preset",
        on_change=take,
        label_visibility="collapsed",
    )


def _ages(now: Question) -> None:
    def take() -> None:
        selection.update(age=Age(st.session_state["w-age"] or Age.ALL))

    st.session_state["w-age"] = str(now.age_group)
    st.segmented_control(
        t("age.label"),
        [str(age) for age in Age],
        format_func=lambda age: t(f"gapview.age.{_AGE_KEYS[Age(age)]}"),
        key="w-age",
        on_change=take,
        label_visibility="collapsed",
    )


def weights_control(now: Question) -> None:
    """Draw the weights of the three parts of the rank, and the way back to the usual ones."""
    keys = {part: f"w-weight-{part}" for part in PARTS}
    weights = now.weights or astuple(Weights())

    def take() -> None:
        selection.update(weights=tuple(st.session_state[key] / 100 for key in keys.values()))

    with st.popover(t("gapview.weights.open"), icon=":material/tune:"):
        st.caption(t("gapview.weights.help"))
        for (part, key), weight in zip(keys.items(), weights, strict=True):
            st.session_state[key] = round(weight * 100)
            st.slider(plain(measure_header(PARTS[part])), 0, 100, step=5, key=key, on_change=take)
        st.button(t("gapview.weights.reset"), key="weights-reset", on_click=selection.update, kwargs={"weights": ()})


def weights_fault(now: Question) -> str:
    """Return what is wrong with the weights, in words, or nothing."""
    try:
        weights_of(now.weights)
    except KlaiBaanError as error:
        return sentence(error)
    return ""
