"""Which glyphs draw which letter of a syllable."""

from __future__ import annotations

import re
from typing import Final

SARA_AM: Final = "\u0e33"
THAI: Final = re.compile("[\u0e00-\u0e7f]+")
_OVER: Final = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")


def glyph_count(text: str) -> int:
    """Return how many glyphs draw a Thai text: one a letter, and the ring of SARA AM."""
    return len(text) + text.count(SARA_AM)


def letters_of_glyphs(text: str, count: int) -> list[tuple[str, list[int]]]:
    """Return the letters of a syllable, each with the positions of the glyphs that draw it.

    Thai is drawn in the order in which it is written, one glyph a letter; only the ring of SARA AM is a glyph of its
    own, which stands before the tone mark. Where glyphs and letters do not fit, the first glyph has the whole text.

    Examples
    --------
    >>> letters_of_glyphs("น้ำ", 4)
    [('น', [0]), ('้', [2]), ('ำ', [1, 3])]

    """
    owners = list(range(len(text)))
    for position, letter in enumerate(text):
        if letter == SARA_AM:
            ring = owners.index(position)
            while ring and text[owners[ring - 1]] in _OVER:
                ring -= 1
            owners.insert(ring, position)
    if not THAI.fullmatch(text) or len(owners) != count:
        owners = [0] * count
        text_of = {0: text}
    else:
        text_of = dict(enumerate(text))
    return [
        (letter, [glyph for glyph, owner in enumerate(owners) if owner == place]) for place, letter in text_of.items()
    ]
