"""What stands around a row and is meant for it: a heading above it, the cell above it, the title of the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from geodata.gazetteer import codes_named, resolve
from registry.importing.columns.totals import is_total
from registry.importing.problems import RowProblem
from registry.importing.read.cleaning import is_nothing
from registry.importing.read.numbers import ascii_digits
from registry.vocabulary import SheetKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from registry.importing.columns.body import Body

# The text reader's mark for a cell of one quotation mark is the first.
_DITTO: Final = re.compile(
    "[-–— ]*(?:[〃\"”“„''`´’‘]{1,4}|,,|″)[-–— ]*|ฯลฯ\\.?|ๆ|do\\.?|ditto|เช่นเดียวกัน|เหมือน(?:กัน|ข้างบน|ข้างต้น|บน)",
    re.IGNORECASE,
)
_FIELDS: Final = ("province", "district", "subdistrict", "province_code", "district_code", "subdistrict_code")
# Digits of the code of what a column of places names.
_LEVELS: Final = {"province": 2, "province_code": 2, "district": 4, "district_code": 4, "area": 2, "address": 2}
_OTHER_PLACES: Final = ("area", "address", "longitude", "latitude", "coordinates")
_POINT: Final = ("longitude", "latitude", "coordinates")
_PROVINCE_WORD: Final = re.compile(r"(?:จังหวัด|(?<![ก-๎])จ\.)\s*([ก-๎]{2,})")
# An area by its words alone, the smallest first.
_AREA_ALONE: Final = re.compile(
    r"(?=\S)(?:(?:ตำบล|แขวง|ต\.)\s*(?P<subdistrict>[ก-๎]{2,})\s*)?"
    r"(?:(?:กิ่งอำเภอ|อำเภอ|เขต|อ\.)\s*(?P<district>[ก-๎]{2,})\s*)?"
    r"(?P<province>(?:จังหวัด|จ\.)\s*[ก-๎]{2,}|กรุงเทพ(?:มหานคร|ฯ)|กทม\.?)?"
)
# What a heading says of how much is below it: (2 แห่ง), จำนวน 5 อำเภอ.
_COUNT_AFTER: Final = re.compile(
    r"\s*[(\[]?\s*(?:รวม|จำนวน)?\s*\d[\d,]*\s*(?:แห่ง|ศูนย์|หลัง|ห้อง|อำเภอ|เขต|ตำบล|แขวง|จังหวัด|รายการ|places?|centres?)\s*[)\]]?$"
)
_NUMBER: Final = re.compile(r"[\d.,]+\s*(?:แห่ง)?")
# So many cells at most beside a heading: its number, sums.
_MOST_BESIDE: Final = 6
_COUNTED: Final = re.compile(r"\s*(?:ข้อ(?:ที่)?|ที่|no\.?)?\s*(\d{1,4})\s*[-–.):]*\s+(?=\S)", re.IGNORECASE)
_FEWEST: Final = 3
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
    match = _NUMBERED.match(ascii_digits(name)) if name[:1] in "(-–•*●▪0123456789๐๑๒๓๔๕๖๗๘๙" else None
    return name[match.end() :] if match else name


def without_numbers(names: Sequence[str]) -> list[str]:
    """Return the names of a list without numbers or dashes before them.

    A bare number is only taken off where the names of the whole list are counted by it, one after another.

    Examples
    --------
    >>> without_numbers(["1 ห้องสมุด", "2 ศูนย์", "3 - บ้าน"]), without_numbers(["2499 คลับ", "ห้องสมุด"])
    (['ห้องสมุด', 'ศูนย์', 'บ้าน'], ['2499 คลับ', 'ห้องสมุด'])

    """
    counted = [_COUNTED.match(ascii_digits(name)) for name in names if name]
    numbers = [int(match[1]) for match in counted if match]
    if len(numbers) >= _FEWEST and len(numbers) == len(counted) and _runs_on(numbers):
        return [name[match.end() :] if (match := _COUNTED.match(ascii_digits(name))) else name for name in names]
    return [without_number(name) for name in names]


def _runs_on(numbers: list[int]) -> bool:
    """Return whether numbers go up one by one, or begin anew at 1."""
    return all(other in (one + 1, 1) for one, other in pairwise(numbers))


def read_context(body: Body) -> list[str]:
    """Fill what ditto marks and blanks leave to the row above, and set headings and notes apart.

    Returns
    -------
    list
        By row the code of the area that a heading, or else the table's title, gives it; "" where it has a point.

    """
    alone = _alone(body)
    _carry_on(body, alone)
    heading = body.mapping.home
    levels = {use.position: _LEVELS[use.field] for use in body.mapping.columns if use.field in _LEVELS}
    pointed = [body.cells_of(name) for name in _POINT if name in body.cells]
    context: list[str] = []
    names = body.column("name_th")
    again = {other for other, line in body.findings.apart().items() if line.key == "row_header"}
    end = _notes_at_end(body, alone)
    for row in range(body.count):
        if row in alone:
            whole, text = body.sheet.row(body.positions[row]), alone[row]
            code = _heading(text, heading)
            level = levels.get(whole.index(text), 0)
            # A province alone in the column of provinces is a row that lacks the rest.
            code = "" if level and len(code) >= level else code
            if not code and row < end and not _NOTE.match(text) and (not names[row] or row + 1 in again):
                code = home_in_titles([text], [])
            if code:
                heading = code
                body.findings.add(row, RowProblem("row_heading", value=text[:120]))
            elif row >= end or (_NOTE.match(text) and whole.count(text) == 1):
                body.findings.add(row, RowProblem("row_total" if is_total(text) else "row_note"))
        elif row >= end:
            body.findings.add(row, RowProblem("row_total"))
        context.append(heading if heading and not any(column[row] for column in pointed) else "")
    return context


def _alone(body: Body) -> dict[int, str]:
    """Return by row its one text: where one cell is filled, all are the same, or but numbers stand beside an area.

    Only in a list of centres: in a table of counts a number beside an area is what the row says.
    """
    filled = np.zeros(body.sheet.height, dtype=np.int64)
    for column in body.sheet.columns:
        filled += np.array(column, dtype=object) != ""
    filled = filled[body.positions]
    one = {row: "".join(body.sheet.row(body.positions[row])) for row in np.flatnonzero(filled == 1).tolist()}
    if body.mapping.kind != SheetKind.CENTRES:
        return one
    for row in np.flatnonzero((filled > 1) & (filled <= _MOST_BESIDE)).tolist():
        cells = {cell for cell in body.sheet.row(body.positions[row]) if cell}
        texts = [cell for cell in cells if not _NUMBER.fullmatch(ascii_digits(cell))]
        if len(texts) == 1 and (_AREA_ALONE.fullmatch(_bare(texts[0])) or len(cells) == 1):
            one[row] = texts[0]
    return one


def _notes_at_end(body: Body, alone: Mapping[int, str]) -> int:
    """Return the first of the rows that end a list as notes, the number of rows where none do.

    Below the last row with several cells stand its total, its source, who made it. They are notes from the first
    total or note on, and before it where their one text stands in no column of names.
    """
    if body.mapping.kind != SheetKind.CENTRES or len(alone) == body.count:
        return body.count
    pointed = [body.cells_of(name) for name in _POINT if name in body.cells]
    names = [one or other for one, other in zip(body.column("name_th"), body.column("name_en"), strict=True)]

    def ends(row: int) -> bool:
        cells = [cell for cell in ([names[row]] if names[row] else body.sheet.row(body.positions[row])) if cell]
        if any(is_total(cell) for cell in cells):
            return True
        sums = all(_NUMBER.fullmatch(ascii_digits(cell)) for cell in cells)
        if row in alone:
            return sums or not names[row] or bool(_NOTE.match(names[row]))
        return sums and not names[row] and not any(column[row] for column in pointed)

    start = body.count
    while start and (start - 1 in alone or ends(start - 1)):
        start -= 1
    return next((row for row in range(start, body.count) if ends(row) or not names[row]), body.count)


def _bare(text: str) -> str:
    """Return a heading without its number, the count of what is below it, and signs around it."""
    return _COUNT_AFTER.sub("", ascii_digits(without_number(text.strip()))).strip(" :-–*•")


def _heading(text: str, above: str) -> str:
    """Return the code of the province, district or subdistrict that a row alone names, "" for none.

    Parameters
    ----------
    text
        The row's one text.
    above
        The code of the heading or title above it, or "".

    """
    bare = _bare(text)
    if not bare or len(bare) > 60:
        return ""
    words = _AREA_ALONE.fullmatch(bare)
    smallest = words and (words["subdistrict"] or words["district"])
    if words and smallest and not words["province"]:
        named = {name: words[name] for name in ("district", "subdistrict") if words[name]}
        around = [{"district": above[:4]}] if len(above) >= 4 and "district" not in named else []
        around += [{"province": above[:2]}] if above else []
        for home in (*around, {}):
            resolution = resolve(**{**home, **named})
            if not resolution.problem and len(resolution.code) >= 4:
                return resolution.code
        return ""
    resolution = resolve(address=bare)
    if resolution.problem:
        return ""
    if len(resolution.code) > 2:
        return resolution.code if words else ""
    return resolution.province_code if len(codes_named(_PROVINCE_WORD.sub(r"\1", bare))) else ""


def home_in_titles(titles: Iterable[str], names: Iterable[str]) -> str:
    """Return the code of the one province that titles name with its word, or a sheet's or file's name holds.

    Examples
    --------
    >>> home_in_titles(["รายชื่อห้องสมุด จังหวัดลำปาง"], []), home_in_titles([], ["list_ลำปาง_2568"])
    ('52', '52')

    """
    names = list(names)
    provinces = {
        resolve(province=match[1]).province_code
        for text in (*titles, *names)
        for match in _PROVINCE_WORD.finditer(text[:300])
    }
    provinces -= {""}
    if not provinces:
        words = [word for name in names for word in _PARTS.split(name[:120])]
        codes = [codes_named(word.removeprefix("จังหวัด").removeprefix("จ.")) for word in words if len(word) > 2]
        provinces = {code for one in codes for code in one if len(code) == 2}
    return provinces.pop() if len(provinces) == 1 else ""


def _carry_on(body: Body, alone: Mapping[int, str]) -> None:
    """Write into cells of places what ditto marks repeat, and what a blank leaves to the rows above.

    A blank province is that of the row above where the row's district lies in it. Where the columns of areas stand
    before that of the name, as a table does whose cells were merged, a blank district goes with a blank province.
    """
    own: dict[str, list[str]] = {field: list(body.cells[field]) for field in _FIELDS if field in body.cells}
    for field, cells in own.items():
        last = ""
        for row, cell in enumerate(cells):
            if _DITTO.fullmatch(cell):
                cells[row] = last
            elif not is_nothing(cell):
                last = "" if row in alone and not _is_name_alone(body, row) else cell
        body.cells[field] = cells
    if body.mapping.kind == SheetKind.CENTRES or "province" in own:
        _fill_blanks(body, own, alone)


def _fill_blanks(body: Body, own: dict[str, list[str]], alone: Mapping[int, str]) -> None:
    areas: list[str] = [field for field in ("province", "district") if field in own]
    groups = "district" in areas and _stands_before_name(body)
    ways = [areas] if groups else []
    ways += [["province"]] if areas[:1] == ["province"] and ways != [["province"]] else []
    last = dict.fromkeys(areas, "")
    for row in range(body.count):
        cells = {field: own[field][row] for field in areas}
        blank = [field for field in areas if is_nothing(cells[field])]
        if row in alone and not (groups and _is_name_alone(body, row)):
            last = last if any(cells.values()) else dict.fromkeys(areas, "")
            continue
        if blank[:1] == areas[:1]:
            cells_above = _from_above(body, row, blank, [{field: last[field] for field in way} for way in ways])
            for field, cell in cells_above.items():
                own[field][row] = cell
        last = last if len(blank) == len(areas) else {field: own[field][row] for field in areas}


def _from_above(body: Body, row: int, blank: list[str], ways: list[dict[str, str]]) -> dict[str, str]:
    """Return what the rows above give a row's blank cells: the first of the ways that the row fits."""
    for area in ways:
        if set(area) <= set(blank) and all(area.values()) and _fits(body, row, area):
            if "district" in area:
                body.findings.add(row, RowProblem("row_from_above", value=" ".join(reversed(area.values()))))
            return area
    return {}


def _stands_before_name(body: Body) -> bool:
    """Return whether the columns of areas stand before that of the name."""
    name = body.mapping.position("name_th")
    areas = [body.mapping.position(field) for field in ("province", "district") if field in body.cells]
    return name is not None and all(position is not None and position < name for position in areas)


def _is_name_alone(body: Body, row: int) -> bool:
    """Return whether a row has a name and nothing else, and the name is no note, total or area."""
    name = body.column("name_th")[row]
    if not name or sum(map(bool, body.sheet.row(body.positions[row]))) != 1:
        return False
    return not (_NOTE.match(name) or is_total(name) or _heading(name, ""))


def _fits(body: Body, row: int, area: dict[str, str]) -> bool:
    """Return whether a row without an area lies in that of the row above: what it names does, or it has no place."""
    if any(body.cells_of(name)[row] for name in _OTHER_PLACES):
        return False
    own = {name: body.cells[name][row] for name in ("district", "subdistrict") if name in body.cells}
    names: dict[str, str] = {name: cell for name, cell in own.items() if not is_nothing(cell)}
    names.update(area)
    resolution = resolve(**names)
    return bool(resolution.province_code) and not resolution.problem
