"""The imports whose rows count, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.imports import imports_of, rows_words, source_words
from answers.sections.parts import Keys, Table, headed
from answers.words import t
from answers.words.dates import when
from answers.words.names import programme_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from answers.facts import Facts

_KEYS: Final[Keys] = (
    ("programme", 2.2, "left"),
    ("rows", 1.6, "left"),
    ("list", 2.6, "left"),
    ("date", 1.2, "left"),
    ("source", 2.6, "left"),
)


def imports_table(facts: Facts, programmes: Collection[str] = ()) -> Table | None:
    """Return the imports whose rows count as a table, None where there are none."""
    lang, rows = facts.question.lang, imports_of(facts, programmes)
    if rows.empty:
        return None
    names = programme_names(facts.tables.programmes, lang=lang)
    cells = tuple(
        (
            names[row["programme_id"]],
            rows_words(row, lang=lang),
            str(row["file_name"]),
            when(row["imported_on"], lang=lang),
            source_words(row, lang=lang) or t("common.not_stated", lang=lang),
        )
        for _, row in rows.iterrows()
    )
    return Table(headed("imports", _KEYS, lang=lang), cells)
