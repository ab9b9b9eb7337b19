"""Names of areas, levels, programmes and coded values, in a language that is named."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from answers.words import t
from geodata.areas import area, areas
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, LAYER_LEVELS, Level
from geodata.errors import AreaError
from geodata.layers import Geography, current_geography

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


_IN_BANGKOK: Final = {Level.DISTRICT: "khet", Level.SUBDISTRICT: "khwaeng"}


def area_name(code: str, *, lang: str) -> str:
    """Return an area's name as it stands alone: เขตสายไหม, อำเภอสะเมิง, จังหวัดอ่างทอง; Sai Mai, Samoeng."""
    return _of(code, lang)[0]


def full_area_name(code: str, *, lang: str) -> str:
    """Return an area's name with its province where it is a district outside Bangkok: a name may occur twice."""
    return _of(code, lang)[1]


def bare_name(code: str, *, lang: str) -> str:
    """Return an area's name without the word for its kind, where a heading says that already."""
    return _of(code, lang)[2]


def _of(code: str, lang: str) -> tuple[str, str, str]:
    names = _area_names(current_geography(), lang)
    try:
        return names[code]
    except TypeError:
        raise AreaError("area_unknown", code=str(code)) from None
    except KeyError:
        subdistrict = area(code)
    bare = pick(subdistrict.name_th, subdistrict.name_en, lang=lang)
    alone = _with_kind(code, Level.SUBDISTRICT, bare, lang=lang)
    full = t("answer.name.subdistrict", lang=lang, name=alone, district=names[subdistrict.parent_code][1])
    return alone, full, bare


@lru_cache(maxsize=8)
def _area_names(_geography: Geography, lang: str) -> dict[str, tuple[str, str, str]]:
    """Return of every area its name alone, in full and bare: made once a language and a set of layers."""
    names: dict[str, tuple[str, str, str]] = {}
    for level in LAYER_LEVELS:
        table = areas(level)
        for code, thai, english in zip(table.index, table["name_th"], table["name_en"], strict=True):
            bare = pick(thai, english, lang=lang)
            alone = _with_kind(str(code), level, bare, lang=lang)
            province = names[code[:2]][0] if level == Level.DISTRICT and not code.startswith(BANGKOK_CODE) else ""
            full = t("word.in_province", lang=lang, name=alone, province=province) if province else alone
            names[str(code)] = alone, full, bare
    return names


def _with_kind(code: str, level: Level, name: str, *, lang: str) -> str:
    if code == BANGKOK_CODE:
        return name
    kind = _IN_BANGKOK.get(level, str(level)) if code.startswith(BANGKOK_CODE) else str(level)
    word = t(f"word.name.{kind}", lang=lang, name="").strip()
    return name if word and name.startswith(word) else t(f"word.name.{kind}", lang=lang, name=name)


def spaced(words: str, *, lang: str) -> str:
    """Return words as they stand between Thai ones: spaces only where they begin or end with another script."""
    if lang != "th":
        return words
    return f"{' ' if words[:1].isascii() else ''}{words}{' ' if words[-1:].isascii() else ''}"


def at_start(words: str) -> str:
    """Return words as they begin a sentence or a line."""
    return words[:1].upper() + words[1:]


def pick(thai: object, english: object, *, lang: str) -> str:
    """Return the name in a language; one without an English form shows the Thai one."""
    chosen = english if lang == "en" else thai
    return str(chosen) if isinstance(chosen, str) and chosen else str(thai or english or "")


def level_words(level: Level, *, lang: str) -> str:
    """Return the name of a level as a list of its areas is headed."""
    return t(f"level.{level}", lang=lang)


def value_name(field: str, value: str, *, lang: str) -> str:
    """Return the word for a coded value, such as access "public"."""
    return t(f"value.{field}.{value}", lang=lang)


def scope_words(scope_codes: str, *, lang: str) -> str:
    """Return where a programme works: the whole country, one area, or its provinces by name."""
    codes = scope_codes.split()
    if COUNTRY_CODE in codes:
        return t("programmes.scope_country", lang=lang)
    if len(codes) == 1:
        return area_name(codes[0], lang=lang)
    names = (" " if lang == "th" else ", ").join(bare_name(code, lang=lang) for code in codes)
    return t("programmes.scope_many", lang=lang, count=len(codes), names=names)


def programme_names(programmes: pd.DataFrame, *, lang: str) -> dict[str, str]:
    """Return each programme's short name by its id, in the table's order; its full name where there is no shorter."""
    names: dict[str, str] = {}
    columns = ("programme_id", f"short_{lang}", f"name_{lang}", "name_th")
    for key, *choices in zip(*(programmes[name] for name in columns if name in programmes), strict=True):
        names[str(key)] = next(name for name in choices if isinstance(name, str) and name)
    return names


def set_words(programme_ids: Sequence[str], programmes: pd.DataFrame, *, lang: str) -> str:
    """Return the words for a set of programmes, "or" between them: they stand beside each number of the set."""
    names = programme_names(programmes, lang=lang)
    return f" {t('word.or', lang=lang)} ".join(names.get(key, key) for key in programme_ids or names)


def each_of_set(programme_ids: Sequence[str], programmes: pd.DataFrame, *, lang: str) -> str:
    """Return the names of programmes that stand side by side, "and" between the last two of them."""
    names = programme_names(programmes, lang=lang)
    *others, last = [names.get(key, key) for key in programme_ids or names]
    if not others:
        return last
    space = " " if lang == "en" or last[:1].isascii() else ""
    return f"{(' ' if lang == 'th' else ', ').join(others)} {t('word.and', lang=lang)}{space}{last}"
