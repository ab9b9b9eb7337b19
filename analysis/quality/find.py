"""All findings on the register's data, the gravest kinds first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.quality.agreement import agreement_findings
from analysis.quality.finding import Finding, FindingKind
from analysis.quality.places import place_findings
from analysis.quality.records import record_findings

if TYPE_CHECKING:
    from datetime import date

    from registry.tables import Tables


def quality_findings(tables: Tables, *, today: date) -> list[Finding]:
    """Return what needs a second look, in the order of `FindingKind`, then of programmes and subjects.

    Parameters
    ----------
    tables
        The register's tables; its centres with what the polygons say of them (located_district_code, warning).
    today
        The day that ages and years are judged by.

    """
    order = {kind: position for position, kind in enumerate(FindingKind)}
    findings = [
        *place_findings(tables.centres),
        *record_findings(tables.centres, today=today),
        *agreement_findings(tables),
    ]
    return sorted(findings, key=lambda finding: (order[finding.kind], finding.programme_id, finding.subject))
