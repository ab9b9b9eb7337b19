"""The layouts of our slides, each for what it is meant: cover, section, picture, chart, table, message, appendix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Inches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pptx.presentation import Presentation as Deck
    from pptx.slide import SlideLayout

COVER, SECTION, PICTURE, CHART, TABLE, MESSAGE, APPENDIX = KINDS = (
    "cover", "section", "picture", "chart", "table", "message", "appendix",
)  # fmt: skip
TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_LEFT, _WIDE, _TOP, _HIGH = 0.6, 12.133, 1.5, 5.3
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Form:
    """What a layout is made of: one of the default template, its name here, and its placeholders by their index.

    A placeholder is its kind, None for the one it has, and its box in inches.
    """

    base: str
    name: str
    holders: Mapping[int, tuple[str | None, _Box]]
    title_pt: float = 0.0


_FORMS: Final = {
    COVER: _Form("Title Slide", "Cover", {
        0: (None, (_LEFT, 1.0, 6.4, 1.5)), 1: (None, (_LEFT, 2.6, 6.4, 1.1)),
    }, title_pt=44),
    SECTION: _Form("Section Header", "Section", {
        0: (None, (_LEFT, 2.4, _WIDE, 1.2)), 1: (None, (_LEFT, 3.7, _WIDE, 2.4)),
    }, title_pt=36),
    PICTURE: _Form("Picture with Caption", "Message with picture", {
        1: (None, (_LEFT, _TOP, 7.2, _HIGH)), 2: (None, (8.1, _TOP, 4.6, _HIGH)),
    }),
    CHART: _Form("Two Content", "Message with chart", {
        1: ("chart", (_LEFT, _TOP, 7.2, _HIGH)), 2: ("body", (8.1, _TOP, 4.6, _HIGH)),
    }),
    TABLE: _Form("Title and Content", "Message with table", {1: ("tbl", (_LEFT, _TOP, _WIDE, _HIGH))}),
    MESSAGE: _Form("Title Only", "Message", {}),
    APPENDIX: _Form("Content with Caption", "Appendix", {1: ("tbl", (_LEFT, _TOP, _WIDE, _HIGH))}, title_pt=22),
}  # fmt: skip


def house_layouts(deck: Deck) -> dict[str, SlideLayout]:
    """Make our layouts of those of the default template, by their kinds; the others go."""
    by_name = {layout.name: layout for layout in deck.slide_layouts}
    layouts = {kind: by_name[form.base] for kind, form in _FORMS.items()}
    for name, layout in by_name.items():
        if name not in {form.base for form in _FORMS.values()}:
            deck.slide_layouts.remove(layout)
    for kind, layout in layouts.items():
        _dress(layout, _FORMS[kind])
    return layouts


def template_layouts(deck: Deck) -> dict[str, SlideLayout] | None:
    """Return a user's layouts for our kinds, or None where none has a title.

    Its cover and its section header serve as such; all else goes on the layout with a title and as little else as
    there is, since only that one surely leaves the room below free.
    """
    layouts = [one for one in deck.slide_layouts if _title_of(one) is not None]
    if not layouts:
        return None
    plain = min(layouts, key=_weight)
    kinds = dict.fromkeys(KINDS, plain)
    for kind, meant in ((COVER, "title"), (SECTION, "secHead")):
        kinds[kind] = next((one for one in layouts if one.element.get("type") == meant), plain)
    return kinds


def title_holder(layout: SlideLayout) -> Any:  # noqa: ANN401 - python-pptx has no types
    """Return the placeholder of a layout's title."""
    return _title_of(layout)


def _title_of(layout: SlideLayout) -> Any | None:  # noqa: ANN401
    return next((one for one in layout.placeholders if one.placeholder_format.type in TITLES), None)


def _weight(layout: SlideLayout) -> tuple[int, bool]:
    """Return how much besides a title a layout has, and whether it is a cover."""
    kinds = [one.placeholder_format.type for one in layout.placeholders]
    quiet = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, *TITLES}
    return sum(kind not in quiet for kind in kinds), PP_PLACEHOLDER.CENTER_TITLE in kinds


def _dress(layout: SlideLayout, form: _Form) -> None:
    layout.name = form.name
    fixed = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    for holder in list(layout.placeholders):
        index, kind = holder.placeholder_format.idx, holder.placeholder_format.type
        if index not in form.holders and kind not in (*fixed, *TITLES):
            holder.element.getparent().remove(holder.element)
            continue
        _plain(holder)
        if index in form.holders:
            meant, box = form.holders[index]
            if meant:
                reference = holder.element.find(f".//{{{_P}}}ph")
                reference.set("type", meant)
            holder.left, holder.top, holder.width, holder.height = (Emu(Inches(length)) for length in box)
        if kind in TITLES and form.title_pt:
            _size(holder, form.title_pt)


def _plain(holder: Any) -> None:  # noqa: ANN401
    """Take a placeholder's own place and look from it, so that the master's hold."""
    for transform in holder.element.findall(f".//{{{_A}}}xfrm"):
        transform.getparent().remove(transform)
    body = holder.element.find(f"{{{_P}}}txBody/{{{_A}}}bodyPr")
    if body is not None:
        body.attrib.clear()
        for child in list(body):
            body.remove(child)
    style = holder.element.find(f"{{{_P}}}txBody/{{{_A}}}lstStyle")
    if style is not None:
        for child in list(style):
            style.remove(child)


def _size(holder: Any, size_pt: float) -> None:  # noqa: ANN401
    style = holder.element.find(f"{{{_P}}}txBody/{{{_A}}}lstStyle")
    level = etree.SubElement(style, f"{{{_A}}}lvl1pPr")
    etree.SubElement(level, f"{{{_A}}}defRPr", sz=str(round(size_pt * 100)))
