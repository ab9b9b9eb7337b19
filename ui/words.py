"""Names of areas, levels, programmes and values as they stand on screen."""

from __future__ import annotations

import pandas as pd

from answers.words import names as words
from answers.words import phrases
from geodata.areas import area
from geodata.codes import Level, level_of
from ui.text import language, t


def area_name(code: str, *, lang: str | None = None) -> str:
    """Return an area's name; a khet is named as one (เขตบางรัก), regions and groups as themselves."""
    _, level, thai, english, _ = area(code)
    lang = lang or language()
    english = english or thai
    if lang == "en":
        return t("area.name_" + str(level), lang=lang, name=english) if level in _WORDED else english
    if level == Level.DISTRICT and code.startswith("10"):
        return "เขต" + thai.removeprefix("เขต")
    return t("area.name_" + str(level), lang=lang, name=thai) if level in _WORDED else thai


_WORDED = (Level.BMA_GROUP,)


def long_area_name(code: str) -> str:
    """Return an area's name with its province, where a district's name alone may be ambiguous."""
    if level_of(code) == Level.DISTRICT:
        return f"{area_name(code)} · {area_name(code[:2])}"
    return area_name(code)


def level_name(level: Level) -> str:
    """Return the name of a level in the plural sense of a list ("provinces")."""
    return t(f"level.{level}")


def value_name(field: str, value: str) -> str:
    """Return the word for a coded value, such as access "public"."""
    return t(f"value.{field}.{value}")


def programme_names(programmes: pd.DataFrame) -> dict[str, str]:
    """Return each programme's short name by its id in the page's language, in the table's order."""
    return words.programme_names(programmes, lang=language())


def short_source(source: object) -> str:
    """Return a source for a small line: a publication by its name, an address by its host, several set apart by a dot.

    The whole source stands in the help beside it and in every download.
    """
    return phrases.short_source(source, lang=language())


def set_name(programme_ids: tuple[str, ...], programmes: pd.DataFrame) -> str:
    """Return the words for the chosen set, which stand beside each of its numbers."""
    names = programme_names(programmes)
    return " + ".join(names.get(key, key) for key in programme_ids or names)


def measure_header(measure_id: str) -> str:
    """Return a measure's short name with its unit, as a column heads it."""
    if measure_id == "claim":
        return t("measure.claim.name")
    return f"{t(f'measure.{measure_id}.name')} ({t(f'measure.{measure_id}.unit')})"
