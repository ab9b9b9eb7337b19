"""All findings on the register's data, the gravest kinds first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quality.agreement import agreement_findings
from analysis.quality.finding import Finding, FindingKind
from analysis.quality.places import place_findings
from analysis.quality.records import record_findings

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd


def quality_findings(
    *,
    centres: pd.DataFrame,
    programmes: pd.DataFrame,
    figures: pd.DataFrame,
    area_counts: pd.DataFrame,
    today: date,
) -> list[Finding]:
    """Return what needs a second look, in the order of `FindingKind`, then of programmes and subjects.

    Parameters
    ----------
    centres
        With what the polygons say of them (located_district_code, warning), as `Register.centres` returns them.
    programmes, figures, area_counts
        The register's tables.
    today
        The day that ages and years are judged by.

    """
    order = {kind: position for position, kind in enumerate(FindingKind)}
    found = [
        *place_findings(centres),
        *record_findings(centres, today=today),
        *agreement_findings(centres, programmes, figures, area_counts),
    ]
    return sorted(found, key=lambda finding: (order[finding.kind], finding.programme_id, finding.subject))
