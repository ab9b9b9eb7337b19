"""The order of a deck: its views with the presenter's words, then the appendix of what had no room in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from answers.mapping.maps import map_model
from answers.sections.parts import Section
from answers.story.map_of_sides import map_of_sides
from answers.story.slide import MapPart
from answers.story.slides.made import slide_of
from answers.words import t
from reports.slides.cover import set_cover, set_section
from reports.slides.setting import set_detail, set_slide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from answers.mapping.model import MapModel
    from answers.story.maker import Maker
    from answers.story.sequence import View
    from answers.story.slide import Slide
    from reports.progress import Steps
    from reports.slides.canvas import Medium
    from reports.slides.setting import Detail

_TITLE: Final = "title"


def set_deck(
    medium: Medium,
    views: list[View | None],
    maker: Maker,
    *,
    lang: str,
    steps: Steps,
    title: str = "",
    of_question: bool = False,
) -> list[Slide]:
    """Set views on a medium, and what belongs to their appendix; return their slides.

    Parameters
    ----------
    medium
        What they are set on.
    views
        The views in their order; a place without one is a step that takes no time.
    maker
        What makes their slides.
    lang
        "th" or "en".
    steps
        Told after each view.
    title
        The presentation's own, for a cover without one.
    of_question
        Whether the cover is of the question's filters.

    """
    slides = _Slides(maker, lang)
    details: list[Detail] = []
    for view in views:
        if view is not None and view.page == _TITLE:
            made = slides.of(view)
            made = replace(made, whole=made.whole and not of_question)
            heading = title if title and not view.title else made.title
            model = slides.map_of_cover(made, views)
            set_cover(medium, replace(made, title=heading), model, lang=lang)
        elif view is not None:
            details += set_slide(medium, slides.of(view), lang=lang)
        steps.done()
    slides_ = [slides.of(view) for view in views if view is not None]
    details = _once(details, slides_)
    if details:
        titles = list(dict.fromkeys(one.title for one in details))
        set_section(medium, t("slide.appendix", lang=lang), titles, scope=details[0].scope, lang=lang)
        for detail in details:
            set_detail(medium, detail, lang=lang)
    return slides_


def _once(details: list[Detail], slides: list[Slide]) -> list[Detail]:
    """Return what goes to the appendix: not a slide that is among the views, and a table that several bring once."""
    titles = {slide.title for slide in slides}
    return [
        detail
        for place, detail in enumerate(details)
        if (
            not any(one.content == detail.content for one in details[:place] if isinstance(one.content, Section))
            if isinstance(detail.content, Section)
            else detail.title not in titles
        )
    ]


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
