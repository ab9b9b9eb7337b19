"""What file is wished for: one frozen value, by which a built file is known again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from answers.story.sequence import Sequence


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
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_MIME: Final = {
    "pptx": f"{_OFFICE}.presentationml.presentation", "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf", "png": "image/png", "svg": "image/svg+xml", "zip": "application/zip", "html": "text/html",
    "csv": "text/csv", "json": "application/json",
}  # fmt: skip
_SUFFIX: Final = {Kind.BRIEF: "pdf", Kind.BRIEFS: "zip"}


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
