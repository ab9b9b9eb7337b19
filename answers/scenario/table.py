"""The sites of a scenario as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.precision import estimate
from answers.words.names import full_area_name

if TYPE_CHECKING:
    from answers.facts import Facts


def scenario_table(facts: Facts) -> pd.DataFrame:
    """Return what a scenario opens and closes: one row a centre.

    action ("open" or "close"), site (number), programme_id, centre_id, longitude, latitude (degrees, WGS 84),
    district_code, district, radius_km, newly_within (people, each site by itself; missing for a closed centre),
    distances.
    """
    openings, lang = facts.openings, facts.question.lang
    rows: list[dict[str, object]] = []
    if openings is not None:
        each = zip(openings.each, facts.question.site_programmes, strict=True)
        for number, (one, programme) in enumerate(each, start=1):
            place = one.places[0]
            rows.append(
                {
                    "action": "open", "site": number, "programme_id": programme, "centre_id": None,
                    "longitude": place.longitude,
                    "latitude": place.latitude, "district_code": place.district_code,
                    "district": full_area_name(place.district_code, lang=lang), "radius_km": one.radius_km,
                    "newly_within": int(estimate(one.newly_within)), "distances": str(one.distances),
                }
            )  # fmt: skip
    centres = facts.tables.centres.set_index("centre_id")
    for centre_id in facts.question.closed:
        if centre_id not in centres.index:
            continue
        row = centres.loc[[centre_id]].iloc[0]
        rows.append(
            {
                "action": "close", "site": None, "programme_id": row["programme_id"], "centre_id": centre_id,
                "longitude": row["longitude"],
                "latitude": row["latitude"], "district_code": row["district_code"],
                "district": _district(row["district_code"], lang),
                "radius_km": facts.radius_km, "newly_within": None, "distances": None,
            }
        )  # fmt: skip
    table = pd.DataFrame(rows)
    return table.astype({"site": "Int64", "newly_within": "Int64"}) if rows else table


def _district(code: object, lang: str) -> str | None:
    return full_area_name(code, lang=lang) if isinstance(code, str) and code else None
