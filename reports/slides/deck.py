"""The deck: a sequence of views as a PowerPoint file; the deck of a question is the sequence that tells it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from answers.errors import ReportError
from answers.mapping.maps import map_model
from answers.provenance import provenance
from answers.story.maker import Maker
from answers.story.map_of_sides import map_of_sides
from answers.story.of_question import SLIDES, views_of
from answers.story.slide import MapPart
from answers.story.slides.made import slide_of
from answers.words import t
from reports.progress import Steps
from reports.slides.cover import set_cover, set_section
from reports.slides.house import house_stage, own_stage
from reports.slides.setting import set_detail, set_slide

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from answers.facts import Facts
    from answers.mapping.model import MapModel
    from answers.story.sequence import Sequence, View
    from answers.story.slide import Slide
    from registry.tables import Tables
    from reports.progress import Progress
    from reports.slides.house import Stage
    from reports.slides.setting import Detail

_LONGEST_PROPERTY: Final = 255
_TITLE: Final = "title"


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
    steps, slides = Steps(len(views), progress), _Slides(maker, lang)
    details: list[Detail] = []
    for view in views:
        if view is not None and view.page == _TITLE:
            made = slides.of(view)
            made = replace(made, whole=made.whole and not of_question)
            heading = title if title and not view.title else made.title
            model = slides.map_of_cover(made, views)
            set_cover(stage, replace(made, title=heading), model, lang=lang)
        elif view is not None:
            details += set_slide(stage, slides.of(view), lang=lang)
        steps.done()
    if details:
        titles = list(dict.fromkeys(one.title for one in details))
        set_section(stage, t("slide.appendix", lang=lang), titles, scope=details[0].scope, lang=lang)
        for detail in details:
            set_detail(stage, detail, lang=lang)
    _describe(stage, [slides.of(view) for view in views if view is not None], maker, lang=lang, title=title)
    out = io.BytesIO()
    stage.deck.save(out)
    return out.getvalue()


class _Slides:
    """The slides of views in one language, each made once; the presenter's words stand before the view's own."""

    def __init__(self, maker: Maker, lang: str) -> None:
        self._maker, self._lang = maker, lang
        self._made: dict[View, Slide] = {}

    def of(self, view: View) -> Slide:
        if view not in self._made:
            made = slide_of(view, self._maker, lang=self._lang)
            self._made[view] = replace(made, title=view.title or made.title, text=view.text or made.text)
        return self._made[view]

    def map_of_cover(self, cover: Slide, views: Iterable[View | None]) -> MapModel | None:
        """Return the map of several programmes where a cover is of them; else that of the first slide that has one."""
        if cover.facts is not None and not cover.whole and len(cover.facts.question.programme) > 1:
            return map_of_sides(cover.facts)
        parts = (part for view in views if view is not None for part in self.of(view).parts)
        first = next((part.model for part in parts if isinstance(part, MapPart)), None)
        return first or (map_model(cover.facts) if cover.facts is not None else None)


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
