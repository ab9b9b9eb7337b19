"""Everything the player shows, made once a revision of the register and served as files that a browser fetches once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import Any

import streamlit as st

from analysis.field.cache import demand_fingerprint
from answers.question import Question
from answers.story.sequence import Sequence, View
from answers.story.slides.made import slide_of
from geodata.layers import layer_fingerprint
from registry.tables import Tables
from reports.onefile.content import common_content
from reports.onefile.slides import new_maker
from reports.picture.miniature import miniature_svg
from ui import cached
from ui.published import publish


@dataclass(frozen=True, slots=True)
class Files:
    """The names of the served files that a sequence is presented from."""

    base: str
    sequence: str


class Room:
    """One moment of the register, shared by every session that presents it."""

    def __init__(self, tables: Tables, today: date) -> None:
        self._maker = new_maker(tables, today=today)
        self._slides: dict[View, dict[str, Any]] = {}
        self._miniatures: dict[tuple[View, str], str] = {}
        self._base = ""
        self._lock = RLock()

    def slide(self, view: View) -> dict[str, Any]:
        """Return a view as a slide."""
        with self._lock:
            if view not in self._slides:
                self._slides[view] = self._maker.slide(view)
            return self._slides[view]

    def miniature(self, view: View, lang: str) -> str:
        """Return a view as a small drawing."""
        with self._lock:
            if (view, lang) not in self._miniatures:
                slide = slide_of(view, self._maker.maker, lang=lang)
                self._miniatures[view, lang] = miniature_svg(slide, lang=lang).decode()
            return self._miniatures[view, lang]

    def missing(self, sequence: Sequence) -> list[View]:
        """Return the views that have to be made yet."""
        return [view for view in sequence.views if view not in self._slides]

    def files(self, sequence: Sequence) -> Files:
        """Publish what a sequence is presented from."""
        with self._lock:
            views = [self.slide(view) for view in sequence.views]
            content = {"title": sequence.title, "interval_s": sequence.interval_s, "views": views}
            return Files(self._common(), publish("sequence", content))

    def _common(self) -> str:
        if not self._base:
            self._base = publish("present", common_content(self._maker, Question()))
        return self._base


@st.cache_resource(show_spinner=False, max_entries=2)
def _room(revision: int, layers: str, demand: str, today: date) -> Room:
    return Room(cached.tables(), today)


def room() -> Room:
    """Return the room of the register as it stands."""
    return _room(cached.revision(), layer_fingerprint(), demand_fingerprint(), cached.today())


def prepare(sequence: Sequence, *, progress: Callable[[int, int], None]) -> Files:
    """Make what is missing of a sequence, tell how far it is, and return its files."""
    here = room()
    missing = here.missing(sequence)
    for done, view in enumerate(missing):
        progress(done, len(missing))
        here.slide(view)
    files = here.files(sequence)
    if missing:
        progress(len(missing), len(missing))
    return files
