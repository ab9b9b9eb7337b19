"""A finding: what needs a second look, which rows it is about, and which figures it touches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Facts = Mapping[str, str | int | float]


class FindingKind(StrEnum):
    """What is found; each has its sentence and its effect in the words of the reports (quality.<kind>)."""

    OUTSIDE_THAILAND = "outside_thailand"
    OUTSIDE_DISTRICT = "outside_district"
    SAME_PLACE = "same_place"
    SAME_NAME = "same_name"
    SITE_IN_TWO_PROVINCES = "site_in_two_provinces"
    IMPOSSIBLE_YEAR = "impossible_year"
    COUNT_BELOW_NAMES = "count_below_names"
    COUNT_BELOW_PARTS = "count_below_parts"
    SOURCES_DISAGREE = "sources_disagree"
    REPORTED_NOT_NAMED = "reported_not_named"
    WITHOUT_POINT = "without_point"
    WITHOUT_YEAR = "without_year"
    STALE = "stale"


@dataclass(frozen=True)
class Finding:
    """One finding.

    Parameters
    ----------
    kind
        What it is.
    subject
        What it is about, in a form that stays the same as long as the finding does: a centre, a pair, a programme.
    programme_id
        The programme whose figures it touches.
    centre_ids
        The rows to look at; empty where it is about a number.
    facts
        Plain values for its sentence: counts, dates, distances in metres or kilometres.

    """

    kind: FindingKind
    subject: str
    programme_id: str
    centre_ids: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the finding's name, by which a decision about it is kept."""
        return f"{self.kind}:{self.subject}"
