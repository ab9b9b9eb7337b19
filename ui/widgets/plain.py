"""Text of others as text: nothing in a name, a note or an address is taken for markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&])")
# Markdown makes links of bare addresses even where each character is escaped; an invisible word joiner prevents it.
_ADDRESS = re.compile(r"(?i)(?<=https://)|(?<=http://)|(?<=www)(?=\.)|(?<=@)(?=\w)")
_JOINER = "\u2060"


def plain(text: object) -> str:
    """Return text with every character that Markdown would act on escaped; line breaks become spaces."""
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(_JOINER, str(text))).replace("\n", " ")
