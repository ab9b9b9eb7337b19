"""What may be said of an area, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.claims import Claim, Reason
from analysis.scope import have_no_common_area
from answers.words import t

if TYPE_CHECKING:
    import pandas as pd

    from analysis.centre_filter import CentreFilter


def claim_words(claim: str, *, lang: str, form: str = "claim", reason: str = "") -> str:
    """Return what may be said of an area; form is "claim", "claim_short" or "claim_long".

    With the reason (`analysis.claims.Reason`) it is said of an area with another centre which one that is, and of one
    whose centre opened in a year that is not known, that nothing is known for the period asked for.
    """
    if reason and claim == Claim.HAS_OTHER:
        return t(f"claim_reason.{reason}", lang=lang)
    if claim == Claim.UNKNOWN and reason == Reason.YEAR_UNKNOWN:
        return t("claim_unknown.year_unknown", lang=lang)
    return t(f"{form}.{claim}", lang=lang)


def claim_under_filter(claim: str, centre_filter: CentreFilter, *, lang: str, reason: str = "") -> str:
    """Return what may be said of an area for a filter: one of some areas only leaves out what the programme is for."""
    if claim == Claim.OUT_OF_SCOPE and has_area_filter(centre_filter):
        nothing = have_no_common_area(centre_filter)
        return t("claim_reason.no_common_area" if nothing else "areas.outside_filter", lang=lang)
    return claim_words(claim, lang=lang, reason=reason)


def other_reason(table: pd.DataFrame) -> str:
    """Return why centres are not counted, where it is the same in all areas of a coverage table with another one."""
    reasons = table.loc[table["claim"] == Claim.HAS_OTHER, "claim_reason"].unique()
    return str(reasons[0]) if len(reasons) == 1 else ""


def has_area_filter(centre_filter: CentreFilter) -> bool:
    """Return whether a filter is of some areas only."""
    return bool(centre_filter.regions or centre_filter.provinces or centre_filter.districts or centre_filter.groups)
