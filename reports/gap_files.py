"""The gaps as files: every list with its sentences, with source and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.gaps import COLUMNS
from analysis.precision import rounded
from answers.words import t
from answers.words.assumptions import distance_assumptions
from answers.words.sentences import gap_sentence
from reports.column_formats import column_formats
from reports.csv_table import csv_bytes
from reports.workbook import Sheet, workbook_bytes

if TYPE_CHECKING:
    from analysis.gaps import Gaps
    from answers.words.sentences import SentenceTerms

LISTS: Final = ("ranked", "to_check", "far")


@dataclass(frozen=True, eq=False)
class GapFiles:
    """What the files are made of.

    gaps
        The gaps.
    terms
        The set in words, whose people, and the language of the sentences.
    source, data_date, filters
        What stands beside every row: from where, of when, and what was asked for, in words.
    """

    gaps: Gaps
    terms: SentenceTerms
    source: str
    data_date: str
    filters: str

    @property
    def has_norm(self) -> bool:
        """Whether the areas are held against a norm: not those of a programme that has none."""
        tables = (self.gaps.ranked, self.gaps.to_check, self.gaps.far)
        return any(table["centres_needed"].notna().any() for table in tables)


def gap_table(files: GapFiles) -> pd.DataFrame:
    """Return the three lists below one another as `python -m analysis gaps` prints them, each row with its sentence."""
    parts = [_with_sentences(files, name).assign(list=name) for name in LISTS]
    return pd.concat([part.reindex(columns=["list", "rank", *COLUMNS, "sentence"]) for part in parts]).astype(
        {"rank": "Int64"}
    )


def gap_csv(files: GapFiles) -> bytes:
    """Return the lists as CSV, each row with its source, date and filters."""
    return csv_bytes(rounded(gap_table(files)), source=files.source, data_date=files.data_date, filters=files.filters)


def gap_workbook(files: GapFiles) -> bytes:
    """Return a workbook: a sheet a list, and one of source, date, filters and weights."""
    lang = files.terms.lang
    sheets = [_sheet(t(f"gap.sheet.{name}", lang=lang), _with_sentences(files, name), lang=lang) for name in LISTS]
    weights = files.gaps.weights
    about = [
        (t("gap.about.what", lang=lang), t("gap.about.title", lang=lang)),
        (t("gap.about.source", lang=lang), files.source),
        (t("gap.about.date", lang=lang), files.data_date),
        (t("gap.about.filters", lang=lang), files.filters),
        (
            t("gap.about.weights", lang=lang),
            t(
                "gap.about.weighed",
                lang=lang,
                beyond=weights.beyond,
                distance=weights.distance,
                needed=weights.needed,
                size=t("gaps.by_norm" if files.has_norm else "gaps.by_people", lang=lang),
            ),
        ),
        (t("gap.about.distance", lang=lang), ". ".join(distance_assumptions(lang=lang))),
        (t("gap.about.lists", lang=lang), t("gap.about.lists_text", lang=lang)),
    ]
    return workbook_bytes(sheets, about_title=t("gap.sheet.about", lang=lang), about=about)


def _with_sentences(files: GapFiles, name: str) -> pd.DataFrame:
    table: pd.DataFrame = getattr(files.gaps, name)
    sentences = [gap_sentence(str(code), row, files.terms) for code, row in table.iterrows()]
    table = table.assign(sentence=pd.Series(sentences, index=table.index, dtype=object))
    return table if files.has_norm else table.drop(columns="centres_needed")


def _sheet(title: str, table: pd.DataFrame, *, lang: str) -> Sheet:
    headings = {name: t(f"gap.column.{name}", lang=lang) for name in _WORDED}
    return Sheet(title=title, table=rounded(table), headings=headings, formats=column_formats(table.columns))


_WORDED: Final = ("rank", *COLUMNS, "sentence")
