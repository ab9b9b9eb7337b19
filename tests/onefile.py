"""The one HTML file as several suites test it: built once from the shipped facts, with one hostile name among them."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from typing import Any

from answers.question import Question
from answers.story.ready_made import ready_made
from answers.story.sequence import Sequence, pinned, view_of
from geodata.task import one_task
from registry.store import Register
from registry.tables import Tables
from reports.onefile.build import one_file
from reports.onefile.page import DEFLATED

HOSTILE = '</script><img src=x onerror="window.hacked=1">{{data}}${7*7}`<!--\u2028'
RENAMED = "relearning-004"
DAY = date(2026, 11, 21)
SHARES: list[float] = []
"""How far the making of `built` was, each time it said so."""


@cache
def tables() -> Tables:
    """Return the shipped register's tables, with one centre renamed."""
    told = Register.in_memory().tables()
    centres = told.centres.copy()
    centres.loc[centres["centre_id"] == RENAMED, ["name_th", "name_en"]] = HOSTILE
    return replace(told, centres=centres)


@cache
def sequence() -> Sequence:
    """Return the ready-made sequence and, behind it, views of every other page, the last with a hostile title."""
    made = ready_made(tables())
    more = (
        view_of("place", {"place": "104202"}),
        view_of("compare", {"with": "1042|50|R4-N|1001", "programme": "bma-library"}),
        view_of("analysis", {"programme": "bma-library", "area": "10"}),
        view_of("map", {"programme": "bma-library", "area": "10", "measure": "population_within_km", "radius": "2"}),
        view_of("map", {"area": "ZZ"}),
        view_of("overview", {}, title=HOSTILE, text="ข้อความของผู้นำเสนอ"),
    )
    for view in more:
        made = pinned(made, view)
    return made


@cache
def built() -> bytes:
    """Return the file."""
    with one_task():
        return one_file(Question(), tables(), sequence=sequence(), today=DAY, progress=_note)


def _note(done: int, total: int) -> None:
    SHARES.append(done / total)


class _Data(HTMLParser):
    """Finds the data as a browser does: the text of the script element with that id."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside, self.text, self.deflated = False, "", False
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.inside = tag == "script" and told.get("id") == "onefile-data"
        self.deflated |= self.inside and told.get("type") == DEFLATED
        self.loads += [str(value) for name, value in attrs if name in ("src", "href", "action", "data", "srcset")]

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"


def parsed(content: bytes) -> tuple[dict[str, Any], list[str]]:
    """Return the file's data, and every address that its markup names."""
    reader = _Data()
    reader.feed(content.decode())
    text = zlib.decompress(base64.b64decode(reader.text)).decode() if reader.deflated else reader.text
    return json.loads(text), reader.loads


@cache
def data() -> dict[str, Any]:
    """Return the data of the built file."""
    return parsed(built())[0]
