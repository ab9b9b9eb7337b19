"""The names that are not broken over two lines, where the language sets no spaces inside them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from answers.words.names import area_name
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level

_LEVELS: Final = (Level.REGION, Level.PROVINCE, Level.BMA_GROUP)


@cache
def whole_names(lang: str) -> list[str]:
    """Return patterns of the Thai names of regions, provinces, Bangkok's groups and khet, the longer ones first."""
    if lang != "th":
        return []
    khet = [str(code) for code in areas(Level.DISTRICT).index if str(code).startswith(BANGKOK_CODE)]
    codes = [*(str(code) for level in _LEVELS for code in areas(level).index), *khet]
    names = {area_name(code, lang=lang) for code in codes}
    return [re.escape(name) for name in sorted(names, key=len, reverse=True)]
