"""Lines as a small SVG: on two logarithmic axes with the slope of each, or on plain axes from zero."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import numpy as np

COLOURS = ("#0b6e8a", "#c8553d", "#5b7f2b")
WIDTH, HEIGHT, LEFT, TOP, INNER_W, INNER_H = 460, 330, 70, 46, 360, 220


@dataclass(frozen=True)
class Line:
    """A measured series: name, and pairs of (size, figure)."""

    name: str
    pairs: tuple[tuple[float, float], ...]

    @property
    def slope(self) -> float:
        """Slope of the straight line through the logarithms: 1 is linear growth."""
        x, y = np.log10(np.array(self.pairs)).T
        return float(np.polyfit(x, y, 1)[0])


@dataclass(frozen=True)
class Panel:
    """One drawing: a title, the name of the horizontal axis, lines, and the unit of the vertical axis.

    Its axes are logarithmic, or plain and begin at zero.
    """

    title: str
    across: str
    lines: tuple[Line, ...]
    unit: str = "ms"
    plain: bool = False


def svg(panels: list[Panel]) -> str:
    """Return the panels side by side."""
    body = "".join(f'<g transform="translate({WIDTH * i},0)">{_panel(panel)}</g>' for i, panel in enumerate(panels))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * len(panels)} {HEIGHT}"'
    style = 'font-family="sans-serif" font-size="12" fill="#22313a"'
    return f'{head} {style}><rect width="100%" height="100%" fill="#fff"/>{body}</svg>\n'


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers from one value to another, at most seven."""
    step = next(step for power in range(10) for part in (1, 2, 5) if (high - low) / (step := part * 10.0**power) <= 6)
    return [float(one) for one in np.arange(low, high + step, step)]


def _panel(panel: Panel) -> str:
    every = np.array([pair for line in panel.lines for pair in line.pairs])
    if panel.plain:
        ticks = [_ticks(0, float(high)) for high in every.max(axis=0)]
    else:
        powers = np.log10(every)
        low, high = np.floor(powers.min(axis=0) + 0.02), np.ceil(powers.max(axis=0) - 0.02)
        ticks = [[10.0**power for power in range(int(low[axis]), int(high[axis]) + 1)] for axis in (0, 1)]
    scale = (lambda values: np.array(values, float)) if panel.plain else np.log10
    ends = [scale([axis[0], axis[-1]]) for axis in ticks]

    def at(size: float, figure: float) -> tuple[float, float]:
        across, up = (
            (value - low) / (high - low) for value, (low, high) in zip(scale([size, figure]), ends, strict=True)
        )
        return LEFT + INNER_W * across, TOP + INNER_H * (1 - up)

    out = [f'<text x="{LEFT}" y="22" font-size="14" font-weight="bold">{escape(panel.title)}</text>']
    for tick in ticks[0]:
        x, _ = at(tick, ticks[1][0])
        out.append(f'<path d="M{x:.1f} {TOP}v{INNER_H}" stroke="#dde5e8"/>')
        out.append(f'<text x="{x:.1f}" y="{TOP + INNER_H + 18}" text-anchor="middle">{tick:,g}</text>')
    for tick in ticks[1]:
        _, y = at(ticks[0][0], tick)
        out.append(f'<path d="M{LEFT} {y:.1f}h{INNER_W}" stroke="#dde5e8"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tick:,g} {panel.unit}</text>')
    out.append(f'<text x="{LEFT + INNER_W}" y="{TOP + INNER_H + 36}" text-anchor="end">{escape(panel.across)}</text>')
    for colour, line in zip(COLOURS, panel.lines, strict=False):
        places = [at(*pair) for pair in line.pairs]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        out.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += (
            [] if panel.plain else [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
        )
    for position, (colour, line) in enumerate(zip(COLOURS, panel.lines, strict=False)):
        y = TOP + INNER_H + 36 + 16 * position
        slope = "" if panel.plain else f", slope {line.slope:.2f}"
        out.append(f'<rect x="{LEFT}" y="{y - 9}" width="10" height="10" fill="{colour}"/>')
        out.append(f'<text x="{LEFT + 16}" y="{y}">{escape(line.name)}{slope}</text>')
    return "".join(out)
