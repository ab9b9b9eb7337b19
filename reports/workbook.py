"""Tables as an Excel workbook: typed columns, a frozen and filtered header, codes as text, and where it comes from."""

from __future__ import annotations

import io
import math
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from answers.mapping import palette

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_FORBIDDEN_IN_TITLE: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST: Final = 60
_LARGE: Final = 100_000
"""Numbers below it have room in the narrowest column."""
_FEW: Final = 5
"""The largest number up to which the axis of a chart of counts names each."""
_LONGEST_PROPERTY: Final = 255
_LONGEST_HEAD: Final = 150
"""Letters of the filter at the head of a page: Excel takes 255 with their marks."""
LONG, PRINTED_OF_LONG = 1_000, 200
"""From how many rows on a sheet is for the screen: of a longer one only so many rows are printed."""
_LONGEST: Final = 32_767
"""Letters that a cell can hold."""
_WHOLE, _DECIMAL, _TEXT, _DAY = "#,##0", "#,##0.00", "@", "yyyy-mm-dd"
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DATE_FORMS: Final = {
    "th": ("[$-107041E]yyyy", "[$-107041E]mmm yyyy", "[$-107041E]d mmm yyyy"),
    "en": ("[$-409]yyyy", "[$-409]mmm yyyy", "[$-409]d mmm yyyy"),
}
"""Number formats of a date that is known to the year, month and day: in Thai of the Buddhist era."""
_PAPER: Final = 185
"""How many letters wide a page of A4 across is when it is printed at three quarters of its size."""
_LINE_PT: Final = 15.0
"""How high a line of a cell is; programs other than Excel do not find it themselves."""
_MOST_LINES: Final = 20
_HEADING: Final = 11.5
"""How wide a column is made for its heading, which goes over several lines."""
_LATIN, _THAI = 0.95, 1.1
"""How wide a letter is on average, in digits: the width of a column is counted in these."""
_AROUND: Final = 2.0
"""What of a column's width the indent and the margins of its cells take."""
_RAGGED: Final = 3.0
"""What a line of several leaves empty at its end, since it breaks between words."""
_NARROWEST: Final = 14
_SHORTER: Final = (0.0, 20.0, 26.0, 32.0, 40.0, 50.0)
"""From which width on a column may be made narrower, one after the other, to see which is best."""
_SAMPLE: Final = 200
"""The rows by which that is seen."""
_WORD: Final = re.compile(r"[!-~]+")
"""What does not break in a cell: Thai does, between its words."""
_LONGEST_WORD: Final = 26.0
_LONGEST_TERM, _MOST_TERMS = 34.0, 8
"""A column of a few short terms, as the conclusions, keeps each on one line: they stand in many rows."""
_ABOUT: Final = (26.0, 46.0, 9.0, 36.0, 42.0, 24.0)
"""The widths of the first sheet: a label or sheet, what it is, its rows, filter, date and source."""
_CHART_ROWS: Final = 40
"""Rows of a sheet that a chart stands beside, on paper."""
_CHART_PX: Final = 720
"""How high a chart is at most: it ends within those rows, of 20 pixels each."""
_OVER_AND_UNDER: Final = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
PER_CENT: Final = "0.0%"
"""The number format of a share between 0 and 1."""
KILOMETRES: Final = "#,##0.0"
"""The number format of a distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table as a sheet of a workbook.

    title
        What stands on its tab; shortened to Excel's 31 characters.
    table
        The rows; the index is left out. Text stays text (codes keep their zeros), numbers stay numbers, missing
        values are empty cells.
    headings
        The words over a column where they differ from its name.
    formats
        The number format of a column where it differs from the one of its type.
    dates
        The columns of ISO dates, which become dates shown as far as they are known.
    lang
        Whose era dates are shown in.
    printed
        How many of the first columns are printed; 0 for all. The others stand to the right as one group.
    printed_rows
        How many of the first rows are printed; 0 for all.
    print_note
        What its printed pages say at their foot, if they are not of all rows.
    about
        What stands of it in the list of sheets: what it is, which filter holds, of when and from where it is. The
        filter stands at the head of its printed pages too.
    chart
        What is drawn of it beside it, if anything.
    """

    title: str
    table: pd.DataFrame
    headings: Mapping[str, str] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    dates: frozenset[str] = frozenset()
    lang: str = "en"
    printed: int = 0
    printed_rows: int = 0
    print_note: str = ""
    about: tuple[str, ...] = ()
    chart: BarChart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """A native chart of bars: its title, the column of names and those of values, and what it shows in words.

    colours are those of the columns of values; without them one column has that of a single measure. axis is what is
    measured, with its unit.
    """

    title: str
    names: str
    values: tuple[str, ...]
    description: str
    colours: tuple[str, ...] = ()
    axis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a file says of itself to whoever looks at its properties; created is a day."""

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    comments: str = ""
    created: date | None = None


def workbook_bytes(
    sheets: Sequence[Sheet],
    *,
    about_title: str,
    about: Sequence[tuple[str, str]],
    heads: Sequence[str] = (),
    properties: Properties | None = None,
) -> bytes:
    """Return a workbook whose first sheet says what the others are, from where, and with which filters.

    Parameters
    ----------
    sheets
        The tables, in their order; at least one.
    about_title
        What stands on the tab of the first sheet.
    about
        Its rows: a label and what it says (source, date, filters, measure, radius and so on).
    heads
        The words over its list of sheets: the sheet, its rows, then those of what `Sheet.about` says; no list
        where there are none.
    properties
        The file's properties.

    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to load, and only a download needs it

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "remove_timezone": True})
    looks = _Looks(book)
    if properties is not None:
        book.set_properties(_property_words(properties))
    names = [_title(about_title, [])]
    first = book.add_worksheet(names[0])
    for sheet in sheets:
        names.append(_title(sheet.title, names))
        page = book.add_worksheet(names[-1])
        _write(page, sheet, looks)
        if sheet.chart is not None and len(sheet.table):
            _draw(book, page, sheet, names[-1])
    _write_about(first, about, looks)
    if heads:
        _write_list(
            first, len(about) + 1, [(name, sheet) for name, sheet in zip(names[1:], sheets, strict=True)], heads, looks
        )
    book.close()
    return out.getvalue()


def _property_words(properties: Properties) -> dict[str, str | datetime]:
    words: dict[str, str | datetime] = {
        name: str(getattr(properties, name))[:_LONGEST_PROPERTY]
        for name in ("title", "subject", "author", "keywords", "comments")
    }
    if properties.created is not None:
        words["created"] = datetime(*properties.created.timetuple()[:3], tzinfo=UTC)
    return words


def _title(text: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes for a sheet, different from those that are there."""
    base = text.translate(_FORBIDDEN_IN_TITLE).strip().strip("'") or "-"
    name, number = base[:31], 2
    while name.casefold() in {other.casefold() for other in taken}:
        tail = f" {number}"
        name, number = base[: 31 - len(tail)] + tail, number + 1
    return name


# An indent counts from the side that is named; without a side programs ignore it.
_LEFT: Final = {"align": "left", "indent": 1}
_RIGHT: Final = {"align": "right", "indent": 1}


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool, bool], Format] = {}
        around = {"valign": "top", "text_wrap": True}
        heading = {"bold": True, "bg_color": palette.HEADING, **around}
        self.heading = book.add_format({**heading, **_LEFT})
        self.number_heading = book.add_format({**heading, **_RIGHT})
        self.label = book.add_format({"bold": True, **around})
        self.words = book.add_format({**around, **_LEFT})
        self.ruled = book.add_format({"bottom": 1, "bottom_color": palette.HAIRLINE})
        self.link = book.add_format({**around, "font_color": palette.LIGHT["accent"], "underline": 1})

    def of(self, form: str, *, quoted: bool = False, wrapped: bool = False) -> Format:
        """Return the look of a number format; quoted for a text that looks like a formula."""
        key = (form, quoted, wrapped)
        if key not in self._made:
            side = _LEFT if form == _TEXT else _RIGHT
            look = {"num_format": form, "valign": "top", "text_wrap": wrapped, **side}
            self._made[key] = self._book.add_format({**look, **({"quote_prefix": True} if quoted else {})})
        return self._made[key]


def _write(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    table, printed = sheet.table, sheet.printed or len(sheet.table.columns)
    widths = _widths(sheet, printed)
    for row_number, height in enumerate(_heights(sheet, widths, printed)):
        if height > _LINE_PT:
            page.set_row(row_number, height)
    for column_number, name in enumerate(table.columns):
        to_the_right = pd.api.types.is_numeric_dtype(table[name].dtype) or str(name) in sheet.dates
        look = looks.number_heading if to_the_right else looks.heading
        page.write_string(0, column_number, sheet.headings.get(str(name), str(name)), look)
        form = sheet.formats.get(str(name)) or _format_of(table[name])
        dates = _DATE_FORMS[sheet.lang] if str(name) in sheet.dates else ()
        wrapped = column_number < printed
        for row_number, value in enumerate(table[name].astype(object), start=1):
            _put(page, row_number, column_number, value, form, looks, dates=dates, wrapped=wrapped)
        further = {"level": 1} if column_number >= printed else {}
        page.set_column(column_number, column_number, widths[column_number], None, further)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    _for_paper(page, head=sheet.about[1] if len(sheet.about) > 1 else "", foot=sheet.print_note)
    if len(table.columns):
        last = sheet.printed_rows or len(table)
        page.print_area(0, 0, last, printed - 1)
        # As a condition, so that an empty cell stays empty and has its line all the same.
        page.conditional_format(
            1, 0, max(last, 1), printed - 1, {"type": "formula", "criteria": "=TRUE", "format": looks.ruled}
        )
        page.autofilter(0, 0, len(table), len(table.columns) - 1)


def _widths(sheet: Sheet, printed: int) -> list[float]:
    """Return the widths of the columns in letters; what is printed fits on a page across that can be read.

    Where it would not, the longer texts go over several lines: from which length on is chosen so that the page is
    filled best.
    """
    bounds = [_bounds(sheet, name, is_printed=place < printed) for place, name in enumerate(sheet.table.columns)]
    whole = [min(most, float(_WIDEST)) for _, most in bounds]
    candidates = [_across(bounds[:printed], shorter) for shorter in _SHORTER]
    sample = replace(sheet, table=sheet.table.iloc[:: len(sheet.table) // _SAMPLE + 1])
    fitting = [widths for widths in candidates if sum(widths) <= _PAPER] or candidates[:1]
    best = min(fitting, key=lambda widths: sum(_heights(sample, [*widths, *whole[printed:]], printed)))
    return [*best, *whole[printed:]]


def _bounds(sheet: Sheet, name: str, *, is_printed: bool) -> tuple[float, float]:
    """Return how wide a column is at least, and how wide it is if each of its texts has a line of its own."""
    column, form = sheet.table[name], sheet.formats.get(str(name)) or _format_of(sheet.table[name])
    heading = _width(sheet.headings.get(str(name), str(name))) + _AROUND
    values = list(column.astype(object))
    texts = max((_room(value, form) for value in values if isinstance(value, str)), default=0.0)
    numbers = max((_room(value, form) for value in values if not isinstance(value, str)), default=0.0)
    words = max((len(word) for value in values if isinstance(value, str) for word in _WORD.findall(value)), default=0)
    is_vocabulary = texts <= _LONGEST_TERM and column.nunique() <= _MOST_TERMS
    least = max(
        float(_NARROWEST - 5), numbers, min(heading, _HEADING if is_printed else 2.0 * _HEADING),
        texts if is_vocabulary else min(texts, max(float(_NARROWEST), min(words * _LATIN + _AROUND, _LONGEST_WORD))),
    )  # fmt: skip
    return least, max(least, texts, min(heading, 2.0 * _HEADING))


def _across(bounds: Sequence[tuple[float, float]], shorter: float) -> list[float]:
    """Return widths that fit on a page: what is shorter has its line, the rest all about the same number of lines."""
    lines = 1.0
    while True:
        widths = [
            min(most if most <= shorter else max(least, shorter, most / lines), float(_WIDEST))
            for least, most in bounds
        ]
        if sum(widths) <= _PAPER or lines > _MOST_LINES:
            return widths
        lines += 0.25


def _heights(sheet: Sheet, widths: Sequence[float], printed: int) -> list[float]:
    """Return the heights of the heading and of each row, whose printed texts go over several lines."""
    names = list(sheet.table.columns)
    heads = [sheet.headings.get(str(name), str(name)) for name in names]
    lines = [max((_lines(head, width) for head, width in zip(heads, widths, strict=True)), default=1)]
    columns = [list(sheet.table[name].astype(object)) for name in names[:printed]]
    for cells in zip(*columns, strict=True):
        texts = zip(cells, widths, strict=False)
        lines.append(max((_lines(text, width) for text, width in texts if isinstance(text, str)), default=1))
    return [_LINE_PT * min(count, _MOST_LINES) for count in lines]


def row_height(cells: Iterable[tuple[object, float]]) -> float:
    """Return how high a row has to be in points for its texts to be read whole, each in a column of a width."""
    return _LINE_PT * max((_lines(text, width) for text, width in cells if isinstance(text, str)), default=1)


def _lines(text: str, width: float) -> int:
    """Return over how many lines of a cell a text goes."""
    return sum(_lines_of(_width(line), width - _AROUND) for line in text.split("\n"))


def _lines_of(needed: float, room: float) -> int:
    return 1 if needed <= room else math.ceil(needed / max(room - _RAGGED, 1.0))


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, name: str) -> None:
    """Draw the chart of a sheet beside its table: bars of the application, which stay what the cells say."""
    drawing, columns = sheet.chart, [str(column) for column in sheet.table.columns]
    if drawing is None:
        return
    chart, last = book.add_chart({"type": "bar"}), len(sheet.table)
    colours = drawing.colours or (palette.ramp("light")[3],) * (len(drawing.values) == 1)
    for place, value in enumerate(drawing.values):
        column = columns.index(value)
        chart.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, columns.index(drawing.names), last, columns.index(drawing.names)],
                "values": [name, 1, column, last, column],
                "data_labels": {"value": True},
                **({"fill": {"color": colours[place]}} if place < len(colours) else {}),
            }
        )
    chart.set_title({"name": drawing.title, "name_font": {"size": 12}, "overlay": False})
    chart.set_y_axis({"reverse": True, "major_gridlines": {"visible": False}})
    forms = set(sheet.formats.values())
    axis: dict[str, Any] = (
        {"num_format": "0%"} if PER_CENT in forms else {"num_format": _WHOLE} if forms == {_WHOLE} else {}
    )
    most = max((float(one) for value in drawing.values for one in sheet.table[value].dropna()), default=0.0)
    if forms == {_WHOLE} and most <= _FEW:
        axis["major_unit"] = 1  # there is no fifth of a centre
    if drawing.axis:
        axis |= {"name": drawing.axis, "name_font": {"size": 10, "bold": False}}
    chart.set_x_axis(
        {
            **axis,
            "min": 0,
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": palette.LIGHT["groundLine"]}},
        }
    )
    chart.set_legend({"none": True} if len(drawing.values) == 1 else {"position": "bottom"})
    chart.set_size({"width": 760, "height": min(120 + 26 * last * len(drawing.values), _CHART_PX)})
    page.insert_chart(1, len(columns) + 1, chart, {"description": drawing.description})
    page.print_area(0, 0, max(last, _CHART_ROWS), len(columns) + 13)


def _write_list(
    page: Worksheet, start: int, sheets: Sequence[tuple[str, Sheet]], heads: Sequence[str], looks: _Looks
) -> None:
    """Write the list of sheets below what the workbook says of itself: each with a link to it."""
    for column, head in enumerate(heads):
        page.write_string(start, column, head, looks.heading)
    for row, (name, sheet) in enumerate(sheets, start=start + 1):
        page.write_url(row, 0, "internal:'{}'!A1".format(name.replace("'", "''")), looks.link, name)
        words = sheet.about or ("",)
        page.write_string(row, 1, words[0], looks.words)
        page.write_number(row, 2, len(sheet.table), looks.of(_WHOLE))
        for column, text in enumerate(words[1:], start=3):
            page.write_string(row, column, text[:_LONGEST], looks.words)
        texts = zip(words, (_ABOUT[1], *_ABOUT[3:]), strict=False)
        page.set_row(row, _LINE_PT * max(_lines(text, width) for text, width in texts))


def _for_paper(page: Worksheet, *, head: str = "", foot: str = "") -> None:
    """Make a sheet that is printed one page wide, with numbered pages; its name and what is asked for at the head."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.75 if head else 0.6, bottom=0.6)
    if head:
        words = head if len(head) <= _LONGEST_HEAD else head[:_LONGEST_HEAD] + "…"
        page.set_header('&L&"-,Bold"&A&"-,Regular"\n{}'.format(words.replace("&", "&&")))
    page.set_footer("&L{}&R&P / &N".format(foot.replace("&", "&&") or "&A"))


def _write_about(page: Worksheet, about: Sequence[tuple[str, str]], looks: _Looks) -> None:
    for row_number, (label, text) in enumerate(about):
        page.write_string(row_number, 0, label[:_LONGEST], looks.label)
        page.merge_range(row_number, 1, row_number, len(_ABOUT) - 1, "", looks.words)
        page.write_string(row_number, 1, text[:_LONGEST], looks.words)
        page.set_row(row_number, _LINE_PT * max(_lines(text[:_LONGEST], sum(_ABOUT[1:])), _lines(label, _ABOUT[0])))
    for column, width in enumerate(_ABOUT):
        page.set_column(column, column, width)
    _for_paper(page)


def _format_of(column: pd.Series) -> str:
    if pd.api.types.is_integer_dtype(column.dtype):
        return _WHOLE
    return _DECIMAL if pd.api.types.is_float_dtype(column.dtype) else "General"


def _width(text: str) -> float:
    """Return how many digits wide a text is: Thai marks stand over and under others and take no room."""
    latin = sum(map(str.isascii, text))
    return _LATIN * latin + _THAI * (len(_OVER_AND_UNDER.sub("", text)) - latin)


def _room(value: object, form: str) -> float:
    """Return how many letters wide a value stands in its cell: a number that has no room is shown as ####."""
    if isinstance(value, str):
        return _width(value) + _AROUND
    if not isinstance(value, int | float | np.integer | np.floating) or not _LARGE <= abs(float(value)) < math.inf:
        return 0
    after = form.partition(".")[2].rstrip("%")
    return len(f"{value:,.{len(after)}f}") + 2


def _put(  # noqa: PLR0917
    page: Worksheet,
    row: int,
    column: int,
    value: object,
    form: str,
    looks: _Looks,
    *,
    dates: Sequence[str] = (),
    wrapped: bool = False,
) -> None:
    """Write a value as what it is: a text that looks like a formula is a text, also after the cell is edited."""
    if isinstance(value, str) and dates and (day := _ISO.fullmatch(value)):
        year, month, in_month = day.groups()
        moment = datetime(int(year), int(month or 1), int(in_month or 1))  # noqa: DTZ001 - Excel has no zones
        page.write_datetime(row, column, moment, looks.of(dates[(month is not None) + (in_month is not None)]))
    elif isinstance(value, str) and value:
        look = looks.of(_TEXT, quoted=value.startswith(STARTS_A_FORMULA), wrapped=wrapped)
        page.write_string(row, column, value[:_LONGEST], look)
    elif _is_missing(value):
        return
    elif isinstance(value, bool | np.bool_):
        page.write_boolean(row, column, bool(value), looks.of(form))
    elif isinstance(value, int | float | np.integer | np.floating):
        page.write_number(row, column, float(value), looks.of(form))
    elif isinstance(value, date | datetime):
        page.write_datetime(row, column, value, looks.of(_DAY if form == "General" else form))
    else:
        _put(page, row, column, str(value), form, looks)


def _is_missing(value: object) -> bool:
    """Whether a cell stays empty: an empty text is nothing either, and would be counted as something."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, str) and not value):
        return True
    return isinstance(value, float | np.floating) and not math.isfinite(value)
