"""A sequence made into slides: each view by its page; one that cannot be shown any more says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from answers.story.sequence_file import SequenceError
from geodata.errors import KlaiBaanError
from reports.onefile.sets import Sets
from reports.onefile.slides.fixed import (
    all_programmes_slide,
    bangkok_slide,
    data_slide,
    overview_slide,
    sources_slide,
    title_slide,
    unknowns_slide,
)
from reports.onefile.slides.maker import Maker, Slide
from reports.onefile.slides.maps import map_slide
from reports.onefile.slides.partner import partner_slide
from reports.onefile.slides.places import compare_slide, place_slide
from reports.onefile.slides.programme import programme_slide
from reports.onefile.slides.siting import siting_slide
from reports.onefile.slides.spread import spread_slide
from reports.onefile.wording import both_t

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from answers.story.sequence import Sequence, View
    from registry.tables import Tables
    from reports.onefile.slides.maker import SlideRequest

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
}


def new_maker(tables: Tables, *, today: date) -> Maker:
    """Return what makes slides of a register, with sets of its own."""
    return Maker(tables, Sets(tables), today=today)


def made_slides(
    sequence: Sequence, maker: Maker, *, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> list[dict[str, Any]]:
    """Return the views of a sequence as the scripts take them, in their order."""
    slides = []
    for done, view in enumerate(sequence.views):
        progress(done, len(sequence.views))
        slides.append(made_slide(view, maker))
    progress(len(sequence.views), len(sequence.views))
    return slides


def made_slide(view: View, maker: Maker) -> dict[str, Any]:
    """Return one view as the scripts take it; what the presenter wrote stands before the view's own words."""
    slide = _made(view, maker)
    return {
        "page": view.page,
        "title": view.title or slide.title,
        "text": view.text or slide.text,
        "blocks": slide.blocks,
        "source": slide.source,
    }


def require_drawable(sequence: Sequence, tables: Tables, *, today: date) -> None:
    """Make sure that every view of a sequence can be shown from the register as it stands.

    Raises
    ------
    SequenceError
        A view's parameters name what the register does not have; its number and the parameter are told.

    """
    maker = new_maker(tables, today=today)
    for number, view in enumerate(sequence.views, 1):
        try:
            _slide(view, maker)
        except KlaiBaanError as error:
            what = str(error.params.get("name") or error.params.get("value") or error.params.get("code") or error.key)
            raise SequenceError("sequence_view_param", number=number, name=what[:60]) from error


def _slide(view: View, maker: Maker) -> Slide:
    return _BY_PAGE[view.page](maker, maker.request(view))


def _made(view: View, maker: Maker) -> Slide:
    try:
        return _slide(view, maker)
    except KlaiBaanError:
        # The register may have changed since the view was pinned: the rest of the sequence is shown all the same.
        return Slide(both_t("slide.gone"), both_t("slide.gone_text"))
