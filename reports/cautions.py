"""What has to be said beside the numbers of a request, so that nobody reads more into them than they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.claims import programmes_of
from analysis.demand import population
from analysis.measures import MEASURES
from analysis.places import parent_codes
from geodata.codes import Level
from registry.schema import Basis, ListStatus, Status
from reports.text import t
from reports.text.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.facts import Facts

_OF_PEOPLE: Final = frozenset({
    "presence_share_people", "centres_per_100k", "people_per_centre", "centres_needed", "population_within_km",
    "people_beyond_km", "e2sfca", "disparity", "location_quotient",
})  # fmt: skip


def cautions(facts: Facts) -> list[str]:
    """Return the sentences that belong to a request's numbers, in its language; few or none."""
    return list(_cautions(facts))


def _cautions(facts: Facts) -> Iterator[str]:
    request, lang = facts.request, facts.request.lang
    chosen = programmes_of(facts.tables.programmes, request.wanted.programmes)
    places = chosen[chosen["list_status"] != ListStatus.NOT_A_PLACE]
    if places["list_status"].isin([ListStatus.PARTIAL, ListStatus.NONE]).any():
        yield t("caution.partial", lang=lang)
    kept = facts.filtered.kept
    counts = {
        "fell_out": len(facts.filtered.undecided),
        "derived": int(((kept["basis"] == Basis.DERIVED) & (kept["status"] == Status.OPEN)).sum()),
        "planned": int((kept["status"] == Status.PLANNED).sum()),
        "estimated": estimated_districts(facts) if facts.shown_measure in _OF_PEOPLE else 0,
    }
    for key, count in counts.items():
        if count:
            yield t(f"caution.{key}", lang=lang, count=number(count, lang=lang))
    measure = MEASURES.get(facts.shown_measure)
    if measure is not None and measure.unit == "km":
        yield t("caution.straight", lang=lang)


def estimated_districts(facts: Facts) -> int:
    """Return of how many districts inside the areas shown a part of the population is an estimate."""
    estimated = population(Level.DISTRICT)["estimated"]
    parents = parent_codes(Level.DISTRICT, facts.request.level)
    return int((estimated & parents.isin(facts.table.index)).sum())
