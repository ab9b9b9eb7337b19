"""The last look at an import before it is kept: what it says of itself and of programmes, and its rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from registry.author import is_text
from registry.batch import ImportBatch
from registry.errors import ImportRefusedError
from registry.row_check import UnfitRowError, checked_rows
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, ImportMode, ListStatus, Qualifier, RowOutcome

if TYPE_CHECKING:
    from collections.abc import Iterable


def checked(batch: ImportBatch) -> ImportBatch:
    """Return the batch with the types of its layouts; a missing site_id or member_id is the centre_id.

    Raises
    ------
    ImportRefusedError
        A value cannot be: the sentence names the table, the column, the value and what was expected.

    """
    try:
        _check_words("import", "mode", [batch.mode], ImportMode)
        _check_words("import", "list_status", batch.list_status.values(), ListStatus)
        _check_words("import", "reported", [reported.qualifier for reported in batch.reported.values()], Qualifier)
        _check_words("outcomes", "outcome", batch.outcomes["outcome"].unique(), RowOutcome)
        sources = [reported.source for reported in batch.reported.values() if reported.source is not None]
        _check_texts("file_name", [batch.file_name, batch.sha256])
        _check_texts("source", sources)
        for name in ("sheet", "of"):
            _check_texts(name, batch.outcomes[name].dropna().unique())
        _check_words("import", "programme_id", (*batch.list_status, *batch.reported), batch.programme_ids)
        centres, area_counts, figures = (
            checked_rows(layout, batch.table(layout), programme_ids=batch.programme_ids)
            for layout in (CENTRES, AREA_COUNTS, FIGURES)
        )
    except UnfitRowError as error:
        raise ImportRefusedError("import_value", file=batch.file_name, **error.params) from error
    return replace(batch, centres=centres, area_counts=area_counts, figures=figures)


def _check_texts(column: str, values: Iterable[str]) -> None:
    for value in values:
        if not is_text(value):
            raise UnfitRowError("import", column, ascii(value), "Unicode")


def _check_words(table: str, column: str, values: Iterable[object], words: Iterable[str]) -> None:
    for value in values:
        if value not in list(words):
            raise UnfitRowError(table, column, value, ", ".join(words))
