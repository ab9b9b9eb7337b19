"""The rank of gaps: what it is made of, how its parts are weighed, and where presence and distance disagree."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np
import pandas as pd

from analysis.claims import Claim
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PARTS: Final = {
    "beyond": "people_beyond_km",
    "distance": "mean_distance_km",
    "needed": "centres_needed",
}
"""The measures that the rank is made of, by the weight they have; of each, more is worse."""
MOST: Final = 0.5
ONE_BUT_FAR: Final = "has_one_most_beyond"
NONE_BUT_NEAR: Final = "has_none_most_within"


class WeightsError(KlaiBaanError, ValueError):
    """Weights that weigh nothing."""

    templates: ClassVar[Mapping[str, str]] = {
        "weights_negative": "The weight {value:g} is below 0. Give weights of 0 or more.",
        "weights_zero": "All weights are 0, so nothing would be ranked. Give at least one of them a weight.",
        "weights_text": (
            "The weights {value!r} are not three numbers. Give those of people beyond the radius, mean distance and "
            "centres short of the norm, such as 0.5,0.3,0.2."
        ),
    }


@dataclass(frozen=True)
class Weights:
    """How much each part of the rank weighs; only their ratios matter.

    beyond
        Of people beyond the radius.
    distance
        Of the mean distance.
    needed
        Of the centres needed to reach the norm of people per centre.
    """

    beyond: float = 0.5
    distance: float = 0.3
    needed: float = 0.2

    def __post_init__(self) -> None:
        """Refuse weights that are negative, no numbers, or all 0."""
        for value in astuple(self):
            if not math.isfinite(value):
                raise WeightsError("weights_text", value=str(value))
            if value < 0:
                raise WeightsError("weights_negative", value=value)
        if not any(astuple(self)):
            raise WeightsError("weights_zero")


def as_weights(text: str) -> Weights:
    """Return weights from three numbers set apart by commas or bars, or raise a `WeightsError`."""
    try:
        beyond, distance, needed = (float(part) for part in text.replace("|", ",").split(","))
    except ValueError:
        raise WeightsError("weights_text", value=text) from None
    return Weights(beyond, distance, needed)


def gap_score(table: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Return the percentile rank of each part among the rows, and their weighted mean.

    The percentile rank is the share of the rows that are not worse, rows alike sharing the middle; the worst is 1.

    Parameters
    ----------
    table
        The columns named in `PARTS`; a part that is missing of an area is left out of its mean.
    weights
        How much each part weighs.

    Returns
    -------
    DataFrame
        On the same index: one column "<measure>_rank" a part (0–1, higher is worse), gap_score (0–1; missing where
        every part is that weighs anything).

    Examples
    --------
    >>> table = pd.DataFrame({"people_beyond_km": [900, 100], "mean_distance_km": [4.0, 9.0], "centres_needed": [2, 1]})
    >>> gap_score(table, Weights())["gap_score"].round(2).tolist()
    [0.85, 0.65]

    """
    ranks = pd.DataFrame(
        {
            f"{measure}_rank": table[measure].astype("Float64").astype(float).rank(method="average", pct=True)
            for measure in PARTS.values()
        },
        index=table.index,
    )
    weight = np.array([getattr(weights, name) for name in PARTS])
    row_weights = ranks.notna().to_numpy() * weight
    total = row_weights.sum(axis=1)
    score = np.divide((ranks.fillna(0.0).to_numpy() * weight).sum(axis=1), total, where=total > 0, out=_missing(ranks))
    return ranks.assign(gap_score=score)


def in_order(scored: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the worst first and their rank from 1; ties by code, what has no score last."""
    ordered = scored.sort_index().sort_values("gap_score", ascending=False, kind="stable", na_position="last")
    ordered.insert(0, "rank", np.arange(1, len(ordered) + 1))
    return ordered


def presence_distance(claim: pd.Series, share_within: pd.Series) -> pd.Series:
    """Return where presence and distance disagree.

    An area disagrees that has a centre while more than half of its people live beyond the radius, and one that has
    none while more than half live within it.

    Parameters
    ----------
    claim
        What may be claimed of each area.
    share_within
        The share of its people within the radius, 0–1 or missing.

    Returns
    -------
    Series
        "has_one_most_beyond", "has_none_most_within", or "" where they agree or one of them is not known.

    """
    share = share_within.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    far = (claim == Claim.HAS_ONE).to_numpy() & (share < MOST)
    near = (claim == Claim.HAS_NONE).to_numpy() & (share > MOST)
    return pd.Series(
        np.select([far, near], [ONE_BUT_FAR, NONE_BUT_NEAR], ""), index=claim.index, name="presence_distance"
    )


def weights_of(values: Sequence[float]) -> Weights:
    """Return weights from a sequence of three, the usual ones from an empty one."""
    return Weights(*values) if values else Weights()


def _missing(table: pd.DataFrame) -> np.ndarray:
    return np.full(len(table), np.nan)
