"""Colours and shapes of screen and paper: one accent, quiet grounds, even ramps that survive colour blindness."""

from __future__ import annotations

from typing import Final

Colours = dict[str, str]

LIGHT: Final[Colours] = {
    "accent": "#c2410c",
    "sea": "#e4eef2",
    "ground": "#f2f1ec",
    "groundLine": "#dcdad2",
    "line": "#ffffff",
    "strongLine": "#7d929b",
    "mark": "#ffffff",
    "reach": "#1f4e79",
    "candidate": "#7c1fa0",
}
DARK: Final[Colours] = {
    "accent": "#ffb02e",
    "sea": "#0d1417",
    "ground": "#192227",
    "groundLine": "#263238",
    "line": "#12191d",
    "strongLine": "#7f949c",
    "mark": "#12191d",
    "reach": "#9cc9f2",
    "candidate": "#e0a3ff",
}
RAMP_LIGHT: Final = ("#dcefec", "#a9d5d3", "#6db4bb", "#33899c", "#0b5570")
RAMP_DARK: Final = ("#1d4049", "#275f6c", "#378796", "#62b3bd", "#b2e2e0")
GAP_RAMP_LIGHT: Final = ("#fbdcae", "#f6bd76", "#ea9343", "#cc6116", "#8f360a")
GAP_RAMP_DARK: Final = ("#4b3417", "#774c1a", "#a9671c", "#dd8b30", "#ffc476")
# Brown to blue-green, told apart with any colour vision (after ColorBrewer's BrBG): three below, middle, three above.
DIVERGING_LIGHT: Final = ("#8c510a", "#d09a4c", "#f3dfb4", "#f3f3f1", "#a3d6cf", "#4fa39d", "#0b5f5c")
DIVERGING_DARK: Final = ("#f0b765", "#b07a2e", "#614723", "#2f3a3e", "#27625c", "#359a90", "#7fdccd")
STATUS_LIGHT: Final[Colours] = {
    "zero": "#f6e3c5",
    "unknown": "#cfc8d6",
    "no_data": "#ffffff",
    "out_of_scope": "#e6e7e6",
    "hatch": "#8b7f98",
    "has_one": "#33899c",
    "has_none": "#f0b46a",
    "neutral": "#d3dfde",
    "gap_zero": "#fff8ea",
    "good": "#33899c",
    "moderate": "#f4dfae",
    "moderate_pattern": "#a9791f",
    "poor": "#e8a06c",
    "poor_pattern": "#8a3b0e",
}
STATUS_DARK: Final[Colours] = {
    "zero": "#5d4a2b",
    "unknown": "#4d4757",
    "no_data": "#0d1417",
    "out_of_scope": "#283136",
    "hatch": "#8f83a0",
    "has_one": "#62b3bd",
    "has_none": "#c98a3c",
    "neutral": "#37484c",
    "gap_zero": "#2e2517",
    "good": "#62b3bd",
    "moderate": "#5f5022",
    "moderate_pattern": "#d8b765",
    "poor": "#6f3a1c",
    "poor_pattern": "#f0a575",
}
# Okabe and Ito's eight hues, told apart with any colour vision; the shapes say the same a second time.
PROGRAMME_MARKS: Final[dict[str, tuple[str, str]]] = {
    "relearning": ("#d55e00", "pentagon"),
    "bma-library": ("#0072b2", "square"),
    "public-library": ("#009e73", "circle"),
    "tk-park": ("#cc4c94", "diamond"),
    "book-house": ("#b07d00", "triangle"),
    "district-corner": ("#56a0d3", "down"),
    "army-library": ("#5b6b1f", "hexagon"),
    "high-rise": ("#6a51a3", "cross"),
}
OTHER_MARK: Final = ("#5f6b70", "circle")


def colours(theme: str) -> Colours:
    """Return the map's grounds and lines for "light" or "dark"."""
    return DARK if theme == "dark" else LIGHT


def ramp(theme: str) -> tuple[str, ...]:
    """Return five colours from little to much."""
    return RAMP_DARK if theme == "dark" else RAMP_LIGHT


def gap_ramp(theme: str) -> tuple[str, ...]:
    """Return five colours from few to many people who are not reached."""
    return GAP_RAMP_DARK if theme == "dark" else GAP_RAMP_LIGHT


def diverging(theme: str) -> tuple[str, ...]:
    """Return seven colours from far below to far above; the fourth is the middle."""
    return DIVERGING_DARK if theme == "dark" else DIVERGING_LIGHT


def paper(theme: str) -> str:
    """Return the colour of the page behind a chart."""
    return "#12191d" if theme == "dark" else "#fbfcfc"


def statuses(theme: str) -> Colours:
    """Return the colours of what is not a class of values: zero, unknown, no data, out of scope, claims."""
    return STATUS_DARK if theme == "dark" else STATUS_LIGHT


def programme_mark(programme_id: str) -> tuple[str, str]:
    """Return the colour and the shape of a programme's centres."""
    return PROGRAMME_MARKS.get(programme_id, OTHER_MARK)
