"""Reads the text of a PDF as a screen reader does: in the order of its content, ActualText before glyphs."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TOKEN = re.compile(
    rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)"
    rb"|<<|>>|<[0-9A-Fa-f]*>|/[^\s/<>\[\]()]*|\[|\]|[-+]?[\d.]+|[A-Za-z]+\*?|['\"]",
    re.DOTALL,
)
_OPERATOR = re.compile(rb"[A-Za-z]+\*?|['\"]")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_BLOCK = re.compile(rb"begin(bf(?:char|range))(.*?)endbf", re.DOTALL)


def pdf_text(content: bytes) -> list[str]:
    """Return the text of each page; lines and cells are set apart by one space."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [" ".join(_Page(page).text().replace("\xa0", " ").split()) for page in reader.pages]


@dataclass
class _Font:
    letters: dict[int, str]
    widths: dict[int, float]


class _Page:
    def __init__(self, page: Any) -> None:
        self._content = page.get_contents().get_data()
        self._fonts = {str(name): _font(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
        self._at = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._kept: list[tuple[float, ...]] = []
        self._line = self._at
        self._font: tuple[_Font, float] = (_Font({}, {}), 1.0)
        self._spans: list[str | None] = []
        self._out: list[str] = []
        self._end = (-1e9, -1e9)

    def text(self) -> str:
        operands: list[bytes] = []
        for found in _TOKEN.finditer(self._content):
            token = found.group()
            if not _OPERATOR.fullmatch(token):
                operands.append(token)
                continue
            self._do(token, operands)
            operands = []
        return "".join(self._out)

    def _do(self, operator: bytes, operands: list[bytes]) -> None:
        if operator == b"q":
            self._kept.append(self._at)
        elif operator == b"Q":
            self._at = self._kept.pop()
        elif operator == b"cm":
            self._at = _times(tuple(map(float, operands)), self._at)
        elif operator == b"Tm":
            self._line = tuple(map(float, operands))
        elif operator == b"Tf":
            self._font = self._fonts[operands[0].decode()], float(operands[1])
        elif operator in (b"BDC", b"BMC"):
            self._spans.append(_actual_text(operands))
        elif operator == b"EMC":
            self._spans.pop()
        elif operator in (b"Tj", b"TJ"):
            self._show(operands)

    def _show(self, operands: list[bytes]) -> None:
        font, size = self._font
        *_, x, y = _times(self._line, self._at)
        glyphs, advance = [], 0.0
        for part in operands:
            if part.startswith((b"(", b"<")):
                raw = _literal(part) if part.startswith(b"(") else bytes.fromhex(part[1:-1].decode())
                shown = [int.from_bytes(raw[place : place + 2], "big") for place in range(0, len(raw), 2)]
                advance += sum(font.widths.get(glyph, 0.0) for glyph in shown) / 1000 * size
                glyphs += shown
            elif part not in b"[]":
                advance -= float(part) / 1000 * size
        self._put(self._letters(glyphs, font), x, y, advance, size)

    def _letters(self, glyphs: list[int], font: _Font) -> str:
        """Return what glyphs stand for.

        typst gives a mark that it moved up or down, and so sets by itself, the letters of its whole cluster once
        more (a fault of its PDF writer, reported at https://github.com/typst/typst/issues/7610): a run that begins
        with a mark has told its first cluster already.
        """
        again = bool(glyphs) and font.widths.get(glyphs[0], 0.0) == 0
        stands_for = [position for position, span in enumerate(self._spans) if span is not None]
        if stands_for:
            told = self._spans[stands_for[-1]] or ""
            self._spans[stands_for[-1]] = ""
            return "" if again else told
        told_each = [font.letters.get(glyph, "") for glyph in glyphs]
        return "".join(told_each[1:] if again and len(told_each[0]) > 1 else told_each)

    def _put(self, told: str, x: float, y: float, advance: float, size: float) -> None:
        same_line = abs(y - self._end[1]) < size * 0.4
        if self._out and not (same_line and abs(x - self._end[0]) < size * 0.2):
            self._out.append(" ")
        self._out.append(told)
        self._end = (x + advance, y)


def _literal(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        code = found.group(1)
        return bytes([int(code, 8)]) if code.isdigit() else _ESCAPED.get(code, code)

    return _ESCAPE.sub(plain, text[1:-1])


def _actual_text(operands: list[bytes]) -> str | None:
    for key, value in pairwise(operands):
        if key == b"/ActualText":
            raw = bytes.fromhex(value[1:-1].decode()) if value.startswith(b"<") else _literal(value)
            return raw.decode("utf-16") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("latin-1")
    return None


def _times(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _font(font: Any) -> _Font:
    inner = font["/DescendantFonts"][0].get_object()
    widths: dict[int, float] = {}
    parts = list(inner.get("/W", []))
    while parts:
        first, second = int(parts.pop(0)), parts.pop(0)
        if isinstance(second, list):
            widths |= {first + place: float(width) for place, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(parts.pop(0)))
    return _Font(_letters(font["/ToUnicode"].get_object().get_data()), widths)


def _letters(cmap: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for kind, body in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            pairs = ((int(glyph, 16), bytes.fromhex(text.decode())) for glyph, text in _PAIR.findall(body))
            found |= {glyph: text.decode("utf-16-be") for glyph, text in pairs}
        else:
            for first, last, text in _RANGE.findall(body):
                start = ord(bytes.fromhex(text.decode()).decode("utf-16-be")[0])
                low, high = int(first, 16), int(last, 16)
                found |= {glyph: chr(start + glyph - low) for glyph in range(low, high + 1)}
    return found
