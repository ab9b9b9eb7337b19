"""Movements in the plane, as PDF writes them: six numbers."""

from __future__ import annotations

from typing import Final

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def move_right(x: float) -> Matrix:
    """Return the movement along the line."""
    return 1.0, 0.0, 0.0, 1.0, x, 0.0


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return one movement, then the other."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def inverse(matrix: Matrix) -> Matrix:
    """Return the movement back."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    return d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size
