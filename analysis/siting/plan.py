"""A siting question asked of the register, and its answer in people, sites and sentences' terms."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from analysis.ages import Age
from analysis.field.cache import demand_points
from analysis.field.distances import distance_field, with_one_more
from analysis.field.earth import earth_centred
from analysis.field.points import Demand, points_of
from analysis.field.reach import Reach
from analysis.places import within
from analysis.siting.candidates import Candidates, candidates, usable_candidates
from analysis.siting.costs import Costs, with_costs
from analysis.siting.demand import demand_units
from analysis.siting.errors import SitingError
from analysis.siting.greedy import exchange_cover, greedy_cover
from analysis.siting.incumbent import Incumbent
from analysis.siting.problem import Objective, SitingProblem
from geodata.areas import area
from geodata.codes import COUNTRY_CODE, Level

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.selection import Selection
    from analysis.siting.run import Progress
    from analysis.situation import Situation

MOST_SITES: Final = 50
RADII: Final = (0.8, 1.25)
"""What the radius is multiplied by to see whether the choice stays best."""
_EXCHANGE_S: Final = 1.0


@dataclass(frozen=True)
class SitingQuestion:
    """What is asked beside the register and its filter.

    sites
        How many centres, 1 to `MOST_SITES`; for LSCP the most, or None.
    objective, candidates, area_code
        What is best; where centres may be opened; whose people count, and where candidates lie.
    level
        `Level.DISTRICT` for people and distances by district, None by subdistrict.
    keeps_existing
        Whether the centres counted stay open; without it the choice begins with none, as a yardstick.
    floors
        Area codes, each with how many sites are to be opened there at least.
    excluded
        Areas without candidates.
    budget, costs
        What may be spent, and what a site costs beside what a list says.
    """

    sites: int | None
    objective: Objective = Objective.MCLP
    candidates: Candidates = Candidates.SUBDISTRICT
    area_code: str = COUNTRY_CODE
    level: Level | None = None
    keeps_existing: bool = True
    floors: tuple[tuple[str, int], ...] = ()
    excluded: tuple[str, ...] = ()
    budget: float | None = None
    costs: Costs = field(default_factory=Costs)


@dataclass(frozen=True, eq=False)
class PosedProblem:
    """A siting question as a problem, with what its numbers stand for.

    problem
        The numbers.
    candidates
        The candidates in the problem's order (`analysis.siting.candidates.candidates`).
    question, situation
        What was asked.
    """

    problem: SitingProblem
    candidates: pd.DataFrame
    question: SitingQuestion
    situation: Situation


@dataclass(frozen=True, eq=False)
class SitingPlan:
    """The answer to a siting question.

    sites
        In the order in which each adds most: rank (from 1), candidate_id, name_th, name_en, kind, longitude, latitude
        (degrees, WGS 84), district_code, cost, newly_within (registered people of the area who live within the radius
        of this site and of no other that is open or ranks before it).
    objective_value, bound, gap, proven, seconds
        Of the problem: people newly covered (MCLP), sites (LSCP), person-kilometres (p-median), kilometres (p-center);
        no choice is better than the bound; gap is relative.
    people, people_before, people_after
        Registered people of the area, and those within the radius of an open centre now and then, by the demand
        points of the map. People before are missing (None) where distances are not reported.
    curve
        sites (from 0), newly_within: of the first so many sites of the greedy order, beyond the plan's own.
    sensitivity
        One row a variant: variant ("radius" or "even"), radius_km, kept (of the plan's sites), share (of what the best
        known choice adds there, 0–1).
    """

    posed: PosedProblem
    sites: pd.DataFrame
    objective_value: float
    bound: float
    gap: float
    proven: bool
    seconds: float
    people: int
    people_before: int | None
    people_after: int
    curve: pd.DataFrame
    sensitivity: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def cost(self) -> float | None:
        """What the sites cost together; None where not all costs are known."""
        costs = self.sites["cost"].astype(float)
        return None if costs.isna().any() else float(costs.sum())


def pose(
    question: SitingQuestion, selection: Selection, situation: Situation, *, file: Path | None = None
) -> PosedProblem:
    """Return a siting question as a problem over a register's centres.

    Raises
    ------
    SitingError
        It cannot be asked so; the sentence says what would make it possible.

    """
    where = {"area": area(question.area_code).name_en, "area_code": question.area_code}
    if question.sites is not None and not 1 <= question.sites <= MOST_SITES:
        raise SitingError("siting_sites_range", value=question.sites, most=MOST_SITES)
    existing = situation.points
    existing_xyz = earth_centred(existing["longitude"], existing["latitude"])
    table = usable_candidates(
        candidates(question.candidates, selection, file=file),
        area_code=question.area_code,
        excluded=question.excluded,
        existing_xyz=existing_xyz if question.keeps_existing else existing_xyz[:0],
    )
    if table.empty:
        raise SitingError("siting_no_candidates", **where)
    table = with_costs(table, question.costs, area_code=question.area_code)
    if question.sites is not None and question.sites > len(table):
        raise SitingError("siting_sites_many", count=question.sites, candidates=len(table))
    units = _units(question, situation)
    if units.empty:
        raise SitingError("siting_nobody", **where)
    open_now = existing if question.keeps_existing else existing.iloc[:0]
    problem = SitingProblem(
        objective=question.objective,
        radius_km=situation.radius_km,
        people=units["people"].to_numpy(),
        demand_lon=units["longitude"].to_numpy(),
        demand_lat=units["latitude"].to_numpy(),
        now_km=_now_km(units, open_now),
        candidate_lon=table["longitude"].to_numpy(dtype=float),
        candidate_lat=table["latitude"].to_numpy(dtype=float),
        sites=question.sites,
        costs=_costs(question, table),
        budget=question.budget,
        **_floors(question, table),
    )
    return PosedProblem(problem, table, question, situation)


def siting_plan(posed: PosedProblem, progress: Progress) -> SitingPlan:
    """Return the answer that a search has come to, with what it means for people.

    Raises
    ------
    SitingError
        The search was stopped before it had any choice.

    """
    best = progress.best
    if best is None:
        raise SitingError("siting_solver", reason="stopped")
    sites, before, after, everybody = _in_order(posed, best)
    return SitingPlan(
        posed=posed,
        sites=sites,
        objective_value=best.value,
        bound=best.bound,
        gap=best.gap,
        proven=best.proven,
        seconds=progress.seconds,
        people=round(everybody),
        people_before=round(before) if posed.situation.reports_distances else None,
        people_after=round(after),
        curve=_curve(posed, sites),
        sensitivity=_sensitivity(posed, best),
    )


def _units(question: SitingQuestion, situation: Situation) -> pd.DataFrame:
    source = None if situation.demand is None else Demand(_DEMANDS[situation.demand.source])
    units = demand_units(question.level, source)
    return units[units["district_code"].map(within(Level.DISTRICT, [question.area_code])).astype(bool)]


_DEMANDS: Final = {"subdistrict": "tambon", "registration": "even", "grid": "grid"}


def _now_km(units: pd.DataFrame, centres: pd.DataFrame) -> np.ndarray:
    """Return how far each unit is from the nearest centre (km, float32), in the units' order."""
    at = points_of(["unit"], np.zeros(len(units), dtype=int), units["longitude"], units["latitude"], units["people"])
    order = np.lexsort((at.longitude, at.latitude))
    back = np.lexsort((units["longitude"].to_numpy(), units["latitude"].to_numpy()))
    km = np.empty(len(units), dtype=np.float32)
    km[back] = distance_field(at, centres["longitude"], centres["latitude"])[order]
    return km


def _costs(question: SitingQuestion, table: pd.DataFrame) -> np.ndarray | None:
    if question.budget is None:
        return None
    if not question.budget > 0:
        raise SitingError("siting_budget_range", value=question.budget)
    costs = table["cost"].to_numpy(dtype=float)
    if np.isnan(costs).any():
        raise SitingError("siting_costs", count=int(np.isnan(costs).sum()))
    return np.asarray(costs)


def _floors(question: SitingQuestion, table: pd.DataFrame) -> dict[str, np.ndarray]:
    rows, least = [], []
    for code, count in question.floors:
        inside = table["district_code"].map(within(Level.DISTRICT, [code])).to_numpy(dtype=bool)
        if inside.sum() < count:
            raise SitingError(
                "siting_floor_candidates", least=count, area=area(code).name_en, area_code=code,
                candidates=int(inside.sum()),
            )  # fmt: skip
        rows.append(inside)
        least.append(count)
    if not rows:
        return {}
    return {"floors": np.array(rows), "floor_least": np.array(least, dtype=np.int64)}


def _in_order(posed: PosedProblem, best: Incumbent) -> tuple[pd.DataFrame, float, float, float]:
    """Return the sites in the order in which each adds most people, people before and after, and everybody."""
    situation, radius = posed.situation, posed.situation.radius_km
    districts = within(Level.DISTRICT, [posed.question.area_code])
    points = situation.reach.points
    km = situation.reach.km
    if not posed.question.keeps_existing:
        km = np.full(len(points), np.inf, dtype=np.float32)

    def count(where: np.ndarray) -> float:
        return float(Reach(points, km).people_where(where, Level.COUNTRY, Age.ALL, districts=districts)[COUNTRY_CODE])

    before = count(situation.reach.km <= radius)
    table = posed.candidates.iloc[list(best.chosen)]
    far = np.full(len(points), np.inf, dtype=np.float32)
    near = {
        code: with_one_more(far, points, float(row["longitude"]), float(row["latitude"])) <= radius
        for code, row in table.iterrows()
    }
    inside = np.repeat(districts.reindex(points.district_codes).to_numpy(dtype=bool), np.diff(points.starts))
    people = np.where(inside, points.people, 0.0)
    covered, left, rows = km <= radius, list(table.index), []
    while left:
        gains = [float(people[near[code] & ~covered].sum()) for code in left]
        site = left.pop(int(np.argmax(gains)))
        rows.append((site, round(count(near[site] & ~covered))))
        covered |= near[site]
    ranked = pd.DataFrame(rows, columns=["candidate_id", "newly_within"])
    ranked = ranked.join(table, on="candidate_id")
    ranked.insert(0, "rank", range(1, len(ranked) + 1))
    everybody = count(np.full(len(points), fill_value=True))
    return ranked, before, count(covered), everybody


def _curve(posed: PosedProblem, sites: pd.DataFrame) -> pd.DataFrame:
    """Return how many people so many sites newly cover in the problem: greedily, and by the plan."""
    problem = posed.problem
    longest = min(MOST_SITES, problem.candidate_count, max(10, 2 * len(sites)))
    free = replace(
        problem, objective=Objective.MCLP, sites=longest, budget=None, floors=problem.floors[:0],
        floor_least=problem.floor_least[:0],
    )  # fmt: skip
    order = greedy_cover(free)
    reached = [0.0, *(free.value(np.array(order[: count + 1], dtype=np.int64)) for count in range(len(order)))]
    chosen = posed.candidates.index.get_indexer(pd.Index(sites["candidate_id"]))
    if len(chosen) < len(reached):
        reached[len(chosen)] = max(reached[len(chosen)], free.value(chosen))
    return pd.DataFrame({"sites": range(len(reached)), "newly_within": np.array(reached, dtype=np.int64)})


def _sensitivity(posed: PosedProblem, best: Incumbent) -> pd.DataFrame:
    """Return what becomes of the choice at other radii, and where people are spread evenly, by a good choice there.

    Of the people newly covered, whatever the objective: the better of the plan and a greedy choice that no exchange
    improves counts as the best known.
    """
    problem = replace(
        posed.problem, objective=Objective.MCLP, sites=max(1, len(best.chosen)), budget=None,
        floors=posed.problem.floors[:0], floor_least=posed.problem.floor_least[:0],
    )  # fmt: skip
    variants = [("radius", replace(problem, radius_km=problem.radius_km * factor)) for factor in RADII]
    variants.append(("even", _evenly(posed, problem)))
    chosen = np.array(best.chosen, dtype=np.int64)
    rows = []
    for name, variant in variants:
        other = exchange_cover(variant, greedy_cover(variant), until=time.monotonic() + _EXCHANGE_S)
        most = max(variant.value(np.array(other, dtype=np.int64)), variant.value(chosen))
        rows.append(
            {
                "variant": name,
                "radius_km": variant.radius_km,
                "kept": len(set(other) & set(best.chosen)),
                "share": variant.value(chosen) / most if most else 1.0,
            }
        )
    return pd.DataFrame(rows)


def _evenly(posed: PosedProblem, problem: SitingProblem) -> SitingProblem:
    question, situation = posed.question, posed.situation
    units = _units(question, replace(situation, demand=demand_points(Demand.EVEN)))
    existing = situation.points if question.keeps_existing else situation.points.iloc[:0]
    return replace(
        problem,
        people=units["people"].to_numpy(),
        demand_lon=units["longitude"].to_numpy(),
        demand_lat=units["latitude"].to_numpy(),
        now_km=_now_km(units, existing),
    )
