"""Step two: which row names the columns, what each column means, and what kind of sheet it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from registry.importing.columns.by_content import by_content, looks_numeric, running_numbers, size_or_code
from registry.importing.columns.context import home_in_titles
from registry.importing.columns.headers import FIELDS, IGNORED, REPEATED, Meaning, field_for, meaning, plain_header
from registry.importing.columns.mapping import ColumnUse, Mapping, SheetMapping, Statements, statements_from
from registry.importing.columns.programmes import Programmes
from registry.importing.columns.titles import date_in_titles, datum_in, zone_in
from registry.importing.errors import ImportMappingError
from registry.vocabulary import SheetKind

if TYPE_CHECKING:
    import pandas as pd

    from registry.importing.read.sheets import RawSheet, ReadFile

_LOOKED_AT: Final = 40
_SAMPLE: Final = 400
# A row is taken for a header when what it surely names comes to this much.
_ENOUGH: Final = 1.5
# How sure one header of a first row must be, where nothing else in it is known.
_LIKELY: Final = 0.8
# Words that head a list of names and are no names themselves; so many lines down they are looked for.
_NAME_ALONE: Final = frozenset({"ชื่อ", "รายชื่อ", "name", "Name", "NAME"})
_TITLES: Final = 4
_AREA: Final = frozenset(
    {"area", "province", "district", "subdistrict", "province_code", "district_code", "subdistrict_code", "address"}
)
_POINT: Final = frozenset({"longitude", "latitude", "coordinates", "zone"})
_NUMBERS: Final = frozenset({"number", "count", "value"})


def guess_mapping(
    file: ReadFile,
    *,
    programmes: pd.DataFrame,
    remembered: Dict[str, Any] | None = None,
    statements: Dict[str, Any] | None = None,
) -> Mapping:
    """Return what the columns of each sheet mean, as far as it can be told.

    Parameters
    ----------
    file
        As from `registry.importing.read.file.read_file`.
    programmes
        The register's programmes: a header, a sheet's name or a title may name one.
    remembered
        What ``Register.decisions.mapping`` has for the programme: headers that were understood before.
    statements
        What the person says (a mapping file): it wins over all else.

    Raises
    ------
    ImportMappingError
        ``statements`` names a field, a kind or a sheet that does not exist.

    """
    names = {sheet.name for sheet in file.sheets}
    by_sheet = (statements or {}).get("sheets", {})
    for name in by_sheet if isinstance(by_sheet, dict) else ():
        if name not in names:
            raise ImportMappingError("mapping_sheet_unknown", sheet=name, sheets=", ".join(sorted(names)))
    programme_finder = Programmes(programmes)
    before = statements_from({name: (remembered or {}).get(name, {}) for name in ("columns", "words")})
    words = _both(before.words, statements_from(statements or {}).words)
    sheets = tuple(
        _sheet(
            sheet,
            programme_finder,
            remembered=before,
            statements=statements_from(statements or {}, sheet=sheet.name),
            file_name=file.name,
            alone=len(file.sheets) == 1,
        )
        for sheet in file.sheets
    )
    sheets = tuple(replace(use, words=words) for use in _with_programme(file, sheets, programme_finder))
    return Mapping(sheets, remembered=before.columns, words=words)


def _both(before: Dict[str, Dict[str, str]], now: Dict[str, Dict[str, str]]) -> dict[str, dict[str, str]]:
    return {name: {**before.get(name, {}), **now.get(name, {})} for name in {**before, **now}}


def _with_programme(
    file: ReadFile, sheets: tuple[SheetMapping, ...], programmes: Programmes
) -> tuple[SheetMapping, ...]:
    """Return the sheets with the programme that a page of words beside them names, where they name none."""
    words = [
        cell
        for sheet, use in zip(file.sheets, sheets, strict=True)
        if not use.kind
        for row in range(min(_LOOKED_AT, sheet.height))
        for cell in sheet.row(row)
    ]
    programme = programmes.mentioned(words) if words else ""
    return tuple(replace(use, programme_id=use.programme_id or programme) for use in sheets)


def _sheet(
    sheet: RawSheet,
    programmes: Programmes,
    *,
    remembered: Statements,
    statements: Statements,
    file_name: str,
    alone: bool,
) -> SheetMapping:
    header_row = (
        _header_row(sheet, {**remembered.columns, **statements.columns})
        if statements.header_row is None
        else (statements.header_row - 1)
    )
    if statements.header_row is not None and header_row >= sheet.height:
        raise ImportMappingError("mapping_header_row", sheet=sheet.name, row=statements.header_row, rows=sheet.height)
    headers = _headers(sheet, header_row)
    below = _second_header(sheet, header_row)
    first_row = header_row + (2 if below else 1)
    columns = [_column(sheet, position, header, remembered, statements) for position, header in enumerate(headers)]
    columns = [_under(column, headers, below[column.position]) if below else column for column in columns]
    columns = _checked_by_content(sheet, columns, first_row, programmes)
    kind = statements.kind or _kind(columns)
    if kind == SheetKind.CENTRES or (alone and not kind):
        columns = _with_name(sheet, columns, first_row)
        kind = kind or _kind(columns)
    if kind == SheetKind.CENTRES and not statements.kind and _has_no_names(sheet, columns, first_row):
        kind = ""
    if kind:
        empty = {position for position, column in enumerate(sheet.columns) if not any(column[first_row:])}
        columns = _for_kind(columns, SheetKind(kind), empty)
    titles = [cell for row in range(max(header_row, 0)) for cell in sheet.row(row) if cell]
    programme = (
        programmes.find(statements.programme) if statements.programme else programmes.mentioned([sheet.name, *titles])
    )
    if statements.programme and not programme:
        raise ImportMappingError("mapping_programme_unknown", value=statements.programme, known=programmes.names_text)
    point_words = [*titles, *(one.header for one in columns if one.field in _POINT)]
    return SheetMapping(
        sheet=sheet.name, kind=kind, header_row=header_row, first_row=first_row, columns=tuple(columns),
        programme_id=programme, as_of=statements.as_of or date_in_titles([*titles, sheet.name]),
        utm_zone=statements.utm_zone or zone_in(point_words), source=file_name, swap=statements.swap,
        contradiction=statements.contradiction, datum=datum_in(point_words),
        home=home_in_titles(titles, [sheet.name, file_name.rpartition(".")[0]]),
    )  # fmt: skip


def _header_row(sheet: RawSheet, field_of: Dict[str, str]) -> int:
    if sheet.header_row is not None:
        return sheet.header_row
    best, best_sum = -1, 0.0
    for row in range(min(_LOOKED_AT, sheet.height)):
        cells = [cell for cell in _headers(sheet, row) if cell]
        sureness: dict[str, float] = {}
        for cell in cells:
            word = Meaning(field_of[plain_header(cell)], 1.2) if plain_header(cell) in field_of else meaning(cell)
            # A sentence is a title, and a number is a value unless it is a year among names.
            if word and len(cell) <= 60 and not (cell[0].isdigit() and word.year is None):
                key = f"{word.field}{word.year or ''}"
                sureness[key] = max(sureness.get(key, 0.0), word.sure if word.year is None else 0.4)
        total = sum(sureness.values())
        # Rows of data name libraries too: a later row must name clearly more.
        if total >= max(_ENOUGH, best_sum + (0.9 if best >= 0 else 0.0)):
            best, best_sum = row, total
    return best if best >= 0 else _plain_header_row(sheet)


def _plain_header_row(sheet: RawSheet) -> int:
    """Return the first filled row where it names the columns, -1 where it does not.

    It does where a cell is a header word itself, or where all are filled and one of them has a meaning; the cells
    are all different, and none holds a number. "ชื่อ" alone does so below a title too.
    """
    filled = [row for row in range(min(_LOOKED_AT, sheet.height)) if any(sheet.row(row))]
    row = next((row for row in filled[:_TITLES] if {*sheet.row(row)} - {""} <= _NAME_ALONE), [*filled, sheet.height][0])
    if row + 1 >= sheet.height:
        return -1
    cells = sheet.row(row)
    names = [cell for cell in cells if cell]
    sure = max((word.sure if (word := meaning(one)) else 0.0 for one in names), default=0.0)
    whole = len(names) == len(cells) > 1
    plain = len(set(names)) == len(names) and not any(any(map(str.isdigit, one)) for one in names)
    return row if plain and sure >= (_LIKELY if whole else 1.0) else -1


def _second_header(sheet: RawSheet, header_row: int) -> list[str]:
    """Return the row below a header that divides its wide cells ("จำนวน" over 2565, 2566), [] where it does not."""
    if header_row < 0 or header_row + 2 >= sheet.height:
        return []
    above, below = sheet.row(header_row), sheet.row(header_row + 1)
    wide = {position for position, cell in enumerate(above) if not cell and any(above[:position])}
    parts = [bool(cell) for position, cell in enumerate(below) if position in wide]
    alone = [
        (cell, below[position])
        for position, cell in enumerate(above)
        if cell and position + 1 not in wide and below[position] not in ("", cell)
    ]
    starts = [below[position] for position, cell in enumerate(above) if cell and position + 1 in wide]
    divided = bool(parts) and all(parts) and all(starts) and not alone and len(set(below)) > 1
    return below if divided and all(len(cell) <= 40 for cell in below) else []


def _under(column: ColumnUse, headers: list[str], part: str) -> ColumnUse:
    """Return a column with what its part of a wide header says beside the wide header itself."""
    group = next((headers[at] for at in range(column.position, -1, -1) if headers[at]), "")
    if not part or part == column.header:
        return column
    word, year = meaning(group), meaning(part)
    header = f"{group} {part}"
    if year is not None and year.year is not None:
        field = word.field if word else "number"
        return ColumnUse(column.position, header, field, "guessed", year.year, group)
    own = year or meaning(header) or word
    return ColumnUse(column.position, header, own.field if own else "", "guessed" if own else "", None, header)


def _with_name(sheet: RawSheet, columns: list[ColumnUse], first_row: int) -> list[ColumnUse]:
    """Return the columns with one for the name, where none is called so: the first text whose values differ."""
    if {column.field for column in columns} & {"name_th", "name_en", "centre_id", *_NUMBERS}:
        return columns
    for column in columns:
        cells = [cell for cell in sheet.columns[column.position][first_row : first_row + _SAMPLE] if cell]
        differ = len(set(cells)) >= 0.8 * max(sheet.height - first_row, 1) * min(1.0, _SAMPLE / max(sheet.height, 1))
        if not column.field and not column.how and len(set(cells)) > 1 and differ and not looks_numeric(cells):
            named = replace(column, field="name_th", how="proposed")
            return [named if one is column else one for one in columns]
    return columns


def _has_no_names(sheet: RawSheet, columns: list[ColumnUse], first_row: int) -> bool:
    """Return whether a sheet of areas has neither names of centres nor ids by which these could be known."""
    if {column.field for column in columns} & {"name_th", "name_en", *_POINT, *_NUMBERS}:
        return False
    ids = next((sheet.columns[one.position][first_row:] for one in columns if one.field == "centre_id"), [])
    return running_numbers(ids)


def _headers(sheet: RawSheet, header_row: int) -> list[str]:
    """Return the names of the columns; where a cell of the header is empty, the one above it names its column."""
    if header_row < 0:
        return [""] * sheet.width
    above = sheet.row(header_row - 1) if header_row else [""] * sheet.width
    several = sum(map(bool, above)) > 1
    return [cell or (up if several else "") for cell, up in zip(sheet.row(header_row), above, strict=True)]


def _column(sheet: RawSheet, position: int, header: str, remembered: Statements, statements: Statements) -> ColumnUse:
    if position in sheet.fields:
        return ColumnUse(position, header, sheet.fields[position], "known")
    plain = plain_header(header)
    guess = meaning(header) if header else None
    year = guess.year if guess else None
    for how, fields in (("given", statements.columns), ("remembered", remembered.columns)):
        if plain and plain in fields:
            return ColumnUse(position, header, fields[plain], how, year, header)
    if guess is None:
        return ColumnUse(position, header)
    return ColumnUse(position, header, guess.field, "guessed", year, header if year is None else "")


def _checked_by_content(
    sheet: RawSheet, columns: list[ColumnUse], first_row: int, programmes: Programmes
) -> list[ColumnUse]:
    """Return the columns with what stands in them heard: numbers under a name, places under no name."""
    body = [column[first_row : first_row + _SAMPLE] for column in sheet.columns]
    checked: list[ColumnUse] = []
    for column in columns:
        cells = [cell for cell in body[column.position] if cell]
        if column.how in ("", "guessed") and column.field in ("name_th", "") and looks_numeric(cells):
            programme = programmes.find(column.header) if column.header else ""
            if column.field or programme:
                checked.append(replace(column, field="number", how="content"))
                continue
        if column.how == "guessed" and column.field == "area" and not _is_code_header(column.header):
            others = {one.field: body[one.position] for one in columns if one is not column and one.field}
            content = size_or_code(body[column.position], others)
            if content != "area":
                checked.append(replace(column, field=content, how="content" if content else "unsure"))
                continue
        checked.append(column)
    taken = {column.field for column in checked if column.field}
    unnamed = [column.position for column in checked if not column.field and not column.how]
    for position, field in by_content(body, unnamed, taken).items():
        checked[position] = replace(checked[position], field=field, how="content")
    return checked


def _is_code_header(header: str) -> bool:
    return any(word in plain_header(header) for word in ("รหัส", "code"))


def _kind(columns: Iterable[ColumnUse]) -> str:  # noqa: PLR0911 - from the surest way to the least
    fields = {column.field for column in columns if column.field}
    numbers = [column for column in columns if column.field in _NUMBERS]
    has_area = bool(fields & _AREA)
    if fields & {"metric", "qualifier", "figure_id"} and numbers:
        return SheetKind.FIGURES
    if "count" in fields and fields & {"district", "district_code", "subdistrict", "subdistrict_code"}:
        return SheetKind.CENTRES if "name_th" in fields else SheetKind.AREA_COUNTS
    if fields & {"name_th", "name_en"} or (fields & {"centre_id"} and has_area and not numbers):
        return SheetKind.CENTRES
    if any(column.field == "value" for column in numbers) or (numbers and "group" in fields):
        return SheetKind.FIGURES
    if numbers and has_area:
        return SheetKind.AREA_COUNTS
    if numbers and fields & {"year", "date", "as_of", "unit"}:
        return SheetKind.FIGURES
    return SheetKind.CENTRES if fields & {"coordinates", "longitude"} else ""


def _for_kind(columns: Iterable[ColumnUse], kind: SheetKind, empty: Collection[int]) -> list[ColumnUse]:
    """Return the columns with the fields of a kind; of several with one field the surest, then the first, has it.

    An empty column has it only where no other does.
    """
    rank = {"given": 0, "known": 1, "remembered": 2, "guessed": 3, "content": 4, "proposed": 5, "unsure": 6, "": 6}
    fitted: dict[int, ColumnUse] = {}
    taken: set[str] = set()
    columns = list(columns)
    if kind == SheetKind.AREA_COUNTS and any(one.field == "count" for one in columns):
        # Beside numbers of centres those of people are no counts of centres.
        columns = [replace(one, field="", how="") if one.field == "value" else one for one in columns]
    for column in sorted(columns, key=lambda one: (rank[one.how], one.position in empty, -_sure(one), one.position)):
        field = column.field if column.field in FIELDS[kind] else field_for(column.field, kind)
        if field in taken and field not in REPEATED and field not in IGNORED:
            field = ""
        taken.add(field)
        fitted[column.position] = replace(
            column, field=field, how=column.how if field or column.how == "unsure" else ""
        )
    return [fitted[position] for position in sorted(fitted)]


def _sure(column: ColumnUse) -> float:
    guess = meaning(column.header) if column.header else None
    return guess.sure if guess else 0.0
