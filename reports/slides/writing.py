"""Words on slides: every run names its language and, for Thai, the face of complex scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

if TYPE_CHECKING:
    from collections.abc import Sequence

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_THAI: Final = re.compile("[\u0e00-\u0e7f]")
_NOT_XML: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RGB: Final = re.compile("[0-9A-Fa-f]{6}")
BREAK: Final = "\v"
"""Ends a line inside a paragraph, as python-pptx writes it."""
LINE: Final = 1.36
"""Height of a line of Thai with its stacked marks, in heights of the font."""
_ALIGN: Final = {"left": {"algn": "l"}, "right": {"algn": "r"}, "center": {"algn": "ctr"}, "": {}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of one look. space_pt is what stands above it; exact makes its lines as high on every machine.

    colour is one of the theme's by name ("tx1"), RRGGBB, or "" for what its place has; so is align with "".
    """

    text: str
    size_pt: float
    bold: bool = False
    colour: str = ""
    align: str = "left"
    space_pt: float = 0.0
    exact: bool = False


def put_lines(frame: Any, lines: Sequence[Line], *, face: str | None) -> None:  # noqa: ANN401 - python-pptx has no types
    """Write lines into a text frame, in place of what it holds.

    Parameters
    ----------
    frame
        The frame.
    lines
        What to write.
    face
        The face named in each run; None for the theme's.

    """
    body = frame._txBody  # noqa: SLF001 - written as XML: python-pptx does not know a:cs, and takes ten times as long
    frame.word_wrap = True
    for old in body.findall(f"{{{_A}}}p"):
        body.remove(old)
    for line in lines:
        body.append(_paragraph(line, face=face))
    if not lines:
        etree.SubElement(body, f"{{{_A}}}p")


def _paragraph(line: Line, *, face: str | None) -> Any:  # noqa: ANN401
    paragraph = etree.Element(f"{{{_A}}}p")
    look = etree.SubElement(paragraph, f"{{{_A}}}pPr", marL="0", indent="0", **_ALIGN[line.align])
    if line.exact:
        _points(look, "lnSpc", line.size_pt * LINE)
    _points(look, "spcBef", line.space_pt)
    etree.SubElement(look, f"{{{_A}}}buNone")
    for place, part in enumerate(line.text.split(BREAK)):
        size, bold = str(round(line.size_pt * 100)), "1" if line.bold else "0"
        if place:
            _break_line(paragraph, sz=size)
        run = etree.SubElement(paragraph, f"{{{_A}}}r")
        properties = etree.SubElement(run, f"{{{_A}}}rPr", sz=size, b=bold, dirty="0")
        if line.colour:
            fill_with(properties, line.colour)
        speak(properties, part, face=face)
        etree.SubElement(run, f"{{{_A}}}t").text = _NOT_XML.sub("", part).replace("\n", " ")
    return paragraph


def _break_line(paragraph: Any, **look: str) -> None:  # noqa: ANN401
    """End a line; the break has the size of its words, since it makes its line as high as itself."""
    etree.SubElement(etree.SubElement(paragraph, f"{{{_A}}}br"), f"{{{_A}}}rPr", **look)


def _points(look: Any, name: str, size_pt: float) -> None:  # noqa: ANN401
    space = etree.SubElement(look, f"{{{_A}}}{name}")
    etree.SubElement(space, f"{{{_A}}}spcPts", val=str(round(size_pt * 100)))


def fill_with(properties: Any, colour: str) -> None:  # noqa: ANN401
    """Give the properties of a run or a line a colour: RRGGBB, or one of the theme's by name."""
    fill = etree.SubElement(properties, f"{{{_A}}}solidFill")
    kind = "srgbClr" if _RGB.fullmatch(colour) else "schemeClr"
    etree.SubElement(fill, f"{{{_A}}}{kind}", val=colour)


def speak(properties: Any, text: str, *, face: str | None) -> None:  # noqa: ANN401
    """Name language and faces in the properties of a run: th-TH where there is a Thai letter in it."""
    properties.set("lang", "th-TH" if _THAI.search(text) else "en-GB")
    for role, theme in (("latin", "+mn-lt"), ("cs", "+mn-cs")):
        for old in properties.findall(f"{{{_A}}}{role}"):
            properties.remove(old)
        etree.SubElement(properties, f"{{{_A}}}{role}", typeface=face or theme)


def text_box(
    shapes: Any,  # noqa: ANN401
    box: tuple[int, int, int, int],
    lines: Sequence[Line],
    *,
    face: str | None,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    inset: int = 0,
) -> Any:  # noqa: ANN401
    """Add a box (left, top, width, height in EMU) with lines to the shapes of a slide or a group; return it."""
    shape = shapes.add_textbox(*(Emu(int(value)) for value in box))
    frame = shape.text_frame
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(inset)
    put_lines(frame, lines, face=face)
    return shape


def set_title(
    slide: Any,  # noqa: ANN401
    text: str,
    *,
    face: str | None,
    size_pt: float | None = None,
    colour: str | None = None,
) -> None:
    """Write a slide's title, its lines parted by `BREAK`, into its placeholder.

    Without size and colour it keeps the look of the template.
    """
    frame = slide.shapes.title.text_frame
    frame.clear()
    for place, part in enumerate(text.split(BREAK)):
        if place:
            _break_line(frame.paragraphs[0]._p, **({} if size_pt is None else {"sz": str(round(size_pt * 100))}))  # noqa: SLF001
        run = frame.paragraphs[0].add_run()
        run.text = _NOT_XML.sub("", part)
        if size_pt is not None:
            run.font.size = Pt(size_pt)
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        if colour is not None:
            fill_with(properties, colour)
        speak(properties, part, face=face)


def describe(shape: Any, name: str, text: str) -> None:  # noqa: ANN401
    """Give a picture, chart, table or group its name and the text that a screen reader reads."""
    shape.name = name
    properties = shape._element.xpath("./*/p:cNvPr")[0]  # noqa: SLF001
    properties.set("descr", _NOT_XML.sub("", text))


def without_style(shape: Any) -> None:  # noqa: ANN401
    """Take the theme's shadow, outline and fill from a shape: it has its own look."""
    for style in shape._element.findall("{http://schemas.openxmlformats.org/presentationml/2006/main}style"):  # noqa: SLF001
        shape._element.remove(style)  # noqa: SLF001


def put_notes(slide: Any, lines: Sequence[str], *, face: str | None) -> None:  # noqa: ANN401
    """Write the speaker's notes."""
    frame = slide.notes_slide.notes_text_frame
    put_lines(frame, [Line(text=line, size_pt=12) for line in lines if line], face=face)
