"""Colours and shapes of screen and paper: one accent, quiet grounds, even ramps that survive colour blindness."""

from __future__ import annotations

from typing import Final

Colours = dict[str, str]

INK: Final = "#1d2a30"
SOFT_INK: Final = "#4c5b62"
"""Words on paper, and words of less weight."""
PAPER: Final = "#ffffff"
HAIRLINE: Final = "#c9d1d4"
"""Of a frame or a row on paper."""
TINT: Final = "#eef1f2"
"""Behind a card on paper."""
HEADING: Final = "#dcefec"
"""The ground of a table's headings."""
BAR: Final = "#33899c"
_PAGE_INK: Final = {"light": "#1f2d33", "dark": "#e8eff2"}

LIGHT: Final[Colours] = {
    "accent": "#c2410c",
    "sea": "#e4eef2",
    "water": "#8fb9cf",
    "waterText": "#2f6580",
    "ground": "#f2f1ec",
    "groundLine": "#dcdad2",
    "line": "#ffffff",
    "strongLine": "#66797f",
    "mark": "#ffffff",
    "reach": "#1f4e79",
    "candidate": "#7c1fa0",
    "halo": "#ffffff",
    "text": "#26363d",
}
DARK: Final[Colours] = {
    "accent": "#ffb02e",
    "sea": "#0d1417",
    "water": "#3f6f8a",
    "waterText": "#8fc3dc",
    "ground": "#192227",
    "groundLine": "#263238",
    "line": "#12191d",
    "strongLine": "#7f949c",
    "mark": "#12191d",
    "reach": "#9cc9f2",
    "candidate": "#e0a3ff",
    "halo": "#12191d",
    "text": "#e8eff2",
}
# Pale blue to deep teal: beside the neutral grey of what is out of scope, a palest green would not be told apart.
RAMP_LIGHT: Final = ("#c6e2f2", "#93c5d6", "#5fa8b9", "#2d8399", "#0b5570")
RAMP_DARK: Final = ("#17454f", "#275f6c", "#378796", "#62b3bd", "#b2e2e0")
GAP_RAMP_LIGHT: Final = ("#fbdcae", "#f6bd76", "#ea9343", "#cc6116", "#8f360a")
GAP_RAMP_DARK: Final = ("#4b3417", "#774c1a", "#a9671c", "#dd8b30", "#ffc476")
# Brown to blue-green, told apart with any colour vision (after ColorBrewer's BrBG): three below, middle, three above.
DIVERGING_LIGHT: Final = ("#8c510a", "#d09a4c", "#f3dfb4", "#ffffff", "#a3d6cf", "#4fa39d", "#0b5f5c")
DIVERGING_DARK: Final = ("#f0b765", "#b07a2e", "#614723", "#181e21", "#27625c", "#359a90", "#7fdccd")
STATUS_LIGHT: Final[Colours] = {
    "zero": "#f6e3c5",
    "unknown": "#cdc3ab",
    "no_data": "#ffffff",
    "out_of_scope": "#e6e7e6",
    "hatch": "#6f6450",
    "has_one": "#3a91a4",
    "has_other": "#b7a9cf",
    "has_none": "#f0b46a",
    "neutral": "#b9cdcc",
    "gap_zero": "#fdf0d0",
    "plain": "#c6e2f2",
    "good": "#3a91a4",
    "moderate": "#f4dfae",
    "moderate_pattern": "#9a6c15",
    "poor": "#e8a06c",
    "poor_pattern": "#8a3b0e",
}
STATUS_DARK: Final[Colours] = {
    "zero": "#5d4a2b",
    "unknown": "#6b6458",
    "no_data": "#0d1417",
    "out_of_scope": "#283136",
    "hatch": "#cfc5b4",
    "has_one": "#62b3bd",
    "has_other": "#7d6ca3",
    "has_none": "#c98a3c",
    "neutral": "#37484c",
    "gap_zero": "#2e2517",
    "plain": "#17454f",
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
    "district-corner": ("#4a93c4", "down"),
    "army-library": ("#5f7020", "hexagon"),
    "high-rise": ("#785db0", "cross"),
}
OTHER_MARK: Final = ("#5f6b70", "circle")


def colours(theme: str) -> Colours:
    """Return the map's grounds and lines for "light" or "dark"."""
    return DARK if theme == "dark" else LIGHT


def ink(theme: str) -> str:
    """Return the colour of words in a chart on a page, "light" or "dark", as .streamlit/config.toml has it."""
    return _PAGE_INK[theme]


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
