"""One slide of a sequence in one language: its message, what shows it, and where the numbers come from; not yet drawn.

The player in a browser, the one file and the PowerPoint deck set this same value, each in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.facts import Facts
    from answers.mapping.model import MapModel
    from answers.sections.parts import Card, Section, Table

Side = Literal["full", "left", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPart:
    """A map. wide is the side that gets more room where a table stands beside it, "" for the map's.

    paper tells whether a file of one picture a slide draws it, too: not where a chart shows the same message.
    """

    model: MapModel
    side: Side = "left"
    wide: str = ""
    paper: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """A table; look is how the player sets it. Paper shows the rows that fit and the whole of it in an appendix."""

    table: Table
    side: Side = "full"
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The bars of one colour: their name, values in the order of the categories, and the colour ("#rrggbb")."""

    name: str
    values: tuple[float, ...]
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPart:
    """Lying bars, for a file that can draw them as a chart of its own; a table beside it says the same in words."""

    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsPart:
    """Figures in words."""

    cards: tuple[Card, ...]
    side: Side = "full"
    look: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its label, its value (None where none is known), the value in words, its colour, "" for the usual."""

    label: str
    value: float | None
    text: str
    colour: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsPart:
    """Bars of one length scale under a title."""

    title: str
    bars: tuple[Bar, ...]
    side: Side = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """Sentences under a title, one below the other."""

    title: str
    items: tuple[str, ...]
    side: Side = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsPart:
    """A quiet sentence: what must be said beside the numbers."""

    text: str
    side: Side = "full"


Part = MapPart | TablePart | ChartPart | CardsPart | BarsPart | ListPart | WordsPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A view as it is shown.

    title
        What the numbers say, in one sentence.
    text
        What it is of, or the sentence that goes on from the title.
    parts
        What shows it.
    cautions
        What must be said beside the numbers: of it the parts show what a screen has room for.
    source, method
        Where the numbers come from and how they are made, for the line below and the speaker's notes.
    facts
        Those that the numbers are of: a file's footer names their filters and dates. None where there are none.
    whole
        Whether the numbers are of every programme, whatever the filters of facts.
    each
        Makes the same on several slides, one for each side of it, for a file of one picture a slide.
    appendix
        Makes the whole tables, and slides with details, that belong to it, for a file with room for them.
    """

    title: str
    text: str = ""
    parts: tuple[Part, ...] = ()
    cautions: tuple[str, ...] = ()
    source: str = ""
    method: str = ""
    facts: Facts | None = None
    whole: bool = False
    each: Callable[[], tuple[Slide, ...]] = tuple
    appendix: Callable[[], tuple[Section | Slide, ...]] = tuple
