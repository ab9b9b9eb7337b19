"""``python -m analysis siting``: where the next centres should go."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import (
    add_area,
    add_centres,
    add_command,
    add_distances,
    add_format,
    add_radius,
    centre_filter_of,
    distance_terms,
    radius_of,
)
from geodata.codes import Level

if TYPE_CHECKING:
    from analysis.commands.options import Commands
    from analysis.siting.plan import SitingPlan


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print where so many new centres should go: each site with the people it newly reaches and why, the value, the "
        "bound that no choice beats and the relative gap between them, people within the radius before and after, how "
        "many people other numbers of sites would reach, and whether the choice stays best at other radii and under "
        "the even spread. The register does not change."
    )
    parser = add_command(commands, "siting", _answer, short="print where the next centres should go", text=text)
    parser.add_argument("--sites", metavar="N", help="how many, 1 to 50; with lscp the most (default: as needed)")
    parser.add_argument(
        "--objective", choices=["mclp", "lscp", "pmedian", "pcenter"], default="mclp",
        help="reach most people, reach everyone with the fewest sites, least travel, the farthest nearest "
        "(default: mclp)",
    )  # fmt: skip
    parser.add_argument(
        "--candidates", default="tambon", metavar="WHICH",
        help="tambon, district, library (public places that are not counted), or a CSV file with longitude and "
        "latitude, and candidate_id, name and cost where known (default: tambon)",
    )  # fmt: skip
    parser.add_argument(
        "--people", choices=["tambon", "district"], default="tambon", help="whose points people are put at"
    )
    parser.add_argument(
        "--lock-existing", action=argparse.BooleanOptionalAction, default=True,
        help="keep the counted centres open (default); without it the choice begins with none",
    )  # fmt: skip
    parser.add_argument("--floor", action="append", default=[], metavar="AREA=N", help="at least N sites there")
    parser.add_argument("--exclude", action="append", default=[], metavar="AREA", help="no site there; may be repeated")
    parser.add_argument("--budget", metavar="AMOUNT", help="what the sites may cost together")
    parser.add_argument("--cost", metavar="AMOUNT", help="what a site costs for which nothing else says it")
    parser.add_argument(
        "--cost-of", action="append", default=[], metavar="PLACE=AMOUNT",
        help="what a site costs there: the code or name of a candidate or an area; may be repeated",
    )  # fmt: skip
    parser.add_argument("--seconds", type=float, default=20.0, help="how long to search (default: 20)")
    add_area(parser)
    add_radius(parser)
    add_distances(parser)
    add_centres(parser, without_programme="all of them are one set")
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    from analysis.selection import filtered, situation_for  # noqa: PLC0415 - --help need not wait for it
    from analysis.siting.plan import pose, siting_plan  # noqa: PLC0415
    from analysis.siting.run import SearchRun  # noqa: PLC0415

    selection = filtered(centre_filter_of(chosen), read_tables(chosen.centres))
    situation = situation_for(Level.COUNTRY, selection, radius_km=radius_of(chosen), **distance_terms(chosen))
    question, file = _question(chosen)
    posed = pose(question, selection, situation, file=file)
    plan = siting_plan(posed, SearchRun(posed.problem, seconds=chosen.seconds).wait())
    return as_text(_site_rows(plan), "csv") if chosen.format == "csv" else _as_json(plan)


def _question(chosen: argparse.Namespace) -> tuple[Any, Path | None]:
    from analysis.siting.candidates import Candidates  # noqa: PLC0415 - --help need not wait for it
    from analysis.siting.costs import Costs, as_cost, own_costs  # noqa: PLC0415
    from analysis.siting.plan import SitingQuestion  # noqa: PLC0415
    from analysis.siting.problem import Objective  # noqa: PLC0415
    from analysis.siting.read import as_budget, as_floor, as_sites  # noqa: PLC0415
    from geodata.areas import area  # noqa: PLC0415

    listed = chosen.candidates not in {str(kind) for kind in Candidates} - {str(Candidates.LIST)}
    objective = Objective(chosen.objective)
    question = SitingQuestion(
        sites=as_sites(chosen.sites, objective),
        objective=objective,
        candidates=Candidates.LIST if listed else Candidates(chosen.candidates),
        area_code=area(chosen.area).code,
        level=Level.DISTRICT if chosen.people == "district" else None,
        keeps_existing=chosen.lock_existing,
        floors=tuple(as_floor(text) for text in chosen.floor),
        excluded=tuple(area(code).code for code in chosen.exclude),
        budget=as_budget(chosen.budget),
        costs=Costs(
            None if chosen.cost is None else as_cost(chosen.cost),
            own_costs(chosen.cost_of),
        ),
    )
    return question, Path(chosen.candidates) if listed else None


def _site_rows(plan: SitingPlan) -> Any:  # noqa: ANN401 - a table; pandas is loaded when it is made
    from analysis.siting.sentences import reason  # noqa: PLC0415 - --help need not wait for it

    reasons = [reason(plan, row) for _, row in plan.sites.iterrows()]
    beside: dict[str, Any] = {
        "objective": str(plan.posed.question.objective),
        "radius_km": plan.posed.situation.radius_km,
        "objective_value": plan.objective_value,
        "bound": plan.bound,
        "gap": round(plan.gap, 6),
    }
    return plan.sites.assign(reason=reasons, **beside)


def _as_json(plan: SitingPlan) -> str:
    from analysis.precision import rounded  # noqa: PLC0415 - --help need not wait for it
    from analysis.siting.sentences import sensitivity_sentence  # noqa: PLC0415

    answer = {
        "objective": str(plan.posed.question.objective),
        "radius_km": plan.posed.situation.radius_km,
        "sites": json.loads(as_text(_site_rows(plan).iloc[:, :-5], "json")),
        "objective_value": plan.objective_value,
        "objective_unit": plan.posed.question.objective.unit,
        "bound": plan.bound,
        "gap": plan.gap,
        "proven": plan.proven,
        "seconds": round(plan.seconds, 3),
        "cost": plan.cost,
        "people": plan.people,
        "people_before": plan.people_before,
        "people_after": plan.people_after,
        "distances": str(plan.posed.situation.distances),
        "curve": json.loads(as_text(rounded(plan.curve), "json")),
        "sensitivity": json.loads(as_text(plan.sensitivity, "json")),
        "sensitivity_sentence": sensitivity_sentence(plan),
    }
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
