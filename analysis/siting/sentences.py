"""The reasons of a plan in plain English, for the command line; the screen has its own words from the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.precision import estimate

if TYPE_CHECKING:
    import pandas as pd

    from analysis.siting.plan import SitingPlan


def reason(plan: SitingPlan, site: pd.Series) -> str:
    """Return why a site is in the plan: whom it reaches who are beyond the radius of all that is open before it."""
    radius = f"{plan.posed.situation.radius_km:g} km"
    people = int(site["newly_within"])
    if not people:
        return f"reaches nobody more within {radius}; a floor asks for it, or it shortens the way"
    if not plan.posed.question.keeps_existing:
        return f"reaches about {estimate(people):,.0f} people within {radius} whom no site before it reaches"
    most = "" if plan.people_before is not None and str(plan.posed.situation.distances) == "reported" else "at most "
    return f"reaches {most or 'about '}{estimate(people):,.0f} people now beyond {radius}"


def sensitivity_sentence(plan: SitingPlan) -> str:
    """Return whether the sites stay the best at other radii and under the even spread, in one sentence."""
    count = len(plan.sites)
    parts = []
    for _, row in plan.sensitivity.iterrows():
        where = "under the even spread" if row["variant"] == "even" else f"at {row['radius_km']:g} km"
        parts.append(f"{where} {row['kept']} of {count} stay and reach {row['share']:.0%} of the best known there")
    return ("; ".join(parts) + ".").capitalize() if parts else ""
