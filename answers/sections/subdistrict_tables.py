"""The subdistricts of a district: their people, and which of them are far from a programme's centres, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from answers.words import t
from answers.words.kinds import here_words, kind_of, kind_words
from answers.words.names import at_start, bare_name, programme_names
from answers.words.numbers import about, number
from geodata.areas import children
from geodata.codes import Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.subdistrict_distances import SubdistrictDistances

MOST_NAMED = 8


def far_lines(
    district_code: str, distances: Sequence[SubdistrictDistances], *, programmes: pd.DataFrame, lang: str
) -> list[str]:
    """Return of each programme how many subdistricts of a district are far, who lives there, and which they are.

    Where of no programme distances are told, that.
    """
    if not distances:
        return [t("subdistricts.nothing", lang=lang)]
    names = programme_names(programmes, lang=lang)
    kind = kind_of(children(district_code, level=Level.SUBDISTRICT)[0])
    lines = []
    for one in distances:
        far, km = one.far, f"{one.radius_km:g}"
        words = {
            "name": names[one.programme_id], "km": km, "here": here_words(district_code, lang=lang),
            "kind": kind_words(kind, lang=lang), "kinds": kind_words(kind, lang=lang, count=2),
            "of": number(int(one.table["people_beyond_km"].notna().sum()), lang=lang),
            "beyond": about(one.table["people_beyond_km"].sum(), lang=lang),
        }  # fmt: skip
        if far.empty:
            lines.append(t("subdistricts.none_far", lang=lang, **words))
            continue
        listed = (" · " if lang == "th" else ", ").join(
            bare_name(str(code), lang=lang) for code in far.index[:MOST_NAMED]
        )
        if len(far) > MOST_NAMED:
            listed = t("map_words.and_more", lang=lang, names=listed, count=number(len(far) - MOST_NAMED, lang=lang))
        count, people = number(len(far), lang=lang), about(far["people"].sum(), lang=lang)
        lines.append(t("subdistricts.far", lang=lang, count=count, people=people, names=listed, **words))
    return lines


def own_lines(
    code: str, distances: Sequence[SubdistrictDistances], *, programmes: pd.DataFrame, lang: str
) -> list[str]:
    """Return of each programme how far one subdistrict is from its centres, and how many of its people are far."""
    names = programme_names(programmes, lang=lang)
    lines = []
    for one in distances:
        row = one.table.loc[[code]].iloc[0]
        if pd.isna(row["people_beyond_km"]):
            continue
        nearest = row["nearest_centre_km"]
        words = {"name": names[one.programme_id], "km": f"{one.radius_km:g}",
                 "people": about(row["people_beyond_km"], lang=lang)}  # fmt: skip
        key = "own" if pd.notna(nearest) else "own_without_point"
        lines.append(t(f"subdistricts.{key}", lang=lang, nearest=number(nearest, lang=lang, decimals=1), **words))
    return lines


def subdistrict_table(
    district_code: str,
    people: pd.Series,
    distances: Sequence[SubdistrictDistances],
    *,
    programmes: pd.DataFrame,
    lang: str,
) -> pd.DataFrame:
    """Return a row a subdistrict, as text: its people, and of each programme the people beyond and the nearest."""
    names = programme_names(programmes, lang=lang)
    codes = children(district_code, level=Level.SUBDISTRICT)
    kind = kind_words(kind_of(codes[0]), lang=lang)
    columns = {
        at_start(kind): [bare_name(code, lang=lang) for code in codes],
        t("subdistricts.people", lang=lang): [number(people[code], lang=lang) for code in codes],
    }
    for one in distances:
        head = t("subdistricts.column", lang=lang, name=names[one.programme_id], km=f"{one.radius_km:g}")
        columns[head] = [_cell(one.table.loc[[code]].iloc[0], lang=lang) for code in codes]
    return pd.DataFrame(columns)


def _cell(row: pd.Series, *, lang: str) -> str:
    if pd.isna(row["people_beyond_km"]):
        return number(None, lang=lang)
    beyond = about(row["people_beyond_km"], lang=lang)
    if pd.isna(row["nearest_centre_km"]):
        return beyond
    return t("subdistricts.cell", lang=lang, people=beyond, km=number(row["nearest_centre_km"], lang=lang, decimals=1))
