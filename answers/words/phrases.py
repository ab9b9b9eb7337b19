"""Which words stand on one line: a number with its unit, a preposition with its noun."""

from __future__ import annotations

import re
from typing import Final

_WITH_THE_ONE_BEFORE: Final = re.compile(r"กทม\.[:;]?|@|·|–|=|\d.*|\(\d+(/\d+)?\)")
_WITH_THE_NEXT: Final = re.compile(
    r".*\d|@|จาก|ทั้ง|อีก|กว่า|ณ|ที่|of|all|the|a|in|to|at|by|than|and|is|it|with|as|\(.*[^)]", re.IGNORECASE
)


def phrases(text: str) -> list[str]:
    """Return the phrases of a sentence between which a line may end; Thai sets a space where a phrase ends.

    Examples
    --------
    >>> phrases("ครบทั้ง 4 ภาค ส่วนกรุงเทพมหานคร 21 จาก 50 เขต")
    ['ครบทั้ง 4 ภาค', 'ส่วนกรุงเทพมหานคร 21 จาก 50 เขต']
    >>> phrases("กรุงเทพมหานคร: 21 จาก 50 เขต")
    ['กรุงเทพมหานคร:', '21 จาก 50 เขต']
    >>> phrases("has reached 9 provinces and all 4 regions")
    ['has', 'reached 9 provinces', 'and all 4 regions']

    """
    parts: list[str] = []
    last = ""
    for word in text.split():
        ended = last.endswith((":", ";", ","))
        if last and not ended and (_WITH_THE_NEXT.fullmatch(last) or _WITH_THE_ONE_BEFORE.fullmatch(word)):
            parts[-1] += f" {word}"
        else:
            parts.append(word)
        last = word
    return parts


def with_whole_phrases(text: str) -> str:
    """Return a sentence whose phrases hold together: their spaces are ones at which no line ends."""
    return " ".join(phrase.replace(" ", "\u00a0") for phrase in phrases(text))
