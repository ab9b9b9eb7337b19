"""The house template of the slides, made in code so that it can be read; or a template of the user's own."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from answers.errors import ReportError
from answers.mapping import palette
from reports.slides.breadth import EMU_PER_MM, widest_mm
from reports.slides.template import require_template

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck
    from pptx.slide import SlideLayout

FACE: Final = "Leelawadee UI"
"""A face for Thai and Latin that Windows brings along; other systems put their own in its place."""
INK: Final = "1D2A30"
GREY: Final = "4C5B62"
RULE: Final = "CFD6D9"
TINT: Final = "F4F6F6"
ACCENT: Final = palette.LIGHT["accent"][1:].upper()
_SIZE: Final = (Inches(13.333), Inches(7.5))
_MARGIN: Final = Inches(0.6)
_ROOM: Final = (Inches(12.133), Inches(5.44))
_THEME_COLOURS: Final = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": GREY, "lt2": TINT, "accent1": ACCENT, "accent2": "33899C", "accent3": "F0B46A",
    "accent4": "0B5570", "accent5": "A9D5D3", "accent6": "8B7F98", "hlink": "0B5570", "folHlink": GREY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a deck's content goes: the presentation, the layout of its slides, and the room below the title (EMU)."""

    deck: Deck
    layout: SlideLayout
    left: int
    top: int
    width: int
    height: int
    own: bool

    @property
    def scale(self) -> float:
        """Return how large things are drawn: 1 on a slide of ours, less where there is less room."""
        return float(min(1.0, self.width / _ROOM[0], self.height / _ROOM[1]))

    def pt(self, size: float) -> float:
        """Return a size of type, in points, in the scale of the slide."""
        return round(size * self.scale * 2) / 2

    def inches(self, length: float) -> int:
        """Return a length as EMU in the scale of the slide."""
        return int(Inches(length) * self.scale)

    @property
    def face(self) -> str | None:
        """Return the face to be named in every run: ours, or in a user's template the theme's."""
        return None if self.own else FACE


def house_stage() -> Stage:
    """Return an empty deck of 16:9 in the house style."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _SIZE
    layout = _keep_one_layout(deck)
    _dress_theme(deck)
    _dress_master(deck)
    top = Inches(1.42)
    return Stage(deck, layout, _MARGIN, top, _SIZE[0] - 2 * _MARGIN, Inches(6.86) - top, own=False)


def own_stage(template: bytes, *, file: str) -> Stage:
    """Return an empty deck made of a user's template.

    Parameters
    ----------
    template
        The bytes of a .pptx file; its slides are left out, its masters and layouts stay.
    file
        What the error calls it.

    Raises
    ------
    ReportError
        It is no presentation (report_template_damaged), has no layout with a title (report_template_layout), or is
        one that `reports.slides.template` refuses.

    """
    require_template(template, file=file)
    try:
        deck = Presentation(io.BytesIO(template))
        _drop_slides(deck)
        layout = _layout_with_title(deck)
    except Exception as error:  # whatever a damaged file makes the reader raise
        raise ReportError("report_template_damaged", file=file) from error
    if layout is None:
        raise ReportError("report_template_layout", file=file)
    return _own(deck, layout)


def _own(deck: Deck, layout: SlideLayout) -> Stage:
    width, height = int(deck.slide_width or _SIZE[0]), int(deck.slide_height or _SIZE[1])
    title = next(one for one in layout.placeholders if one.placeholder_format.type in _TITLES)
    left, top = int(title.left or width * 0.045), int(title.top or height * 0.06) + int(title.height or height * 0.13)
    room = int(title.width or width * 0.91)
    if top > height * 0.4:  # a title that stands low on its layout leaves the room above it
        top = int(height * 0.2)
    return Stage(deck, layout, left, top, room, int(height * 0.9) - top, own=True)


def title_size(stage: Stage, text: str) -> float | None:
    """Return a size for a title that is too long for its template's own; None where that fits."""
    title = next(one for one in stage.layout.placeholders if one.placeholder_format.type in _TITLES)
    room = int(title.width or stage.width) / EMU_PER_MM
    style = stage.deck.slide_master.element.find(f".//{{{_P}}}titleStyle/{{{_A}}}lvl1pPr/{{{_A}}}defRPr")
    usual = int(style.get("sz", "2800")) / 100 if style is not None else 28.0
    if widest_mm(text, usual, 700) <= room:
        return None
    return max(16.0, floor(10 * usual * room / widest_mm(text, usual, 700)) / 10)


_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)


def _layout_with_title(deck: Deck) -> SlideLayout | None:
    """Return the layout with a title and as little else as there is."""
    layouts = []
    for layout in deck.slide_layouts:
        kinds = [one.placeholder_format.type for one in layout.placeholders]
        if PP_PLACEHOLDER.TITLE in kinds or PP_PLACEHOLDER.CENTER_TITLE in kinds:
            quiet = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, *_TITLES}
            layouts.append((sum(kind not in quiet for kind in kinds), PP_PLACEHOLDER.CENTER_TITLE in kinds, layout))
    return min(layouts, key=lambda one: one[:2])[2] if layouts else None


def _drop_slides(deck: Deck) -> None:
    listed = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx has no way to remove a slide
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)


def _keep_one_layout(deck: Deck) -> SlideLayout:
    """Leave the layout "Title Only": a deck of one kind of slide needs no other."""
    title_layout = next(layout for layout in deck.slide_layouts if layout.name == "Title Only")
    for layout in list(deck.slide_layouts):
        if layout is not title_layout and layout.name != title_layout.name:
            deck.slide_layouts.remove(layout)
    return title_layout


def _dress_theme(deck: Deck) -> None:
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = theme.blob.decode("utf-8")
    for name, colour in _THEME_COLOURS.items():
        filled = rf'\g<1><a:srgbClr val="{colour}"/>\g<2>'
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", filled, text, flags=re.DOTALL)
    for role in ("latin", "cs"):
        text = re.sub(rf'<a:{role} typeface="[^"]*"', f'<a:{role} typeface="{FACE}"', text)
    text = re.sub(r'<a:font script="Thai" typeface="[^"]*"', f'<a:font script="Thai" typeface="{FACE}"', text)
    theme._blob = text.encode("utf-8")  # noqa: SLF001 - python-pptx does not model themes


def _dress_master(deck: Deck) -> None:
    master = deck.slide_master
    width = _SIZE[0] - 2 * _MARGIN
    places = {
        PP_PLACEHOLDER.TITLE: (_MARGIN, Inches(0.52), width, Inches(0.82)),
        PP_PLACEHOLDER.FOOTER: (_MARGIN, Inches(6.98), width - Inches(1.2), Inches(0.32)),
        PP_PLACEHOLDER.SLIDE_NUMBER: (_SIZE[0] - _MARGIN - Inches(1.0), Inches(6.98), Inches(1.0), Inches(0.32)),
    }
    for holder in list(master.placeholders):
        place = places.get(holder.placeholder_format.type)
        if place is None and holder.placeholder_format.type == PP_PLACEHOLDER.DATE:
            holder.element.getparent().remove(holder.element)
        elif place is not None:
            holder.left, holder.top, holder.width, holder.height = (Emu(int(value)) for value in place)
    _dress_layout(master.slide_layouts[0])
    _dress_title(master)
    bar = master.shapes._spTree  # noqa: SLF001 - masters take no shapes through python-pptx
    bar.append(_bar(_MARGIN, Inches(0.42), Inches(0.62), Inches(0.075)))


def _dress_layout(layout: SlideLayout) -> None:
    for holder in list(layout.placeholders):
        kind = holder.placeholder_format.type
        if kind == PP_PLACEHOLDER.DATE:
            holder.element.getparent().remove(holder.element)
            continue
        for transform in holder.element.findall(f".//{{{_A}}}xfrm"):
            transform.getparent().remove(transform)  # the master's place holds
        frame = holder.text_frame
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"


def _dress_title(master: Any) -> None:  # noqa: ANN401 - python-pptx has no types
    for holder in master.placeholders:
        frame = holder.text_frame
        frame.margin_left = frame.margin_right = Emu(0)
        if holder.placeholder_format.type == PP_PLACEHOLDER.TITLE:
            frame.vertical_anchor = MSO_ANCHOR.TOP
        if holder.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            _restyle_level(holder.element.find(f".//{{{_A}}}lvl1pPr"), Pt(10), GREY, left=True)
    style = master.element.find(f"{{{_P}}}txStyles/{{{_P}}}titleStyle/{{{_A}}}lvl1pPr")
    _restyle_level(style, Pt(28), INK, left=True, bold=True)


def _restyle_level(level: Any, size: int, colour: str, *, left: bool, bold: bool = False) -> None:  # noqa: ANN401
    if level is None:
        return
    if left:
        level.set("algn", "l")
    run = level.find(f"{{{_A}}}defRPr")
    run.set("sz", str(int(size / 127)))
    run.set("b", "1" if bold else "0")
    for fill in run.findall(f"{{{_A}}}solidFill"):
        run.remove(fill)
    fill = etree.SubElement(run, f"{{{_A}}}solidFill")
    etree.SubElement(fill, f"{{{_A}}}srgbClr", val=colour)
    run.remove(fill)
    run.insert(0, fill)


def _bar(left: int, top: int, width: int, height: int) -> Any:  # noqa: ANN401
    place = f'<a:off x="{int(left)}" y="{int(top)}"/><a:ext cx="{int(width)}" cy="{int(height)}"/>'
    return etree.fromstring(
        f'<p:sp xmlns:p="{_P}" xmlns:a="{_A}">'
        '<p:nvSpPr><p:cNvPr id="90" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr><a:xfrm>{place}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
    )
