"""What stands around a row and is meant for it: a heading above it, the cell above it, the title of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.gazetteer import codes_named, resolve
from registry.importing.problems import RowProblem
from registry.importing.read.cleaning import is_nothing
from registry.importing.read.numbers import ascii_digits

if TYPE_CHECKING:
    from registry.importing.columns.body import Body

# The text reader's mark for a cell of one quotation mark is the first.
_DITTO: Final = re.compile("[〃\"”“„''`´’‘]{1,4}|,,|″|ฯลฯ\\.?|ๆ|do|ditto|เช่นเดียวกัน|เหมือนข้างบน", re.IGNORECASE)
_FIELDS: Final = ("province", "district", "subdistrict", "province_code", "district_code", "subdistrict_code")
# Digits of the code of what a column of places names.
_LEVELS: Final = {"province": 2, "province_code": 2, "district": 4, "district_code": 4, "area": 2, "address": 2}
_OTHER_PLACES: Final = ("area", "address", "longitude", "latitude", "coordinates")
_PROVINCE_WORD: Final = re.compile(r"(?:จังหวัด|จ\.)\s*([ก-๎]{3,})")
_DISTRICT_WORD: Final = re.compile(r"(?:อำเภอ|เขต|อ\.|กิ่งอำเภอ)\s*[ก-๎]{2,}")
_NOTE: Final = re.compile(
    r"\**\s*(ที่มา|หมายเหตุ|แหล่งที่มา|แหล่งข้อมูล|ข้อมูล ณ|อ้างอิง|ผู้จัดทำ|source|note|remark|\*)", re.IGNORECASE
)
_PARTS: Final = re.compile(r"[\s_\-–.,()\[\]]+")
_NUMBERED: Final = re.compile(r"^\s*(?:\(?\d{1,3}[.)](?!\d)\)?\s*|[-–•*●▪]\s+)(?=\S)")


def without_number(name: str) -> str:
    """Return a name without the number or the dash that a list puts before it.

    Examples
    --------
    >>> without_number("๒) ห้องสมุด"), without_number("- ศูนย์"), without_number("1.5 ไร่"), without_number("2499 คลับ")
    ('ห้องสมุด', 'ศูนย์', '1.5 ไร่', '2499 คลับ')

    """
    found = _NUMBERED.match(ascii_digits(name)) if name[:1] in "(-–•*●▪0123456789๐๑๒๓๔๕๖๗๘๙" else None
    return name[found.end() :] if found else name


def read_context(body: Body) -> list[str]:
    """Fill what ditto marks and blanks leave to the row above, and set headings and notes apart.

    Returns
    -------
    list
        By row the code of the province or district that a heading, or else the table's title, gives it; "" where it
        has a place of its own to go by.

    """
    alone = _alone(body)
    _carry_on(body, alone)
    heading = body.mapping.home
    levels = {use.position: _LEVELS[use.field] for use in body.mapping.columns if use.field in _LEVELS}
    pointed = [body.said(name) for name in ("longitude", "latitude", "coordinates") if name in body.cells]
    context: list[str] = []
    for row in range(body.count):
        if row in alone:
            whole = body.sheet.row(body.positions[row])
            text = next(filter(None, whole))
            code = _heading(text, heading)
            level = levels.get(whole.index(text), 0)
            # A province alone in the column of provinces is a row that lacks the rest.
            code = "" if level and len(code) >= level else code
            if code:
                heading = code
                body.findings.add(row, RowProblem("row_heading", value=text[:120]))
            elif _NOTE.match(text):
                body.findings.add(row, RowProblem("row_note"))
        context.append(heading if heading and not any(column[row] for column in pointed) else "")
    return context


def _alone(body: Body) -> frozenset[int]:
    """Return the rows in which one cell alone is filled."""
    filled = np.zeros(body.sheet.height, dtype=np.int64)
    for column in body.sheet.columns:
        filled += np.array(column, dtype=object) != ""
    return frozenset(np.flatnonzero(filled[body.positions] == 1).tolist())


def _heading(text: str, above: str) -> str:
    """Return the code of the province or district that a row alone names, "" for none."""
    bare = text.strip(" :-–*•")
    if len(bare) > 60:
        return ""
    if _DISTRICT_WORD.fullmatch(bare) and above:
        return resolve(province=above[:2], district=bare).district_code
    found = resolve(address=bare)
    if found.problem or found.subdistrict_code:
        return ""
    if found.district_code:
        return found.district_code if _DISTRICT_WORD.fullmatch(bare) else ""
    return found.province_code if len(codes_named(_PROVINCE_WORD.sub(r"\1", bare))) else ""


def home_in_titles(titles: Iterable[str], names: Iterable[str]) -> str:
    """Return the code of the one province that titles name with its word, or a sheet's or file's name holds.

    Examples
    --------
    >>> home_in_titles(["รายชื่อห้องสมุด จังหวัดลำปาง"], []), home_in_titles([], ["list_ลำปาง_2568"])
    ('52', '52')

    """
    found = {
        resolve(province=match[1]).province_code for text in titles for match in _PROVINCE_WORD.finditer(text[:300])
    }
    found -= {""}
    if not found:
        words = [word for name in names for word in _PARTS.split(name[:120])]
        codes = [codes_named(word.removeprefix("จังหวัด").removeprefix("จ.")) for word in words if len(word) > 2]
        found = {code for one in codes for code in one if len(code) == 2}
    return found.pop() if len(found) == 1 else ""


def _carry_on(body: Body, alone: frozenset[int]) -> None:
    """Write into cells of places what ditto marks repeat, and a blank province where the row has no place beside it."""
    for field in _FIELDS:
        cells = body.cells.get(field)
        if cells is None:
            continue
        filled, last = list(cells), ""
        for row, cell in enumerate(cells):
            if _DITTO.fullmatch(cell):
                filled[row] = last
            elif is_nothing(cell):
                if last and field == "province" and row not in alone and _fits(body, row, last):
                    filled[row] = last
            else:
                last = "" if row in alone else cell
        body.cells[field] = filled


def _fits(body: Body, row: int, province: str) -> bool:
    """Return whether a row without a province lies in that of the row above: its district does, or it has no place."""
    if any(body.said(name)[row] for name in _OTHER_PLACES):
        return False
    names = {name: body.cells[name][row] for name in ("district", "subdistrict") if name in body.cells}
    names = {name: cell for name, cell in names.items() if not is_nothing(cell)}
    found = resolve(province=province, **names)
    return bool(found.province_code) and not found.problem
