"""Text of others as text: nothing in a name is taken for markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=])")


def plain(text: object) -> str:
    """Return text with every character that Markdown would act on escaped; line breaks become spaces."""
    return _MARKUP.sub(r"\\\1", str(text)).replace("\n", " ")
