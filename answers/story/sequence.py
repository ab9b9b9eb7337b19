"""A sequence of views to present, one after the other: what the app and the one file both show and carry.

A view names a page and the parameters of its address, so that it is always drawn from the register as it stands;
only a title and a sentence are the presenter's own words, and both may be left to the view.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

APP_PAGES: Final = (
    "overview", "map", "programmes", "bangkok", "data", "sources", "analysis", "place", "compare",
    "siting",
)  # fmt: skip
"""Pages of the app whose views can be pinned, by their modules."""
OWN_PAGES: Final = ("all-programmes", "partner", "unknowns", "title", "ranking", "groups", "changes")
"""Views that only a sequence has: all programmes side by side, a partner, what is not known yet, a title page, the gaps
by their rank, Bangkok's groups of khet, and what changed in the register since a day."""
PAGES: Final = (*APP_PAGES, *OWN_PAGES)
MOST_VIEWS: Final = 100
MOST_PARAMS: Final = 40
LONGEST: Final = {"title": 120, "text": 400, "value": 8000}
"""The most characters of a title, a sentence, and the value of a parameter."""
INTERVALS_S: Final = (5, 600)
"""The shortest and the longest time between views that follow by themselves, in seconds."""
NOT_PINNED: Final = ("lang", "tiles")
"""Parameters that are the viewer's own and no part of a view."""


@dataclass(frozen=True, slots=True)
class View:
    """One view: the page and the parameters of its address; an empty title or text is left to the view itself."""

    page: str
    params: tuple[tuple[str, str], ...] = ()
    title: str = ""
    text: str = ""

    def values(self) -> dict[str, str]:
        """Return the parameters by name."""
        return dict(self.params)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Views in their order; interval_s the seconds after which the next follows by itself, 0 for never."""

    views: tuple[View, ...] = ()
    title: str = ""
    interval_s: int = 0


def view_of(page: str, params: Mapping[str, str], *, title: str = "", text: str = "") -> View:
    """Return the view of a page's address, without what is the viewer's own."""
    lines = {name: _line(value, "value") for name, value in params.items() if name not in NOT_PINNED}
    pinned = {name: value for name, value in lines.items() if value}
    return View(page, tuple(sorted(pinned.items())), _line(title, "title"), _line(text, "text"))


def pinned(sequence: Sequence, view: View) -> Sequence:
    """Return the sequence with a view at its end; unchanged where it is full."""
    if len(sequence.views) >= MOST_VIEWS:
        return sequence
    return replace(sequence, views=(*sequence.views, view))


def moved(sequence: Sequence, place: int, to: int) -> Sequence:
    """Return the sequence with the view at a place (from 0) moved to another; places outside are the nearest end."""
    views = list(sequence.views)
    if not 0 <= place < len(views):
        return sequence
    view = views.pop(place)
    views.insert(min(max(to, 0), len(views)), view)
    return replace(sequence, views=tuple(views))


def without(sequence: Sequence, place: int) -> Sequence:
    """Return the sequence without the view at a place (from 0)."""
    return replace(sequence, views=tuple(view for at, view in enumerate(sequence.views) if at != place))


def worded(sequence: Sequence, place: int, *, title: str | None = None, text: str | None = None) -> Sequence:
    """Return the sequence with other words at a view (place from 0); None leaves them as they are."""
    views = list(sequence.views)
    if not 0 <= place < len(views):
        return sequence
    view = views[place]
    views[place] = replace(
        view,
        title=view.title if title is None else _line(title, "title"),
        text=view.text if text is None else _line(text, "text"),
    )
    return replace(sequence, views=tuple(views))


def timed(sequence: Sequence, interval_s: int) -> Sequence:
    """Return the sequence with another time between its views, within `INTERVALS_S`; 0 or less for never."""
    low, high = INTERVALS_S
    return replace(sequence, interval_s=0 if interval_s <= 0 else min(max(interval_s, low), high))


def is_unwritable(character: str) -> bool:
    """Tell whether a character is a control or half of one, which no title, sentence or parameter may hold."""
    return unicodedata.category(character) in ("Cc", "Cs")


def _line(words: str, field: str) -> str:
    """Return words on one line, no longer than their field allows."""
    one = "".join(" " if is_unwritable(character) else character for character in words)
    return " ".join(one.split())[: LONGEST[field]].strip()
