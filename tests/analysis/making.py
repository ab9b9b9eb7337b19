"""Centres and programmes made up for tests, in the register's own shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from registry.readers import typed
from registry.schema import AREA_COUNTS, CENTRES, PROGRAMMES
from registry.tables import Tables

IN_BANGKOK = {"scope_codes": "10"}
"""A programme with a complete list, meant for Bangkok."""

_CENTRE = {
    "programme_id": "libraries", "name_th": "ห้องสมุด", "name_status": "named", "province_code": "10",
    "location_precision": "province", "status": "open", "access": "public", "basis": "reported",
}  # fmt: skip


def made_centres(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return centres; what a row leaves out is as plain as can be (open, public, in Bangkok, khet unknown)."""
    filled = []
    for position, row in enumerate(rows):
        centre_id = row.get("centre_id", f"c{position:04d}")
        centre = {"centre_id": centre_id, "site_id": centre_id, "member_id": centre_id, **_CENTRE, **row}
        if centre.get("longitude") is not None:
            centre.setdefault("location_precision", "site")
        filled.append(centre)
    return typed(pd.DataFrame(filled, columns=CENTRES.names, dtype=object), CENTRES)


def made_programmes(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return programmes; by default one, called libraries, of the whole country and with a complete list."""
    plain = {"programme_id": "libraries", "scope_codes": "TH", "list_status": "complete"}
    filled = [{"name_th": "โครงการ", **plain, **row} for row in rows or ({},)]
    return typed(pd.DataFrame(filled, columns=PROGRAMMES.names, dtype=object), PROGRAMMES)


def made_counts(counts: dict[str, int], programme_id: str = "libraries") -> pd.DataFrame:
    """Return counts by area of one programme."""
    rows = [{"programme_id": programme_id, "admin_code": code, "count": count} for code, count in counts.items()]
    return typed(pd.DataFrame(rows, columns=AREA_COUNTS.names, dtype=object), AREA_COUNTS)


def made_tables(
    *rows: dict[str, Any], programmes: Sequence[dict[str, Any]] = (), counts: dict[str, int] | None = None
) -> Tables:
    """Return a register's tables of centres, programmes and the usual programme's counts by area."""
    return Tables(made_centres(*rows), made_programmes(*programmes), area_counts=made_counts(counts or {}))
