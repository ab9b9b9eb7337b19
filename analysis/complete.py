"""Whether the list of centres is complete over its scope, and the reason where it is not.

A spread over areas, and an access that takes every centre for known, may be told only then: an unlisted centre is
not a missing centre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from analysis.claims import Claim
from analysis.places import parent_codes, touches
from analysis.sites import area_codes
from geodata.codes import Level
from geodata.errors import KlaiBaanError
from registry.schema import ListStatus, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.centre_filter import CentreFilter


class IncompleteError(KlaiBaanError):
    """The reason why something that needs a complete list is not told. It stands in the number's place."""

    templates: ClassVar[Mapping[str, str]] = {
        "incomplete_scope": "None of the areas looked at is within the scope of {programmes}.",
        "incomplete_list": (
            "The list of {programmes} is not complete, so a centre that is not on it may still be there. "
            "Spread and access are told only where the list is complete."
        ),
        "incomplete_filter": "The filter leaves out centres that are there. Clear it to see the spread of all of them.",
        "incomplete_undecided": (
            "For {count} centre(s) the sources do not say whether the filter takes them in. Clear it and try again."
        ),
        "incomplete_place": (
            "Of {count} centre(s) it is not known in which area of this level they are. Choose a wider level, "
            "such as districts or provinces."
        ),
        "incomplete_counts": (
            "Around {count} area(s) a partner counts centres without saying in which of them. Choose a wider level, "
            "such as districts or provinces."
        ),
        "incomplete_claims": "Of {count} area(s) it is not known whether they have a centre.",
        "incomplete_people": "Of {count} area(s) the registered people are not known.",
        "incomplete_no_centres": "No centre is counted here, so there is nothing to spread.",
        "incomplete_one_area": (
            "Only one area at this level is within the scope, so there is nothing to compare. Choose a finer level."
        ),
    }


def why_incomplete(
    level: Level,
    *,
    chosen: pd.DataFrame,
    claim: pd.Series,
    site_rows: pd.DataFrame,
    unsure: pd.DataFrame | None = None,
    counted_above: pd.Series | None = None,
    hidden: bool = False,
) -> IncompleteError | None:
    """Return the reason why the list is not complete over its scope, or None where it is.

    Parameters
    ----------
    level
        The level of the areas.
    chosen
        The rows of the programmes looked at.
    claim
        What may be claimed of each area looked at; those out of scope are passed over.
    site_rows, unsure
        The sites that are counted, derived ones left out, and those of which it is not known whether they are
        (`analysis.sites.sites`).
    counted_above
        Whether a partner counts centres around the area that are not told apart by area (bool).
    hidden
        Whether the filter leaves out centres that are there.

    """
    scope = claim.index[claim != Claim.OUT_OF_SCOPE]
    if scope.empty:
        return IncompleteError("incomplete_scope", programmes=", ".join(chosen["programme_id"]))
    if partial := _partial(level, chosen, scope):
        return IncompleteError("incomplete_list", programmes=", ".join(partial))
    if hidden:
        return IncompleteError("incomplete_filter")
    return _fault_of_rows(level, claim, scope, site_rows=site_rows, unsure=unsure, counted_above=counted_above)


def _fault_of_rows(
    level: Level,
    claim: pd.Series,
    scope: pd.Index,
    *,
    site_rows: pd.DataFrame,
    unsure: pd.DataFrame | None,
    counted_above: pd.Series | None,
) -> IncompleteError | None:
    counts = {
        "incomplete_undecided": 0 if unsure is None else _maybe(level, unsure, scope),
        "incomplete_place": _nowhere(level, site_rows, scope),
        "incomplete_counts": 0 if counted_above is None else int(counted_above[scope].sum()),
        "incomplete_claims": int((claim == Claim.UNKNOWN).sum()),
    }
    first = next((key for key, count in counts.items() if count), None)
    return IncompleteError(first, count=counts[first]) if first else None


def hides_centres(centre_filter: CentreFilter) -> bool:
    """Tell whether a filter hides centres that are there: then "has none" would be said of the filter, not the area."""
    hides = (
        centre_filter.text.strip()
        or centre_filter.precision
        or centre_filter.basis
        or centre_filter.partners
        or centre_filter.owners
    )
    return bool(hides) or (bool(centre_filter.status) and Status.OPEN not in centre_filter.status)


def _partial(level: Level, chosen: pd.DataFrame, scope: pd.Index) -> list[str]:
    """Return the programmes that are meant for one of the areas and have no complete list."""
    rows = zip(chosen["programme_id"], chosen["scope_codes"], chosen["list_status"], strict=True)
    return [
        str(programme_id)
        for programme_id, codes, status in rows
        if status not in (ListStatus.NOT_A_PLACE, ListStatus.COMPLETE) and touches(level, codes.split(" "))[scope].any()
    ]


def _maybe(level: Level, unsure: pd.DataFrame, scope: pd.Index) -> int:
    return _nowhere(level, unsure, scope) + int(area_codes(unsure, level).isin(scope).sum())


def _nowhere(level: Level, site_rows: pd.DataFrame, scope: pd.Index) -> int:
    """Return how many sites may be in the areas and are recorded in none at this level."""
    in_district = level in (Level.SUBDISTRICT, Level.DISTRICT, Level.BMA_GROUP)
    provinces = parent_codes(level, Level.PROVINCE)[scope] if in_district else _provinces(level, scope)
    return int((area_codes(site_rows, level).isna() & site_rows["province_code"].isin(provinces)).sum())


def _provinces(level: Level, scope: pd.Index) -> pd.Index:
    parents = parent_codes(Level.PROVINCE, level)
    return parents.index[parents.isin(scope)]
