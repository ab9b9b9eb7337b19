"""The words for kinds of areas: one district, two districts, this district."""

from __future__ import annotations

from typing import Final

from answers.words import has, t
from geodata.areas import contains
from geodata.codes import BANGKOK_CODE, Level, level_of

_IN_BANGKOK: Final = {Level.DISTRICT: "khet", Level.SUBDISTRICT: "khwaeng"}


def kind_of(code: str) -> str:
    """Return the kind of an area: "khet" and "amphoe" of districts, "bangkok", else its level's."""
    level = level_of(code)
    if code == BANGKOK_CODE:
        return "bangkok"
    if level == Level.DISTRICT:
        return "khet" if code.startswith(BANGKOK_CODE) else "amphoe"
    if level == Level.SUBDISTRICT and code.startswith(BANGKOK_CODE):
        return "khwaeng"
    return "region" if level == Level.REGION6 else str(level)


def kind_of_areas(level: Level, area: str) -> str:
    """Return the kind of the areas of a level inside an area: districts are khet in Bangkok, elsewhere amphoe.

    Examples
    --------
    >>> [kind_of_areas(Level.DISTRICT, area) for area in ("10", "46", "R4-C")]
    ['khet', 'amphoe', 'district']

    """
    if level in _IN_BANGKOK and contains(BANGKOK_CODE, area):
        return _IN_BANGKOK[level]
    if level == Level.DISTRICT and not contains(area, BANGKOK_CODE):
        return "amphoe"
    return "region" if level == Level.REGION6 else str(level)


def kind_words(kind: str, *, lang: str, count: int = 1) -> str:
    """Return the word for one area of a kind, or for that many."""
    return t(f"kind.{kind}", lang=lang, count=count)


def here_words(code: str, *, lang: str) -> str:
    """Return the words for an area looked at: เขตนี้, this district; Thailand and Bangkok by their names."""
    kind = kind_of(code)
    key = f"here.{kind}" if has(f"here.{kind}", lang=lang) else "here.area"
    return t(key, lang=lang, kind=kind_words(kind, lang=lang))
