"""What stands in a deck, read back from its file: texts, tables, charts, and the colours and sizes of every run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from reports.slides.colours import Inks, inks_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def deck_of(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def every_shape(shapes: Any) -> Iterator[Any]:
    """Yield the shapes of a slide and of the groups in it."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text.replace("\v", " ") for shape in every_shape(slide.shapes) if shape.has_text_frame]


def title(slide: Any) -> str:
    """Return a title in one line."""
    return str(slide.shapes.title.text_frame.text).replace("\v", " ")


def titles(deck: Any) -> list[str]:
    return [title(slide) for slide in deck.slides]


def grid(shape: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in shape.table.rows]


def grids(deck: Any, heading: str) -> list[list[str]]:
    """Return the rows of the tables of the slides under a title, over all its parts."""
    rows: list[list[str]] = []
    for slide in deck.slides:
        if re.sub(r" \(\d+/\d+\)$", "", title(slide)) == heading:
            rows += [row for shape in slide.shapes if shape.has_table for row in grid(shape)[1:]]
    return rows


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


@dataclass(frozen=True)
class Run:
    """A run of text: its words, its size in points where it names one, its colour and its ground (RRGGBB)."""

    text: str
    size_pt: float | None
    colour: str | None
    ground: str
    foot: bool


def runs(slide: Any) -> Iterator[Run]:
    """Yield the runs of the shapes, cells and groups of a slide."""
    inks = inks_of(slide.slide_layout)
    for shape in every_shape(slide.shapes):
        foot = _is_foot(shape, slide)
        ground = _fill(shape, inks) or inks.ground
        for run in shape._element.iter(f"{A}r"):
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                continue
            properties = run.find(f"{A}rPr")
            size = properties.get("sz")
            text = run.findtext(f"{A}t") or ""
            yield Run(text, int(size) / 100 if size else None, _colour(properties, inks), ground, foot)


def _is_foot(shape: Any, slide: Any) -> bool:
    if shape.is_placeholder:
        return shape.placeholder_format.type in FEET
    low = int(slide.part.package.presentation_part.presentation.slide_height * 0.9)
    return shape.has_text_frame and (shape.top or 0) >= low


def _colour(properties: Any, inks: Inks) -> str | None:
    fill = properties.find(f"{A}solidFill")
    return None if fill is None else inks.rgb(next(iter(fill)).get("val"))


def _fill(shape: Any, inks: Inks) -> str | None:
    """Return the colour that a shape is filled with, None where it is not."""
    for part in shape._element:
        if etree.QName(part).localname == "spPr":
            fill = part.find(f"{A}solidFill")
            return None if fill is None else inks.rgb(next(iter(fill)).get("val"))
    return None
