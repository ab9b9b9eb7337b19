"""What fills the areas of a map: classes of a measure, claims, people not reached, how areas stand to a benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.benchmark import Status
from analysis.claims import Claim
from analysis.classes import class_breaks, class_index
from answers.mapping.classes import OUTSIDE, Classed, class_label, class_words
from answers.mapping.diverging import DIVERGING_CHARACTERS
from answers.words.measures import Unit
from ui import palettes
from ui.text import language, t

CLAIM_CHARACTERS = {"has_one": "y", "has_other": "h", "has_none": "z", "unknown": "?", "out_of_scope": "o"}
GAP_CHARACTERS = "abcde"  # people not reached, from few to many
NOBODY = "k"
HELD_CHARACTERS = {"good": "G", "moderate": "M", "poor": "P"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What fills the areas: one character an area, the value told on hover, and the legend's first block."""

    classes: pd.Series
    values: pd.Series
    measure: str
    unit: str
    decimals: int
    factor: float
    legend: tuple[dict[str, Any], ...]
    note: str = ""
    title: str = ""


def looks(theme: str, *, opacity: float) -> dict[str, dict[str, Any]]:
    """Return colour, opacity and hatching of each class character."""
    status = palettes.statuses(theme)
    found: dict[str, dict[str, Any]] = {
        str(position): {"colour": colour, "opacity": opacity} for position, colour in enumerate(palettes.ramp(theme), 1)
    }
    found["0"] = {"colour": status["zero"], "opacity": opacity}
    found["u"] = {"colour": status["unknown"], "opacity": opacity}
    found["n"] = {"colour": status["no_data"], "opacity": opacity}
    found["o"] = {"colour": status["out_of_scope"], "opacity": opacity}
    found["y"] = {"colour": status["has_one"], "opacity": opacity}
    found["h"] = {"colour": status["has_other"], "opacity": opacity}
    found["z"] = {"colour": status["has_none"], "opacity": opacity}
    for character, colour in zip(GAP_CHARACTERS, palettes.gap_ramp(theme), strict=True):
        found[character] = {"colour": colour, "opacity": opacity}
    for character, colour in zip(DIVERGING_CHARACTERS, palettes.diverging(theme), strict=True):
        found[character] = {"colour": colour, "opacity": opacity}
    found[NOBODY] = {"colour": status["gap_zero"], "opacity": opacity}
    found["x"] = {"colour": status["neutral"], "opacity": opacity}
    found["G"] = {"colour": status["good"], "opacity": opacity}
    for character, name, pattern in (("M", "moderate", "dots"), ("P", "poor", "cross")):
        line = status[f"{name}_pattern"]
        found[character] = {"colour": status[name], "opacity": opacity, "hatch": line, "pattern": pattern}
    found["?"] = {"colour": status["unknown"], "opacity": opacity, "hatch": status["hatch"]}
    found[OUTSIDE] = {"colour": status["out_of_scope"], "opacity": 0}
    return found


def entry(character: str, label: str, *, theme: str) -> dict[str, Any]:
    """Return a legend row for a class character."""
    look = looks(theme, opacity=1)[character]
    row = {"class": character, "label": label, "colour": look["colour"], "line": palettes.colours(theme)["strongLine"]}
    return row | {key: look[key] for key in ("hatch", "pattern") if key in look}


def _status_entries(classes: pd.Series, *, theme: str) -> list[dict[str, Any]]:
    present = set(classes)
    wanted = {"u": "legend.unknown", "n": "legend.no_data", "o": "legend.out_of_scope"}
    return [entry(key, t(label), theme=theme) for key, label in wanted.items() if key in present]


def claim_fill(table: pd.DataFrame, inside: pd.Series, *, theme: str) -> Fill:
    """Fill areas by what may be claimed: the one view that asks for a conclusion, and so the one that hatches."""
    classes = table["claim"].map(CLAIM_CHARACTERS).where(inside, OUTSIDE)
    present = set(classes)
    rows = [
        entry(character, t(f"claim.{claim}"), theme=theme)
        for claim, character in CLAIM_CHARACTERS.items()
        if character in present
    ]
    return Fill(
        classes=classes,
        values=table["centre_count"].where(table["claim"] == "has_one"),
        measure=t("measure.centre_count.name"),
        unit=t("unit.centres"),
        decimals=0,
        factor=1,
        legend=tuple(rows),
        title=t("measure.claim.name"),
    )


def measure_fill(table: pd.DataFrame, unit: Unit, classed: Classed, *, theme: str) -> Fill:
    """Fill areas by the classes of a measure's values; unknown, no data and out of scope are classes of their own."""
    classes = classed.labels
    rows = [
        entry(character, class_label(character, bounds, unit, lang=language()), theme=theme)
        for character, bounds in classed.bounds.items()
        if character in set(classes)
    ]
    values = pd.to_numeric(table[unit.measure_id], errors="coerce").where(classes.isin([*classed.bounds]))
    return Fill(
        classes=classes,
        values=values,
        measure=unit.name,
        unit=unit.unit,
        decimals=unit.decimals,
        factor=unit.factor,
        legend=(*rows, *_status_entries(classes, theme=theme)),
        note=unit.note,
    )


def gap_fill(table: pd.DataFrame, inside: pd.Series, unit: Unit, *, theme: str) -> Fill:
    """Fill the areas that have none by the people beyond the radius; those that have one are neutral, others hatched.

    `table` has the claim and people_beyond_km; `unit` is that of people_beyond_km.
    """
    claim = table["claim"]
    beyond = table["people_beyond_km"].astype("Float64").astype(float)
    without = (claim == Claim.HAS_NONE).to_numpy() & inside.to_numpy(dtype=bool)
    others = {"has_one": "x", "has_other": "h", "has_none": "n", "unknown": "?", "out_of_scope": "o"}
    classes = claim.map(others).astype(object).where(inside, OUTSIDE)
    told = without & beyond.notna().to_numpy()
    classes[told & (beyond == 0).to_numpy()] = NOBODY
    bounds = {NOBODY: (0.0, 0.0)} if (classes == NOBODY).any() else {}
    positive = told & (beyond > 0).to_numpy()
    breaks = class_breaks(beyond[positive], k=len(GAP_CHARACTERS))
    if breaks:
        steps = np.rint(np.linspace(0, len(GAP_CHARACTERS) - 1, len(breaks))).astype(int) if len(breaks) > 1 else [3]
        classes[positive] = [GAP_CHARACTERS[steps[position]] for position in class_index(beyond[positive], breaks)]
        found = beyond[positive].groupby(classes[positive])
        bounds |= {str(key): (float(values.min()), float(values.max())) for key, values in found}
    rows = [entry(key, class_words(pair, unit), theme=theme) for key, pair in bounds.items()]
    words = {
        "x": "claim.has_one",
        "h": "claim.has_other",
        "?": "claim.unknown",
        "n": "legend.no_data",
        "o": "legend.out_of_scope",
    }
    rows += [entry(key, t(word), theme=theme) for key, word in words.items() if key in set(classes)]
    return Fill(
        classes=classes,
        values=beyond.where(classes.isin([*bounds, "x"])),
        measure=unit.name,
        unit=unit.unit,
        decimals=0,
        factor=1,
        legend=tuple(rows),
    )


def benchmark_fill(table: pd.DataFrame, inside: pd.Series, unit: Unit, status: pd.Series, *, theme: str) -> Fill:
    """Fill areas by how they stand to a benchmark: a label and a pattern each, not colour alone."""
    others = {str(Status.UNKNOWN): "?", str(Status.NO_TARGET): "n", str(Status.OUT_OF_SCOPE): "o"}
    characters = HELD_CHARACTERS | others
    classes = status.map(characters).where(inside, OUTSIDE)
    present = set(classes)
    rows = [
        entry(character, t(f"benchmark_status.{key}"), theme=theme)
        for key, character in characters.items()
        if character in present
    ]
    values = pd.to_numeric(table[unit.measure_id], errors="coerce").astype("Float64").astype(float)
    return Fill(
        classes=classes,
        values=values.where(classes.isin(HELD_CHARACTERS.values())),
        measure=unit.name,
        unit=unit.unit,
        decimals=unit.decimals,
        factor=unit.factor,
        legend=tuple(rows),
        note=unit.note,
    )
