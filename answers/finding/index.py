"""The index that a search box looks in: every area and subdistrict, the register's centres, the postcodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geothai

from answers.words import t
from answers.words.names import full_area_name, pick, programme_names
from answers.words.place_sentences import distinct_names
from geodata.gazetteer.names import is_capital, usual_names
from geodata.gazetteer.places import Kind, Place, all_places, parents
from geodata.gazetteer.spelling import ONE_SOUND, ROMAN

if TYPE_CHECKING:
    import pandas as pd


def letters() -> dict[str, Any]:
    """Return the letters of one sound, by which the scripts compare names as the gazetteer does."""
    return {"one_sound": {chr(written): chr(heard) for written, heard in ONE_SOUND.items()}, "roman": ROMAN}


def find_index(centres: pd.DataFrame, programmes: pd.DataFrame, *, lang: str) -> dict[str, Any]:
    """Return what a search box looks in, as JSON.

    areas are the places down to districts in the order of their size, with their names as they are shown; subdistricts
    carry their names alone, `in` and `alone` say how one is shown. postcodes has of each code its subdistricts, whose
    codes begin with those of their districts. centres are in the order of their ids.

    Sources: the official tables and Thailand Post's codes as geothai has them (data/sources.toml), and the register.

    Parameters
    ----------
    centres, programmes
        Tables of the register.
    lang
        The language of what is shown; names are found in both.

    """
    places = list(all_places().values())
    large = [one for one in places if one.kind != Kind.SUBDISTRICT]
    small = [one for one in places if one.kind == Kind.SUBDISTRICT]
    labels = distinct_names(large, lang=lang)
    return {
        "lang": lang,
        "letters": letters(),
        "areas": {
            "codes": [one.code for one in large],
            "kinds": [str(one.kind) for one in large],
            "th": [one.name_th for one in large],
            "en": [one.name_en for one in large],
            "labels": [labels[one.code] for one in large],
            "parents": [_parents(one) for one in large],
            "others": {one.code: others for one in large if (others := _others(one))},
        },
        "subdistricts": {
            "codes": [one.code for one in small],
            "th": [one.name_th for one in small],
            "en": [one.name_en for one in small],
        },
        "in": t("answer.name.subdistrict", lang=lang, name="{name}", district="{district}"),
        "alone": {kind: t(f"answer.alone.{kind}", lang=lang, name="{name}") for kind in ("khwaeng", "subdistrict")},
        "postcodes": postcodes(),
        "centres": _centres(centres, programmes, lang=lang),
    }


def postcodes() -> dict[str, list[str]]:
    """Return the codes of the subdistricts that each postcode of Thailand Post covers, in their order.

    Examples
    --------
    >>> postcodes()["84280"]
    ['840501', '840502']

    """
    codes: dict[str, list[str]] = {}
    for one in all_places().values():
        if one.kind == Kind.DISTRICT:
            for subdistrict in geothai.subdistricts(one.code):
                for postcode in subdistrict.postal_codes:
                    codes.setdefault(postcode, []).append(subdistrict.code)
    return dict(sorted(codes.items()))


def _parents(one: Place) -> list[str]:
    return list(parents(one.code)) or ([one.province_code] if one.kind == Kind.BMA_GROUP else [])


def _others(one: Place) -> list[str]:
    others = list(usual_names().get(one.code, ()))
    if one.kind == Kind.DISTRICT and is_capital(one.code):
        home = all_places()[one.province_code]
        others += [f"เมือง{home.name_th}", f"mueang {home.name_en}"]
    return others


def _centres(centres: pd.DataFrame, programmes: pd.DataFrame, *, lang: str) -> list[list[str]]:
    """Return of each centre its id, its names in both languages, its name and what it is as they are shown."""
    named = {language: programme_names(programmes, lang=language) for language in ("th", "en")}
    entries = []
    for _, row in centres.sort_values("centre_id", kind="stable").iterrows():
        thai, english, district, province = (
            value if isinstance(value, str) else ""
            for value in (row["name_th"], row["name_en"], row["district_code"], row["province_code"])
        )
        where = full_area_name(district or province, lang=lang) if district or province else ""
        programme = row["programme_id"]
        name = pick(thai, english, lang=lang)
        about = " · ".join(part for part in (named[lang].get(programme, programme), where) if part)
        spellings = " ".join((thai, english, *(names.get(programme, "") for names in named.values())))
        entries.append([str(row["centre_id"]), spellings, name, about])
    return entries
