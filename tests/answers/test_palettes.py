"""Colours are told apart with any colour vision, or stand beside a shape or a pattern; lines and marks are seen."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from answers.mapping import palette
from answers.mapping.characters import BENCHMARK_CLASSES, CLAIM_CLASSES, GAP_CLASSES, GAP_NOBODY
from answers.mapping.diverging import DIVERGING_CHARACTERS
from answers.mapping.looks import looks

# Machado, Oliveira and Fernandes 2009, complete loss of one kind of cone, on linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
LEAST_BETWEEN_STEPS = 10  # CIE76; about 2 can just be seen
LEAST_IN_ONE_MAP = 8
LEAST_CONTRAST = 3  # WCAG 1.4.11, what is no text
THEMES = ("light", "dark")
RAMPS = {"ramp": palette.ramp, "gap_ramp": palette.gap_ramp, "diverging": palette.diverging}
# Which classes may fill areas of the same map.
TOGETHER = {
    "a measure": "12345" + "0uno",
    "a claim": "".join(CLAIM_CLASSES.values()),
    "a gap": GAP_CLASSES + GAP_NOBODY + "x?no",
    "a benchmark": "".join(BENCHMARK_CLASSES.values()) + "?no",
    "a disparity": DIVERGING_CHARACTERS + "o",
}


def linear(colour: str) -> np.ndarray:
    srgb = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def seen(colour: str, vision: str) -> np.ndarray:
    """Return a colour in CIE Lab as an eye of that kind sees it."""
    xyz = XYZ @ np.clip(np.array(VISION[vision]) @ linear(colour), 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(seen(one, vision) - seen(other, vision)))


def contrast(one: str, other: str) -> float:
    """Return the ratio of WCAG 2, 1 to 21."""
    dark, light = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", RAMPS)
def test_every_two_steps_differ_for_every_eye(name: str, theme: str, vision: str) -> None:
    pairs = itertools.combinations(RAMPS[name](theme), 2)
    nearest = min((difference(one, other, vision), one, other) for one, other in pairs)
    assert nearest[0] >= LEAST_BETWEEN_STEPS, nearest


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", TOGETHER)
def test_classes_of_one_map_differ_by_colour_or_by_pattern(kind: str, theme: str, vision: str) -> None:
    found = looks(theme)
    for one, other in itertools.combinations(TOGETHER[kind], 2):
        patterns = [found[key].pattern for key in (one, other)]
        far = difference(found[one].colour, found[other].colour, vision)
        assert patterns[0] != patterns[1] or far >= LEAST_IN_ONE_MAP, (one, other, far)


@pytest.mark.parametrize("theme", THEMES)
def test_a_pattern_is_seen_on_its_ground(theme: str) -> None:
    found = [look for look in looks(theme).values() if look.hatch]
    assert len(found) == 3
    assert min(contrast(look.hatch, look.colour) for look in found) >= LEAST_CONTRAST


@pytest.mark.parametrize("theme", THEMES)
def test_ramps_go_one_way_in_lightness(theme: str) -> None:
    for ramp in (palette.ramp(theme), palette.gap_ramp(theme)):
        lightness = [seen(colour, "usual")[0] for colour in ramp]
        assert lightness == sorted(lightness, reverse=theme == "light")


@pytest.mark.parametrize("theme", THEMES)
def test_both_sides_go_away_from_the_middle_in_lightness(theme: str) -> None:
    lightness = [seen(colour, "usual")[0] for colour in palette.diverging(theme)]
    away = [abs(value - lightness[3]) for value in lightness]
    assert away[:4] == sorted(away[:4], reverse=True)
    assert away[3:] == sorted(away[3:])


def test_programmes_have_a_shape_each_or_a_colour_that_every_eye_tells() -> None:
    marks = [*palette.PROGRAMME_MARKS.values(), palette.OTHER_MARK]
    for (colour, shape), (other_colour, other_shape) in itertools.combinations(marks, 2):
        nearest = min(difference(colour, other_colour, vision) for vision in VISION)
        assert shape != other_shape or nearest >= LEAST_IN_ONE_MAP, (colour, other_colour)


@pytest.mark.parametrize("theme", THEMES)
def test_a_mark_is_seen_within_its_outline(theme: str) -> None:
    outline = palette.colours(theme)["mark"]
    for colour, _shape in (*palette.PROGRAMME_MARKS.values(), palette.OTHER_MARK):
        assert contrast(colour, outline) >= LEAST_CONTRAST, colour


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("line", ["accent", "reach", "candidate", "strongLine"])
def test_lines_that_say_something_are_seen_on_the_ground(theme: str, line: str) -> None:
    colours = palette.colours(theme)
    for ground in (colours["ground"], colours["sea"], palette.statuses(theme)["out_of_scope"]):
        assert contrast(colours[line], ground) >= LEAST_CONTRAST, ground
