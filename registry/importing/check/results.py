"""A table of results: each row checked and made one or several dated figures of a programme."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from registry.importing.check.counts import refuse_totals
from registry.importing.check.names import made_id
from registry.importing.columns.headers import plain_header
from registry.importing.columns.totals import is_total
from registry.importing.place.rows import place_rows
from registry.importing.problems import RowProblem
from registry.importing.read.cleaning import is_nothing
from registry.importing.read.numbers import iso_date, number_with_qualifier, whole_baht
from registry.schema import FIGURES, Qualifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.body import Body
    from registry.importing.columns.mapping import ColumnUse

_CUMULATIVE: Final = re.compile(r"สะสม|cumulative|ตั้งแต่|รวมทั้งสิ้น")
# What is measured, as the register names it, by what people call it. The unit follows.
_METRICS: Final = (
    (re.compile(r"(ผู้|คน).*(อบรม|เรียน)|อบรม.*คน|trained|trainee|ผู้เข้าอบรม|ผู้ผ่านการอบรม"), "people_trained", "people"),
    (re.compile(r"ยอดขาย|ยอดจำหน่าย|รายได้|รายรับ|sales|revenue"), "sales", "baht"),
    (re.compile(r"otop|โอทอป"), "otop_registered_products", "products"),
    (re.compile(r"(ห้องสมุด|แห่ง).*(เข้าร่วม|โครงการ)|libraries_?in"), "libraries_in_project", "libraries"),
)
_UNIT: Final = re.compile(r"[(\[（]\s*([^()\[\]（）]{1,30}?)\s*[)\]）]")
_UNITS: Final = {"คน": "people", "ราย": "people", "บาท": "baht", "แห่ง": "sites", "ผลิตภัณฑ์": "products", "ครั้ง": "times"}
_PLACES: Final = ("province", "province_code", "area", "district", "district_code", "address")
_KEY: Final = ("programme_id", "metric", "date", "province_code", "group_name")
_CUMULATED: Final = frozenset({"people_trained", "sales"})


def metric_of(text: str) -> tuple[str, str]:
    """Return what a text says is measured, as the register names it, and its unit ("" where it says none).

    Examples
    --------
    >>> metric_of("จำนวนผู้ผ่านการอบรมสะสม (คน)"), metric_of("ยอดขาย (บาท)"), metric_of("กิจกรรม (ครั้ง)")
    (('people_trained_cumulative', 'people'), ('sales', 'baht'), ('กิจกรรม', 'times'))

    """
    match = _UNIT.search(text)
    unit = _UNITS.get(match[1].strip(), match[1].strip()) if match else ""
    bare = _UNIT.sub("", text).strip()
    if re.fullmatch(r"[a-z0-9_]+", bare):
        return bare, unit
    plain = plain_header(bare)
    for pattern, metric, usual in _METRICS:
        if pattern.search(plain):
            more = "_cumulative" if metric in _CUMULATED and _CUMULATIVE.search(plain) else ""
            return metric + more, unit or usual
    return bare, unit


def read_results(body: Body, ids: Sequence[str], index: RegisterIndex) -> tuple[pd.DataFrame, pd.Series]:
    """Return the figures that a table brings, and the id of each row's first figure.

    A figure's id follows from its programme, measure, date, province and group: the same result read again is a
    duplicate, another value for it takes its place. Of several values in one row (a column a measure or a year)
    each is a figure; the row is a duplicate where all of them are.
    """
    refuse_totals(body)
    provinces = _provinces(body)
    brought = _Brought(_before(index))
    row_ids: list[str | None] = [None] * body.count
    columns = body.columns_of("value")
    refused = body.findings.refused()
    for row in range(body.count):
        if refused[row]:
            continue
        values = _values(body, row, ids[row], columns, provinces[row])
        if values:
            row_ids[row] = str(values[0]["figure_id"])
            _sort_in(body, row, values, brought)
    table = pd.DataFrame(list(brought.figures.values()), columns=FIGURES.names, dtype=object)
    return table, pd.Series(row_ids, dtype=object)


def _provinces(body: Body) -> list[str | None]:
    """Return the province of each row; a row that names none is a result of the whole programme."""
    if not any(name in body.cells for name in _PLACES):
        return [None] * body.count
    columns = [body.column(name) for name in _PLACES]
    named = [any(column[row] for column in columns) for row in range(body.count)]
    placed = place_rows(
        body.cells, body.count, body.mapping, default_province=[""] * body.count,
        is_town=np.zeros(body.count, dtype=bool), findings=body.findings.where(named),
        context=body.context, tick=body.tick,
    )  # fmt: skip
    return [None if code is None else str(code) for code in placed.province]


def _values(
    body: Body, row: int, programme_id: str, columns: Sequence[tuple[ColumnUse, list[str]]], province: str | None
) -> list[dict[str, object]]:
    figures: list[dict[str, object]] = []
    metric_cell = body.cells_of("metric")[row]
    unit_cell = body.cells_of("unit")[row]
    filled = [(use, cells[row]) for use, cells in columns if not is_nothing(cells[row])]
    if not filled:
        body.findings.add(row, RowProblem("row_no_value"))
    for use, cell in filled:
        metric, unit = metric_of(metric_cell or use.label)
        if not metric or plain_header(metric) in {"จำนวน", "ค่า", "value", "ผล", "result", "number", "count"}:
            body.findings.add(row, RowProblem("row_no_metric"))
            return []
        number = number_with_qualifier(cell)
        if number is None and "baht" in (unit, _UNITS.get(unit_cell, unit_cell)):
            number = whole_baht(cell)
            if number is not None:
                body.findings.add(row, RowProblem("row_rounded", value=cell[:80], number=number[0]))
        if number is None:
            body.findings.add(row, RowProblem("row_bad_value", value=cell[:80]))
            return []
        when = _date(body, row, use)
        group = body.cells_of("group")[row] or None
        if group and is_total(group):
            group = None
        figures.append(
            {
                "figure_id": made_id(f"fig-{programme_id}", programme_id, metric, when, province, group),
                "programme_id": programme_id, "subject": body.cells_of("subject")[row] or None, "metric": metric,
                "value": number[0], "qualifier": str(_qualifier(body.cells_of("qualifier")[row], bound=number[1])),
                "unit": _UNITS.get(unit_cell, unit_cell) or unit or None, "date": when,
                "notes": body.cells_of("notes")[row] or None,
                "source": body.cells_of("source")[row] or body.mapping.source or None,
                "province_code": province, "group_name": group,
            }
        )  # fmt: skip
        if when is None:
            body.findings.add(row, RowProblem("row_undated"))
    return figures


def _qualifier(cell: str, *, bound: bool) -> Qualifier:
    plain = plain_header(cell)
    more = any(word in plain for word in ("มากกว่า", "morethan", "เกิน", "อย่างน้อย", "ไม่น้อยกว่า", "atleast"))
    return Qualifier.MORE_THAN if bound or more else Qualifier.EXACT


def _date(body: Body, row: int, use: ColumnUse) -> str | None:
    if use.year is not None:
        return str(use.year)
    cell = body.cells_of("date")[row]
    iso = iso_date(cell) if cell else None
    if cell and iso is None:
        body.findings.add(row, RowProblem("row_date", value=cell[:80]))
    return iso or body.mapping.as_of or None


def _before(index: RegisterIndex) -> dict[tuple[object, ...], tuple[str, object, object]]:
    """Return the figures there are by what they are of: their id, value and qualifier."""
    table = index.tables.figures.astype(object)
    table = table.where(table.notna(), None)
    names = ("figure_id", "value", "qualifier")
    keys = zip(*(table[name].tolist() for name in _KEY), strict=True)
    return {
        key: (str(figure_id), value, qualifier)
        for key, figure_id, value, qualifier in zip(keys, *(table[name].tolist() for name in names), strict=True)
    }


def _key(row: dict[str, object]) -> tuple[object, ...]:
    return tuple(row.get(name) for name in _KEY)


@dataclass
class _Brought:
    """The figures brought so far by id, and the row of each; what the register has by what it is of."""

    before: dict[tuple[object, ...], tuple[str, object, object]]
    figures: dict[str, dict[str, object]] = field(default_factory=dict)
    row_of: dict[str, int] = field(default_factory=dict)


def _sort_in(body: Body, row: int, values: Sequence[dict[str, object]], brought: _Brought) -> None:
    """Bring the new values of a row; where it has none it is a duplicate, or contradicts an earlier row."""
    fresh, repeats = [], []
    for value in values:
        figure_id = str(value["figure_id"])
        old = brought.before.get(_key(value))
        if figure_id in brought.figures:
            earlier = body.number(brought.row_of[figure_id])
            if brought.figures[figure_id]["value"] != value["value"]:
                body.findings.add(row, RowProblem("row_figure_twice", row=earlier))
                return
            repeats.append(RowProblem("row_same_row", row=earlier))
        elif old is not None and old[1:] == (value["value"], value["qualifier"]):
            repeats.append(RowProblem("row_same_values", of=old[0]))
        else:
            if old is not None and old[0] == figure_id:
                body.findings.add(row, RowProblem("row_updates", of=old[0]))
            elif old is not None:
                # Another source's value stays beside it.
                body.findings.add(row, RowProblem("row_conflict", of=old[0], value=old[1]))
            fresh.append(value)
    for value in fresh:
        brought.figures[str(value["figure_id"])] = value
        brought.row_of[str(value["figure_id"])] = row
    if not fresh:
        body.findings.add(row, repeats[0], of=str(repeats[0].params.get("of") or values[0]["figure_id"]))
