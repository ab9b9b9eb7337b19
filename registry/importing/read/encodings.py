"""Which encoding the bytes of a text file are in: UTF-8, UTF-16 or the Thai of Windows, or several at once."""

from __future__ import annotations

import codecs
from typing import Final

from registry.importing.problems import FileNote

THAI: Final = "cp874"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LOOKED_AT: Final = 4_000


def decode(data: bytes) -> tuple[str, list[FileNote]]:
    """Return the text of a file, and what is to be said of its encoding.

    A byte order mark decides; without one UTF-16 is known by its zero bytes, UTF-8 by being valid, and what is left
    is the Thai of Windows (cp874, which holds TIS-620). A file whose lines are partly one and partly the other is
    read line by line. Bytes that mean nothing become U+FFFD and are counted; NUL characters are taken out.
    """
    notes: list[FileNote] = []
    text, encoding = _decode(data, notes)
    if encoding != "utf-8":
        notes.append(FileNote("note_encoding", encoding=encoding))
    nul = text.count("\0")
    if nul:
        text = text.replace("\0", "")
        notes.append(FileNote("note_nul", count=nul))
    bad = text.count("\ufffd")
    if bad:
        notes.append(FileNote("note_bad_characters", count=bad))
    return text, notes


def _decode(data: bytes, notes: list[FileNote]) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    if wide := _without_mark(data):
        return data.decode(wide, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _by_line(data, notes)


def _without_mark(data: bytes) -> str:
    """Return the UTF-16 that a text without a mark is in, by where its zero bytes or its Thai block bytes lie."""
    head = data[: _LOOKED_AT - _LOOKED_AT % 2]
    if len(head) < 4 or len(data) % 2:
        return ""
    even, odd = head[::2], head[1::2]
    for high, low, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        # Letters of ASCII and of Thai have 00 or 0E as their high byte; in a text of one byte a letter neither
        # occurs, but for stray zeros.
        if high.count(0) + high.count(0x0E) > 0.9 * len(high) and low.count(0) < 0.1 * len(low):
            return name
    return ""


def _by_line(data: bytes, notes: list[FileNote]) -> tuple[str, str]:
    lines = data.split(b"\n")
    texts: list[str] = []
    thai = wide = 0
    for line in lines:
        if line.isascii():
            texts.append(line.decode("ascii"))
            continue
        try:
            texts.append(line.decode("utf-8"))
            wide += 1
        except UnicodeDecodeError:
            texts.append(line.decode(THAI, "replace"))
            thai += 1
    if wide:
        notes.append(FileNote("note_mixed_encodings", lines=min(thai, wide)))
    return "\n".join(texts), THAI if thai > wide else "utf-8"
