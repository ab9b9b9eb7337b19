"""The deck: which slides there are, in their order, and the file they become."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from analysis.headlines import BMA_LIBRARY, RELEARNING
from answers.errors import ReportError
from answers.provenance import provenance
from answers.question import Question
from answers.words import t
from geodata.areas import contains
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE
from reports.progress import Steps
from reports.slides import pages, table_pages
from reports.slides.house import house_stage, own_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from answers.facts import Facts
    from reports.progress import Progress
    from reports.slides.house import Stage

SLIDES: Final[Mapping[str, Callable[[Stage, Facts], None]]] = {
    "cover": pages.cover,
    "headline": pages.headline,
    "map": pages.question_map,
    "relearning": table_pages.relearning,
    "bangkok": pages.bangkok,
    "programmes": table_pages.programmes,
    "gaps": table_pages.gaps,
    "openings": table_pages.openings,
    "unknown": table_pages.unknown,
    "sources": table_pages.sources,
}
"""What makes each slide, by the name under which it can be left out."""


_LONGEST_PROPERTY: Final = 255


def is_about(name: str, question: Question) -> bool:
    """Tell whether a slide is about a question: a first visit has them all, another one what it asks of.

    Examples
    --------
    >>> northeast = Question(programme=("public-library",), area="R4-NE")
    >>> [name for name in SLIDES if is_about(name, northeast)]
    ['cover', 'map', 'gaps', 'openings', 'unknown', 'sources']

    """
    if question.is_first_view:
        return True
    if name == "headline":
        headlined = set(question.programme) <= {RELEARNING, BMA_LIBRARY}
        return headlined and question.area in (COUNTRY_CODE, BANGKOK_CODE)
    if name == "relearning":
        return RELEARNING in question.programme and contains(question.area, COUNTRY_CODE)
    if name == "bangkok":
        return BMA_LIBRARY in question.programme and contains(BANGKOK_CODE, question.area)
    return name != "programmes" or len(question.programme) > 1


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
    names = [name for name in SLIDES if name not in leave_out]
    fit = [name for name in names if is_about(name, facts.question)] or names
    stage = house_stage() if template is None else own_stage(template, file=template_name)
    steps = Steps(len(names), progress)
    for name in names:
        if name in fit:
            SLIDES[name](stage, facts)
        steps.done()
    _describe(stage, facts)
    out = io.BytesIO()
    stage.deck.save(out)
    return out.getvalue()


def _describe(stage: Stage, facts: Facts) -> None:
    properties, lang = stage.deck.core_properties, facts.question.lang
    properties.title = t("slide.cover", lang=lang)
    properties.subject = provenance(facts).filters[:_LONGEST_PROPERTY]
    properties.keywords = provenance(facts).set_words[:_LONGEST_PROPERTY]
    properties.comments = provenance(facts).dates[:_LONGEST_PROPERTY]
    properties.created = properties.modified = datetime.combine(facts.today, time(), tzinfo=UTC)
    properties.revision = 1
    properties.author = t("report.author", lang=lang)
    properties.language = "th-TH" if lang == "th" else "en-GB"
    properties.last_modified_by = t("report.author", lang=lang)
