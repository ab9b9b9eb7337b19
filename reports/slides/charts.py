"""Native charts on slides: bars whose numbers can be edited, in the colours of the maps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Emu, Pt

from reports.slides.colours import DARK_INK, LIGHT_INK, contrast
from reports.slides.writing import describe, speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.story.slide import Series
    from reports.slides.colours import Inks


_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NUMBERS: Final = "#,##0;-#,##0;"
"""Whole numbers; nothing for 0, whose bar cannot be seen either."""


def add_bars(
    slide: Any,  # noqa: ANN401 - python-pptx has no types
    box: tuple[int, int, int, int],
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    face: str | None,
    inks: Inks,
    alt: str,
    size_pt: float = 12.0,
) -> Any:  # noqa: ANN401
    """Add lying bars, the first category on top, several series one after the other; return the chart's frame.

    They take the slide's chart placeholder, where there is one.
    """
    data = CategoryChartData(number_format="#,##0")
    data.categories = list(categories)
    for one in series:
        data.add_series(one.name, one.values)
    kind = XL_CHART_TYPE.BAR_STACKED if len(series) > 1 else XL_CHART_TYPE.BAR_CLUSTERED
    frame = _new_chart(slide, kind, [Emu(int(value)) for value in box], data)
    chart = frame.chart
    chart.font.size = Pt(size_pt)
    chart.font.color.rgb = RGBColor.from_string(inks.rgb(inks.ink))
    chart.has_title = False
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    _dress_axes(chart)
    for native, one in zip(chart.plots[0].series, series, strict=True):
        _dress_series(native, one, size_pt, inks, stacked=len(series) > 1)
    chart.plots[0].gap_width = 45
    if len(series) > 1:
        chart.plots[0].overlap = 100
    _speak(chart, "".join(categories), face=face)
    describe(frame, alt, alt)
    return frame


def _new_chart(slide: Any, kind: Any, box: list[Emu], data: Any) -> Any:  # noqa: ANN401
    holders = {one.placeholder_format.type: one for one in slide.placeholders}
    holder = holders.get(PP_PLACEHOLDER.CHART)
    if holder is None:
        return slide.shapes.add_chart(kind, *box, data)
    frame = holder.insert_chart(kind, data)
    frame.left, frame.top, frame.width, frame.height = box
    return frame


def _dress_axes(chart: Any) -> None:  # noqa: ANN401
    values, names = chart.value_axis, chart.category_axis
    values.has_major_gridlines = False
    values.visible = False
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.format.line.fill.background()
    _name_every_bar(names)


def _name_every_bar(names: Any) -> None:  # noqa: ANN401
    """Ask for the name of each category: where room is short, programs leave out every other one."""
    axis = names._element  # noqa: SLF001 - python-pptx does not know tickLblSkip
    skip = etree.Element(f"{{{_C}}}tickLblSkip", val="1")
    after = axis.find(f"{{{_C}}}noMultiLvlLbl")
    if after is None:
        axis.append(skip)
    else:
        after.addprevious(skip)


def _dress_series(native: Any, one: Series, size_pt: float, inks: Inks, *, stacked: bool) -> None:  # noqa: ANN401
    native.format.fill.solid()
    native.format.fill.fore_color.rgb = RGBColor.from_string(one.colour[1:].upper())
    labels = native.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _NUMBERS, False
    labels.font.size = Pt(size_pt)
    labels.font.bold = True
    ground = one.colour[1:].upper() if stacked else inks.ground
    ink = max((DARK_INK, LIGHT_INK), key=lambda colour: contrast(colour, ground))
    labels.font.color.rgb = RGBColor.from_string(ink if stacked else inks.rgb(inks.ink))
    labels.position = XL_LABEL_POSITION.CENTER if stacked else XL_LABEL_POSITION.OUTSIDE_END


def _speak(chart: Any, text: str, *, face: str | None) -> None:  # noqa: ANN401
    """Name language and faces in every text property of a chart."""
    for properties in chart._chartSpace.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr"):  # noqa: SLF001
        speak(properties, text, face=face)
