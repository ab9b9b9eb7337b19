"""The wish for a file of what is looked at, and the name that the file gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import streamlit as st

from analysis.headlines import BMA_LIBRARY
from answers.question import DEFAULT, PARAMETERS, Question, params_of
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, level_of
from reports.wish import WITHOUT_FILTERS, Kind, Wish
from ui import cached, selection
from ui.text import language

if TYPE_CHECKING:
    import pandas as pd


BANGKOK_PAGE: Final = "bangkok"
_STEM: Final = {Kind.SLIDES: "slides", Kind.REPORT: "report", Kind.BOOK: "tables", Kind.ONE_FILE: "present"}


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

    It names the kind, the programmes, the area and the day on which the sources of the centres were last read; of a
    sequence, which is about many, how many views it has.
    """
    params = dict(wish.params)
    if wish.kind in WITHOUT_FILTERS:
        about = [_area(wish.part)] if wish.kind == Kind.BRIEF else [wish.part]
    elif wish.sequence is not None:
        about = [f"{len(wish.sequence.views)}-views"]
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
