"""Where the map looks and which place is asked about once a search hit is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from answers.question import Question
from geodata.codes import COUNTRY_CODE
from geodata.gazetteer import Kind, place


@dataclass(frozen=True, slots=True)
class SearchHit:
    """What was chosen in a search: a place by its code, or a centre with the smallest area that it is recorded in."""

    code: str
    centre_id: str = ""

    @property
    def area_code(self) -> str:
        """The area that numbers go down to: a subdistrict's district, else the place itself."""
        return self.code[:4] if self.code.isdigit() else self.code


def destination(hit: SearchHit) -> dict[str, object]:
    """Return the changes of a question that lead to a search hit; all else in it stays.

    A district is looked at within its province, a subdistrict by its district, a Bangkok group within Bangkok. The
    map stands where it can show the areas beside it.

    Examples
    --------
    >>> changes = destination(SearchHit("104202"))
    >>> changes["area"], changes["chosen"], changes["look"], changes["place"]
    ('10', '1042', '1042', '104202')

    """
    target = place(hit.code)
    if target is None:  # a centre of which not even the province is known
        return {"area": COUNTRY_CODE, "level": None, "chosen": hit.centre_id, "look": ""}
    small = target.district_code if target.kind in (Kind.DISTRICT, Kind.SUBDISTRICT) else ""
    return {
        "area": target.province_code if small else target.code,
        "level": None,
        "chosen": hit.centre_id or small,
        "look": small,
        "place": target.code,
    }


def place_here(now: Question) -> str:
    """Return the code that a place page would be about: what is chosen, or looked at, or what was asked for within it.

    Examples
    --------
    >>> place_here(Question(area="10", chosen="1042", place="104202")), place_here(Question(area="50", place="1042"))
    ('104202', '50')

    """
    chosen = now.chosen if place(now.chosen) is not None else ""
    here = chosen or now.look or now.area
    subdistrict_in_it = len(now.place) == 6 and now.place[:4] == here
    return now.place if subdistrict_in_it else here
