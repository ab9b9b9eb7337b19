"""A table of counts: each row checked and made the number of a programme in an area."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from registry.batch import area_count_id
from registry.importing.columns.totals import is_total
from registry.importing.place.rows import place_rows
from registry.importing.place.scope import area_labels, say_scope
from registry.importing.problems import FileNote, RowProblem
from registry.importing.read.cleaning import is_nothing
from registry.importing.read.numbers import BE, iso_date, whole_number
from registry.schema import AREA_COUNTS, ImportMode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.body import Body

# Rows of these add up the districts or provinces below them.
_GROUP: Final = re.compile(r"กลุ่ม(เขต)?กรุงเทพ\s*\S{2,12}|ภาค\s*(เหนือ|กลาง|ใต้|ตะวันออกเฉียงเหนือ|อีสาน|ตะวันออก|ตะวันตก)")
_NAMES: Final = (
    "area", "province", "district", "subdistrict", "address", "row_number", "programme", "metric", "date", "as_of",
)  # fmt: skip


def refuse_totals(body: Body) -> None:
    """Set rows apart that add others up: in their first name, or alone in it, stands "รวม" or the like."""
    columns = [body.cells[name] for name in _NAMES if name in body.cells]
    columns += [cells for use, cells in body.columns_of("") if use.position == 0]
    for row in range(body.count):
        if any(is_total(column[row]) for column in columns if column[row]):
            body.findings.add(row, RowProblem("row_total"))
        elif group := next((column[row] for column in columns if _GROUP.fullmatch(column[row])), ""):
            body.findings.add(row, RowProblem("row_heading", value=group))


def read_counts(
    body: Body, ids: Sequence[str], homes: Sequence[str], index: RegisterIndex, *, mode: str
) -> tuple[pd.DataFrame, pd.Series, list[FileNote]]:
    """Return the counts that a table brings, the id of each row's count, and what is to be said of the table.

    One number a programme and an area. Of columns by year the latest is taken. A row whose number the register
    has already is a duplicate; another number for the area takes its place. Where the table is replaced or brought up
    to date (`ImportMode`) it is brought again, since what is not brought goes.
    """
    refuse_totals(body)
    placed = place_rows(
        body.cells, body.count, body.mapping, default_province=homes,
        is_town=np.zeros(body.count, dtype=bool), findings=body.findings, context=body.context, tick=body.tick,
    )  # fmt: skip
    say_scope(ids, placed.province, placed.district, programmes=index.programmes, findings=body.findings)
    cells, year, notes = _column(body)
    counts: dict[tuple[str, str], dict[str, Any]] = {}
    rows_of: dict[tuple[str, str], int] = {}
    before = _before(index)
    listed = index.listed(AREA_COUNTS)
    row_ids: list[str | None] = [None] * body.count
    refused = body.findings.refused()
    for row in np.flatnonzero(~refused).tolist():
        code = placed.subdistrict[row] or placed.district[row] or placed.province[row]
        count = _count(row, cells[row], body) if code else None
        if count is None or _place_is_lost(body, row):
            continue
        key = (ids[row], str(code))
        row_ids[row] = area_count_id(*key)
        if key in counts:
            same = counts[key]["count"] == count
            problem = RowProblem("row_same_row" if same else "row_area_twice", row=body.number(rows_of[key]))
            body.findings.add(row, problem, of=row_ids[row] or "")
            continue
        counts[key], rows_of[key] = _value(body, row, key, count, year), row
        stays = mode == ImportMode.REPLACE or row_ids[row] in listed
        _compare(body, row, counts[key], before.get(key), stays=stays)
    settled = body.findings.settled()
    rows = [value for key, value in counts.items() if not settled[rows_of[key]]]
    parts = _parts(counts)
    notes += _say_parts(counts, parts)
    outer = {rows_of[key]: value["count"] for key, value in counts.items() if key not in parts}
    notes += _check_totals(body, cells, outer)
    return pd.DataFrame(rows, columns=AREA_COUNTS.names, dtype=object), pd.Series(row_ids, dtype=object), notes


def _value(body: Body, row: int, key: tuple[str, str], count: int, year: str | None) -> dict[str, Any]:
    when = _date(row, body.cells_of("as_of")[row], body) or year or body.mapping.as_of or None
    if when is None:
        body.findings.add(row, RowProblem("row_undated"))
    return {
        "count_id": area_count_id(*key), "programme_id": key[0], "admin_code": key[1], "count": count, "as_of": when,
        "source": body.cells_of("source")[row] or body.mapping.source or None,
        "notes": body.cells_of("notes")[row] or None,
    }  # fmt: skip


def _compare(
    body: Body, row: int, value: dict[str, Any], before: tuple[int, str | None] | None, *, stays: bool
) -> None:
    if before is not None:
        same = before == (value["count"], value["as_of"])
        key = "row_updates" if not same else "row_kept" if stays else "row_same_values"
        body.findings.add(row, RowProblem(key, of=value["count_id"]), of=value["count_id"])


def _place_is_lost(body: Body, row: int) -> bool:
    """Refuse a count whose area is known only in part: the province's number is another than the district's."""
    for problem in body.findings.problems(row):
        if problem.key in ("row_unknown_district", "row_unknown_subdistrict"):
            body.findings.add(row, RowProblem("row_unknown_area", value=problem.params["value"]), instead=problem)
            return True
        if problem.key == "row_one_of_several":
            body.findings.add(row, RowProblem("row_ambiguous", **problem.params), instead=problem)
            return True
    return False


def _column(body: Body) -> tuple[list[str], str | None, list[FileNote]]:
    columns = body.columns_of("count")
    years = [(use.year, cells) for use, cells in columns if use.year is not None]
    if years and all(use.year is not None for use, _ in columns):
        year, cells = max(years, key=lambda pair: pair[0])
        note = [FileNote("note_years", year=year, year_be=year + BE)] if len(years) > 1 else []
        return cells, str(year), note
    plain = [cells for use, cells in columns if use.year is None]
    return (plain[0] if plain else [""] * body.count), None, []


def _count(row: int, cell: str, body: Body) -> int | None:
    if is_nothing(cell):
        body.findings.add(row, RowProblem("row_no_count"))
        return None
    count = whole_number(cell)
    if count is None or count > 1_000_000:
        body.findings.add(row, RowProblem("row_bad_count", value=cell[:80]))
        return None
    return count


def _date(row: int, cell: str, body: Body) -> str | None:
    iso = iso_date(cell) if cell else None
    if cell and iso is None:
        body.findings.add(row, RowProblem("row_date", value=cell[:80]))
    return iso


def _before(index: RegisterIndex) -> dict[tuple[str, str], tuple[int, str | None]]:
    table = index.tables.area_counts
    names = ("programme_id", "admin_code", "count", "as_of")
    rows = zip(*(table[name].tolist() for name in names), strict=True)
    return {
        (str(programme_id), str(code)): (int(count), as_of if isinstance(as_of, str) else None)
        for programme_id, code, count, as_of in rows
    }


def _parts(counts: Collection[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the counts that are of a part of another's area, and of which: programme and code, of the largest."""
    around: dict[tuple[str, str], tuple[str, str]] = {}
    for programme_id, code in counts:
        for length in (2, 4):
            larger = programme_id, code[:length]
            if length < len(code) and larger in counts:
                around[programme_id, code] = larger
                break
    return around


def _say_parts(counts: Collection[tuple[str, str]], parts: Mapping[tuple[str, str], tuple[str, str]]) -> list[FileNote]:
    """Return a note where a table gives a number to areas and to their parts, which `analysis.counts` does not add."""
    both = [code for _, code in counts if code in {code for _, code in parts.values()}]
    if not both:
        return []
    return [FileNote("note_parts", count=len(both), areas=area_labels(both))]


def _check_totals(body: Body, cells: Sequence[str], counts: Mapping[int, int]) -> list[FileNote]:
    """Return a note for each total that is not what the rows add up to: all of them, or those since the one before."""
    notes: list[FileNote] = []
    whole, part = sum(counts.values()), 0
    totals = [row for row, line in body.findings.apart().items() if line.key == "row_total"]
    for row in range(body.count):
        part += counts.get(row, 0)
        if row not in totals:
            continue
        total = whole_number(cells[row]) if cells[row] else None
        if total is not None and counts and total not in (whole, part):
            rows_sum = whole if row == totals[-1] else part
            notes.append(FileNote("note_total_differs", row=body.number(row), total=total, sum=rows_sum))
        part = 0
    return notes[:3]
