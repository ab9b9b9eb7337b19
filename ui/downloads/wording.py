"""What the panel says of a file: what goes into it, how far its making is, how large it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from answers.story.of_question import SLIDES
from reports.recipes import Order
from reports.wish import WITHOUT_FILTERS, Kind, Wish
from ui import cached
from ui.markdown import Markdown
from ui.text import language, t
from ui.words import area_name, number

if TYPE_CHECKING:
    from answers.provenance import Provenance
    from ui.job import Job


def kind_name(kind: Kind) -> Markdown:
    """Return the name of a kind of file."""
    return t(f"download.kind.{kind}")


def contents(wish: Wish) -> str:
    """Return the filters, the year of the population and the date of the data that go into a file."""
    origin = _provenance(wish.params, language(), wish.revision, wish.today)
    return f"{_filters(wish, origin)} · {origin.population} · {origin.data_date}"


def filters(wish: Wish) -> str:
    """Return the filters that go into a file."""
    return _filters(wish, _provenance(wish.params, language(), wish.revision, wish.today))


def _filters(wish: Wish, origin: Provenance) -> str:
    if wish.kind not in WITHOUT_FILTERS:
        return origin.filters
    return origin.filters_of(area_name(wish.part) if wish.kind == Kind.BRIEF else t(f"download.all.{wish.part}"))


@st.cache_data(show_spinner=False, max_entries=60)
def _provenance(params: tuple[tuple[str, str], ...], lang: str, revision: int, today: date) -> Provenance:
    from answers.provenance import provenance  # noqa: PLC0415 - only an open panel asks

    wish = Wish(Kind.BOOK, lang, params, revision, today)
    return provenance(Order(wish, cached.tables()).facts)


def size(content: bytes) -> str:
    """Return how large a file is, in MB."""
    mb = len(content) / 1e6
    return number(max(mb, 0.01), decimals=2 if mb < 0.1 else 1)


def step_words(wish: Wish, job: Job) -> tuple[float, Markdown]:
    """Return how far a making is (0 to 1), and the step in words."""
    step, done, of = job.at
    if job.before:
        return 0.0, t("line.before", count=job.before)
    if step == "start" or not of:
        return 0.0, t("download.start")
    if done >= of:
        return 1.0, t("download.writing")
    if _is_printing(wish, done):
        return done / of, t("download.writing")
    counted = {"at": number(done + 1), "of": number(of), "percent": number(100 * done // of)}
    step = Kind.SLIDES if wish.sequence is not None and wish.kind == Kind.REPORT else wish.kind
    return done / of, t(f"download.step.{step}", what=_what(wish, done), **counted)


def _is_printing(wish: Wish, done: int) -> bool:
    """Tell whether all views of a sequence are set on paper and only the printing is left."""
    return wish.kind == Kind.REPORT and wish.sequence is not None and done >= len(wish.sequence.views)


def _what(wish: Wish, done: int) -> str:
    """Return the name of the part that is in the making."""
    if wish.sequence is not None and wish.kind in (Kind.SLIDES, Kind.REPORT):
        return t(f"present.page.{wish.sequence.views[done].page}")
    if wish.kind == Kind.SLIDES:
        slides = [name for name in SLIDES if name not in wish.leave_out]
        return t(f"download.slide.{slides[done]}")
    if wish.kind == Kind.BRIEFS:
        from reports.pdf.brief import brief_areas  # noqa: PLC0415

        return area_name(brief_areas(wish.part)[done])
    return ""
