"""A sheet of the workbook: its name and the words over its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.precision import rounded
from answers.words import has, t
from answers.words.measures import unit_of
from reports.column_formats import column_formats
from reports.workbook import Sheet

if TYPE_CHECKING:
    import pandas as pd

    from answers.facts import Facts


def sheet(facts: Facts, key: str, table: pd.DataFrame) -> Sheet:
    """Return a table as a sheet in the words of the request's language; estimates are rounded."""
    lang = facts.question.lang
    headings = {str(name): _heading(key, str(name), lang) for name in table.columns}
    formats = column_formats(map(str, table.columns))
    return Sheet(title=t(f"book.{key}", lang=lang), table=rounded(table), headings=headings, formats=formats)


def _heading(key: str, name: str, lang: str) -> str:
    """Return the words over a column: its own on this sheet, those of the measure, or those of the gaps."""
    for prefix in (f"book.{key}_column.{name}", f"book.column.{name}", f"gap.column.{name}"):
        if has(prefix, lang=lang):
            return t(prefix, lang=lang)
    if has(f"measure.{name}.name", lang=lang):
        return unit_of(name, lang=lang).heading
    return name
