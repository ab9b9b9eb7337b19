"""The errors of a siting question; each says what would make it answerable."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class SitingError(KlaiBaanError, ValueError):
    """A siting question that has no answer, or cannot be asked."""

    templates: ClassVar[Mapping[str, str]] = {
        "siting_sites_range": "The number of sites {value!r} is out of range. Give a whole number from 1 to {most}.",
        "siting_sites_many": (
            "{count} sites were asked for, and there are only {candidates} candidates. Ask for at most {candidates}, "
            "or allow more candidates."
        ),
        "siting_no_candidates": (
            "There is no candidate in {area}. Choose other candidates, a wider area, or fewer excluded areas."
        ),
        "siting_nobody": "Nobody lives in {area} by the statistics in use, so there is nothing to reach.",
        "siting_floor_text": "The floor {value!r} is none. Write an area's code and a number, such as R4-NE=1.",
        "siting_floor_candidates": (
            "At least {least} sites are asked for in {area}, and there are {candidates} candidates there. Ask for at "
            "most {candidates}, or allow more candidates there."
        ),
        "siting_floor_sites": (
            "The floors together need at least {needed} sites, and {count} were asked for. Ask for {needed} sites, or "
            "lower a floor."
        ),
        "siting_out_of_reach": (
            "{people:,} people cannot be reached from any candidate within {radius:g} km. A radius of {needed:g} km "
            "would reach all of them; so would more candidates."
        ),
        "siting_more_sites": (
            "Reaching everyone needs at least {needed} sites, and {count} were asked for. Ask for {needed} sites, or "
            "widen the radius."
        ),
        "siting_costs": (
            "A budget needs a cost for each candidate, and {count} have none. Give what a site costs, or a candidate "
            "file with the column cost."
        ),
        "siting_cost": "The cost {value!r} ({place}) is no amount of 0 or more.",
        "siting_cost_place": (
            "The cost of {place} belongs to no candidate and to no area. Write the name or the code of one."
        ),
        "siting_cost_places": "{place} is the name of several places: {codes}. Write the code of one of them.",
        "siting_budget": (
            "The budget {budget:,.0f} does not pay for what is asked: the cheapest choice costs {needed:,.0f}. Raise "
            "the budget, or lower the floors."
        ),
        "siting_budget_range": "The budget {value!r} is no amount above 0.",
        "siting_candidate_columns": (
            "{file} has no columns longitude and latitude. Add both, in degrees; name and cost may stand beside them."
        ),
        "siting_candidate_rows": "{file}: rows {rows} have no usable position or cost. Correct or remove them.",
        "siting_candidate_outside": "{file}: rows {rows} lie outside Thailand or in the sea. Correct or remove them.",
        "siting_infeasible": (
            "No choice of sites meets all the conditions together. Ask for more sites, raise the budget, or lower a "
            "floor."
        ),
        "siting_solver": (
            "The search for the best sites ended without an answer ({reason}). Ask again, or for fewer candidates."
        ),
    }
