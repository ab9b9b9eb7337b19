"""How much room a brief leaves on its page, so that its map can take it: counted in lines, and rather too little."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from reports.pdf.brief_map import HEIGHT_MM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_PAGE_MM: Final = 297.0 - 11.0 - 14.0
_ROOM_MM: Final = 180.0
_HALF_MM: Final = 84.0
_BESIDE_MM: Final = 74.0
"""What stands beside the map has this width where the map is largest."""
_LETTER_MM: Final = 1.6
"""How wide a letter of 8.5 points is, rather too wide."""
_LINE_MM, _ROW_MM, _TITLE_MM, _GAP_MM = 3.8, 0.6, 8.0, 1.5
_FIGURES_MM: Final = 20.0
_SAFE_MM: Final = 5.0
_MARKS: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
"""The vowels and tones of Thai that take no room on the line."""


def spare_mm(data: Mapping[str, Any]) -> float:
    """Return by how much the map of a brief can be higher than it is at least, in mm (0 where the page is full).

    Parameters
    ----------
    data
        What the template of a brief shows, without its map.

    """
    per_line = 1.25 if len(data["answer"]) > 90 else 1.6
    head = max(14.0, 8.0 + 7.0 * _lines(data["answer"], _ROOM_MM, scale=per_line)) + 6.0
    above = head + _paragraphs([data["sentence"]], _ROOM_MM)
    beside = _FIGURES_MM + sum(
        _TITLE_MM + _paragraphs(data[part], _BESIDE_MM) for part in ("changes", "reasons") if data[part]
    )
    legend = 2.0 + sum(
        4.8 * math.ceil(sum(_width(entry["label"]) + 9.0 for entry in block["entries"]) / (_ROOM_MM * 0.9))
        for block in data["legend"]
    )
    below = legend + _table(data["known"]) + _table(data["centres"]) + _paragraphs(data["provenance"], _ROOM_MM)
    if data["unknown"]:
        below += _TITLE_MM + _paragraphs(data["unknown"], _HALF_MM) / 2 + 2 * _LINE_MM
    room = _PAGE_MM - _SAFE_MM - above - below
    return max(0.0, room - HEIGHT_MM) if beside <= room else 0.0


def _width(text: str) -> float:
    return len(_MARKS.sub("", text)) * _LETTER_MM


def _lines(text: str, room_mm: float, *, scale: float = 1.0) -> int:
    return max(1, math.ceil(_width(text) * scale / room_mm))


def _paragraphs(texts: Iterable[str], room_mm: float) -> float:
    return sum(_lines(text, room_mm - 3.0) * _LINE_MM + _GAP_MM for text in texts if text)


def _table(part: Mapping[str, Any]) -> float:
    rows: Sequence[Sequence[str]] = part["rows"]
    if not rows:
        return 0.0
    widths = [column["width"] for column in part["columns"]]
    rooms = [_ROOM_MM * width / sum(widths) - 2.8 for width in widths]
    deepest = [max(_lines(cell, room) for cell, room in zip(row, rooms, strict=True)) for row in rows]
    return _TITLE_MM + 2 * _LINE_MM + sum(depth * _LINE_MM + _ROW_MM for depth in deepest)
