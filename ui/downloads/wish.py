"""What file is wished for: one frozen value, by which a built file is known again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import streamlit as st

from analysis.headlines import BMA_LIBRARY
from answers.question import DEFAULT, PARAMETERS, Question, params_of
from answers.story.sequence import Sequence
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, level_of
from ui import cached, selection
from ui.text import language

if TYPE_CHECKING:
    import pandas as pd


class Kind(StrEnum):
    """The kinds of files, in the order in which they are offered."""

    SLIDES = "pptx"
    REPORT = "pdf"
    BOOK = "xlsx"
    PICTURE = "picture"
    BRIEF = "brief"
    BRIEFS = "briefs"
    ONE_FILE = "html"
    DATA = "data"


WITHOUT_FILTERS: Final = (Kind.BRIEF, Kind.BRIEFS)
"""A brief tells of all programmes in its area: the filters of the screen do not touch it."""
BANGKOK_PAGE: Final = "bangkok"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_MIME: Final = {
    "pptx": f"{_OFFICE}.presentationml.presentation", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "zip": "application/zip", "html": "text/html",
    "csv": "text/csv", "json": "application/json",
}  # fmt: skip
_SUFFIX: Final = {Kind.BRIEF: "pdf", Kind.BRIEFS: "zip"}
_STEM: Final = {Kind.SLIDES: "slides", Kind.REPORT: "report", Kind.BOOK: "tables", Kind.ONE_FILE: "present"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a file is to be.

    params are the filters by their names in the address; revision and today say of which data and day it is. part
    names the picture or table, the area of a brief, or the kind of areas of all briefs; form is "png", "svg", "csv" or
    "json". template is the fingerprint of the user's own, template_name what it is called. sequence is what the one
    file, the slides or their pages of paper present. since is the day from which a brief says what changed, or with
    since_last that on which the last one of its area was made; address is where its view is found, with {area} for
    the area's code.
    """

    kind: Kind
    lang: str
    params: tuple[tuple[str, str], ...]
    revision: int
    today: date
    part: str = ""
    form: str = ""
    leave_out: tuple[str, ...] = ()
    template: str = ""
    template_name: str = ""
    sequence: Sequence | None = None
    since: date | None = None
    since_last: bool = False
    address: str = ""

    @property
    def suffix(self) -> str:
        """Return what the file's name ends in."""
        return self.form or _SUFFIX.get(self.kind, str(self.kind))

    @property
    def mime(self) -> str:
        """Return the media type of the file."""
        return _MIME[self.suffix]

    def is_as(self, other: Wish) -> bool:
        """Tell whether another wish is for the same file but for the filters, the data or the day."""
        return replace(self, params=other.params, revision=other.revision, today=other.today) == other


def wish(kind: Kind, *, lang: str = "", **details: object) -> Wish:
    """Return the wish for a file of what is looked at now; details are the other fields of `Wish`."""
    return Wish(
        kind=kind,
        lang=lang or language(),
        params=() if kind in WITHOUT_FILTERS else params_now(),
        revision=cached.revision(),
        today=cached.today(),
        **details,  # type: ignore[arg-type]
    )


def view_address() -> str:
    """Return where the page of an area is found, {area} for its code; "" where only this computer finds it."""
    parts = urlsplit(st.context.url or "")
    if parts.hostname in (None, "localhost", "::1") or str(parts.hostname).startswith("127."):
        return ""
    return f"{parts.scheme}://{parts.netloc}/place?place={{area}}"


def looked_at() -> Question:
    """Return what the page shows: its own set on the page of Bangkok, whatever the map was set to before."""
    now = selection.current()
    if selection.page() == BANGKOK_PAGE and BMA_LIBRARY in cached.vocabulary().programmes:
        return Question(lang=now.lang, programme=(BMA_LIBRARY,), area=BANGKOK_CODE)
    return now


def params_now() -> tuple[tuple[str, str], ...]:
    """Return the parameters of the address that a file takes."""
    params = params_of(looked_at())
    return tuple((name, params[name]) for name in sorted(params) if name in PARAMETERS and name != "lang")


def file_name(wish: Wish, centres: pd.DataFrame) -> str:
    """Return a name that tells what is in the file, in letters that every machine takes.

    It names the kind, the programmes, the area and the day on which the sources of the centres were last read.
    """
    params = dict(wish.params)
    if wish.kind in WITHOUT_FILTERS:
        about = [_area(wish.part)] if wish.kind == Kind.BRIEF else [wish.part]
    else:
        about = [_programmes(params.get("programme", "")), _area(params.get("area", "TH"))]
    days = centres["verified_on"].dropna()
    stem = wish.part if wish.kind in (Kind.PICTURE, Kind.DATA) else _STEM.get(wish.kind, str(wish.kind))
    if wish.kind == Kind.REPORT and wish.sequence is not None:
        stem = _STEM[Kind.SLIDES]
    parts = ["klaibaan", stem, *about, str(max(days)) if len(days) else "", wish.lang]
    return "-".join(part for part in parts if part) + f".{wish.suffix}"


def _programmes(names: str) -> str:
    chosen = names.split("|") if names else list(DEFAULT.programme)
    return "+".join(chosen) if len(chosen) <= 2 else f"{len(chosen)}-programmes"


def _area(code: str) -> str:
    english = str(areas(level_of(code)).loc[code, "name_en"] or code)
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in english).strip("-")
