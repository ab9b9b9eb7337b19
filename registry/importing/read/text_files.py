"""Tables in text: which character divides the cells, and the cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice, zip_longest
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from registry.importing.errors import ImportFileError
from registry.importing.read.encodings import decode
from registry.importing.read.sheets import RawSheet

if TYPE_CHECKING:
    from registry.importing.progress import Ear
    from registry.importing.read.limits import Limits

DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 60
_CHUNK: Final = 20_000
_LARGE: Final = 500_000


def read_text(data: bytes, *, name: str, limits: Limits, ear: Ear) -> RawSheet:
    """Return the one sheet of a text file.

    Raises
    ------
    ImportFileError
        It has more rows, columns or longer cells than allowed.

    """
    text, notes = decode(data)
    sheet = PurePath(name).stem or name
    delimiter, text = _delimiter(text)
    text = _with_ditto_marks(text, delimiter)
    ear.at("read")
    columns = _plain_table(text, delimiter) if len(text) > _LARGE and text.count("\n") <= limits.rows else None
    if columns is not None:
        if len(columns) > limits.columns:
            raise ImportFileError("import_too_many_columns", file=name, sheet=sheet, limit=limits.columns)
        return RawSheet(sheet, columns, notes=tuple(notes))
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    # The library's own bound on a cell is one for the whole process: ours is checked afterwards, and lies below it.
    try:
        while part := list(islice(reader, _CHUNK)):
            rows += part
            ear.at("read", len(rows), 0)
            if len(rows) > limits.rows:
                raise ImportFileError("import_too_many_rows", file=name, sheet=sheet, limit=limits.rows)
    except csv.Error as error:
        raise ImportFileError(
            "import_cell_too_long", file=name, sheet=sheet, limit=limits.cell_characters, row=reader.line_num
        ) from error
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        raise ImportFileError("import_too_many_columns", file=name, sheet=sheet, limit=limits.columns)
    ragged = tuple(list(column) for column in zip_longest(*rows, fillvalue="")) if rows else ()
    return RawSheet(sheet, ragged, notes=tuple(notes))


def _with_ditto_marks(text: str, delimiter: str) -> str:
    """Return the text with cells of one quotation mark as 〃: to a reader of cells such a mark opens a long one.

    Only where all other quotation marks of each line then come in pairs: else the mark closes a cell of several lines.
    """
    if '"' not in text:
        return text
    divider = re.escape(delimiter)
    changed = re.sub(rf'(^|{divider})"(?:"")?(?={divider}|\r?$)', r"\1〃", text, flags=re.MULTILINE)
    if changed == text or any(line.count('"') % 2 for line in changed.split("\n")):
        return text
    return changed


def _plain_table(text: str, delimiter: str) -> tuple[list[str], ...] | None:
    """Return the columns of a large text without quotes whose rows are all of one width, or None for any other.

    There, and only there, two readers cannot differ, and this one takes less than half the time.
    """
    if '"' in text or "\r" in text.replace("\r\n", ""):
        return None
    import pyarrow as pa  # noqa: PLC0415 - only large files need it
    from pyarrow import csv as arrow_csv  # noqa: PLC0415

    width = text[: text.index("\n")].count(delimiter) + 1 if "\n" in text else 1
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text.encode()),
            read_options=arrow_csv.ReadOptions(column_names=[str(number) for number in range(width)]),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=arrow_csv.ConvertOptions(
                column_types={str(number): pa.string() for number in range(width)}, strings_can_be_null=False
            ),
        )
    except (pa.ArrowException, UnicodeEncodeError):
        return None
    return tuple(column.to_pylist() for column in table.columns)


def _delimiter(text: str) -> tuple[str, str]:
    """Return what divides the cells, and the text without a line that only says so (Excel's "sep=;")."""
    if text[:4].casefold() == "sep=" and len(text) > 5 and text[5] in "\r\n":
        return text[4] if text[4] in DELIMITERS else ",", text[5:].lstrip("\r\n")
    sample = text[:200_000].splitlines(keepends=True)[: _SAMPLE * 3]
    return max(DELIMITERS, key=lambda one: _agreement(sample, one)), text


def _agreement(sample: list[str], delimiter: str) -> float:
    """Return how well a delimiter makes rows of one width: the rows of the commonest width, times its columns."""
    try:
        widths = Counter(len(row) for row in islice(csv.reader(sample, delimiter=delimiter), _SAMPLE) if len(row) > 1)
    except csv.Error:
        return 0.0
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
    return times * min(width - 1, 3) ** 0.5 if width > 1 else 0.0
