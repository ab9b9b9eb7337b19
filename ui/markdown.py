"""Text of others is data: what Streamlit draws as Markdown is written by us or escaped.

`ui.text.t` and `plain` return `Markdown`. What is put together from them is named so by hand, ``Markdown(f"**{…}**")``;
tests/ui/test_markdown_gate.py follows each text to the call that draws it.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote


class Markdown(str):
    """Markdown in which every text of others is escaped; `plain` leaves it as it is."""

    __slots__ = ()


_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~$:&!]|^=|^[-+](?=[-\s]|$)|(?<=\d)[.)](?=\s|$)")
"""What Markdown, and Streamlit's colours, icons and formulas, act on in the middle of a line or at its beginning."""
_DESPITE_ESCAPES: Final = re.compile(
    r"(?i)(?<=https://)|(?<=http://)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=:)(?=[\w+/-]+:)|(?<=[-<>~])(?=[-=>])"
)
_JOINER: Final = "\u2060"
"""Bare addresses become links, and icons and arrows signs, even where each character is escaped: they are looked for
once more after Markdown was read. An invisible word joiner prevents it."""
_BREAKS: Final = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029 ]+")


def plain(text: object) -> Markdown:
    r"""Return text with every character escaped that Markdown would act on; breaks become spaces, none at the ends.

    Examples
    --------
    >>> print(plain("[อ่าน](x) **ด่วน** :red[a] $y$ 1,234.5 -3"))
    \[อ่าน\](x) \*\*ด่วน\*\* \:red\[a\] \$y\$ 1,234.5 -3
    >>> plain(plain("a_b")) == plain("a_b")
    True

    """
    return text if isinstance(text, Markdown) else inside(str(text).strip())


def inside(text: object) -> Markdown:
    """Return text as `plain` does for the middle of a sentence, where a space at an end parts words."""
    if isinstance(text, Markdown):
        return text
    return Markdown(_MARKUP.sub(r"\\\g<0>", _DESPITE_ESCAPES.sub(_JOINER, _BREAKS.sub(" ", str(text)))))


def link(words: object, url: str) -> Markdown:
    """Return a link of ours to an address on the web, whatever stands in the address."""
    return Markdown(f"[{plain(words)}]({quote(url, safe='/:?#@&=+,;%~')})")
