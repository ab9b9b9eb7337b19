"""Which centres a person looks at, and how many fell out for want of a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from registry.schema import Access, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

# Tone marks, the mark of a short vowel and of a silent letter, spaces and characters of no width.
_FORGIVEN: Final = re.compile("[\u0e47-\u0e4c\\s\u200b-\u200d\ufeff]")


@dataclass(frozen=True)
class CentreFilter:
    """What a centre must be to be looked at. An empty tuple or text is no restriction.

    regions takes codes of either scheme; groups are Bangkok's; years are Buddhist-era, both ends included.
    With include_year_unknown=False a centre without a year of opening falls out, even where no year is asked for.
    """

    programmes: tuple[str, ...] = ()
    access: tuple[str, ...] = (Access.PUBLIC.value,)
    status: tuple[str, ...] = (Status.OPEN.value,)
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


@dataclass(frozen=True)
class Filtered:
    """What a filter leaves.

    kept are the centres that pass; out_of counts the centres there were; undecided are those that fell out only
    because a value is missing, and dropped_missing counts these by what is missing first ("district", "group",
    "years", "access").
    """

    kept: pd.DataFrame
    out_of: int
    undecided: pd.DataFrame
    dropped_missing: dict[str, int] = field(default_factory=dict)


def apply_filter(
    centres: pd.DataFrame, programmes: pd.DataFrame, wanted: CentreFilter, details: pd.DataFrame | None = None
) -> Filtered:
    """Return the centres that pass a filter, in their order.

    Parameters
    ----------
    centres, programmes, details
        Tables of the register; details are asked for partners.
    wanted
        The filter.

    """
    unsure: dict[str, pd.Series] = {}
    passes = _is_in(centres["status"], wanted.status) & _is_in(centres["location_precision"], wanted.precision)
    passes &= _is_in(centres["basis"], wanted.basis)
    passes &= centres["programme_id"].isin(_programmes_wanted(programmes, wanted, details))
    passes &= _in_provinces(centres, wanted)
    passes &= _matches_text(centres, wanted.text)
    passes &= _allow(unsure, "access", _is_in(centres["access"], wanted.access), centres["access"] == Access.UNKNOWN)
    passes &= _in_districts(unsure, centres, wanted)
    passes &= _opened(unsure, centres, wanted)
    missing = _first_reason(unsure, centres.index)
    undecided = passes & missing.notna()
    return Filtered(
        kept=centres[passes & missing.isna()],
        out_of=len(centres),
        undecided=centres[undecided],
        dropped_missing={str(reason): int(n) for reason, n in missing[undecided].value_counts().items()},
    )


def plain_text(text: str) -> str:
    """Return text as it is compared in a search: case, spaces and tone marks do not matter.

    Examples
    --------
    >>> plain_text("ห้อง สมุด") == plain_text("หองสมุด"), plain_text("TK Park")
    (True, 'tkpark')

    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("เเ", "แ")
    return _FORGIVEN.sub("", folded)


def _is_in(column: pd.Series, values: tuple[str, ...]) -> pd.Series:
    return column.isin(values) if values else pd.Series(data=True, index=column.index)


def _allow(unsure: dict[str, pd.Series], reason: str, passes: pd.Series, missing: pd.Series) -> pd.Series:
    """Let rows through whose value is missing, and note that it is the value that keeps them out."""
    unsure[reason] = missing & ~passes
    return passes | missing


def _programmes_wanted(programmes: pd.DataFrame, wanted: CentreFilter, details: pd.DataFrame | None) -> set[str]:
    chosen = _is_in(programmes["programme_id"], wanted.programmes) & _is_in(programmes["owner"], wanted.owners)
    ids = set(programmes.loc[chosen, "programme_id"])
    return ids & _with_partner(programmes, details, wanted.partners) if wanted.partners else ids


def _with_partner(programmes: pd.DataFrame, details: pd.DataFrame | None, partners: Iterable[str]) -> set[str]:
    names = set(partners)
    listed = programmes["partners"].map(lambda text: bool(text) and not names.isdisjoint(text.split("; ")))
    found = set(programmes.loc[listed, "programme_id"])
    if details is not None:
        rows = details[(details["kind"] == "partner") & details["name_th"].isin(names)]
        found |= set(rows["programme_id"])
    return found


def _in_provinces(centres: pd.DataFrame, wanted: CentreFilter) -> pd.Series:
    passes = _is_in(centres["province_code"], wanted.provinces)
    if wanted.regions:
        provinces = areas(Level.PROVINCE)
        inside = provinces["region_code"].isin(wanted.regions) | provinces["region6_code"].isin(wanted.regions)
        passes &= centres["province_code"].isin(provinces.index[inside])
    return passes


def _in_districts(unsure: dict[str, pd.Series], centres: pd.DataFrame, wanted: CentreFilter) -> pd.Series:
    passes = pd.Series(data=True, index=centres.index)
    unknown = centres["district_code"].isna()
    if wanted.districts:
        provinces = {code[:2] for code in wanted.districts}
        missing = unknown & centres["province_code"].isin(provinces)
        passes &= _allow(unsure, "district", centres["district_code"].isin(wanted.districts), missing)
    if wanted.groups:
        khet = areas(Level.DISTRICT)
        members = khet.index[khet["bma_group_code"].isin(wanted.groups)]
        missing = unknown & (centres["province_code"] == BANGKOK_CODE)
        passes &= _allow(unsure, "group", centres["district_code"].isin(members), missing)
    return passes


def _opened(unsure: dict[str, pd.Series], centres: pd.DataFrame, wanted: CentreFilter) -> pd.Series:
    year = centres["opened_be"]
    unknown = year.isna()
    passes = pd.Series(data=True, index=centres.index)
    if wanted.opened_from_be is not None:
        passes &= year.ge(wanted.opened_from_be).fillna(value=True).astype(bool)
    if wanted.opened_to_be is not None:
        passes &= year.le(wanted.opened_to_be).fillna(value=True).astype(bool)
    if not wanted.include_year_unknown:
        unsure["years"] = unknown.astype(bool)
    return passes


def _matches_text(centres: pd.DataFrame, text: str) -> pd.Series:
    sought = plain_text(text)
    if not sought:
        return pd.Series(data=True, index=centres.index)
    names = [
        any(sought in plain_text(name) for name in pair if name)
        for pair in zip(centres["name_th"], centres["name_en"], strict=True)
    ]
    return pd.Series(names, index=centres.index, dtype=bool)


def _first_reason(unsure: dict[str, pd.Series], index: pd.Index) -> pd.Series:
    reasons = pd.Series(None, index=index, dtype=object)
    for reason, rows in unsure.items():
        reasons = reasons.where(~rows | reasons.notna(), reason)
    return reasons
