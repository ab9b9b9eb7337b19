"""Many centres of a programme in a table, as a spreadsheet: cells are typed or pasted, rows added below."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd
import streamlit as st

from geodata.areas import areas
from geodata.cells import neutral_table, restored
from geodata.codes import Level
from registry.editing import plan_edit
from registry.errors import EditError
from registry.importing.columns.mapping import VOCABULARIES
from registry.row_text import Row, records, row_of
from registry.schema import CENTRES
from ui import cached
from ui.data import edit_draft as drafts
from ui.data.changes import field_name
from ui.data.edit_one import contradicts, problem_lines, save_block, versions_table
from ui.data.rows import meaning_words
from ui.errors import sentence
from ui.markdown import plain
from ui.text import pick, t
from ui.words import number

_KEY: Final = "edit-table"
_COLUMNS: Final = (
    "name_th", "name_en", "province_code", "district_code", "latitude", "longitude", "location_precision", "status",
    "access", "opened_be", "verified_on", "source", "notes",
)  # fmt: skip
_AREAS: Final = {"province_code": Level.PROVINCE, "district_code": Level.DISTRICT}
_MOST_SHOWN: Final = 1_000


@dataclass(frozen=True, eq=False)
class Table:
    """A programme's centres as they were read for the table; left are rows whose changes are not to be saved."""

    programme_id: str
    read: dict[str, Row]
    frame: pd.DataFrame
    turn: int = 0
    contradiction: str = ""
    left: frozenset[str] = field(default_factory=frozenset)


def edit_many(own: dict[str, str]) -> None:
    """Draw the table of a programme, what would change, and the button that saves it as one edit."""
    programme_id = st.selectbox(
        t("data.edit.programme"), list(own), key="edit-many-programme", format_func=lambda one: own[one]
    )
    table = _table(programme_id)
    st.caption(t("data.edit.many_lead"))
    if len(table.frame) == _MOST_SHOWN:
        st.caption(t("data.outcome.more", shown=_MOST_SHOWN, of=number(len(table.read))))
    edited = st.data_editor(
        neutral_table(table.frame), hide_index=True, num_rows="dynamic", key=f"{_KEY}-{programme_id}-{table.turn}",
        column_config={"id": None}, width="stretch", height=420,
    )  # fmt: skip
    _review(table, _rows(table, edited))


def _table(programme_id: str) -> Table:
    table = st.session_state.get(_KEY)
    if isinstance(table, Table) and table.programme_id == programme_id:
        return table
    return _begin(programme_id, table.turn + 1 if isinstance(table, Table) else 0)


def _begin(programme_id: str, turn: int) -> Table:
    centres = cached.centres()
    rows = [row_of(row) for row in records(centres[centres["programme_id"] == programme_id])]
    read = {row["centre_id"]: row for row in rows}
    frame = pd.DataFrame([_cells_of(row) for row in rows[:_MOST_SHOWN]], columns=["id", *map(field_name, _COLUMNS)])
    table = Table(programme_id, read, frame.astype(object), turn)
    st.session_state[_KEY] = table
    return table


def _cells_of(row: Row) -> dict[str, str]:
    cells = {field_name(name): _cell(name, row[name]) for name in _COLUMNS}
    return {"id": row["centre_id"], **cells}


def _cell(name: str, value: str) -> str:
    """Return a value as a cell shows it: areas by name, words as people write them."""
    if value and name in _AREAS:
        of_level = areas(_AREAS[name])
        return pick(of_level["name_th"].get(value, value), of_level["name_en"].get(value, value))
    return meaning_words(name, value) if value and name in VOCABULARIES else value


def _rows(table: Table, edited: pd.DataFrame) -> list[Row]:
    """Return the rows of the table that differ from what was read; one that was taken out of it stays as it is."""
    rows = []
    for cells in edited.to_dict("records"):
        centre_id = _typed_text(cells.get("id"))
        before = table.read.get(centre_id)
        row = dict(before) if before else dict.fromkeys(CENTRES.names, "")
        row["programme_id"] = table.programme_id
        for name in _COLUMNS:
            value = _typed_text(cells.get(field_name(name)))
            if before is None or value != _cell(name, before[name]).strip():
                row[name] = _value(name, value)
        if before is None and not any(row[name] for name in _COLUMNS):
            continue
        if before != row and centre_id not in table.left:
            rows.append(row)
    return rows


def _typed_text(value: object) -> str:
    return restored(str(value)).strip() if isinstance(value, str) else ""


def _value(name: str, value: str) -> str:
    """Return what a cell means: a word of the vocabulary is found by what people write for it."""
    if name not in VOCABULARIES:
        return value
    return next((str(word) for word in VOCABULARIES[name] if meaning_words(name, str(word)) == value), value)


def _review(table: Table, rows: list[Row]) -> None:
    if not rows:
        drafts.say_nothing_typed()
        return
    try:
        plan = plan_edit(rows, drafts.index(), read=table.read, contradiction=table.contradiction, today=cached.today())
    except EditError as error:
        st.warning(plain(sentence(error)))
        return
    st.markdown(f"### {t('data.edit.review')}")
    changed = [row["centre_id"] for row in rows if row["centre_id"]]
    now = {row["centre_id"]: row for row in _now(changed)}
    stale = [one for one in changed if now.get(one) != table.read[one]]
    for one in stale:
        st.markdown(f"**{t('data.edit.conflict')}: {plain(table.read[one]['name_th'] or one)}**")
        mine = next(row for row in rows if row["centre_id"] == one)
        if one in now:
            versions_table(table.read[one], now[one], mine)
    if stale:
        with st.container(horizontal=True):
            st.button(t("data.edit.keep_mine"), key="edit-many-mine", on_click=_keep, args=(table, now, stale))
            st.button(t("data.edit.take_theirs"), key="edit-many-theirs", on_click=_leave, args=(table, stale))
    if table.contradiction or any(contradicts(problems) for problems in plan.problems):
        st.segmented_control(
            t("data.edit.contradiction"), ["", "point", "area"], default=table.contradiction,
            key=f"{_KEY}-contradiction-{table.turn}", on_change=_decide, args=(table,),
            format_func=lambda word: t(f"data.contradiction.{word or 'refuse'}"),
        )  # fmt: skip
    problem_lines(plan)
    save_block(plan, None, key=f"many-{table.programme_id}-{table.turn}", can_save=not stale, after=_anew)


def _now(ids: list[str]) -> list[Row]:
    centres = cached.centres()
    return [row_of(row) for row in records(centres[centres["centre_id"].isin(ids)])]


def _keep(table: Table, now: dict[str, Row], ids: list[str]) -> None:
    """Go on from the rows as they are now: what is typed stands over them."""
    st.session_state[_KEY] = replace(table, read=table.read | {one: now[one] for one in ids if one in now})


def _leave(table: Table, ids: list[str]) -> None:
    st.session_state[_KEY] = replace(table, left=table.left | set(ids))


def _decide(table: Table) -> None:
    word = st.session_state[f"{_KEY}-contradiction-{table.turn}"] or ""
    st.session_state[_KEY] = replace(table, contradiction=word)


def _anew() -> None:
    """Read the programme's centres again, once what was typed is saved."""
    table = st.session_state.get(_KEY)
    if isinstance(table, Table):
        st.session_state[_KEY] = replace(table, programme_id="", turn=table.turn + 1)
