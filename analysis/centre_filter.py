"""Which centres a person looks at, and how many fell out for want of a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.claims import Reason
from analysis.derived import ONE_A_SUBDISTRICT
from analysis.places import with_districts
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from registry.readers import typed
from registry.schema import CENTRES, Access, Basis, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

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

    centres are those that pass; out_of counts the centres there were; undecided are those that fell out only
    because a value is missing, and dropped_missing counts these by what is missing first ("district", "group",
    "years", "access"). counted are those of centres that are certainly what is asked for: with years, not those
    without. reasons says of every centre why it is not counted (`analysis.claims.Reason`), "" where it is; unsure
    whether that is only for want of a value (bool).
    """

    centres: pd.DataFrame
    out_of: int
    undecided: pd.DataFrame
    counted: pd.DataFrame
    reasons: pd.Series
    unsure: pd.Series
    dropped_missing: dict[str, int] = field(default_factory=dict)


def apply_filter(
    centres: pd.DataFrame, programmes: pd.DataFrame, centre_filter: CentreFilter, details: pd.DataFrame | None = None
) -> Filtered:
    """Return the centres that pass a filter, in their order.

    Parameters
    ----------
    centres, programmes, details
        Tables of the register; details are asked for partners.
    centre_filter
        The filter.

    """
    certain = _first(_criteria_failed(centres, programmes, centre_filter, details), centres.index)
    doubts = _values_missing(centres, centre_filter)
    doubt = _first({reason: rows for reason, (_, rows) in doubts.items()}, centres.index)
    exempt_reasons = {Reason.YEAR_UNKNOWN} if centre_filter.include_year_unknown else set()
    dropped_for = _first(
        {name: rows for reason, (name, rows) in doubts.items() if reason not in exempt_reasons}, centres.index
    )
    dropped = (certain == "") & (dropped_for != "")
    reasons = certain.where(certain != "", doubt)
    unsure = (certain == "") & (doubt != "")
    if not _asks_for_years(centre_filter):
        # That its year is not known is then what is asked of a centre, and certain.
        unsure &= doubt != Reason.YEAR_UNKNOWN
    return Filtered(
        centres=centres[(certain == "") & ~dropped],
        out_of=len(centres),
        undecided=centres[dropped],
        counted=centres[reasons == ""],
        reasons=reasons,
        unsure=unsure,
        dropped_missing={str(name): int(count) for name, count in dropped_for[dropped].value_counts().items()},
    )


def leaves_derived(programmes: pd.DataFrame, centre_filter: CentreFilter, details: pd.DataFrame | None = None) -> bool:
    """Return whether a filter leaves centres that follow from a rule (`analysis.derived`), wherever they are.

    They are open to the public, known to their district, of no known year, and nobody gives them a name.
    """
    if ONE_A_SUBDISTRICT not in set(programmes["programme_id"]):
        return False
    one = {
        "centre_id": "", "programme_id": ONE_A_SUBDISTRICT, "location_precision": Precision.DISTRICT,
        "status": Status.OPEN,
        "access": Access.PUBLIC, "basis": Basis.DERIVED, "name_th": "",
    }  # fmt: skip
    anywhere = replace(centre_filter, regions=(), provinces=(), districts=(), groups=())
    example = typed(pd.DataFrame([one], columns=CENTRES.names, dtype=object), CENTRES)
    return not apply_filter(example, programmes, anywhere, details).centres.empty


def plain_text(text: str) -> str:
    """Return text as it is compared in a search: case, spaces and tone marks do not matter.

    Examples
    --------
    >>> plain_text("ห้อง สมุด") == plain_text("หองสมุด"), plain_text("TK Park")
    (True, 'tkpark')

    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("เเ", "แ")
    return _FORGIVEN.sub("", folded)


def _is_in(column: pd.Series, values: tuple[str, ...]) -> NDArray[np.bool_]:
    return column.isin(values).to_numpy() if values else np.ones(len(column), dtype=bool)


def _asks_for_years(centre_filter: CentreFilter) -> bool:
    return centre_filter.opened_from_be is not None or centre_filter.opened_to_be is not None


def _criteria_failed(
    centres: pd.DataFrame, programmes: pd.DataFrame, centre_filter: CentreFilter, details: pd.DataFrame | None
) -> dict[str, NDArray[np.bool_]]:
    """Return by reason, in the order in which they are given, which centres fail a criterion for certain."""
    access = centres["access"].to_numpy()
    shut_out = ~_is_in(centres["access"], centre_filter.access)
    of_others = ~centres["programme_id"].isin(_owned(programmes, centre_filter)).to_numpy()
    without_partner = np.zeros(len(centres), dtype=bool)
    if centre_filter.partners:
        with_partner = _with_partner(programmes, details, centre_filter.partners)
        without_partner = ~centres["programme_id"].isin(with_partner).to_numpy()
    return {
        Reason.RESIDENTS: shut_out & (access == Access.RESIDENTS),
        Reason.COMMUNITY: shut_out & (access == Access.MILITARY_AND_COMMUNITY),
        Reason.PUBLIC: shut_out & (access == Access.PUBLIC),
        Reason.EARLIER: _less(centres["opened_be"], centre_filter.opened_from_be),
        Reason.LATER: _more(centres["opened_be"], centre_filter.opened_to_be),
        Reason.STATUS: ~_is_in(centres["status"], centre_filter.status),
        Reason.PRECISION: ~_is_in(centres["location_precision"], centre_filter.precision),
        Reason.BASIS: ~_is_in(centres["basis"], centre_filter.basis),
        Reason.OWNER: of_others,
        Reason.PARTNER: without_partner,
        Reason.TEXT: ~_matches_text(centres, centre_filter.text),
        Reason.AREA: _outside(centres, centre_filter),
    }


def _values_missing(centres: pd.DataFrame, centre_filter: CentreFilter) -> dict[str, tuple[str, NDArray[np.bool_]]]:
    """Return by reason the name of the value, and the centres of which it is asked and missing."""
    provinces = {code[:2] for code in centre_filter.districts} | ({BANGKOK_CODE} if centre_filter.groups else set())
    place = np.zeros(len(centres), dtype=bool)
    if provinces:
        districts = with_districts(centres)["district_code"]
        place = (districts.isna() & centres["province_code"].isin(provinces)).to_numpy()
    access = (centres["access"] == Access.UNKNOWN).to_numpy() & ~_is_in(centres["access"], centre_filter.access)
    by_year = _asks_for_years(centre_filter) or not centre_filter.include_year_unknown
    return {
        Reason.ACCESS_UNKNOWN: ("access", access),
        Reason.PLACE_UNKNOWN: ("district" if centre_filter.districts else "group", place),
        Reason.YEAR_UNKNOWN: ("years", centres["opened_be"].isna().to_numpy() & by_year),
    }


def _owned(programmes: pd.DataFrame, centre_filter: CentreFilter) -> set[str]:
    chosen = _is_in(programmes["programme_id"], centre_filter.programmes) & _is_in(
        programmes["owner"], centre_filter.owners
    )
    return set(programmes["programme_id"].to_numpy()[chosen])


def _with_partner(programmes: pd.DataFrame, details: pd.DataFrame | None, partners: Iterable[str]) -> set[str]:
    names = set(partners)
    listed = programmes["partners"].map(lambda text: bool(text) and not names.isdisjoint(text.split("; ")))
    ids = set(programmes.loc[listed.astype(bool), "programme_id"])
    if details is not None:
        rows = details[(details["kind"] == "partner") & details["name_th"].isin(names)]
        ids |= set(rows["programme_id"])
    return ids


def _outside(centres: pd.DataFrame, centre_filter: CentreFilter) -> NDArray[np.bool_]:
    """Return which centres lie outside an area that is asked for; those whose district is missing may lie inside."""
    inside = _is_in(centres["province_code"], centre_filter.provinces)
    if centre_filter.regions:
        provinces = areas(Level.PROVINCE)
        members = provinces["region_code"].isin(centre_filter.regions) | provinces["region6_code"].isin(
            centre_filter.regions
        )
        inside = inside & centres["province_code"].isin(provinces.index[members]).to_numpy()
    if not (centre_filter.districts or centre_filter.groups):
        return ~inside
    district = with_districts(centres)["district_code"]
    if centre_filter.districts:
        may_be = district.isna() & centres["province_code"].isin({code[:2] for code in centre_filter.districts})
        inside = inside & (district.isin(centre_filter.districts) | may_be).to_numpy()
    if centre_filter.groups:
        khet = areas(Level.DISTRICT)
        may_be = district.isna() & (centres["province_code"] == BANGKOK_CODE)
        in_group = district.isin(khet.index[khet["bma_group_code"].isin(centre_filter.groups)])
        inside = inside & (in_group | may_be).to_numpy()
    return ~inside


def _less(years: pd.Series, bound: int | None) -> NDArray[np.bool_]:
    return _nobody(years) if bound is None else years.lt(bound).to_numpy(dtype=bool, na_value=False)


def _more(years: pd.Series, bound: int | None) -> NDArray[np.bool_]:
    return _nobody(years) if bound is None else years.gt(bound).to_numpy(dtype=bool, na_value=False)


def _nobody(column: pd.Series) -> NDArray[np.bool_]:
    return np.zeros(len(column), dtype=bool)


def _matches_text(centres: pd.DataFrame, text: str) -> NDArray[np.bool_]:
    sought = plain_text(text)
    if not sought:
        return np.ones(len(centres), dtype=bool)
    names = [
        any(sought in plain_text(name) for name in pair if name)
        for pair in zip(centres["name_th"], centres["name_en"], strict=True)
    ]
    return np.array(names, dtype=bool)


def _first(cases: dict[str, NDArray[np.bool_]], index: pd.Index) -> pd.Series:
    """Return the name of the first case that holds of each row, "" where none does."""
    names, holds = list(cases), list(cases.values())
    values = np.select(holds, [str(name) for name in names], "") if names else ""
    return pd.Series(values, index=index, dtype=object)
