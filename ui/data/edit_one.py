"""One centre: its fields, its point on a map, what would change, what happened to it before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from answers.mapping.maps import centre_map
from geodata.areas import areas, children
from geodata.cells import neutral_table
from geodata.codes import COUNTRY_CODE, Level
from geodata.errors import KlaiBaanError
from registry.editing import EditPlan, plan_edit
from registry.errors import EditError
from registry.importing.columns.mapping import VOCABULARIES
from registry.importing.problems import DUPLICATE, REJECTED, WARNED, RowProblem
from registry.readers import typed
from registry.row_text import Row
from registry.schema import CENTRES, Act, Precision, Status
from ui import cached
from ui.data import edit_draft as drafts
from ui.data.changes import change_table, field_name, value_words
from ui.data.edit_draft import NEW, Draft
from ui.data.rows import meaning_words, reason_words
from ui.errors import sentence
from ui.maps.component import draw_map
from ui.markdown import Markdown, plain
from ui.text import language, t, text
from ui.widgets.permitted import permitted
from ui.widgets.tables import text_table
from ui.words import full_area_name

_DECIMALS: Final = 6
_ICONS: Final = {REJECTED: ":material/block:", DUPLICATE: ":material/content_copy:", WARNED: ":material/warning:"}
_MOST_LABEL: Final = 80


def edit_one(centre_id: str | None, own: dict[str, str]) -> None:
    """Draw the form of a centre, `NEW` for one that is added; nothing for None."""
    draft = drafts.of_centre(centre_id) if centre_id is not None else None
    if centre_id is None or draft is None:
        return
    programme_id = draft.values["programme_id"]
    if centre_id != NEW and not permitted(Act.EDIT, [programme_id]):
        _as_it_is(draft.values)
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        draft = _form(centre_id, draft, own)
    with right:
        _map(centre_id, draft)
    _conflict(centre_id, draft)
    _review(centre_id, draft)


def _as_it_is(row: Row) -> None:
    filled = {field_name(name): value_words(name, value) for name, value in row.items() if value}
    text_table(pd.DataFrame({text("data.edit.value"): pd.Series(filled, dtype=object)}))


def _form(centre_id: str, draft: Draft, own: dict[str, str]) -> Draft:
    """Draw the fields; return the draft with what they hold."""
    values, key = dict(draft.values), f"edit-{centre_id or 'new'}-{draft.turn}"

    def field(name: str, *, long: bool = False, required: bool = False) -> None:
        label = plain(field_name(name)) + (" *" if required else "")
        draw = partial(st.text_area, height=90) if long else st.text_input
        values[name] = draw(label, value=values[name], key=f"{key}-{name}") or ""

    def word(name: str) -> None:
        words = [str(one) for one in VOCABULARIES[name]]
        index = words.index(values[name]) if values[name] in words else None
        chosen = st.selectbox(
            plain(field_name(name)), words, index=index, key=f"{key}-{name}",
            format_func=lambda one: meaning_words(name, one), placeholder="–",
        )  # fmt: skip
        values[name] = chosen or ""

    if centre_id == NEW:
        ids = list(own)
        index = ids.index(values["programme_id"]) if values["programme_id"] in ids else 0
        values["programme_id"] = st.selectbox(
            t("data.edit.programme"), ids, index=index, key=f"{key}-programme", format_func=lambda one: own[one]
        )
    else:
        _quick(centre_id, values)
    pairs: tuple[tuple[Callable[[], None], Callable[[], None]], ...] = (
        (partial(field, "name_th", required=True), partial(field, "name_en")),
        (partial(_area, values, key), partial(_subdistrict, values, key)),
        (partial(field, "latitude"), partial(field, "longitude")),
        (partial(word, "location_precision"), partial(word, "access")),
        (partial(field, "opened_be"), partial(field, "verified_on")),
    )
    for pair in pairs:
        for column, draw_field in zip(st.columns(2), pair, strict=True):
            with column:
                draw_field()
    field("source", long=True, required=True)
    with st.expander(t("data.edit.more")):
        word("status")
        field("library_type")
        field("products")
        field("notes", long=True)
    draft = replace(draft, values=values)
    drafts.put(centre_id, draft)
    return draft


def _quick(centre_id: str, values: Row) -> None:
    """Draw the button that closes an open centre, or opens one again."""
    is_open = values["status"] == Status.OPEN
    action, status = ("close", Status.CLOSED) if is_open else ("reopen", Status.OPEN)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(t("data.edit.status", status=meaning_words("status", values["status"])))
        st.button(
            t(f"data.edit.{action}"), key=f"edit-{action}", icon=":material/block:" if is_open else ":material/replay:",
            type="tertiary", on_click=drafts.set_values, args=(centre_id,), kwargs={"status": str(status)},
        )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=2)
def _area_names(lang: str) -> dict[str, str]:
    """Return provinces and districts by code, with their full names: what is typed is looked for in them."""
    codes = [*areas(Level.PROVINCE).index, *areas(Level.DISTRICT).index]
    return {str(code): full_area_name(str(code)) for code in codes}


def _area(values: Row, key: str) -> None:
    names, before = _area_names(language()), values["district_code"] or values["province_code"]
    codes = list(names)
    code = st.selectbox(
        t("data.edit.area"), codes, index=codes.index(before) if before in names else None, key=f"{key}-area",
        format_func=lambda one: names[one], placeholder=t("data.edit.area_from_point"), help=t("data.edit.area_help"),
    )  # fmt: skip
    values["province_code"] = (code or "")[:2]
    values["district_code"] = code if code and len(code) == 4 else ""
    if values["subdistrict_code"][:4] != values["district_code"]:
        values["subdistrict_code"] = ""


def _subdistrict(values: Row, key: str) -> None:
    district = values["district_code"]
    codes = list(children(district, level=Level.SUBDISTRICT)) if district else []
    before = values["subdistrict_code"]
    code = st.selectbox(
        plain(field_name("subdistrict_code")), codes, index=codes.index(before) if before in codes else None,
        key=f"{key}-subdistrict-{district}", format_func=full_area_name, placeholder="–", disabled=not codes,
    )  # fmt: skip
    values["subdistrict_code"] = code or ""


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _map(centre_id: str, draft: Draft) -> None:
    """Draw where the centre is; a click moves it there."""
    values = draft.values
    at = _number(values["longitude"]), _number(values["latitude"])
    row = values | {"centre_id": centre_id or "-", "name_th": values["name_th"] or text("data.edit.way_add")}
    if None in at:
        row |= {"longitude": "", "latitude": ""}
    has_area = bool(values["province_code"])
    centres = pd.DataFrame([row], columns=CENTRES.names, dtype=object).map(lambda value: value or None)
    on_map = typed(centres, CENTRES) if has_area or None not in at else typed(centres.iloc[:0], CENTRES)
    try:
        model = centre_map(
            values["province_code"] or COUNTRY_CODE, on_map, cached.programmes(),
            level=Level.DISTRICT if has_area else Level.PROVINCE, lang=language(), title=text("data.edit.map"),
            chosen=centre_id,
        )  # fmt: skip
    except (KlaiBaanError, KeyError, ValueError):
        st.caption(t("data.edit.no_map"))
        return
    with st.container(key="small-map-edit"):
        draw_map(model, name=f"edit-{centre_id or 'new'}", on_event=partial(_move, centre_id))
    st.caption(t("data.edit.map_hint"))


def _move(centre_id: str, event: dict[str, Any]) -> None:
    """Take the point that was clicked: a building's, since a person showed it."""
    if event.get("longitude") is None:
        return
    point = {name: f"{float(event[name]):.{_DECIMALS}f}" for name in ("longitude", "latitude")}
    drafts.set_values(centre_id, **point, location_precision=str(Precision.SITE))


def _conflict(centre_id: str, draft: Draft) -> None:
    """Draw both versions side by side where somebody else changed the centre, and ask which counts."""
    if centre_id not in draft.theirs:
        return
    theirs = draft.theirs[centre_id]
    st.markdown(f"### {t('data.edit.conflict')}")
    if theirs is None:
        st.markdown(t("data.edit.conflict_gone"))
    else:
        versions_table(draft.read or {}, theirs, draft.values)
    with st.container(horizontal=True):
        if theirs is not None:
            st.button(t("data.edit.keep_mine"), key="edit-keep-mine", on_click=_keep_mine, args=(centre_id,))
        st.button(t("data.edit.take_theirs"), key="edit-take-theirs", on_click=drafts.drop, args=(centre_id,))


def versions_table(read: Row, theirs: Row, mine: Row) -> None:
    """Draw the fields in which three versions of a centre differ."""
    names = [name for name in CENTRES.names if len({read.get(name, ""), theirs[name], mine[name]}) > 1]
    columns = {"read": read, "theirs": theirs, "mine": mine}
    table = {
        text(f"data.edit.version_{name}"): [value_words(field, row.get(field, "")) or "–" for field in names]
        for name, row in columns.items()
    }
    text_table(pd.DataFrame(table, index=[field_name(name) for name in names], dtype=object))


def _keep_mine(centre_id: str) -> None:
    """Lay what is typed over what somebody else saved: only the fields that were changed here."""
    draft = drafts.of_centre(centre_id)
    theirs = draft.theirs.get(centre_id) if draft else None
    if draft is None or theirs is None:
        return
    read = draft.read or {}
    mine = {name: value for name, value in draft.values.items() if value != read.get(name, "")}
    drafts.put(centre_id, replace(draft, read=theirs, values=theirs | mine, theirs={}, turn=draft.turn + 1))


def _review(centre_id: str, draft: Draft) -> None:
    """Draw what is said of what is typed and what would change, and the button that saves it."""
    if not draft.is_typed:
        drafts.say_nothing_typed()
        return
    read = {centre_id: draft.read} if centre_id != NEW else {}
    try:
        plan = plan_edit(
            [draft.values], drafts.index(), read=read, contradiction=draft.contradiction, today=cached.today()
        )
    except EditError as error:
        st.caption(plain(sentence(error)))
        return
    st.markdown(f"### {t('data.edit.review')}")
    _contradiction(centre_id, draft, plan)
    problem_lines(plan)
    save_block(plan, centre_id, key=f"{centre_id or 'new'}-{draft.turn}", can_save=centre_id not in draft.theirs)
    st.button(t("data.edit.drop"), key="edit-drop", type="tertiary", on_click=drafts.drop, args=(centre_id,))


def problem_lines(plan: EditPlan) -> None:
    """Draw what is said of each row, the worst first; of several rows with their number."""
    for number, problems in enumerate(plan.problems, start=1):
        for problem in problems:
            words = reason_words({"key": problem.key, "params": problem.params})
            before = f"{number}. " if len(plan.problems) > 1 else ""
            st.markdown(Markdown(f"{_ICONS.get(problem.severity, ':material/info:')} {plain(before + words)}"))


def save_block(
    plan: EditPlan,
    centre_id: str | None,
    *,
    key: str,
    can_save: bool = True,
    after: Callable[[], None] | None = None,
) -> None:
    """Draw what would change, and ask why; the button saves it where nothing stands against it, then calls after."""
    if plan.differences:
        st.dataframe(
            neutral_table(change_table(plan.differences)), hide_index=True, width="stretch", key=f"edit-changes-{key}"
        )
    if plan.refused or not can_save:
        st.caption(t("data.edit.not_yet"))
        return
    if plan.doubtful and not st.checkbox(t("data.edit.looked_at"), key=f"edit-sure-{key}"):
        return
    reason_key = f"edit-why-{key}"
    st.text_input(t("data.history.reason"), key=reason_key, max_chars=500)
    st.button(
        t("data.edit.save"), key="edit-save", type="primary", icon=":material/save:", on_click=_save,
        args=(plan, centre_id, reason_key, after),
    )  # fmt: skip


def _save(plan: EditPlan, centre_id: str | None, reason_key: str, after: Callable[[], None] | None) -> None:
    if drafts.save(plan, centre_id, reason_key) and after is not None:
        after()


def _contradiction(centre_id: str, draft: Draft, plan: EditPlan) -> None:
    """Ask what counts where the point lies far from the recorded area."""
    if not (draft.contradiction or contradicts(problem for problems in plan.problems for problem in problems)):
        return
    key = f"edit-contradiction-{centre_id or 'new'}-{draft.turn}"

    def take() -> None:
        current = drafts.of_centre(centre_id)
        if current is not None:
            drafts.put(centre_id, replace(current, contradiction=st.session_state[key] or ""))

    st.segmented_control(
        t("data.edit.contradiction"), ["", "point", "area"], default=draft.contradiction, key=key, on_change=take,
        format_func=lambda word: t(f"data.contradiction.{word or 'refuse'}"),
    )  # fmt: skip


def contradicts(problems: Iterable[RowProblem]) -> bool:
    """Return whether a point lies so far from its recorded area that a person has to say which counts."""
    return any(problem.key == "row_point_far" for problem in problems)
