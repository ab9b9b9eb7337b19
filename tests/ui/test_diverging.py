"""The diverging palette is told apart with any colour vision, and by its legend's words without colours at all."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from reports import palette

# Machado, Oliveira and Fernandes 2009, complete loss of one kind of cone, on linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
LEAST_DIFFERENCE = 12  # CIE76; about 2 can just be seen


def seen(colour: str, vision: str) -> np.ndarray:
    """Return a colour in CIE Lab as an eye of that kind sees it."""
    srgb = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = XYZ @ np.clip(np.array(VISION[vision]) @ linear, 0, 1) / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_two_steps_differ_for_every_eye(theme: str, vision: str) -> None:
    steps = [seen(colour, vision) for colour in palette.diverging(theme)]
    nearest = min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(steps, 2))
    assert nearest >= LEAST_DIFFERENCE


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_sides_go_away_from_the_middle_in_lightness(theme: str) -> None:
    lightness = [seen(colour, "usual")[0] for colour in palette.diverging(theme)]
    away = [abs(value - lightness[3]) for value in lightness]
    assert away[:4] == sorted(away[:4], reverse=True)
    assert away[3:] == sorted(away[3:])
