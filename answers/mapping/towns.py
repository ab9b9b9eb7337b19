"""The towns that a map names quietly, so that a place is found: of provinces first, of districts from nearer by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from answers.words import LANGUAGES
from answers.words.names import pick
from geodata.codes import BANGKOK_CODE
from registry.towns import read_district_towns

if TYPE_CHECKING:
    from collections.abc import Hashable

CAPITALS_FROM: Final = 60
DISTRICTS_FROM: Final = 400
"""From how many pixels a degree on a town is named: where the names of provinces, or of districts, leave room."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town: names by language, place in degrees (WGS 84), and from how many pixels a degree on it is named."""

    code: str
    name: dict[str, str]
    longitude: float
    latitude: float
    named_from: int


@cache
def towns() -> tuple[Town, ...]:
    """Return the towns of the districts, those of the provinces first.

    Bangkok's khet have none: they are the town. Towns in doubt are left out.
    """
    rows = read_district_towns()
    all_towns = [_town(code, row) for code, row in zip(rows.index, rows.to_dict("records"), strict=True)
             if not str(code).startswith(BANGKOK_CODE)]  # fmt: skip
    return tuple(sorted(all_towns, key=lambda town: (town.named_from, town.code)))


def _town(code: str, row: dict[Hashable, Any]) -> Town:
    return Town(
        code=str(code),
        name={lang: pick(row["name_th"], row["name_en"], lang=lang) for lang in LANGUAGES},
        longitude=round(float(row["longitude"]), 4),
        latitude=round(float(row["latitude"]), 4),
        named_from=CAPITALS_FROM if str(code).endswith("01") else DISTRICTS_FROM,
    )


def packed_towns() -> list[dict[str, Any]]:
    """Return the towns as the painter takes them: name by language, at as longitude and latitude, and from."""
    return [{"name": town.name, "at": [town.longitude, town.latitude], "from": town.named_from} for town in towns()]
