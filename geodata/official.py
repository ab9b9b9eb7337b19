"""The official list of areas: names and codes from geothai, memberships from the tables in ``data``.

English names of provinces and districts are geothai's; Thai names too, a khet without its prefix เขต.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geothai
import pandas as pd

from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level
from geodata.errors import LayerError
from geodata.paths import data_dir

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ["level", "name_th", "name_en", "parent_code", "region_code", "region6_code", "bma_group_code"]
_PREFIX = {"region4": "R4-", "region6": "R6-", "bma_group": "BMA-"}


def official_areas() -> pd.DataFrame:
    """Return all areas of all levels, without geometry.

    Returns
    -------
    DataFrame
        Index ``admin_code``; columns level, name_th, name_en, parent_code, region_code, region6_code,
        bma_group_code. One row for the country, 4 + 6 regions, 6 Bangkok groups, 77 provinces, 928 districts.

    Raises
    ------
    LayerError
        regions.csv, bangkok_groups.csv or area_names.csv is missing or lacks a member.

    """
    names = _read("area_names.csv", ["scheme", "code", "name_th", "name_en"])
    provinces = _provinces(names)
    rows = [
        {"admin_code": COUNTRY_CODE, "level": Level.COUNTRY, "name_th": "ประเทศไทย", "name_en": "Thailand",
         "parent_code": ""},
        *_named_areas(names),
        *provinces.values(),
        *_districts(names, provinces),
    ]  # fmt: skip
    table = pd.DataFrame(rows).set_index("admin_code").reindex(columns=COLUMNS)
    return table.astype(object).where(table.notna(), None)


def _named_areas(names: pd.DataFrame) -> list[dict[str, str]]:
    parents = {"region4": COUNTRY_CODE, "region6": COUNTRY_CODE, "bma_group": BANGKOK_CODE}
    levels = {"region4": Level.REGION, "region6": Level.REGION6, "bma_group": Level.BMA_GROUP}
    rows = []
    for name in names.itertuples():
        scheme = str(name.scheme)
        row = {
            "admin_code": _PREFIX[scheme] + str(name.code), "level": levels[scheme],
            "name_th": str(name.name_th), "name_en": str(name.name_en), "parent_code": parents[scheme],
        }  # fmt: skip
        rows.append(row)
    return rows


def _provinces(names: pd.DataFrame) -> dict[str, dict[str, str]]:
    members = _read("regions.csv", ["province_code", "region4", "region6"]).set_index("province_code")
    regions, regions6 = _codes_by_name(names, "region4"), _codes_by_name(names, "region6")
    rows = {}
    for province in geothai.provinces():
        region = _member(members, province.code, "region4", regions, "regions.csv")
        region6 = _member(members, province.code, "region6", regions6, "regions.csv")
        rows[province.code] = {
            "admin_code": province.code, "level": Level.PROVINCE, "name_th": province.name_th,
            "name_en": province.name_en, "parent_code": region, "region_code": region, "region6_code": region6,
        }  # fmt: skip
    return rows


def _districts(names: pd.DataFrame, provinces: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    members = _read("bangkok_groups.csv", ["district_code", "bma_group"]).set_index("district_code")
    groups = _codes_by_name(names, "bma_group")
    rows = []
    for code, province in provinces.items():
        for district in geothai.districts(code):
            row = {
                "admin_code": district.code, "level": Level.DISTRICT, "name_th": district.name_th,
                "name_en": district.name_en, "parent_code": code, "region_code": province["region_code"],
                "region6_code": province["region6_code"],
            }  # fmt: skip
            if code == BANGKOK_CODE:
                row["name_th"] = district.name_th.removeprefix("เขต")
                row["bma_group_code"] = _member(members, district.code, "bma_group", groups, "bangkok_groups.csv")
            rows.append(row)
    return rows


def _codes_by_name(names: pd.DataFrame, scheme: str) -> dict[str, str]:
    rows = names[names["scheme"] == scheme]
    return {str(row.name_en): _PREFIX[scheme] + str(row.code) for row in rows.itertuples()}


def _member(members: pd.DataFrame, code: str, column: str, codes: dict[str, str], file: str) -> str:
    if code not in members.index:
        raise LayerError("layer_membership", file=file, reason=f"it has no row for {code}")
    name = str(members.at[code, column])
    if name not in codes:
        raise LayerError("layer_membership", file=file, reason=f"{name!r} (row {code}) is not in area_names.csv")
    return codes[name]


def _read(name: str, columns: list[str]) -> pd.DataFrame:
    path: Path = data_dir() / name
    try:
        # keep_default_na: a code or a name is never to be mistaken for a missing value.
        return pd.read_csv(path, dtype=str, keep_default_na=False, usecols=columns, encoding="utf-8-sig")
    except FileNotFoundError:
        raise LayerError("layer_membership", file=str(path), reason="it is missing") from None
    except (ValueError, OSError) as error:
        raise LayerError("layer_membership", file=str(path), reason=str(error)) from error
