"""Which centres a question is about: a filter over the register, and what it leaves out for want of a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

import pandas as pd

from geodata.areas import areas
from geodata.codes import Level

# Thai tone marks and the signs above a consonant that people leave out or mistype.
_LOOSE = re.compile("[\u0e47-\u0e4c\u200b-\u200d\\s\"'“”()\\[\\].,·\\-–]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreFilter:
    """A question to the register. An empty tuple restricts nothing; every field is hashable.

    Codes are admin_codes; `regions` takes the codes of either scheme; years are of the Buddhist era.
    """

    programmes: tuple[str, ...] = ()
    access: tuple[str, ...] = ("public",)
    status: tuple[str, ...] = ("open",)
    precision: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    opened_from_be: int | None = None
    opened_to_be: int | None = None
    include_year_unknown: bool = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class Filtered:
    """What a filter keeps of the `out_of` centres of the register.

    `dropped_missing` counts, by field, the centres that met everything else and fell out only because the source
    gives no value to decide by.
    """

    kept: pd.DataFrame
    out_of: int
    dropped_missing: dict[str, int] = field(default_factory=dict)


def loose(text: object) -> str:
    """Return text as a forgiving search compares it: no case, no spaces, no tone marks, no punctuation.

    Examples
    --------
    >>> loose("ห้องสมุด ประชาชน") == loose("หองสมุดประชาชน")
    True

    """
    if not isinstance(text, str):
        return ""
    # SARA AM and its two-part spelling are the same letter to a reader.
    composed = unicodedata.normalize("NFC", text).replace("\u0e4d\u0e32", "\u0e33")
    return _LOOSE.sub("", composed.casefold())


def _members(codes: tuple[str, ...], level: Level) -> set[str]:
    if level == Level.BMA_GROUP:
        table = areas(Level.DISTRICT)
        return set(table.index[table["bma_group_code"].isin(codes)])
    provinces = areas(Level.PROVINCE)
    return set(provinces.index[provinces["region_code"].isin(codes) | provinces["region6_code"].isin(codes)])


def _programmes_of(wanted: CentreFilter, programmes: pd.DataFrame, details: pd.DataFrame) -> set[str] | None:
    """Return the programmes that programme, owner and partner allow together, or None for all."""
    allowed: set[str] | None = set(wanted.programmes) or None
    if wanted.owners:
        owned = set(programmes.loc[programmes["owner"].isin(wanted.owners), "programme_id"])
        allowed = owned if allowed is None else allowed & owned
    if wanted.partners:
        rows = (details["kind"] == "partner") & details["name_th"].isin(wanted.partners)
        partnered = set(details.loc[rows, "programme_id"])
        allowed = partnered if allowed is None else allowed & partnered
    return allowed


def _named(centres: pd.DataFrame, text: str) -> pd.Series:
    wanted = loose(text)
    return centres["name_th"].map(loose).str.contains(wanted, regex=False) | centres["name_en"].map(loose).str.contains(
        wanted, regex=False
    )


def _by_value(centres: pd.DataFrame, wanted: CentreFilter, allowed: set[str] | None) -> pd.Series:
    """Return which centres pass every condition on a value that the register always has."""
    passes = pd.Series(data=True, index=centres.index)
    conditions = {
        "programme_id": allowed,
        "access": set(wanted.access) or None,
        "status": set(wanted.status) or None,
        "location_precision": set(wanted.precision) or None,
        "basis": set(wanted.basis) or None,
        "province_code": set(wanted.provinces) or None,
    }
    for column, values in conditions.items():
        if values is not None:
            passes &= centres[column].isin(values)
    if wanted.regions:
        passes &= centres["province_code"].isin(_members(wanted.regions, Level.REGION))
    if wanted.text.strip():
        passes &= _named(centres, wanted.text)
    return passes


def _by_missable(centres: pd.DataFrame, wanted: CentreFilter) -> dict[str, tuple[pd.Series, pd.Series]]:
    """Return, by field, which centres pass and which have no value, for conditions on values that may be missing."""
    found: dict[str, tuple[pd.Series, pd.Series]] = {}
    district = centres["district_code"]
    without = district.isna() | (district == "")
    if wanted.districts:
        found["district_code"] = (district.isin(wanted.districts), without)
    if wanted.groups:
        in_bangkok = without & (centres["province_code"] == "10")
        found["bma_group"] = (district.isin(_members(wanted.groups, Level.BMA_GROUP)), in_bangkok)
    if wanted.opened_from_be or wanted.opened_to_be or not wanted.include_year_unknown:
        year = pd.to_numeric(centres["opened_be"], errors="coerce")
        low, high = wanted.opened_from_be or 0, wanted.opened_to_be or 9999
        unknown = year.isna()
        passes = ((year >= low) & (year <= high)).fillna(value=False).astype(bool)
        if wanted.include_year_unknown:
            passes |= unknown
            unknown = pd.Series(data=False, index=centres.index)
        found["opened_be"] = (passes, unknown)
    return found


def apply_filter(centres: pd.DataFrame, programmes: pd.DataFrame, wanted: CentreFilter, details: pd.DataFrame) -> Filtered:
    """Return the centres that a filter keeps, in the register's order.

    Parameters
    ----------
    centres, programmes, details
        The register's tables (`registry.store.Register`).
    wanted
        The question. Owners and partners are the programmes'; a partner matches by its Thai name.

    """
    passes = _by_value(centres, wanted, _programmes_of(wanted, programmes, details))
    dropped: dict[str, int] = {}
    missable = _by_missable(centres, wanted)
    for name, (_, missing) in missable.items():
        others = [one for other, (one, _) in missable.items() if other != name]
        left = passes & missing
        for condition in others:
            left &= condition
        dropped[name] = int(left.sum())
    for condition, _ in missable.values():
        passes &= condition
    return Filtered(kept=centres[passes], out_of=len(centres), dropped_missing=dropped)
