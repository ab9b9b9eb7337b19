"""A view made into its slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.story.maker import Maker
from answers.story.sequence_file import SequenceError
from answers.story.slide import Slide
from answers.story.slides.changes import changes_slide
from answers.story.slides.fixed import (
    all_programmes_slide,
    bangkok_slide,
    data_slide,
    groups_slide,
    overview_slide,
    sources_slide,
    title_slide,
    unknowns_slide,
)
from answers.story.slides.maps import map_slide, ranking_slide
from answers.story.slides.partner import partner_slide
from answers.story.slides.places import compare_slide, place_slide
from answers.story.slides.programme import programme_slide
from answers.story.slides.siting import siting_slide
from answers.story.slides.spread import spread_slide
from answers.words import LANGUAGES, t
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from answers.story.maker import SlideRequest
    from answers.story.sequence import Sequence, View
    from registry.tables import Tables

_BY_PAGE: Final[dict[str, Callable[[Maker, SlideRequest], Slide]]] = {
    "title": title_slide,
    "overview": overview_slide,
    "map": map_slide,
    "programmes": programme_slide,
    "bangkok": bangkok_slide,
    "data": data_slide,
    "sources": sources_slide,
    "analysis": spread_slide,
    "place": place_slide,
    "compare": compare_slide,
    "siting": siting_slide,
    "all-programmes": all_programmes_slide,
    "partner": partner_slide,
    "unknowns": unknowns_slide,
    "ranking": ranking_slide,
    "groups": groups_slide,
    "changes": changes_slide,
}


def slide_of(view: View, maker: Maker, *, lang: str) -> Slide:
    """Return the slide of a view; where the register no longer has what it names, one that says so."""
    try:
        return _slide(view, maker, lang=lang)
    except KlaiBaanError:
        # The register may have changed since the view was pinned: the rest of the sequence is shown all the same.
        return Slide(title=t("slide.gone", lang=lang), text=t("slide.gone_text", lang=lang))


def require_drawable(sequence: Sequence, tables: Tables, *, today: date) -> None:
    """Make sure that every view of a sequence can be shown from the register as it stands.

    Raises
    ------
    SequenceError
        A view's parameters name what the register does not have; its number and the parameter are told.

    """
    maker = Maker(tables, today=today)
    for number, view in enumerate(sequence.views, 1):
        try:
            _slide(view, maker, lang=LANGUAGES[0])
        except KlaiBaanError as error:
            what = str(error.params.get("name") or error.params.get("value") or error.params.get("code") or error.key)
            raise SequenceError("sequence_view_param", number=number, name=what[:60]) from error


def _slide(view: View, maker: Maker, *, lang: str) -> Slide:
    return _BY_PAGE[view.page](maker, maker.request(view, lang=lang))
