"""The colours and shapes of the screen: those of `answers.mapping.palette`, so that a page and its print look alike."""

from answers.mapping.palette import (
    OTHER_MARK,
    PROGRAMME_MARKS,
    RAMP_DARK,
    RAMP_LIGHT,
    Colours,
    colours,
    diverging,
    gap_ramp,
    paper,
    programme_mark,
    ramp,
    statuses,
)

__all__ = [
    "OTHER_MARK",
    "PROGRAMME_MARKS",
    "RAMP_DARK",
    "RAMP_LIGHT",
    "Colours",
    "colours",
    "diverging",
    "gap_ramp",
    "paper",
    "programme_mark",
    "ramp",
    "statuses",
]
