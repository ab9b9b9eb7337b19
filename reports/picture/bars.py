"""Bars on a sheet: single ones, stacked ones, and a programme's four numbers, each beside its name and its value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from answers.mapping import palette
from reports.picture.lettering import shortened
from reports.picture.paper import MM_PER_PT, Word, element, line, rectangle, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.mapping.model import Look

ROW: Final = 6.4
NAMES: Final = 56.0
NUMBERS: Final = 26.0
BAR: Final = palette.ramp("light")[3]
BELOW: Final = palette.diverging("light")[1]
_PT: Final = 9.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, its value in the unit shown, and the value in words."""

    label: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Bars one after the other: what they are of, and for each its value, its look and what it stands for."""

    label: str
    parts: tuple[tuple[float, Look, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one another, of one thing."""

    label: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Shapes, words, and where they end (mm)."""

    shapes: tuple[str, ...]
    words: tuple[Word, ...]
    bottom: float


def draw_bars(
    bars: Sequence[Bar],
    *,
    x_mm: float,
    y_mm: float,
    across_mm: float,
    names_mm: float = NAMES,
    fill: str = BAR,
) -> Drawn:
    """Return bars from 0, their names before and their values behind them; those below 0 go to the left of it."""
    room = across_mm - names_mm - NUMBERS
    lowest = min((bar.value for bar in bars), default=0.0)
    below = max(-lowest, 0.0)
    whole = below + max((bar.value for bar in bars), default=0.0)
    scale = room / whole if whole > 0 else 0.0
    shapes, words, y, start = [], [], y_mm, x_mm + names_mm
    zero = start + below * scale
    for bar in bars:
        length = abs(bar.value) * scale
        left, colour = (zero, fill) if bar.value >= 0 else (zero - length, BELOW)
        shapes.append(_bar((left, y + 0.9, length, ROW - 1.8), colour, f"{bar.label}: {bar.words}"))
        words += [_name(bar.label, start, y, names_mm), _value(bar.words, max(zero, left + length), y)]
        y += ROW
    if bars:
        shapes.append(line(zero, y_mm, zero, y, stroke=palette.LIGHT["strongLine"], stroke_width=0.25))
    return Drawn(tuple(shapes), tuple(words), y)


def draw_stacks(
    stacks: Sequence[Stack], *, x_mm: float, y_mm: float, across_mm: float, names_mm: float = NAMES
) -> Drawn:
    """Return stacked bars with the value of each part inside it."""
    room = across_mm - names_mm - NUMBERS
    longest = max((sum(value for value, _, _ in stack.parts) for stack in stacks), default=0.0) or 1.0
    shapes, words, y, start = [], [], y_mm, x_mm + names_mm
    for stack in stacks:
        x = start
        words.append(_name(stack.label, start, y, names_mm))
        for value, look, label in (part for part in stack.parts if part[0]):
            length = value / longest * room
            shapes.append(_bar((x, y + 0.7, length, ROW - 1.4), look.colour, f"{stack.label}: {label} {value:g}"))
            words.append(_inside(f"{value:g}", x + length / 2, y, look.colour))
            x += length
        y += ROW
    return Drawn(tuple(shapes), tuple(words), y)


def draw_groups(groups: Sequence[Group], *, x_mm: float, y_mm: float, across_mm: float) -> Drawn:
    """Return groups of thin bars on one scale: a bar twice as long is twice as many, in whichever group it stands."""
    shapes: list[str] = []
    words: list[Word] = []
    y, thin = y_mm, 4.0
    longest = max((bar.value for group in groups for bar in group.bars), default=0.0) or 1.0
    for group in groups:
        words.append(Word(x_mm=x_mm, y_mm=y + 4.2, text=group.label, size_pt=9.5, weight=700))
        y += 6.0
        if group.note:
            words.append(Word(x_mm=x_mm + 4.0, y_mm=y + 2.6, text=group.note, size_pt=8, colour=palette.SOFT_INK))
            y += 4.4
        start, room = x_mm + NAMES, (across_mm - NAMES - NUMBERS) * 0.9
        for bar in group.bars:
            length = bar.value / longest * room
            shapes.append(_bar((start, y + 0.5, length, thin - 1.0), BAR, f"{group.label}, {bar.label}: {bar.words}"))
            base = y + thin / 2 + 8 * MM_PER_PT * 0.34
            words.append(Word(x_mm=start - 2.0, y_mm=base, text=bar.label, size_pt=8, anchor="end"))
            words.append(Word(x_mm=start + length + 1.6, y_mm=base, text=bar.words, size_pt=8, weight=700))
            y += thin
        y += 2.6
    return Drawn(tuple(shapes), tuple(words), y)


def draw_key(looks: Sequence[tuple[Look, str]], *, x_mm: float, y_mm: float) -> Drawn:
    """Return what the colours of stacked bars stand for, in one line."""
    shapes, words, x = [], [], x_mm
    for look, label in looks:
        shapes.append(rectangle(x, y_mm, 5.0, 3.2, fill=look.colour))
        words.append(Word(x_mm=x + 6.5, y_mm=y_mm + 2.7, text=label, size_pt=8.5))
        x += 46.0
    return Drawn(tuple(shapes), tuple(words), y_mm + 6.0)


def _bar(box: tuple[float, float, float, float], colour: str, title_text: str) -> str:
    x, y, width, height = box
    title = element("title", words_of(title_text))
    return element("rect", title, x=x, y=y, width=width, height=height, rx=0.4, fill=colour)


def _base(y: float) -> float:
    return y + ROW / 2 + _PT * MM_PER_PT * 0.34


def _name(text: str, end: float, y: float, room: float) -> Word:
    name = shortened(text, room - 3.0, _PT)
    return Word(x_mm=end - 2.0, y_mm=_base(y), text=name, size_pt=_PT, anchor="end")


def _value(text: str, end: float, y: float) -> Word:
    return Word(x_mm=end + 1.6, y_mm=_base(y), text=text, size_pt=_PT, weight=700)


def _inside(text: str, middle: float, y: float, ground: str) -> Word:
    dark = sum(int(ground[place : place + 2], 16) for place in (1, 3, 5)) < 3 * 150
    colour = palette.PAPER if dark else palette.INK
    return Word(x_mm=middle, y_mm=_base(y), text=text, size_pt=_PT, weight=700, colour=colour, anchor="middle")
