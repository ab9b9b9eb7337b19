"""A sequence of views as a PDF: a page a slide, as the deck of PowerPoint has it, with its notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answers.provenance import provenance
from answers.story.maker import Maker
from answers.words import t
from geodata.task import one_task
from reports import press
from reports.pdf.paper import Paper
from reports.pdf.whole_names import whole_names
from reports.progress import Steps
from reports.slides.composition import set_deck
from reports.slides.house import house_stage

if TYPE_CHECKING:
    from datetime import date

    from answers.story.sequence import Sequence
    from registry.tables import Tables
    from reports.progress import Progress


@one_task()
def sequence_pdf(
    sequence: Sequence, tables: Tables, *, lang: str, today: date, progress: Progress | None = None
) -> bytes:
    """Return the same slides as `reports.slides.deck.sequence_pptx` makes of these parameters, on A4 pages with notes.

    The progress has a step more, of the printing.
    """
    steps, paper = Steps(len(sequence.views) + 1, progress), Paper(house_stage(), lang)
    slides = set_deck(
        paper, list(sequence.views), Maker(tables, today=today), lang=lang, steps=steps, title=sequence.title
    )
    facts = next((made.facts for made in slides if made.facts is not None), None)
    first = slides[0].title if slides else t("slide.cover", lang=lang)
    data = {
        "lang": lang,
        "title": sequence.title or first,
        "author": t("report.author", lang=lang),
        "about": "" if facts is None else provenance(facts).dates,
        "page-of": t("report.page_of", lang=lang),
        "whole": whole_names(lang),
        "pages": paper.pages,
    }
    content = press.pdf(("unbroken", "deck"), data, pictures=paper.plates.drawn)
    steps.done()
    return content
