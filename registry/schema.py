"""The columns of the register's tables and what each may hold, as pandera schemas.

The schemas check the text of a file before it is turned into numbers, so that an error can show what stands
there. A missing value is None. Every check carries, as its ``error``, what was expected, in a form that needs
no translation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from registry.vocabulary import (
    Access,
    Act,
    Basis,
    DetailKind,
    FindingState,
    ImportMode,
    ImportState,
    ListStatus,
    NameStatus,
    Precision,
    Qualifier,
    RowOutcome,
    SheetKind,
    Status,
)

if TYPE_CHECKING:
    from enum import StrEnum

    import pandera.pandas as pa

__all__ = [
    "AREA_COUNTS", "CENTRES", "FIGURES", "PROGRAMMES", "PROGRAMME_DETAILS", "TABLES",
    "Access", "Act", "Basis", "Column", "DetailKind", "FindingState", "ImportMode", "ImportState", "ListStatus",
    "NameStatus", "Precision", "Qualifier", "RowOutcome", "SheetKind", "Status", "Table",
]  # fmt: skip

LONGITUDE_RANGE: Final = (90.0, 112.0)
LATITUDE_RANGE: Final = (0.0, 25.0)
LONGEST_NAME: Final = 200
"""Characters of a name at most: longer texts are no names."""
LONGEST_TEXT: Final = 100_000
"""Characters of any text at most: a note is made of up to three cells of a workbook."""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    name
        Its name.
    kind
        "text", "integer" or "number".
    required
        Whether every row must have a value.
    pattern
        What the whole text must match (a regular expression), or "" for any text.
    expected
        The pattern in words that need no translation, for the error's sentence.
    bounds
        Lowest and highest number, both allowed.
    optional
        Whether a file may lack the column.
    longest
        How many characters a text has at most.

    """

    name: str
    kind: str = "text"
    required: bool = False
    pattern: str = ""
    expected: str = ""
    bounds: tuple[float, float] | None = None
    optional: bool = True
    longest: int = LONGEST_TEXT


@dataclass(frozen=True)
class Table:
    """A table: the file it is read from, its columns in order, and the columns that name a row."""

    name: str
    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """Return the columns' names in order."""
        return [column.name for column in self.columns]

    @property
    def id_column(self) -> str:
        """Return the column whose value alone names a row: the first, in the tables that imports bring rows for."""
        return self.columns[0].name

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """Return the pandera schema of the table's text."""
        import pandera.pandas as pa  # noqa: PLC0415 - only who reads a file waits for it

        columns = {
            column.name: pa.Column(object, _checks(column), nullable=not column.required) for column in self.columns
        }
        return pa.DataFrameSchema(columns, strict=True)


def _checks(column: Column) -> list[Any]:
    import pandera.pandas as pa  # noqa: PLC0415 - only who reads a file waits for it

    checks = []
    if column.pattern:
        pattern = re.compile(column.pattern, re.ASCII)
        checks.append(
            pa.Check(lambda value: pattern.fullmatch(value) is not None, element_wise=True, error=column.expected)
        )
    if column.kind == "text":
        most = column.longest
        checks.append(pa.Check(lambda value: len(value) <= most, element_wise=True, error=f"≤ {most:,}"))
    if column.bounds:
        low, high = column.bounds
        expected = f"{low:g}–{high:g}"
        checks.append(pa.Check(lambda value: _within(value, low, high), element_wise=True, error=expected))
    return checks


def _within(value: str, low: float, high: float) -> bool:
    try:
        return low <= float(value) <= high
    except ValueError:
        return True  # the pattern's check says so already


def _one_of(name: str, words: type[StrEnum], *, required: bool = True, optional: bool = False) -> Column:
    pattern = "|".join(re.escape(word) for word in words)
    return Column(name, required=required, pattern=pattern, expected=", ".join(words), optional=optional)


def _code(name: str, digits: int, *, required: bool = False, optional: bool = True) -> Column:
    pattern = rf"[1-9][0-9]{{{digits - 1}}}"
    return Column(name, required=required, pattern=pattern, expected="0" * digits, optional=optional)


def _degrees(name: str, bounds: tuple[float, float]) -> Column:
    pattern = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"
    return Column(name, "number", pattern=pattern, expected="13.75", bounds=bounds)


def _year_be(name: str) -> Column:
    return Column(name, "integer", pattern="2[0-9]{3}", expected="2400–2643", bounds=(2400, 2643))


def _date(name: str, *, partial: bool = True) -> Column:
    if partial:
        pattern = r"(1[89]|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
        return Column(name, pattern=pattern, expected="YYYY, YYYY-MM, YYYY-MM-DD")
    pattern = r"(1[89]|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    return Column(name, pattern=pattern, expected="YYYY-MM-DD")


def _text(name: str, *, required: bool = False, optional: bool = True) -> Column:
    return Column(name, required=required, optional=optional)


def _name(name: str, *, required: bool = False, optional: bool = True) -> Column:
    return Column(name, required=required, optional=optional, longest=LONGEST_NAME)


def _count(name: str, *, required: bool = False) -> Column:
    return Column(name, "integer", required=required, pattern="[0-9]{1,12}", expected="0, 1, 2, …")


_PROGRAMME_ID: Final = Column(
    "programme_id",
    required=True,
    pattern=r"[a-z0-9][a-z0-9-]*",
    expected="a-z 0-9 -",
    optional=False,
    longest=LONGEST_NAME,
)

CENTRES: Final = Table(
    "centres", "centres.csv",
    (
        _name("centre_id", required=True, optional=False),
        # Whether the programme exists is asked of the table of programmes, which gives the better sentence.
        _name("programme_id", required=True, optional=False),
        _name("name_th"), _one_of("name_status", NameStatus, required=False, optional=True), _name("name_en"),
        _text("library_type"),
        _code("province_code", 2, required=True, optional=False), _code("district_code", 4, optional=False),
        _code("subdistrict_code", 6),
        _degrees("longitude", LONGITUDE_RANGE), _degrees("latitude", LATITUDE_RANGE),
        _one_of("location_precision", Precision), _one_of("status", Status), _date("verified_on", partial=False),
        _one_of("access", Access), _year_be("opened_be"), _one_of("basis", Basis),
        _text("products"), _text("source"), _text("notes"), _text("site_id"), _text("member_id"),
    ),
    ("centre_id",),
)  # fmt: skip

PROGRAMMES: Final = Table(
    "programmes", "programmes.csv",
    (
        _PROGRAMME_ID, _name("name_th", required=True, optional=False), _name("name_en"), _name("short_th"),
        _name("short_en"), _text("owner"), _text("partners"), _text("area"),
        Column("scope_codes", required=True, pattern=r"[A-Z0-9-]+( [A-Z0-9-]+)*", expected="TH, 10, 10 40 52",
               optional=False),
        _year_be("since_be"), _count("reported_count"),
        _one_of("reported_qualifier", Qualifier, required=False, optional=True),
        _text("reported_unit"), _text("reported_unit_th"), _date("reported_date"), _one_of("list_status", ListStatus),
        _text("source"), _text("notes"),
    ),
    ("programme_id",),
)  # fmt: skip

PROGRAMME_DETAILS: Final = Table(
    "programme_details", "programme_details.csv",
    (
        _PROGRAMME_ID, _one_of("kind", DetailKind), _text("name_th", required=True, optional=False),
        _text("name_en"), _date("date"), _date("date_end"), _text("source"), _text("notes"),
    ),
    ("programme_id", "kind", "name_th"),
)  # fmt: skip

FIGURES: Final = Table(
    "figures", "figures.csv",
    (
        _text("figure_id", required=True, optional=False), _PROGRAMME_ID, _text("subject"),
        _text("metric", required=True, optional=False), _count("value", required=True),
        _one_of("qualifier", Qualifier), _text("unit"), _date("date"), _text("notes"), _text("source"),
        # Missing both: the figure is of the programme as a whole.
        _code("province_code", 2), _text("group_name"),
    ),
    ("figure_id",),
)  # fmt: skip

# How many centres a partner counts in an area, where it does not name them. No file of the data folder holds
# any; they come by import. One number an area: a later import's takes the place of an earlier one's.
AREA_COUNTS: Final = Table(
    "area_counts", "area_counts.csv",
    (
        _text("count_id", required=True, optional=False), _PROGRAMME_ID,
        Column("admin_code", required=True, pattern="[1-9][0-9]([0-9]{2}){0,2}", expected="00, 0000, 000000",
               optional=False),
        _count("count", required=True), _date("as_of"), _text("source"), _text("notes"),
    ),
    ("programme_id", "admin_code"),
)  # fmt: skip

TABLES: Final = (PROGRAMMES, CENTRES, PROGRAMME_DETAILS, FIGURES, AREA_COUNTS)
