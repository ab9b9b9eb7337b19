"""The names that are not broken over two lines, where the language sets no spaces inside them."""

from __future__ import annotations

import re
from functools import cache

from answers.words.names import area_name
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level


@cache
def whole_names(lang: str) -> list[str]:
    """Return patterns of the names of provinces, Bangkok's groups and its khet in Thai, the longer ones first."""
    if lang != "th":
        return []
    khet = [str(code) for code in areas(Level.DISTRICT).index if str(code).startswith(BANGKOK_CODE)]
    codes = [*map(str, areas(Level.PROVINCE).index), *map(str, areas(Level.BMA_GROUP).index), *khet]
    names = {area_name(code, lang=lang) for code in codes}
    return [re.escape(name) for name in sorted(names, key=len, reverse=True)]
