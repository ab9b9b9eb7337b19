"""Texts with their short forms written out: จ.ชม, นราฯ, former provinces, words that run together in Latin letters."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import geothai

_LETTERS: Final = re.compile(r"(จังหวัด|จ(?:ว)?\s?\.)\s*([ก-ฮ])\s?\.?\s?([ก-ฮ])\.?(?![ก-๎.])")
_NAMED: Final = re.compile(r"(จังหวัด|(?<![ก-๎.])จ(?:ว)?\s?\.)\s*([ก-๎]{3,})")
_TRUNCATED: Final = re.compile(r"(?<![ก-๎])(จังหวัด|จ(?:ว)?\s?\.\s*)?(เมือง)?([ก-๎]{2,})ฯ(?!ลฯ)")
_AFTER_SMALLER: Final = re.compile(r"(?:[อตถซ]\s?\.|อำเภอ|ตำบล|เขต|แขวง|ถนน|ซอย)\s*$")
_RUN_ON: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKS: Final = re.compile("[\u0e4c\u0e48-\u0e4b]")


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("geodata.gazetteer").joinpath("short_forms.toml").read_text(encoding="utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text)
    return table


@cache
def provinces_left() -> dict[str, tuple[str, ...]]:
    """Return by province the younger provinces whose districts it had."""
    younger: dict[str, list[str]] = {}
    for code, older in _table()["left"].items():
        younger.setdefault(older, []).append(code)
    return {older: tuple(codes) for older, codes in younger.items()}


@cache
def _names() -> dict[str, str]:
    return {one.code: one.name_th for one in geothai.provinces()}


def letters_code(text: str) -> str:
    """Return the code of the province of two letters (ชม, ช.ม.), "" for any other text."""
    return _table()["letters"].get(re.sub(r"[\s.]", "", text), "")


def as_province(text: str) -> str:
    """Return a text that is meant as a province with two letters or a town that stands for it written out."""
    bare = " ".join(text.split()).casefold()
    code = letters_code(bare) or _table()["towns"].get(bare.removesuffix("ฯ"), "")
    return f"จังหวัด{_names()[code]}" if code else text


def as_whole(text: str) -> str:
    """Return a text that is a whole address with a town that stands for its province written out."""
    code = _table()["towns"].get(" ".join(text.split()).casefold(), "")
    return f"จังหวัด{_names()[code]}" if code else text


@lru_cache(maxsize=16_384)
def written_out(text: str) -> str:
    """Return a text with short forms of provinces in full.

    Examples
    --------
    >>> written_out("อ.ฝาง จ.ชม"), written_out("นราฯ"), written_out("จังหวัดพระนคร"), written_out("เพชรฯ")
    ('อ.ฝาง จังหวัดเชียงใหม่', 'จังหวัดนราธิวาส', 'จังหวัดกรุงเทพมหานคร', 'เพชรฯ')

    """
    if "จ" in text:
        text = _NAMED.sub(_former, _LETTERS.sub(_of_letters, text))
    if "ฯ" in text:
        text = _TRUNCATED.sub(_full, text)
    return _RUN_ON.sub(" ", text)


def _of_letters(match: re.Match[str]) -> str:
    code = letters_code(match[2] + match[3])
    return f"จังหวัด{_names()[code]}" if code else match[0]


def _former(match: re.Match[str]) -> str:
    code = _table()["former"].get(match[2], "") or _table()["towns"].get(match[2], "")
    return f"จังหวัด{_names()[code]}" if code else match[0]


def _full(match: re.Match[str]) -> str:
    """Return the province that a name cut short by ฯ begins, where it begins one alone."""
    if not match[1] and _AFTER_SMALLER.search(match.string[: match.start()]) and not match[2]:
        return match[0]
    begun = _MARKS.sub("", match[3])
    codes = [code for code, name in _names().items() if _MARKS.sub("", name).startswith(begun)]
    if len(codes) != 1:
        return match[0]
    return f"เมือง{_names()[codes[0]]}" if match[2] and not match[1] else f"จังหวัด{_names()[codes[0]]}"
