"""The house template of the slides, made in code so that it can be read; or a template of the user's own."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from answers.errors import ReportError
from answers.mapping import palette
from reports.slides.breadth import EMU_PER_MM, first_lines, line_count, phrase_lines
from reports.slides.colours import Inks, inks_of
from reports.slides.layouts import MESSAGE, TITLES, house_layouts, template_layouts, title_holder
from reports.slides.template import require_template
from reports.slides.writing import BREAK

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck
    from pptx.slide import SlideLayout

FACE: Final = "Leelawadee UI"
"""A face for Thai and Latin that Windows brings along; other systems put their own in its place."""
INK: Final = "1D2A30"
GREY: Final = "4C5B62"
TINT: Final = "F4F6F6"
ACCENT: Final = palette.LIGHT["accent"][1:].upper()
_SIZE: Final = (Inches(13.333), Inches(7.5))
_MARGIN: Final = Inches(0.6)
_ROOM: Final = (Inches(12.133), Inches(5.3))
_TITLE_PT: Final = 26
FOOT_PT: Final = 11.0
"""The type of the line below a slide and of its number."""
_THEME_COLOURS: Final = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": GREY, "lt2": TINT, "accent1": ACCENT, "accent2": "33899C", "accent3": "F0B46A",
    "accent4": "0B5570", "accent5": "A9D5D3", "accent6": "8B7F98", "hlink": "0B5570", "folHlink": GREY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a deck's content goes: the presentation, its layouts, and the room below the title (EMU).

    titles are those of its slides so far, each in one line.
    """

    deck: Deck
    layouts: dict[str, SlideLayout]
    left: int
    top: int
    width: int
    height: int
    own: bool
    titles: set[str] = field(default_factory=set)
    _inks: dict[int, Inks] = field(default_factory=dict)

    @property
    def scale(self) -> float:
        """Return how large things are drawn: 1 on a slide of ours, less where there is less room."""
        return float(min(1.0, self.width / _ROOM[0], self.height / _ROOM[1]))

    def pt(self, size: float, *, least: float = 12.0) -> float:
        """Return a size of type, in points, in the scale of the slide, and never less than can be read."""
        return max(round(size * self.scale * 2) / 2, least)

    def inches(self, length: float) -> int:
        """Return a length as EMU in the scale of the slide."""
        return int(Inches(length) * self.scale)

    @property
    def face(self) -> str | None:
        """Return the face to be named in every run: ours, or in a user's template the theme's."""
        return None if self.own else FACE

    def inks(self, kind: str) -> Inks:
        """Return the colours that can be read on a kind of slide."""
        layout = self.layouts[kind]
        if id(layout) not in self._inks:
            self._inks[id(layout)] = inks_of(layout)
        return self._inks[id(layout)]


def house_stage() -> Stage:
    """Return an empty deck of 16:9 in the house style."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = _SIZE
    _dress_theme(deck)
    layouts = house_layouts(deck)
    _dress_master(deck)
    return Stage(deck, layouts, _MARGIN, Inches(1.5), _SIZE[0] - 2 * _MARGIN, Inches(5.3), own=False)


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
        layouts = template_layouts(deck)
    except Exception as error:  # whatever a damaged file makes the reader raise
        raise ReportError("report_template_damaged", file=file) from error
    if layouts is None:
        raise ReportError("report_template_layout", file=file)
    return _own(deck, layouts)


def _own(deck: Deck, layouts: dict[str, SlideLayout]) -> Stage:
    width, height = int(deck.slide_width or _SIZE[0]), int(deck.slide_height or _SIZE[1])
    title = title_holder(layouts[MESSAGE])
    left, top = int(title.left or width * 0.045), int(title.top or height * 0.06) + int(title.height or height * 0.13)
    room, bottom = int(title.width or width * 0.91), int(height * 0.9)
    feet = [int(one.top or height) for one in layouts[MESSAGE].placeholders
            if one.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)]  # fmt: skip
    below = [foot for foot in feet if foot > height * 0.7]
    if top > height * 0.4:  # a title that stands low on its layout leaves the room above it
        top = int(height * 0.2)
    body = next((one for one in layouts[MESSAGE].slide_master.placeholders
                 if one.placeholder_format.type == PP_PLACEHOLDER.BODY), None)  # fmt: skip
    if body is not None and body.left is not None and top <= body.top < height * 0.4:  # the template's own room
        left, top, room = int(body.left), int(body.top), int(body.width)
        bottom = int(body.top + body.height)
    bottom = min([max(bottom, int(height * 0.86)), *(foot - int(height * 0.01) for foot in below)])
    return Stage(deck, layouts, left, top, room, bottom - top, own=True)


def fitting_title(stage: Stage, kind: str, text: str) -> tuple[str, float | None]:
    """Return a title as it fits its placeholder, with its size in points; None where the template's own size fits.

    Its lines are parted by `reports.slides.writing.BREAK`. What stays too long in the smallest size loses its end, with
    an ellipsis.
    """
    holder = title_holder(stage.layouts[kind])
    room, height = int(holder.width or stage.width), int(holder.height or stage.deck.slide_height or _SIZE[1])
    height -= 2 * _INSET_Y * stage.own
    usual = title_pt(stage, holder)
    wide = (room - 2 * _INSET_X * stage.own) / EMU_PER_MM
    sizes = [usual, *(float(one) for one in range(int(usual) - 1, _LEAST_TITLE_PT - 1, -1))]
    one_line = [
        size for size in sizes if size >= usual * _SHRUNK and line_count(text, wide, size, 700, widest=True) == 1
    ]
    for size in [*one_line, *sizes]:
        lines = line_count(text, wide, size, 700, widest=True)
        if lines <= max(1, min(_MOST_LINES, int(height / (size * _LEADING * 12_700)))):
            phrases, smaller = _phrases(text, wide, size, least=size * _SHRUNK)
            return BREAK.join(phrases), None if smaller == usual else smaller
    size = float(min(usual, _LEAST_TITLE_PT))
    lines = max(1, min(_MOST_LINES, int(height / (size * _LEADING * 12_700))))
    return BREAK.join(phrase_lines(first_lines(text, wide, size, lines=lines, weight=700), wide, size, 700)), size


def _phrases(text: str, wide: float, size: float, *, least: float) -> tuple[tuple[str, ...], float]:
    """Return a title in lines that end with a phrase, in a size or one a little smaller; else as it is."""
    usual, lines = size, line_count(text, wide, size, 700, widest=True)
    while lines > 1 and size >= least:
        phrases = phrase_lines(text, wide, size, 700)
        if len(phrases) > 1:
            return phrases, size
        size -= 1
    return (text,), usual


_LEAST_TITLE_PT: Final = 18
_MOST_LINES: Final = 3
_SHRUNK: Final = 0.76
"""How far a title shrinks before it takes a second line."""
_LEADING: Final = 1.2
_INSET_X, _INSET_Y = 91_440, 45_720
"""The margins of a text frame that names none."""


def title_pt(stage: Stage, holder: Any) -> float:  # noqa: ANN401 - python-pptx has no types
    """Return the size of a title, as its layout says, or the master."""
    own = holder.element.find(f".//{{{_A}}}lstStyle/{{{_A}}}lvl1pPr/{{{_A}}}defRPr")
    style = stage.deck.slide_master.element.find(f".//{{{_P}}}titleStyle/{{{_A}}}lvl1pPr/{{{_A}}}defRPr")
    for one in (own, style):
        if one is not None and one.get("sz"):
            return int(one.get("sz")) / 100
    return 28.0


def _drop_slides(deck: Deck) -> None:
    listed = deck.slides._sldIdLst  # noqa: SLF001 - python-pptx has no way to remove a slide
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)


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
        PP_PLACEHOLDER.TITLE: (_MARGIN, Inches(0.5), width, Inches(0.92)),
        PP_PLACEHOLDER.BODY: (_MARGIN, Inches(1.5), width, Inches(5.3)),
        PP_PLACEHOLDER.FOOTER: (_MARGIN, Inches(6.98), width - Inches(1.2), Inches(0.36)),
        PP_PLACEHOLDER.SLIDE_NUMBER: (_SIZE[0] - _MARGIN - Inches(1.0), Inches(6.98), Inches(1.0), Inches(0.36)),
    }
    for holder in list(master.placeholders):
        place = places.get(holder.placeholder_format.type)
        if place is None and holder.placeholder_format.type == PP_PLACEHOLDER.DATE:
            holder.element.getparent().remove(holder.element)
        elif place is not None:
            holder.left, holder.top, holder.width, holder.height = (Emu(int(value)) for value in place)
    for layout in master.slide_layouts:
        for holder in layout.placeholders:
            if holder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                holder.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    _dress_holders(master)
    bar = master.shapes._spTree  # noqa: SLF001 - masters take no shapes through python-pptx
    bar.append(_bar(_MARGIN, Inches(0.38), Inches(0.62), Inches(0.075)))


_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"


def _dress_holders(master: Any) -> None:  # noqa: ANN401
    for holder in master.placeholders:
        frame = holder.text_frame
        frame.margin_left = frame.margin_right = Emu(0)
        if holder.placeholder_format.type in TITLES:
            frame.margin_top = frame.margin_bottom = Emu(0)
            frame.vertical_anchor = MSO_ANCHOR.TOP
        if holder.placeholder_format.type in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            _restyle_level(holder.element.find(f".//{{{_A}}}lvl1pPr"), Pt(FOOT_PT), "tx2", left=True)
    style = master.element.find(f"{{{_P}}}txStyles/{{{_P}}}titleStyle/{{{_A}}}lvl1pPr")
    _restyle_level(style, Pt(_TITLE_PT), "tx1", left=True, bold=True)
    for level in master.element.find(f"{{{_P}}}txStyles/{{{_P}}}bodyStyle"):
        _without_bullet(level)


def _without_bullet(level: Any) -> None:  # noqa: ANN401
    for old in [child for child in level if etree.QName(child).localname.startswith("bu")]:
        level.remove(old)
    level.set("marL", "0")
    level.set("indent", "0")
    run = level.find(f"{{{_A}}}defRPr")
    none = etree.Element(f"{{{_A}}}buNone")
    level.append(none) if run is None else run.addprevious(none)


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
    etree.SubElement(fill, f"{{{_A}}}schemeClr", val=colour)
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
