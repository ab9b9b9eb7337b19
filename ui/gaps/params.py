"""Radius, weights and candidates as they stand in a link: read strictly, written shortly.

A reader raises ValueError or a `KlaiBaanError` (which says why) for what makes no sense.
"""

from __future__ import annotations

import math
from typing import Final

from analysis.radius import as_radius_km

MOST_CANDIDATES: Final = 3
Place = tuple[float, float]


def read_radius(text: str) -> float:
    """Return a radius in km."""
    return as_radius_km(text)


def read_weights(text: str) -> tuple[float, ...]:
    """Return the three weights of the rank; none of them negative, not all of them zero."""
    weights = tuple(float(part) for part in text.split("|"))
    if len(weights) != 3 or not all(math.isfinite(weight) and weight >= 0 for weight in weights) or not any(weights):
        raise ValueError(text)
    return weights


def read_candidates(text: str) -> tuple[Place, ...]:
    """Return up to three places as longitude and latitude in degrees."""
    places = tuple(_place(part) for part in dict.fromkeys(text.split("|")))
    if len(places) > MOST_CANDIDATES:
        raise ValueError(text)
    return places


def _place(text: str) -> Place:
    longitude, latitude = (round(float(part), 5) for part in text.split(","))
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError(text)
    return longitude, latitude


def written(value: object) -> str:
    """Return a value of the selection as it stands in a link."""
    if isinstance(value, tuple):
        return "|".join(",".join(map(_short, part)) if isinstance(part, tuple) else _short(part) for part in value)
    return _short(value)


def _short(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
