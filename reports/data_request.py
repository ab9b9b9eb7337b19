"""The workbook that a partner is asked to fill in: what is known of its programme, ready to be completed.

Its three sheets are those that an import understands (a list, counts by area, results), so that it comes back as it
went out: rows that nobody touched change nothing.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analysis.benchmark import BUDDHIST_ERA
from analysis.partners import IN_SUBDISTRICTS
from answers.words import t
from answers.words.names import programme_names
from geodata.areas import areas, children
from geodata.cells import workbook_text
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, Level, level_of
from registry.schema import Access, Basis, ListStatus, Precision, Qualifier, Status
from reports.workbook import LONG, PRINTED_OF_LONG, row_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from registry.tables import Tables

ROOM_FOR_MORE: Final = 200
"""Empty rows below the known ones that still offer the lists of words."""
LIST: Final = (
    "centre_id", "name_th", "name_en", "province", "district", "subdistrict", "latitude", "longitude",
    "location_precision", "status", "access", "opened", "verified_on", "source", "notes",
)  # fmt: skip
COUNTS: Final = ("province", "district", "count", "as_of", "source", "notes")
COUNTS_BY_SUBDISTRICT: Final = ("province", "district", "subdistrict", *COUNTS[2:])
RESULTS: Final = ("metric", "value", "qualifier", "unit", "date", "province", "group", "source")
_LISTS: Final = "lists"
_WIDE: Final = {
    "centre_id": 16, "name_th": 30, "name_en": 22, "province": 15, "district": 15, "subdistrict": 13, "latitude": 11,
    "longitude": 11, "location_precision": 15, "status": 9, "access": 14, "opened": 9, "verified_on": 12,
    "source": 44, "notes": 40, "metric": 34, "count": 12, "qualifier": 12, "value": 14, "unit": 18, "date": 14,
}  # fmt: skip
_WIDE_OF_READ_ME: Final = 110
_ROWS_TO_FILL: Final = 10
"""Empty rows that are printed below the ones that are there, for who fills them in on paper."""
_DEGREES, _NUMBERS = ("latitude", "longitude"), ("count", "value")
_NOT_PRINTED: Final = ("source", "notes")
"""Of the list, the widest of the sheets, what does not stand on paper."""
_FACE: Final = "Calibri"


def data_request(programme_id: str, tables: Tables, *, province_code: str = "") -> bytes:
    """Return the workbook for a programme, its words in Thai with English beside them.

    A service or a training that is no place is only asked for its results.

    Parameters
    ----------
    programme_id
        The programme.
    tables
        The register's tables.
    province_code
        The province that is asked about, "" for all of the programme's scope. Of a programme that works in
        subdistricts (`analysis.partners.IN_SUBDISTRICTS`) the numbers are then asked for by subdistrict, those of the
        province filled in; of others nothing changes.

    """
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load, and only a download needs it

    centres, programmes = tables.centres, tables.programmes
    programme = programmes[programmes["programme_id"] == programme_id].iloc[0]
    own = centres[(centres["programme_id"] == programme_id) & (centres["basis"] != Basis.DERIVED)]
    by_subdistrict = bool(province_code) and programme_id in IN_SUBDISTRICTS
    if by_subdistrict:
        own = own[own["province_code"] == province_code]
    book = Workbook()
    name = programme_names(programmes, lang="th")[programme_id]
    _explain(book.active, name, rows=len(own))
    book.properties.title = t("form.title", lang="th", name=name)
    book.properties.creator = book.properties.lastModifiedBy = t("report.author", lang="th")
    book.properties.description = t("form.title", lang="en", name=programme_names(programmes, lang="en")[programme_id])
    if programme["list_status"] != ListStatus.NOT_A_PLACE:
        _sheet(book, "list", LIST, list(_list_rows(own)))
        codes = _areas_of_scope(str(programme["scope_codes"]))
        if by_subdistrict:
            codes = children(province_code, level=Level.SUBDISTRICT)
        columns = COUNTS_BY_SUBDISTRICT if by_subdistrict else COUNTS
        _sheet(book, "counts", columns, list(_count_rows(programme, tables.area_counts, codes)))
    _sheet(book, "results", RESULTS, list(_result_rows(tables.figures, programme_id)))
    _offer_words(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def heading(name: str) -> str:
    """Return what stands over a column: Thai, and English in brackets."""
    thai, english = (t(f"form.column.{name}", lang=lang) for lang in ("th", "en"))
    return f"{thai} ({english})"


def _list_rows(own: pd.DataFrame) -> Iterator[dict[str, Any]]:
    districts, provinces = areas(Level.DISTRICT)["name_th"], areas(Level.PROVINCE)["name_th"]
    for row in own.to_dict("records"):
        yield {
            "centre_id": row["centre_id"], "name_th": row["name_th"], "name_en": row["name_en"],
            "province": provinces.get(row["province_code"]), "district": districts.get(row["district_code"]),
            "subdistrict": row["subdistrict_code"], "latitude": row["latitude"], "longitude": row["longitude"],
            **{name: _word(name, row[name]) for name in ("location_precision", "status", "access")},
            "opened": row["opened_be"], "verified_on": row["verified_on"], "source": row["source"],
            "notes": row["notes"],
        }  # fmt: skip


def _count_rows(programme: pd.Series, area_counts: pd.DataFrame, codes: Sequence[str]) -> Iterator[dict[str, Any]]:
    counts = area_counts[area_counts["programme_id"] == programme["programme_id"]].set_index("admin_code")
    names = pd.concat([areas(level)["name_th"] for level in (Level.PROVINCE, Level.DISTRICT, Level.SUBDISTRICT)])
    for code in codes:
        row = counts.loc[code] if code in counts.index else None
        yield {
            "province": names[code[:2]], "district": names[code[:4]] if len(code) > 2 else None,
            "subdistrict": names[code] if level_of(code) == Level.SUBDISTRICT else None,
            "count": None if row is None else row["count"], "as_of": None if row is None else row["as_of"],
            "source": None if row is None else row["source"], "notes": None if row is None else row["notes"],
        }  # fmt: skip


def _areas_of_scope(scope: str) -> list[str]:
    """Return the areas whose numbers are asked for: the khet of Bangkok, or the provinces of the scope."""
    codes = scope.split(" ")
    provinces = areas(Level.PROVINCE).index
    if codes == [BANGKOK_CODE]:
        return [code for code in areas(Level.DISTRICT).index if code.startswith(BANGKOK_CODE)]
    return list(provinces) if COUNTRY_CODE in codes else [code for code in provinces if code in codes]


def _result_rows(figures: pd.DataFrame, programme_id: str) -> Iterator[dict[str, Any]]:
    provinces = areas(Level.PROVINCE)["name_th"]
    for row in figures[figures["programme_id"] == programme_id].to_dict("records"):
        yield {
            "metric": row["metric"], "value": row["value"], "qualifier": _word("qualifier", row["qualifier"]),
            "unit": row["unit"], "date": _era(row["date"]), "province": provinces.get(row["province_code"]),
            "group": row["group_name"], "source": row["source"],
        }  # fmt: skip


def _era(date: object) -> object:
    """Return a date's year in the Buddhist era where the date is a year alone; others as they are."""
    return int(date) + BUDDHIST_ERA if isinstance(date, str) and len(date) == 4 else date


def _word(field: str, value: object) -> str | None:
    return t(f"form.{field}.{value}", lang="th") if isinstance(value, str) and value else None


def _words() -> dict[str, list[str]]:
    """Return the words offered for a column."""
    vocabularies: Mapping[str, Sequence[str]] = {
        "status": list(Status), "access": list(Access), "qualifier": list(Qualifier),
        "location_precision": list(Precision),
    }  # fmt: skip
    words = {
        field: [t(f"form.{field}.{value}", lang="th") for value in values] for field, values in vocabularies.items()
    }
    return {**words, "province": list(areas(Level.PROVINCE)["name_th"])}


def _explain(page: Worksheet, name: str, *, rows: int) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    page.title = t("form.sheet.read_me", lang="th")
    lines = [(t("form.title", lang=lang, name=name), True) for lang in ("th", "en")]
    for lang in ("th", "en"):
        lines += [(line, False) for line in t("form.explanation", lang=lang).strip().split("\n")]
        if rows > LONG:
            lines.append((t("form.printed", lang=lang, count=PRINTED_OF_LONG, rows=f"{rows:,}"), False))
    for number, (line, bold) in enumerate(lines, start=1):
        cell = page.cell(number, 1, workbook_text(line))
        cell.font = Font(name=_FACE, bold=bold, size=13 if bold else 11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.row_dimensions[number].height = row_height([(line, _WIDE_OF_READ_ME)]) + (6 if bold else 3)
    page.column_dimensions["A"].width = _WIDE_OF_READ_ME
    _for_paper(page)


def _for_paper(page: Worksheet) -> None:
    """Make a sheet that is printed one page of A4 wide, across, with its heading on each page."""
    page.page_setup.paperSize, page.page_setup.orientation = 9, "landscape"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "&P / &N"


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page = book.create_sheet(t(f"form.sheet.{name}", lang="th"))
    thin = Side(style="thin", color="B8C4C8")
    frame, bold, fill = (
        Border(thin, thin, thin, thin),
        Font(name=_FACE, bold=True),
        PatternFill("solid", fgColor="E8EEF0"),
    )
    words = Alignment(wrap_text=True, vertical="top")
    unprinted = _NOT_PRINTED if name == "list" else ()
    for number, column in enumerate(columns, start=1):
        cell = page.cell(1, number, heading(column))
        cell.font, cell.fill, cell.border, cell.alignment = bold, fill, frame, words
        page.column_dimensions[get_column_letter(number)].width = _width_of(column)
    page.row_dimensions[1].height = row_height((heading(column), _width_of(column)) for column in columns)
    printed = PRINTED_OF_LONG if len(rows) > LONG else len(rows) + (0 if name == "counts" else _ROWS_TO_FILL)
    blank: dict[str, Any] = dict.fromkeys(columns)
    for position, row in enumerate([*rows, *[blank] * (printed - len(rows))], start=2):
        is_printed = position <= printed + 1
        for number, column in enumerate(columns, start=1):
            cell = page.cell(position, number)
            _put(cell, row[column])
            if column in _DEGREES or (column in _NUMBERS and cell.value == round(cell.value or 0)):
                cell.number_format = "0.00000" if column in _DEGREES else "#,##0"
            if is_printed and column not in unprinted:
                cell.border, cell.alignment = frame, words
        if is_printed:
            cells = ((row[column], _width_of(column)) for column in columns if column not in unprinted)
            page.row_dimensions[position].height = row_height(cells)
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    last = max(number for number, column in enumerate(columns, start=1) if column not in unprinted)
    page.print_area = f"A1:{get_column_letter(last)}{max(printed + 1, 2)}"
    _for_paper(page)


def _width_of(column: str) -> float:
    return _WIDE.get(column, 18)


def _put(cell: Any, value: object) -> None:  # noqa: ANN401 - openpyxl's own type
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return
    if isinstance(value, str):
        cell.value = workbook_text(value)
        cell.data_type, cell.number_format = "s", "@"
    else:
        cell.value = int(str(value)) if not isinstance(value, float) else value


def _offer_words(book: Workbook) -> None:
    """Give columns with a fixed vocabulary a list to choose from; the words stand on a hidden sheet."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    words = _words()
    page = book.create_sheet(_LISTS)
    page.sheet_state = "hidden"
    ranges = {}
    for number, (field, values) in enumerate(words.items(), start=1):
        letter = get_column_letter(number)
        for position, word in enumerate(values, start=1):
            page.cell(position, number, word)
        ranges[field] = f"{_LISTS}!${letter}$1:${letter}${len(values)}"
    for name, columns in (("list", LIST), ("counts", COUNTS_BY_SUBDISTRICT), ("results", RESULTS)):
        title = t(f"form.sheet.{name}", lang="th")
        if title not in book.sheetnames:
            continue
        sheet = book[title]
        for number, column in enumerate(columns, start=1):
            if column in ranges:
                rule = DataValidation(type="list", formula1=ranges[column], allow_blank=True, showErrorMessage=False)
                sheet.add_data_validation(rule)
                letter = get_column_letter(number)
                rule.add(f"{letter}2:{letter}{sheet.max_row + ROOM_FOR_MORE}")
