"""Which cells of an OpenDocument sheet are merged: the reader of its cells does not say."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.etree import ElementTree as ET

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MOST_ROWS: Final = 1_100_000

Range = tuple[tuple[int, int], tuple[int, int]]


def ods_merges(path: str, sheet: str) -> list[Range]:
    """Return the merged ranges of a sheet that are more than one row high: (first row, column), (last row, column).

    The file was held against definitions that multiply before it came here.
    """
    with zipfile.ZipFile(path) as archive:
        text = archive.read("content.xml")
    if b"number-rows-spanned" not in text:
        return []
    merges: list[Range] = []
    row, inside = 0, False
    root = ET.iterparse(io.BytesIO(text), events=("start", "end"))  # noqa: S314 - no definitions in it
    for event, element in root:
        if element.tag == f"{_TABLE}table":
            if event == "start":
                inside, row = element.get(f"{_TABLE}name") == sheet, 0
            else:
                element.clear()
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            if inside:
                merges += _of_row(element, row)
            row += _number(element, "number-rows-repeated")
            element.clear()
            if row > _MOST_ROWS:
                break
    return merges


def _of_row(element: ET.Element, row: int) -> list[Range]:
    merges: list[Range] = []
    column = 0
    for cell in element:
        high = _number(cell, "number-rows-spanned")
        if high > 1:
            wide = _number(cell, "number-columns-spanned")
            merges.append(((row, column), (row + high - 1, column + wide - 1)))
        column += _number(cell, "number-columns-repeated")
    return merges


def _number(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 1
