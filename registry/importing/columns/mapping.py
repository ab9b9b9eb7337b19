"""What each column of each sheet means: guessed, remembered or said, and kept as plain values."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from registry.importing.columns.headers import FIELDS, plain_header
from registry.importing.errors import ImportMappingError
from registry.importing.read.numbers import iso_date
from registry.vocabulary import Access, Basis, NameStatus, Precision, SheetKind, Status

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

_VERSION = 1
_FORM_COLUMNS: Final = 4
_FORM_HEADER: Final = re.compile(r"[ก-๙ ./]+ \([A-Za-z_ ./]+\)")
VOCABULARIES: Final = {
    "status": Status, "access": Access, "basis": Basis, "name_status": NameStatus, "location_precision": Precision,
}  # fmt: skip
"""By field of a list of centres, the words that the register has for it."""
CONTRADICTIONS: Final = ("", "point", "area")
"""What counts where a point lies far from its recorded area: nothing yet (the row is refused), the point, the area."""


@dataclass(frozen=True)
class ColumnUse:
    """What one column means.

    Parameters
    ----------
    position
        Counted from 0.
    header
        As it stands in the sheet; "" where the sheet names no column.
    field
        One of `registry.importing.columns.headers.FIELDS`, or "" where the column is not used.
    how
        Who says so: "guessed" (by the header), "content" (by what stands in it), "proposed" (for a name, where no
        column is called so), "known" (the point of a layer), "remembered", "given", "unsure" (a size or a code of
        areas, not used until a person says which), or "" where nothing is known.
    year
        The year (common era) that the header is, of a column of numbers.
    label
        What the header says is counted, of a column of numbers: "ผู้ผ่านการอบรม (คน)".

    """

    position: int
    header: str
    field: str = ""
    how: str = ""
    year: int | None = None
    label: str = ""


@dataclass(frozen=True)
class SheetMapping:
    """What a sheet is, and what its columns mean.

    kind is "" where the sheet is left out; header_row the position of the header, -1 where there is none, and
    first_row that of the first row below it. programme_id, as_of (ISO date), utm_zone (47 or 48, 0 for unknown)
    and source hold for every row that does not say otherwise itself. swap says whether latitude and longitude that
    stand in each other's place are put right; else such a point cannot be read. contradiction is one of
    `CONTRADICTIONS`; datum is "" (WGS 84) or "Indian 1975"; home the code of the province that
    the title or the name of the sheet or file says, or ""; words, by field and the word as `plain_header` has it, what
    somebody said that it means.
    """

    sheet: str
    kind: str
    header_row: int
    first_row: int
    columns: tuple[ColumnUse, ...]
    programme_id: str = ""
    as_of: str = ""
    utm_zone: int = 0
    source: str = ""
    swap: bool = True
    contradiction: str = ""
    datum: str = ""
    home: str = ""
    words: Dict[str, Dict[str, str]] = field(default_factory=dict)

    @property
    def is_form(self) -> bool:
        """Return whether the sheet is one of our own requests: each header in Thai with the English in brackets."""
        headers = [column.header for column in self.columns if column.header]
        return len(headers) >= _FORM_COLUMNS and all(_FORM_HEADER.fullmatch(header) for header in headers)

    def positions(self, field: str) -> list[int]:
        """Return the columns that mean a field."""
        return [column.position for column in self.columns if column.field == field]

    def position(self, field: str) -> int | None:
        """Return the first column that means a field, or None."""
        return next(iter(self.positions(field)), None)

    def with_column(self, position: int, field: str) -> Self:
        """Return the mapping with another meaning for a column, "" for none.

        Raises
        ------
        ImportMappingError
            There is no such field in this kind of sheet.

        """
        changed = [
            replace(column, field=field, how="given") if column.position == position else column
            for column in self.columns
        ]
        fields = FIELDS[SheetKind(self.kind)] if self.kind else ()
        if field and field not in fields:
            header = next((column.header for column in self.columns if column.position == position), "")
            raise ImportMappingError("mapping_field_unknown", column=header, field=field, known=", ".join(fields))
        return replace(self, columns=tuple(changed))


@dataclass(frozen=True)
class Mapping:
    """What the sheets of a file mean, in the file's order; and what is remembered of earlier files.

    remembered holds fields by header, words what single words of the register's vocabulary are called, by field.
    """

    sheets: tuple[SheetMapping, ...]
    remembered: Dict[str, str] = field(default_factory=dict)
    words: Dict[str, Dict[str, str]] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetMapping:
        """Return the mapping of a sheet by its name."""
        return next(sheet for sheet in self.sheets if sheet.sheet == name)

    def with_sheet(self, changed: SheetMapping) -> Mapping:
        """Return the mapping with that of one sheet (by its name) replaced."""
        sheets = tuple(changed if sheet.sheet == changed.sheet else sheet for sheet in self.sheets)
        return replace(self, sheets=sheets)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values that JSON can hold: what is stored with the import and remembered for its programmes.

        "columns" holds what somebody said of a header, "words" of a word, now or earlier: what is guessed is guessed
        again, with the other columns of its sheet in sight. "sheets" holds all that was understood.
        """
        statements = {
            plain_header(column.header): column.field
            for sheet in self.sheets
            for column in sheet.columns
            if column.header and column.how == "given"
        }
        return {
            "version": _VERSION,
            "columns": {**self.remembered, **statements},
            "words": {name: dict(meanings) for name, meanings in self.words.items()},
            "sheets": [asdict(sheet) for sheet in self.sheets],
        }


@dataclass(frozen=True)
class Statements:
    """What a person says of a file's columns: by header for every sheet, and more by sheet.

    columns gives headers (as they stand there, or without spaces and capitals) their fields, "" for none; words, by
    field, gives words of the file their meaning in the register's vocabulary; kind,
    header_row (a row's number as a person counts it, 0 for none), programme, as_of, utm_zone and swap as in
    `SheetMapping`.
    """

    columns: Dict[str, str]
    kind: str = ""
    header_row: int | None = None
    programme: str = ""
    as_of: str = ""
    utm_zone: int = 0
    swap: bool = True
    contradiction: str = ""
    words: Dict[str, Dict[str, str]] = field(default_factory=dict)


def statements_from(values: Dict[str, Any], *, sheet: str = "") -> Statements:
    """Return what a mapping file, or what was remembered, says for a sheet.

    Raises
    ------
    ImportMappingError
        A value is of a wrong kind, or a field or kind does not exist.

    """
    own = values.get("sheets", {})
    own = own.get(sheet, {}) if isinstance(own, dict) else own
    if not isinstance(own, dict):
        raise ImportMappingError("mapping_value", name="sheets", value=own, wanted='{"Sheet1": {"header_row": 4}}')
    merged = {**values, **own, "columns": {**_words(values), **_words(own)}}
    all_fields = {field for fields in FIELDS.values() for field in fields}
    for header, field_name in merged["columns"].items():
        if field_name and field_name not in all_fields:
            names = ", ".join(sorted(all_fields))
            raise ImportMappingError("mapping_field_unknown", column=header, field=field_name, known=names)
    kind = str(merged.get("kind") or "")
    if kind and kind not in set(SheetKind):
        raise ImportMappingError("mapping_kind_unknown", sheet=sheet, kind=kind, known=", ".join(SheetKind))
    return Statements(
        columns={plain_header(header): field_name for header, field_name in merged["columns"].items()},
        kind=kind,
        header_row=_header_row(merged.get("header_row")),
        programme=str(merged.get("programme") or ""),
        as_of=_as_of(merged.get("as_of")),
        utm_zone=_zone(merged.get("utm_zone")),
        swap=merged.get("swap") is not False,
        contradiction=_contradiction(merged.get("contradiction")),
        words=_meanings(merged.get("words")),
    )


def _header_row(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ImportMappingError("mapping_value", name="header_row", value=value, wanted="1, 2, 3 …, 0")


def _as_of(value: object) -> str:
    text = "" if value is None else str(value).strip()
    if text and iso_date(text) is None:
        raise ImportMappingError("mapping_value", name="as_of", value=value, wanted="2025-09-30, 30 กันยายน 2568, 2568")
    return iso_date(text) or ""


def _zone(value: object) -> int:
    if value in (None, "", 0):
        return 0
    if str(value) in ("47", "48"):
        return int(str(value))
    raise ImportMappingError("mapping_value", name="utm_zone", value=value, wanted="47, 48")


def _contradiction(value: object) -> str:
    text = "" if value is None else str(value)
    if text not in CONTRADICTIONS:
        raise ImportMappingError("mapping_value", name="contradiction", value=value, wanted="point, area")
    return text


def _meanings(values: object) -> dict[str, dict[str, str]]:
    """Return by field what words mean; a field without a vocabulary, or a meaning that is none of it, cannot be."""
    if not isinstance(values, dict | None):
        raise ImportMappingError("mapping_value", name="words", value=values, wanted='{"status": {"ย้าย": "closed"}}')
    by_field: dict[str, dict[str, str]] = {}
    for name, value in (values or {}).items():
        vocabulary = [str(word) for word in VOCABULARIES.get(str(name), ())]
        meanings = value if isinstance(value, dict) else {str(name): value}
        for word, meaning in meanings.items():
            if meaning not in vocabulary:
                raise ImportMappingError(
                    "mapping_value", name=name, value=meaning, wanted=", ".join(vocabulary) or "status"
                )
            by_field.setdefault(str(name), {})[plain_header(str(word))] = str(meaning)
    return by_field


def _words(values: object) -> dict[str, str]:
    columns = values.get("columns", {}) if isinstance(values, dict) else {}
    if not isinstance(columns, dict):
        raise ImportMappingError("mapping_unreadable", file="columns", reason=repr(columns)[:80])
    return {str(header): str(field_name or "") for header, field_name in columns.items()}


def read_mapping_file(path: Path) -> dict[str, Any]:
    """Return what a mapping file (JSON) says.

    Raises
    ------
    ImportMappingError
        It is missing, no JSON, or no object.

    """
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise ImportMappingError("mapping_unreadable", file=str(path), reason=str(error)) from error
    if not isinstance(values, dict):
        raise ImportMappingError("mapping_unreadable", file=str(path), reason=type(values).__name__)
    return values
