"""What became of the rows of a file, in words."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd
import streamlit as st

from answers.words.place_sentences import place_name
from geodata.cells import neutral_table
from geodata.gazetteer import place
from registry.importing.problems import RowProblem
from ui import cached
from ui.errors import sentence
from ui.text import language, pick, t
from ui.words import number, value_name

# What the vocabulary of a field is called in the words of the product, where that is not the field's name.
_VOCABULARY = {"location_precision": "precision"}
MOST_ROWS = 2_000
"""A table on screen; the workbook has them all."""


_CODE_AT_END: Final = re.compile(r"(?<![^ ])[0-9]{2}(?:[0-9]{2}){0,2}\Z")


def reason_words(reason: dict[str, object]) -> str:
    """Return why a row has its outcome, in the running language."""
    params_value = reason.get("params")
    params = dict(params_value) if isinstance(params_value, dict) else {}
    if reason["key"] == "row_utm":
        params.setdefault("datum", "WGS 84")  # earlier imports were kept without it
    # An area comes by its code, or by the label of `registry.importing.place.scope`, in Thai, which ends with it.
    code = _CODE_AT_END.search(str(params.get("area", "")))
    if code:
        params["area"] = _area(code.group())
    if "of" in params:
        params["of"] = _name_of(str(params["of"]))
    if "column" in params:
        field, used = str(params["column"]), str(params.get("used", ""))
        params |= {"column": t(f"data.field.{field}"), "used": meaning_words(field, used) if used else ""}
    return sentence(RowProblem(str(reason["key"]), **params))


def meaning_words(field: str, word: str) -> str:
    """Return a word of the register's vocabulary as people write it."""
    return value_name(_VOCABULARY.get(field, field), word)


def _name_of(text: str) -> str:
    """Return the name of the centre whose id begins a text, the text itself where there is none."""
    centre_id, _, rest = text.partition(" ")
    row = cached.centres().loc[lambda table: table["centre_id"] == centre_id]
    if row.empty:
        return text
    name = pick(row.iloc[0]["name_th"], row.iloc[0]["name_en"])
    return f"{name} {rest}".strip() if isinstance(name, str) and name else text


def _area(code: str) -> str:
    area = place(code)
    return code if area is None else place_name(area, lang=language())


def first_cell(cells: object) -> str:
    """Return what a row is known by: its first filled cell, where the row was kept."""
    return next((str(cell) for cell in cells.values() if cell), "") if isinstance(cells, dict) else ""


def outcome_frame(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in words: sheet, row, its first cell, outcome, why, and the id that a duplicate repeats."""
    rows = outcomes.head(MOST_ROWS)
    names = rows["name"] if "name" in rows else [None] * len(rows)
    labels = [name or first_cell(cells) for name, cells in zip(names, rows["cells"], strict=True)]
    return pd.DataFrame(
        {
            t("data.outcome.sheet"): rows["sheet"],
            t("data.outcome.row"): rows["row"],
            t("data.outcome.name"): labels,
            t("data.outcome.outcome"): [t(f"data.outcome.{one}") for one in rows["outcome"]],
            t("data.outcome.why"): [" · ".join(map(reason_words, reasons)) for reasons in rows["reasons"]],
            t("data.outcome.of"): rows["of"].fillna(""),
        }
    )


def outcome_rows(outcomes: pd.DataFrame, *, key: str) -> None:
    """Draw the rows, those that need a look first."""
    order = {"rejected": 0, "duplicate": 1, "warned": 2, "accepted": 3}
    outcomes = outcomes.sort_values("outcome", key=lambda column: column.map(order), kind="stable")
    st.dataframe(
        neutral_table(outcome_frame(outcomes)), hide_index=True, key=f"rows-{key}",
        height=min(36 * (len(outcomes) + 1), 360),
    )  # fmt: skip
    if len(outcomes) > MOST_ROWS:
        st.caption(t("data.outcome.more", shown=MOST_ROWS, of=number(len(outcomes))))
