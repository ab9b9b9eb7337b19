"""What a part of a report is made of: cards, tables and sentences, in the language of the question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from answers.words import t
from answers.words.dates import age_words, dated
from answers.words.sources import short_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analysis.conflicts import Conflict
    from analysis.figures import Figure

Align = Literal["left", "right", "center"]
Keys = tuple[tuple[str, float, Align], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One figure in words: what, how much, of what; of when, how old; what was before; its sources; who differs."""

    label: str
    value: str
    detail: str = ""
    dated: str = ""
    age: str = ""
    history: str = ""
    source: str = ""
    whole_source: str = ""
    conflicts: tuple[Conflict, ...] = ()


def figure_card(
    figure: Figure | None,
    *,
    label: str,
    value: str,
    detail: str = "",
    conflicts: tuple[Conflict, ...] = (),
    today: date,
    lang: str,
) -> Card:
    """Return the card of a reported figure with its date, age and source; None is one that no source gives."""
    iso, source = (None, None) if figure is None else (figure.date, figure.source)
    return Card(
        label=label,
        value=value,
        detail=detail,
        dated=dated(iso, lang=lang),
        age=age_words(iso, today=today, lang=lang),
        source=short_source(source, lang=lang),
        whole_source=source or "",
        conflicts=conflicts,
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, where its text stands, and how wide it is beside the others."""

    heading: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words. muted are the positions of rows that make no claim, for whoever sets them more quietly."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    muted: frozenset[int] = frozenset()

    def head(self, count: int) -> Table:
        """Return the table with its first rows only."""
        return Table(self.columns, self.rows[:count], frozenset(row for row in self.muted if row < count))

    def without_column(self, place: int) -> Table:
        """Return the table without one of its columns."""
        columns, *rows = (one[:place] + one[place + 1 :] for one in (self.columns, *self.rows))
        return Table(columns, tuple(rows), self.muted)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part: its heading, a sentence that says what is to be seen, its tables, notes below, and the method."""

    key: str
    title: str
    lead: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    method: str = ""
    headings: tuple[str, ...] = field(default=())


def headed(prefix: str, keys: Sequence[tuple[str, float, Align]], *, lang: str) -> tuple[Column, ...]:
    """Return columns by the keys of their headings below a prefix, with their widths and alignments."""
    return tuple(Column(t(f"{prefix}.{key}", lang=lang), width, align) for key, width, align in keys)
