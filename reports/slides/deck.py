"""The deck: a sequence of views as a PowerPoint file; the deck of a question is the sequence that tells it."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from answers.errors import ReportError
from answers.provenance import provenance
from answers.story.maker import Maker
from answers.story.of_question import SLIDES, views_of
from answers.words import t
from geodata.task import one_task
from reports.progress import Steps
from reports.slides.composition import set_deck
from reports.slides.house import house_stage, own_stage
from reports.slides.native import PowerPoint

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from answers.facts import Facts
    from answers.story.sequence import Sequence, View
    from answers.story.slide import Slide
    from registry.tables import Tables
    from reports.progress import Progress
    from reports.slides.house import Stage

_LONGEST_PROPERTY: Final = 255


@one_task()
def slides_pptx(
    facts: Facts,
    *,
    progress: Progress | None = None,
    leave_out: Collection[str] = (),
    template: bytes | None = None,
    template_name: str = "template.pptx",
) -> bytes:
    """Return a PowerPoint file on a question.

    Parameters
    ----------
    facts
        What is known for the question.
    progress
        Called with the slides done and their total.
    leave_out
        Names in `SLIDES` to leave out.
    template
        A .pptx file of the user's own, whose masters, fonts and colours are used; ours without.
    template_name
        What an error calls it.

    Raises
    ------
    ReportError
        There is no such slide (report_slide), or the template cannot be used (`reports.slides.house.own_stage`).

    """
    for name in leave_out:
        if name not in SLIDES:
            raise ReportError("report_slide", value=str(name)[:60], known=", ".join(SLIDES))
    views = views_of(facts, leave_out=leave_out)
    names = [name for name in SLIDES if name not in leave_out]
    maker = Maker(facts.tables, today=facts.today, computations=facts.computations)
    stage = house_stage() if template is None else own_stage(template, file=template_name)
    return _deck(
        stage, [views.get(name) for name in names], maker, lang=facts.question.lang, progress=progress, of_question=True
    )


@one_task()
def sequence_pptx(
    sequence: Sequence,
    tables: Tables,
    *,
    lang: str,
    today: date,
    progress: Progress | None = None,
    template: bytes | None = None,
    template_name: str = "template.pptx",
) -> bytes:
    """Return a sequence of views as a PowerPoint file: its views in their order, with the presenter's words.

    Parameters
    ----------
    sequence
        The views.
    tables
        The register's tables.
    lang
        "th" or "en".
    today
        The day that ages are counted to, and that the file is dated.
    progress, template, template_name
        As of `slides_pptx`.

    """
    stage = house_stage() if template is None else own_stage(template, file=template_name)
    maker = Maker(tables, today=today)
    return _deck(stage, list(sequence.views), maker, lang=lang, progress=progress, title=sequence.title)


def _deck(
    stage: Stage,
    views: list[View | None],
    maker: Maker,
    *,
    lang: str,
    progress: Progress | None,
    title: str = "",
    of_question: bool = False,
) -> bytes:
    """Return the deck of some views; a place without one is a step that takes no time."""
    slides = set_deck(
        PowerPoint(stage), views, maker, lang=lang, steps=Steps(len(views), progress), title=title,
        of_question=of_question,
    )  # fmt: skip
    _describe(stage, slides, maker, lang=lang, title=title)
    out = io.BytesIO()
    stage.deck.save(out)
    return out.getvalue()


def _describe(stage: Stage, slides: list[Slide], maker: Maker, *, lang: str, title: str) -> None:
    properties = stage.deck.core_properties
    facts = next((made.facts for made in slides if made.facts is not None), None)
    properties.title = (title or slides[0].title if slides else t("slide.cover", lang=lang))[:_LONGEST_PROPERTY]
    if facts is not None:
        origin = provenance(facts)
        properties.subject = origin.filters[:_LONGEST_PROPERTY]
        properties.keywords = origin.set_words[:_LONGEST_PROPERTY]
        properties.comments = origin.dates[:_LONGEST_PROPERTY]
    properties.created = properties.modified = datetime.combine(maker.today, time(), tzinfo=UTC)
    properties.revision = 1
    properties.author = t("report.author", lang=lang)
    properties.language = "th-TH" if lang == "th" else "en-GB"
    properties.last_modified_by = t("report.author", lang=lang)
