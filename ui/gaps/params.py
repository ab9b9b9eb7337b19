"""Radius, weights and candidates as they stand in a link: read strictly, written shortly.

A reader raises ValueError or a `KlaiBaanError` (which says why) for what makes no sense.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import Final

from analysis.radius import as_radius_km
from analysis.ranking import as_weights
from analysis.what_if import MOST_PLACES, place_at

DECIMALS: Final = 5
"""Of a candidate's degrees: about a metre."""
Place = tuple[float, float]


def read_radius(text: str) -> float:
    """Return a radius in km."""
    return as_radius_km(text)


def read_weights(text: str) -> tuple[float, ...]:
    """Return the three weights of the rank; none of them negative, not all of them zero."""
    return astuple(as_weights(text))


def read_candidates(text: str) -> tuple[Place, ...]:
    """Return up to three places on land in Thailand as longitude and latitude in degrees."""
    places = tuple(_place(part) for part in dict.fromkeys(text.split("|")))
    if len(places) > MOST_PLACES:
        raise ValueError(text)
    return places


def _place(text: str) -> Place:
    longitude, latitude = (round(float(part), DECIMALS) for part in text.split(","))
    place_at(longitude, latitude)
    return longitude, latitude


def written(value: object) -> str:
    """Return a value of the selection as it stands in a link."""
    if isinstance(value, tuple):
        return "|".join(",".join(map(_short, part)) if isinstance(part, tuple) else _short(part) for part in value)
    return _short(value)


def _short(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
