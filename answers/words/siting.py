"""A siting plan in sentences: how good it is, why each site, what more sites would bring, whether it stays best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.siting.problem import Objective
from analysis.situation import Distances
from answers.words import t
from answers.words.numbers import about, number

if TYPE_CHECKING:
    import pandas as pd

    from analysis.siting.plan import SitingPlan


def plan_sentence(plan: SitingPlan, *, lang: str) -> str:
    """Return what a plan reaches, and whether that is proven best or how far from it it may be."""
    question, km = plan.posed.question, f"{plan.posed.situation.radius_km:g}"
    newly, most = int(plan.sites["newly_within"].sum()), f"siting.plan.mclp{_beginning(plan)}"
    count = number(len(plan.sites), lang=lang)
    value = {
        Objective.MCLP: lambda: t(most, lang=lang, count=count, people=about(newly, lang=lang), km=km),
        Objective.LSCP: lambda: t("siting.plan.lscp", lang=lang, count=count, km=km),
        Objective.PMEDIAN: lambda: t("siting.plan.pmedian", lang=lang, count=count, km=_mean(plan, lang)),
        Objective.PCENTER: lambda: t(
            "siting.plan.pcenter", lang=lang, count=count, km=number(plan.objective_value, lang=lang, decimals=1)
        ),
    }[question.objective]()
    if not plan.posed.question.keeps_existing:
        value = t("siting.from_none", lang=lang, value=value)
    if plan.proven:
        return f"{value} {t('siting.proven', lang=lang)}"
    if plan.gap > 1:
        return f"{value} {t('siting.unbounded', lang=lang)}"
    return f"{value} {t('siting.gap', lang=lang, gap=number(plan.gap * 100, lang=lang, decimals=1))}"


def cost_sentence(plan: SitingPlan, *, lang: str) -> str:
    """Return what the sites cost together, and of which budget; "" where not all costs are known."""
    if plan.cost is None:
        return ""
    cost, budget = number(plan.cost, lang=lang), plan.posed.question.budget
    if budget is None:
        return t("siting.cost", lang=lang, cost=cost)
    return t("siting.cost_of_budget", lang=lang, cost=cost, budget=number(budget, lang=lang))


def reason(plan: SitingPlan, site: pd.Series, *, lang: str) -> str:
    """Return why a site is in the plan: whom it reaches who are beyond the radius of all that is open before it."""
    km, people = f"{plan.posed.situation.radius_km:g}", int(site["newly_within"])
    if not people:
        return t("siting.reason.nobody", lang=lang, km=km)
    certain = plan.posed.situation.distances is Distances.REPORTED or not plan.posed.question.keeps_existing
    key = f"siting.reason.about{_beginning(plan)}" if certain else "siting.reason.at_most"
    return t(key, lang=lang, people=about(people, lang=lang), km=km)


def sensitivity_sentence(plan: SitingPlan, *, lang: str) -> str:
    """Return whether the sites stay the best at other radii and under the even spread, in one sentence."""
    parts = []
    for _, row in plan.sensitivity.iterrows():
        where = (
            t("siting.where.even", lang=lang)
            if row["variant"] == "even"
            else t("siting.where.radius", lang=lang, km=f"{row['radius_km']:g}")
        )
        parts.append(
            t(
                "siting.stays", lang=lang, where=where, kept=number(row["kept"], lang=lang),
                count=number(len(plan.sites), lang=lang), share=number(100 * row["share"], lang=lang, decimals=0),
            )
        )  # fmt: skip
    return t("siting.sensitivity", lang=lang, parts="; ".join(parts))


def curve_sentence(plan: SitingPlan, *, lang: str) -> str:
    """Return how many people one site more would reach, after the plan's own."""
    here = len(plan.sites)
    curve = plan.curve.set_index("sites")["newly_within"]
    if here + 1 not in curve.index:
        return t("siting.curve.end", lang=lang)
    more = max(0, int(curve[here + 1] - curve[here]))
    return t("siting.curve.next", lang=lang, people=about(more, lang=lang))


def _beginning(plan: SitingPlan) -> str:
    """Return the end of the key of words for a plan that begins without the existing centres, or ""."""
    return "" if plan.posed.question.keeps_existing else "_empty"


def _mean(plan: SitingPlan, lang: str) -> str:
    return number(plan.objective_value / max(1, int(plan.posed.problem.people.sum())), lang=lang, decimals=1)
