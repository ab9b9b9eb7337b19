"""A measure as bars, the largest first: a chart of a request that stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reports import palette
from reports.cautions import cautions
from reports.measured import CLAIM, told_values, unit_of
from reports.picture.lettering import shortened, wrapped
from reports.picture.map_sheet import map_title
from reports.picture.paper import MM_PER_PT, Sheet, Word, element, line, rectangle, words_of
from reports.provenance import one_of, provenance
from reports.text import t
from reports.text.words import area_name, full_area_name, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.facts import Facts

MOST: Final = 25
_WIDTH, _MARGIN, _ROW = 190.0, 10.0, 6.4
_NAMES: Final = 52.0
_GREY: Final = "#4c5b62"
_BAR: Final = palette.ramp("light")[3]
_NUMBERS: Final = 24.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, its value in the unit shown, and the value in words."""

    label: str
    value: float
    words: str


def bars_of(facts: Facts, *, most: int = MOST) -> tuple[list[Bar], int]:
    """Return the largest values of a request's measure as bars, and how many areas have a value."""
    request, lang = facts.request, facts.request.lang
    unit = unit_of(request.measure, lang=lang)
    values = told_values(facts.table, request.measure).dropna()
    ordered = values.sort_values(ascending=False, kind="stable")
    bars = [
        Bar(area_name(str(code), lang=lang), float(value) * unit.factor, unit.told(float(value), lang=lang))
        for code, value in ordered.head(most).items()
    ]
    return bars, len(values)


def bar_sheet(facts: Facts) -> Sheet:
    """Return the request's measure as a chart with its title and what it stands on."""
    lang = facts.request.lang
    told, (bars, of) = provenance(facts), bars_of(facts)
    unit = unit_of(facts.request.measure, lang=lang)
    measure = unit if facts.request.measure != CLAIM else unit_of("centre_count", lang=lang)
    words = _Lines(_MARGIN + 4.0)
    words.add(map_title(facts), 15, weight=700)
    words.add(f"{measure.heading} · {told.set_words}", 9.5, colour=_GREY)
    if not bars:
        words.add(t("picture.nothing", lang=lang), 10)
    elif of > len(bars):
        shown, all_ = number(len(bars), lang=lang), number(of, lang=lang)
        words.add(t("picture.first", lang=lang, shown=shown, of=all_), 8.5, colour=_GREY)
    shapes, labels, bottom = draw_bars(bars, y_mm=words.y + 1.0)
    words.y = bottom + 6.0
    for text in [*cautions(facts), *told.lines()]:
        words.add(text, 6.5, colour=_GREY)
    height = words.y + _MARGIN - 5.0
    return Sheet(
        width_mm=_WIDTH,
        height_mm=round(height, 2),
        shapes=(rectangle(0, 0, _WIDTH, height, fill="#ffffff"), *shapes),
        words=(*words.words, *labels),
        title=map_title(facts),
        description=_description(facts, told.set_words, len(bars), of),
        lang=lang,
    )


def draw_bars(
    bars: Sequence[Bar], *, x_mm: float = _MARGIN, y_mm: float, across_mm: float = _WIDTH - 2 * _MARGIN
) -> tuple[list[str], list[Word], float]:
    """Return bars from a left edge, their names before and their values behind them, and where they end (mm)."""
    room = across_mm - _NAMES - _NUMBERS
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    shapes, words, y = [], [], y_mm
    start = x_mm + _NAMES
    for bar in bars:
        length = max(bar.value / longest * room, 0.0)
        told = element("title", words_of(f"{bar.label}: {bar.words}"))
        shapes.append(element("rect", told, x=start, y=y + 0.9, width=length, height=_ROW - 1.8, rx=0.5, fill=_BAR))
        base = y + _ROW / 2 + 9 * MM_PER_PT * 0.34
        name = shortened(bar.label, _NAMES - 3.0, 9)
        words.append(Word(x_mm=start - 2.0, y_mm=base, text=name, size_pt=9, anchor="end"))
        words.append(Word(x_mm=start + length + 1.6, y_mm=base, text=bar.words, size_pt=9, weight=700))
        y += _ROW
    if bars:
        shapes.append(line(start, y_mm, start, y, stroke=palette.LIGHT["strongLine"], stroke_width=0.25))
    return shapes, words, y


class _Lines:
    """Words from the top of a sheet downwards."""

    def __init__(self, y_mm: float) -> None:
        self.y = y_mm
        self.words: list[Word] = []

    def add(self, text: str, size_pt: float, *, weight: int = 400, colour: str = "#1d2a30") -> None:
        for part in wrapped(text, _WIDTH - 2 * _MARGIN, size_pt, weight):
            self.words.append(
                Word(x_mm=_MARGIN, y_mm=self.y, text=part, size_pt=size_pt, weight=weight, colour=colour)
            )
            self.y += size_pt * MM_PER_PT * 1.42


def _description(facts: Facts, set_words: str, shown: int, of: int) -> str:
    request, lang = facts.request, facts.request.lang
    return t(
        "picture.chart_description",
        lang=lang,
        measure=unit_of(request.measure, lang=lang).name,
        set=set_words,
        level=one_of(request.level, request),
        area=full_area_name(request.area, lang=lang),
        shown=number(shown, lang=lang),
        of=number(of, lang=lang),
    )


