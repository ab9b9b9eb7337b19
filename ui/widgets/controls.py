"""The sidebar: programme, area and measure in front; every other filter under ตัวกรองเพิ่มเติม."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st

from analysis.measures import AREA_MEASURES, MEASURES
from analysis.norms import measures_for
from answers.question import CLAIM, GAPS, Question, params_of
from answers.words.benchmarks import benchmark_name
from geodata.areas import areas, contains
from geodata.codes import COUNTRY_CODE, Level
from registry.schema import Access, Basis, Precision, Status
from ui import cached, selection
from ui.markdown import Markdown, plain
from ui.text import language, pick, t
from ui.words import area_name, full_area_name, number, programme_names, value_name, year_be


def _bound(field: str, **extra: object) -> Callable[[], None]:
    """Return a callback that takes a widget's value into the selection."""

    def take() -> None:
        value = st.session_state[f"w-{field}"]
        selection.update(**{field: tuple(value) if isinstance(value, list) else value}, **extra)

    return take


def _many(field: str, options: Sequence[str], name: Callable[[str], str], *, key: str = "") -> None:
    """Draw a multiple choice bound to a field of the selection."""
    chosen = [value for value in getattr(selection.current(), field) if value in options]
    st.session_state[f"w-{field}"] = chosen
    st.multiselect(
        t(f"filter.{key or field}"),
        list(options),
        format_func=name,
        key=f"w-{field}",
        on_change=_bound(field),
        placeholder=t("filter.any"),
    )


def _programme(names: dict[str, str]) -> None:
    """Draw the choice of a programme, which replaces the one before, and the deliberate way to compare several."""
    chosen = selection.current().programme

    def take() -> None:
        selection.update(programme=(st.session_state["w-programme"],))

    def compare() -> None:
        others = [one for one in st.session_state["w-programme-beside"] if one != chosen[0]]
        selection.update(programme=(chosen[0], *others))

    st.session_state["w-programme"] = chosen[0] if chosen and chosen[0] in names else next(iter(names), None)
    st.selectbox(
        t("filter.programme"), list(names), format_func=lambda value: names.get(value, value), key="w-programme",
        on_change=take, disabled=not names,
    )  # fmt: skip
    label = t("filter.beside_count", count=len(chosen) - 1) if len(chosen) > 1 else t("filter.beside")
    with st.popover(label, icon=":material/compare:", type="tertiary", key="programme-beside"):
        st.caption(t("filter.beside_help"))
        st.session_state["w-programme-beside"] = list(chosen[1:])
        st.pills(
            t("filter.beside"), [one for one in names if one not in chosen[:1]], selection_mode="multi",
            format_func=lambda value: plain(names.get(value, value)), key="w-programme-beside", on_change=compare,
            label_visibility="collapsed",
        )  # fmt: skip


def _one(
    field: str,
    options: Sequence[Any],
    name: Callable[[Any], str],
    *,
    disabled: bool = False,
    hint: Markdown | None = None,
    **extra: object,
) -> None:
    """Draw a single choice bound to a field of the selection."""
    value = getattr(selection.current(), field)
    st.session_state[f"w-{field}"] = value if value in options else options[0]
    st.selectbox(
        t(f"filter.{field}"),
        list(options),
        format_func=name,
        key=f"w-{field}",
        on_change=_bound(field, **extra),
        disabled=disabled,
        help=hint,
    )


def area_options(scheme: str) -> list[str]:
    """Return the areas a person can go to: country, regions of the scheme, provinces, Bangkok's groups and khet.

    Of programmes that are meant for a part of the country none that is wider: that part would be shown all the same.
    """
    regions = areas(Level.REGION6 if scheme == "6" else Level.REGION)
    home = cached.vocabulary().home(selection.current().programme)
    wide = [one for one in (COUNTRY_CODE, *regions.index) if one == home or not contains(one, home)]
    districts = [code for code in areas(Level.DISTRICT).index if code.startswith("10")]
    current = selection.current().area
    options = [*wide, *areas(Level.PROVINCE).index, *areas(Level.BMA_GROUP).index, *districts]
    return options if current in options else [*options, current]


def measure_name(measure_id: str) -> str:
    """Return a measure's name; the claim is offered beside the measures."""
    return t("measure.claim.name") if measure_id == CLAIM else t(f"measure.{measure_id}.name")


def measure_options() -> list[str]:
    """Return the measures in front, after the claim."""
    front = _front()
    current = selection.current().measure
    return [CLAIM, *front, *([current] if current not in front and current != CLAIM else [])]


def _front() -> list[str]:
    return [key for key in AREA_MEASURES if MEASURES[key].front]


def _names_of(table_field: str) -> dict[str, str]:
    if table_field == "partner":
        rows = cached.details().loc[lambda frame: frame["kind"] == "partner"]
        return {str(row["name_th"]): pick(row["name_th"], row["name_en"]) for _, row in rows.iterrows()}
    return {str(owner): str(owner) for owner in cached.programmes()["owner"].dropna().unique()}


def _in(names: dict[str, str], value: str) -> str:
    return names.get(value, value)


def _years() -> None:
    years_be = cached.centres()["opened_be"].dropna().astype(int)
    if years_be.empty:
        return
    years = (0, *range(int(years_be.min()), int(years_be.max()) + 1))
    for field in ("from_year", "to_year"):
        _one(field, years, lambda year: year_be(year) if year else t("filter.any"))

    def take_unknown() -> None:
        selection.update(year_unknown="1" if st.session_state["w-year-unknown"] else "0")

    st.session_state["w-year-unknown"] = selection.current().year_unknown == "1"
    st.checkbox(t("filter.year_unknown"), key="w-year-unknown", on_change=take_unknown)


def _second_measure(now: Question) -> None:
    """Draw the choice of a measure that is shown on a second map."""
    several = len(now.sides) > 1
    label = t("filter.second_with", measure=measure_name(now.second_measure)) if several else t("filter.second")
    choice = st.popover(
        label, icon=":material/splitscreen_vertical_add:", type="tertiary", key="measure-beside", on_change="rerun"
    )
    if not choice.open and not several:  # its thirty names are neither made nor sent
        return
    with choice:
        st.caption(t("filter.second_help"))
        _one(
            "second_measure",
            ["", *(key for key in (CLAIM, *measures_for(now.programme)) if key != now.measure)],
            lambda key: measure_name(key) if key else t("filter.second_none"),
        )


def _more_measures(now: Question) -> None:
    """Draw the measures that are not in front, and the benchmark that the map may be classed by."""
    front = [CLAIM, *_front()]
    others = [key for key in measures_for(now.programme) if key not in front]

    def take() -> None:
        selection.update(measure=st.session_state["w-more-measure"] or front[1])

    st.session_state["w-more-measure"] = now.measure if now.measure in others else ""
    st.selectbox(
        t("filter.more_measures"),
        ["", *others],
        format_func=lambda key: measure_name(key) if key else t("filter.more_measures_none"),
        key="w-more-measure",
        on_change=take,
    )
    keys = cached.facts(now).benchmark_options
    if keys:
        _one("benchmark", ["", *keys], _benchmark_name, hint=t("filter.benchmark_help"))


def _benchmark_name(key: str) -> str:
    return benchmark_name(key, lang=language()) if key else t("filter.benchmark_none")


def _more_filters() -> None:
    now = selection.current()
    if now.mode != GAPS:
        _more_measures(now)
    regions = areas(Level.REGION6 if now.scheme == "6" else Level.REGION).index
    bangkok = [code for code in areas(Level.DISTRICT).index if not now.province or code[:2] in now.province]
    st.session_state["w-q"] = now.q
    st.text_input(t("filter.q"), key="w-q", on_change=_bound("q"), max_chars=100, placeholder=t("filter.q_hint"))
    _one("scheme", ("4", "6"), lambda value: t(f"value.scheme.{value}"), region=())
    _many("region", list(regions), area_name)
    _many("province", list(areas(Level.PROVINCE).index), area_name)
    _many("district", bangkok, full_area_name)
    _many("group", list(areas(Level.BMA_GROUP).index), area_name)
    for field in ("partner", "owner"):
        names = _names_of(field)
        _many(field, list(names), partial(_in, names))
    for field, vocabulary in (("status", Status), ("access", Access), ("precision", Precision), ("basis", Basis)):
        _many(field, [str(value) for value in vocabulary], partial(value_name, field))
    _years()


def _tiles() -> None:
    def take() -> None:
        selection.update(tiles="1" if st.session_state["w-tiles"] else "")

    st.session_state["w-tiles"] = selection.current().tiles == "1"
    st.toggle(t("filter.tiles"), key="w-tiles", on_change=take, help=t("filter.tiles_help"))


def _clear() -> None:
    now = selection.current()
    unchanged = {field: getattr(now, field) for field in ("lang", "mode", "place", "compare")}
    selection.update(**{**asdict(Question()), **unchanged})


def _changed(now: Question) -> int:
    front = {
        "lang", "programme", "area", "measure", "level", "chosen", "look", "tiles", "mode", "radius", "age", "weights",
        "at", "opens", "closed", "place", "with", "benchmark", "beside",
    }  # fmt: skip
    return sum(1 for name in params_of(now) if name not in front)


def sidebar() -> None:
    """Draw the three controls in front and the further filters."""
    names = programme_names(cached.programmes())
    now = selection.current()
    with st.sidebar:
        _programme(names)
        _one("area", area_options(now.scheme), area_name, chosen="", look="", level=None)
        _one("measure", measure_options(), measure_name, disabled=now.mode == GAPS)
        if now.mode != GAPS and len(now.programme) == 1:
            _second_measure(now)
        # The label stays the same: an expander of another name would be another one, and closed.
        more = st.expander(t("filter.more"), icon=":material/tune:", key="more-filters", on_change="rerun")
        if more.open:  # closed, its fifteen lists are neither made nor sent
            with more:
                _more_filters()
        if active := _changed(now):
            st.caption(t("filter.in_use", count=active))
        _tiles()
        st.button(t("filter.clear"), on_click=_clear, key="clear", icon=":material/restart_alt:", width="stretch")
        _remaining()


def _remaining() -> None:
    """Say how many centres remain, of several programmes each by itself, and how many fell out for want of a value."""
    now = selection.current()
    selected = cached.facts(now).filtered
    names = programme_names(cached.programmes())
    with st.container(key="remaining"):
        if len(now.programme) > 1:
            counts = selected.centres["programme_id"].value_counts()
            lines = [f"- {plain(names[one])}: **{plain(number(int(counts.get(one, 0))))}**" for one in now.programme]
            st.markdown("\n".join(lines))
        else:
            st.markdown(t("filter.remaining", kept=number(len(selected.centres)), of=number(selected.out_of)))
        for field, count in selected.dropped_missing.items():
            if count:
                st.caption(t("filter.dropped", count=number(count), field=t(f"filter.{field}")))
