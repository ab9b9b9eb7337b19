"""The class characters of the areas of a map: one set, whatever a map shows.

Each is a key of `answers.mapping.looks.looks`; `answers.mapping.fill` says which area has which.
"""

from __future__ import annotations

from typing import Final

from analysis.benchmark_status import Status
from analysis.claims import Claim

STEP_CLASSES: Final = "12345"
"""Classes of a measure's values, from low to high; as many as the ramp has colours."""
ZERO: Final = "0"
UNKNOWN: Final = "u"
"""A measure has no value, for want of a complete list."""
NO_DATA: Final = "n"
CLAIM_CLASSES: Final[dict[Claim, str]] = {
    Claim.HAS_ONE: "y", Claim.HAS_OTHER: "h", Claim.HAS_NONE: "z", Claim.UNKNOWN: "?", Claim.OUT_OF_SCOPE: "o",
}  # fmt: skip
OUT_OF_SCOPE: Final = CLAIM_CLASSES[Claim.OUT_OF_SCOPE]
GAP_CLASSES: Final = "abcde"
"""Among areas that have none: people beyond the radius, from few to many."""
GAP_NOBODY: Final = "k"
"""An area that has none, while nobody in it lives beyond the radius."""
HAS_ONE_AMONG_GAPS: Final = "x"
"""An area that has one, where a map shows those that have none."""
BENCHMARK_CLASSES: Final[dict[Status, str]] = {Status.GOOD: "G", Status.MODERATE: "M", Status.POOR: "P"}
PLAIN: Final = "i"
"""An area that the map is of, of which nothing is claimed."""
AROUND: Final = "r"
"""A neighbour of the area that the map is of, shown so that one sees where it lies."""
OUTSIDE: Final = "."
"""An area that is not looked at."""
