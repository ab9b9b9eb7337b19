"""What may be said of an area, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.claims import Claim
from answers.words import t

if TYPE_CHECKING:
    from analysis.centre_filter import CentreFilter


def claim_words(claim: str, *, lang: str, form: str = "claim") -> str:
    """Return what may be said of an area; form is "claim", "claim_short" or "claim_long"."""
    return t(f"{form}.{claim}", lang=lang)


def told_claim(claim: str, wanted: CentreFilter, *, lang: str) -> str:
    """Return what may be said of an area for a filter: one of some areas only leaves out what the programme is for."""
    if claim == Claim.OUT_OF_SCOPE and narrowed(wanted):
        return t("areas.outside_filter", lang=lang)
    return claim_words(claim, lang=lang)


def narrowed(wanted: CentreFilter) -> bool:
    """Return whether a filter is of some areas only."""
    return bool(wanted.regions or wanted.provinces or wanted.districts or wanted.groups)
