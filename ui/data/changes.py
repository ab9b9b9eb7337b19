"""What an import would change, by name, before and after; each change taken or left, as a group or one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from geodata.cells import neutral_table
from registry.importing.columns.mapping import VOCABULARIES
from registry.importing.difference import Change, Difference, FieldChange
from registry.importing.plan import ImportPlan, leave_out
from registry.schema import SheetKind
from ui import cached
from ui.data.rows import meaning_words
from ui.markdown import Markdown
from ui.text import has, language, t, text
from ui.words import full_area_name, number, programme_names

_MOST_ROWS = 2_000
_FIELD = {
    "opened_be": "opened", "programme_id": "programme", "group_name": "group", "admin_code": "area",
    "province_code": "province", "district_code": "district", "subdistrict_code": "subdistrict",
}  # fmt: skip
_CODES = ("province_code", "district_code", "subdistrict_code", "admin_code")


def changes_step(plan: ImportPlan) -> ImportPlan:
    """Draw what would be closed, changed and added; return the plan without what the person leaves out."""
    if not plan.differences:
        return plan
    st.markdown(f"### {t('data.change.title')}")
    counts = {change: sum(one.change == change for one in plan.differences) for change in Change}
    kinds = [change for change in (Change.GONE, Change.CHANGED, Change.NEW) if counts[change]]
    turn = f"{plan.file.sha256[:12]}-{plan.batch.mode}-{len(plan.differences)}"
    taken = st.pills(
        t("data.change.take"), kinds, default=kinds, selection_mode="multi", key=f"changes-{turn}",
        format_func=lambda change: t(f"data.change.{change}_count", count=number(counts[change])),
    )  # fmt: skip
    st.caption(t("data.change.lead", unchanged=number(plan.unchanged)))
    left = {one.id for one in plan.differences if one.change not in taken}
    listed = [one for one in plan.differences if one.change in taken and one.change != Change.NEW]
    listed += [one for one in plan.differences if one.change in taken and one.change == Change.NEW]
    left |= _one_by_one(listed[:_MOST_ROWS], key=f"change-rows-{turn}-{len(listed)}")
    if len(listed) > _MOST_ROWS:
        st.caption(t("data.outcome.more", shown=_MOST_ROWS, of=len(listed)))
    return leave_out(plan, left) if left else plan


def _one_by_one(listed: list[Difference], *, key: str) -> set[str]:
    """Draw the changes in a table with a tick each; return the ids of those without one."""
    if not listed:
        return set()
    tick, frame = text("data.change.tick"), change_table(listed)
    frame.insert(0, tick, value=True)
    edited = st.data_editor(
        neutral_table(frame), hide_index=True, key=key, disabled=list(frame.columns[1:]), width="stretch",
        height=min(36 * (len(frame) + 1), 360),
    )  # fmt: skip
    return {one.id for one, taken in zip(listed, edited[tick], strict=True) if not taken}


def change_counts(changes: Sequence[Difference]) -> Markdown:
    """Return how many rows are new, changed and gone, as "new 3 · changed 1"; "" where nothing is."""
    counts = {change: sum(one.change == change for one in changes) for change in Change}
    parts = [t(f"data.change.{change}_count", count=number(count)) for change, count in counts.items() if count]
    return Markdown(" · ".join(parts))


def change_table(listed: Sequence[Difference]) -> pd.DataFrame:
    """Return changes of the register as a table in words: what became of a row, its name, programme and fields."""
    names, in_english = programme_names(cached.programmes()), _names_in_english()
    return pd.DataFrame(
        {
            text("data.change.what"): [text(f"data.change.{one.change}") for one in listed],
            text("data.change.name"): [_name(one, in_english) for one in listed],
            text("data.change.programme"): [names.get(one.programme_id, "") for one in listed],
            text("data.change.fields"): ["\n".join(map(_field_words, one.fields)) for one in listed],
        }
    )


def _name(one: Difference, in_english: Mapping[str, str]) -> str:
    if one.kind == SheetKind.CENTRES:
        return in_english.get(one.id) or one.name
    return full_area_name(one.name) if one.kind == SheetKind.AREA_COUNTS else one.name


def _names_in_english() -> dict[str, str]:
    """Return the English names of centres by id, for a reader of English."""
    if language() != "en":
        return {}
    centres = cached.centres()
    return {str(one): name for one, name in zip(centres["centre_id"], centres["name_en"], strict=True) if name}


def value_words(field: str, value: str) -> str:
    """Return a value of a row's field as people write it."""
    if field == "programme_id":
        return programme_names(cached.programmes()).get(value, value)
    if value and field in _CODES:
        return full_area_name(value)
    return meaning_words(field, value) if value and field in VOCABULARIES else value


def field_name(field: str) -> str:
    """Return what a field of a row is called."""
    key = f"data.field.{_FIELD.get(field, field)}"
    return text(key) if has(key) else field


def _field_words(change: FieldChange) -> str:
    before, after = (value_words(change.field, value) for value in (change.before, change.after))
    return f"{field_name(change.field)}: {before or '–'} → {after or '–'}"
