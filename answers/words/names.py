"""Numbers, years and names of areas as people in each language write them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from answers.words import t
from geodata.areas import area
from geodata.codes import BANGKOK_CODE, Level, level_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

BUDDHIST_ERA = 543


def number(value: float | None, *, lang: str, decimals: int = 0) -> str:
    """Return a number with thousands separators, or the dash that stands for a missing one."""
    if value is None or math.isnan(value):
        return t("word.missing", lang=lang)
    return f"{value:,.{decimals}f}"


def share(value: float | None, *, lang: str) -> str:
    """Return a share between 0 and 1 as a percentage with one decimal."""
    if value is None or math.isnan(value):
        return t("word.missing", lang=lang)
    return f"{value * 100:,.1f}%"


def year(ce: int, *, lang: str) -> str:
    """Return a CE year as a Buddhist-era one in Thai and as it is in English."""
    return str(ce + BUDDHIST_ERA) if lang == "th" else str(ce)


def area_name(code: str, *, lang: str) -> str:
    """Return an area's name as it stands alone: เขตสายไหม, อำเภอสะเมิง, จังหวัดอ่างทอง; Sai Mai, Samoeng."""
    _, level, thai, english, _ = area(code)
    if lang == "en":
        return t(f"word.name.{level}", lang=lang, name=english or thai)
    if code == BANGKOK_CODE:
        return thai
    kind = "khet" if level == Level.DISTRICT and code.startswith(BANGKOK_CODE) else str(level)
    sentence = t(f"word.name.{kind}", lang=lang, name="")
    return thai if sentence and thai.startswith(sentence) else sentence + thai


def spaced(words: str, *, lang: str) -> str:
    """Return words as they stand between Thai ones: spaces only where they begin or end with another script."""
    if lang != "th":
        return words
    return f"{' ' if words[:1].isascii() else ''}{words}{' ' if words[-1:].isascii() else ''}"


def full_area_name(code: str, *, lang: str) -> str:
    """Return an area's name with its province where it is a district outside Bangkok: a name may occur twice."""
    name = area_name(code, lang=lang)
    if level_of(code) != Level.DISTRICT or code.startswith(BANGKOK_CODE):
        return name
    return t("word.in_province", lang=lang, name=name, province=area_name(code[:2], lang=lang))


def programme_names(programmes: pd.DataFrame, *, lang: str) -> dict[str, str]:
    """Return each programme's short name by its id, in the table's order; its full name where there is no shorter."""
    names: dict[str, str] = {}
    for row in programmes.to_dict("records"):
        wanted = (row.get(f"short_{lang}"), row[f"name_{lang}"], row["name_th"])
        names[str(row["programme_id"])] = next(name for name in wanted if isinstance(name, str) and name)
    return names


def set_words(programme_ids: Sequence[str], programmes: pd.DataFrame, *, lang: str) -> str:
    """Return the words for a set of programmes, "or" between them: they stand beside each number of the set."""
    names = programme_names(programmes, lang=lang)
    return f" {t('word.or', lang=lang)} ".join(names.get(key, key) for key in programme_ids or names)
