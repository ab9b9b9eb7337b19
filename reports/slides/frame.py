"""A slide with what every one has: title, footer with filters and dates, number, and the presenter's notes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER

from answers.provenance import provenance
from answers.words import t
from answers.words.names import full_area_name
from geodata.codes import COUNTRY_CODE
from reports.picture.lettering import shortened, width_mm
from reports.slides.breadth import EMU_PER_MM, widest_mm
from reports.slides.colours import title_ink
from reports.slides.house import FOOT_PT, fitting_title
from reports.slides.writing import BREAK, Line, fill_with, put_lines, put_notes, set_title, speak, text_box

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from answers.facts import Facts
    from reports.slides.house import Stage

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SURE: Final = 0.95
"""The share of a footer's width that is set: renderers differ by a few letters in so long a line."""
_HALF: Final = 0.5
"""The least share of a footer that whole filters fill; else the next one is begun."""
_FOOT_HEIGHT: Final = 30 * 12_700
_STAYING: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a slide's numbers are of: the facts, or with whole every programme whatever their filters."""

    facts: Facts | None = None
    whole: bool = False

    @property
    def filters(self) -> str:
        """Return the filters in words, "" without facts."""
        if self.facts is None:
            return ""
        origin = provenance(self.facts)
        country = full_area_name(COUNTRY_CODE, lang=self.facts.question.lang)
        return origin.filters_of(country) if self.whole else origin.filters


@dataclass(frozen=True, slots=True)
class Notes:
    """The presenter's notes: what to say in thirty seconds, where each number comes from, what is to be last.

    Each begins with its heading; the last two may be empty.
    """

    say: tuple[str, ...]
    origin: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return all of them, one below the other."""
        return (*self.say, *self.origin, *self.cautions)


def new_slide(stage: Stage, kind: str, *, title: str) -> Any:  # noqa: ANN401 - python-pptx has no types
    """Add a slide of a kind (`reports.slides.layouts`) with its title and return it; no other slide has this title."""
    layout = stage.layouts[kind]
    slide = stage.deck.slides.add_slide(layout)
    text, size = fitting_title(stage, kind, unique_title(title, stage.titles))
    stage.titles.add(text.replace(BREAK, " "))
    set_title(slide, text, face=stage.face, size_pt=size, colour=title_ink(layout, stage.inks(kind)))
    return slide


def unique_title(title: str, others: Collection[str]) -> str:
    """Return a title with a number behind it where another slide has it already."""
    if title not in others:
        return title
    number = next(number for number in range(2, len(others) + 3) if f"{title} ({number})" not in others)
    return f"{title} ({number})"


def finish(stage: Stage, slide: Any, kind: str, scope: Scope, *, notes: Notes) -> None:  # noqa: ANN401
    """Add what stands last on a slide, in reading order too: its footer and number; and write its notes."""
    for holder in list(slide.placeholders):
        unused = not holder.has_text_frame or not holder.text_frame.text
        # A picture, chart or table has taken the place of its placeholder where there is one.
        if holder.placeholder_format.type not in _STAYING and unused and holder.element.tag == f"{{{_P}}}sp":
            holder.element.getparent().remove(holder.element)
    _foot(stage, slide, kind, scope)
    put_notes(slide, notes.lines, face=stage.face)


def _foot(stage: Stage, slide: Any, kind: str, scope: Scope) -> None:  # noqa: ANN401
    layout, grey = stage.layouts[kind], stage.inks(kind).grey
    holders = {one.placeholder_format.type: one for one in layout.placeholders}
    foot = holders.get(PP_PLACEHOLDER.FOOTER)
    own = foot is not None and foot.width is not None and int(foot.width) > stage.width * 0.5
    width = (
        int(foot.width) if own and foot is not None else _room_before(stage, holders.get(PP_PLACEHOLDER.SLIDE_NUMBER))
    )
    lines = [Line(text=text, size_pt=FOOT_PT, colour=grey) for text in foot_texts(scope, width)]
    bottom = int(stage.deck.slide_height)
    if scope.facts is not None and own:
        put_lines(_copied(slide, foot).text_frame, lines, face=stage.face)
    elif scope.facts is not None:
        top = min(max(stage.top + stage.height + stage.inches(0.05), int(bottom * 0.92)), bottom - _FOOT_HEIGHT)
        text_box(slide.shapes, (stage.left, top, width, _FOOT_HEIGHT), lines, face=stage.face)
    if PP_PLACEHOLDER.SLIDE_NUMBER in holders:
        _number(_copied(slide, holders[PP_PLACEHOLDER.SLIDE_NUMBER]), grey, face=stage.face)
    else:
        wide = int(stage.deck.slide_width)
        box = (int(wide * 0.9), min(int(bottom * 0.935), bottom - _FOOT_HEIGHT), int(wide * 0.07), _FOOT_HEIGHT)
        number = Line(text="", size_pt=FOOT_PT, colour=grey, align="right")
        _number(text_box(slide.shapes, box, [number], face=stage.face), grey, face=stage.face)


def _room_before(stage: Stage, number: Any | None) -> int:  # noqa: ANN401
    """Return the width left of the slide's number, where that stands on the right."""
    if number is None or number.left is None or int(number.left) < stage.left + stage.width * 0.5:
        return int(stage.width * 0.88)
    return int(number.left) - stage.left


def foot_texts(scope: Scope, width: int) -> list[str]:
    """Return the filters and dates of a slide, in one line or in two."""
    facts = scope.facts
    if facts is None:
        return []
    origin = provenance(facts)
    dates = f"{origin.population} · {origin.data_date}"
    text = t("slide.footer", lang=facts.question.lang, dates=dates, filters=scope.filters)
    limit = width / EMU_PER_MM * _SURE
    if widest_mm(text, FOOT_PT) <= limit:
        return [text]
    # What is left out is left out of the filters: the dates stand on every slide.
    share = width_mm(text, FOOT_PT) / widest_mm(text, FOOT_PT)
    return [_first_filters(scope.filters, limit * share), shortened(dates, limit * share, FOOT_PT)]


def _first_filters(filters: str, limit_mm: float) -> str:
    """Return the filters that have room, each whole; an ellipsis stands for the others."""
    if width_mm(filters, FOOT_PT) <= limit_mm:
        return filters
    parts = filters.split("; ")
    for count in range(len(parts) - 1, 0, -1):
        first = "; ".join([*parts[:count], "…"])
        if _HALF * limit_mm <= width_mm(first, FOOT_PT) <= limit_mm:
            return first
    return shortened(filters, limit_mm, FOOT_PT)  # one of them is too long by itself


def _copied(slide: Any, holder: Any) -> Any:  # noqa: ANN401
    """Return a layout's placeholder as one of the slide, which inherits its place and look."""
    element = copy.deepcopy(holder.element)
    for transform in element.findall(f".//{{{_A}}}xfrm"):
        transform.getparent().remove(transform)
    tree = slide.shapes._spTree  # noqa: SLF001 - python-pptx leaves footers out
    properties = element.find(f".//{{{_P}}}cNvPr")
    properties.set("id", str(max(int(one) for one in tree.xpath(".//p:cNvPr/@id")) + 1))
    tree.append(element)
    return slide.shapes[-1]


def _number(shape: Any, colour: str, *, face: str | None) -> None:  # noqa: ANN401
    """Put the field that counts slides into a shape."""
    paragraph = shape.text_frame.paragraphs[0]._p  # noqa: SLF001
    for old in list(paragraph):
        if not old.tag.endswith("pPr"):
            paragraph.remove(old)
    field = etree.SubElement(paragraph, f"{{{_A}}}fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    properties = etree.SubElement(field, f"{{{_A}}}rPr", sz=str(int(FOOT_PT * 100)))
    fill_with(properties, colour)
    speak(properties, "", face=face)
    etree.SubElement(field, f"{{{_A}}}t").text = "‹#›"


def notes_of(
    scope: Scope, *, say: Sequence[str], method: str = "", source: str = "", cautions: Sequence[str] = (), lang: str
) -> Notes:
    """Return the presenter's notes of a slide."""
    first = (t("slide.say", lang=lang), *say)
    last = (t("caution.title", lang=lang), *cautions) if cautions else ()
    if scope.facts is None:
        return Notes(first, cautions=last)
    origin = provenance(scope.facts)
    lines = (
        t("slide.origin", lang=lang),
        t("slide.source", lang=lang, source=source) if source else "",
        t("slide.method", lang=lang, method=method) if method else "",
        scope.filters,
        origin.dates,
        origin.sources,
        origin.licence,
    )
    return Notes(first, tuple(line for line in lines if line), last)
