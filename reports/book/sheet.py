"""A sheet of the workbook: its name, the words over its columns, and what the first sheet says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from analysis.precision import rounded
from answers.provenance import provenance
from answers.words import has, t
from answers.words.measures import unit_of
from answers.words.numbers import number
from reports.book.columns import readable
from reports.column_formats import DATES, column_formats
from reports.workbook import LONG, PRINTED_OF_LONG, Sheet

if TYPE_CHECKING:
    import pandas as pd

    from answers.facts import Facts
    from reports.workbook import BarChart

Scope = Literal["filter", "gaps", "register"]


def sheet(
    facts: Facts,
    key: str,
    table: pd.DataFrame,
    *,
    scope: Scope = "register",
    chart: BarChart | None = None,
    printed_rows: int = 0,
) -> Sheet:
    """Return a table as a sheet for readers of the request's language; estimates are rounded.

    Parameters
    ----------
    facts
        What is known for the question.
    key
        The sheet, as the locale files name it.
    table
        Its rows.
    scope
        What holds for its rows: the question's filter and area, the question of the gaps, or neither.
    chart
        What is drawn beside it.
    printed_rows
        How many of its first rows are printed; 0 for all. Of a list that is longer than any that is read on paper
        only the beginning is, which its pages and the first sheet say.

    """
    lang = facts.question.lang
    table, printed = readable(facts, key, rounded(table))
    about = about_sheet(facts, key, scope)
    made = _sheet(facts, key, table, about=about, printed=printed, chart=chart, lang=lang)
    to_print = printed_rows or len(table)
    if to_print <= LONG:
        return replace(made, printed_rows=printed_rows)
    rows = {"count": number(PRINTED_OF_LONG, lang=lang), "rows": number(to_print, lang=lang)}
    note = t("book.print_part", lang=lang, sheet=made.title, **rows)
    return replace(made, printed_rows=PRINTED_OF_LONG, print_note=note)


def plain_sheet(facts: Facts, key: str, table: pd.DataFrame) -> Sheet:
    """Return a table that is read back as it is: codes and columns as they are."""
    return _sheet(facts, key, rounded(table), about=(), printed=0, chart=None, lang=facts.question.lang)


def _sheet(
    facts: Facts,
    key: str,
    table: pd.DataFrame,
    *,
    about: tuple[str, ...],
    printed: int,
    chart: BarChart | None,
    lang: str,
) -> Sheet:
    return Sheet(
        title=t(f"book.{key}", lang=lang),
        table=table,
        headings={str(name): _heading(facts, key, str(name)) for name in table.columns},
        formats=column_formats(map(str, table.columns)),
        dates=DATES if about else frozenset(),
        lang=lang,
        printed=printed,
        about=about,
        chart=chart,
    )


def about_sheet(facts: Facts, key: str, scope: Scope) -> tuple[str, str, str, str]:
    """Return what a sheet is, which filter holds in it, of when it is, and from where."""
    lang, origin = facts.question.lang, provenance(facts)
    what = t(f"book.what.{key.split('_', maxsplit=1)[0]}", lang=lang)
    if scope == "register":
        return what, t("book.no_filter", lang=lang), origin.data_date, t("book.source_rows", lang=lang)
    if scope == "gaps":
        gaps = provenance(facts.gap_view)
        return what, gaps.filter_phrases, gaps.dates, t("book.source_register", lang=lang)
    return what, origin.filter_phrases, origin.dates, t("book.source_register", lang=lang)


def _heading(facts: Facts, key: str, name: str) -> str:
    """Return the words over a column: its own on this sheet, those of the measure, or those of the gaps."""
    lang = facts.question.lang
    for prefix in (f"book.{key}_column.{name}", f"book.column.{name}", f"gap.column.{name}"):
        if has(prefix, lang=lang):
            return t(prefix, lang=lang)
    if has(f"measure.{name}.name", lang=lang):
        return unit_of(name, lang=lang).heading
    return name
