"""What a register may hold besides the rows of its layouts: the same rules as for what it writes itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from registry.row_check import UnfitRowError, checked_rows
from registry.schema import (
    LONGEST_NAME,
    LONGEST_TEXT,
    PROGRAMMES,
    TABLES,
    Act,
    FindingState,
    ImportMode,
    ImportState,
    ListStatus,
    Qualifier,
    RowOutcome,
    SheetKind,
)
from registry.store.database import frame
from registry.store.documents import KIND, LONGEST_DOCUMENT
from registry.store.tables import (
    DATA_FILES,
    DOCUMENTS,
    FINDINGS,
    IMPORT_PROGRAMMES,
    IMPORT_ROWS,
    IMPORTS,
    JOURNAL,
    MAPPINGS,
    META,
    STORED,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", re.ASCII)
_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)


def _word(words: type[StrEnum]) -> Callable[[Any], bool]:
    return lambda value: value in set(words)


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _like(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _number(most: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and 0 <= value <= most


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _reasons(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, dict) and isinstance(one.get("key"), str) and isinstance(one.get("params", {}), dict)
        for one in value
    )


def _mapping(value: object) -> bool:
    return isinstance(value, dict)


def _name(value: object) -> bool:
    return _text(value) and len(str(value)) <= LONGEST_NAME


def _content(value: object) -> bool:
    return isinstance(value, (list, dict)) and len(json.dumps(value)) <= LONGEST_DOCUMENT


_COUNT: Final = _number(10**9)
MOST_REVISIONS: Final = 2**53
"""A revision at most: what a browser's numbers hold."""
_RULES: Final[dict[sa.Table, dict[str, Callable[[Any], bool]]]] = {
    META: {"name": _text, "value": _number(MOST_REVISIONS)},
    DATA_FILES: {"file": _text, "sha256": _text},
    IMPORTS: {
        "import_id": _text, "number": _COUNT, "state": _word(ImportState), "imported_at": _like(_TIME),
        "file_name": _text, "sha256": _text, "mode": _word(ImportMode),
        "kinds": lambda value: _texts(value) and set(value) <= set(SheetKind),
        "programme_ids": _texts, "mapping": _mapping, "follows": _texts,
        **dict.fromkeys((*map(str, RowOutcome), "centres", "area_counts", "figures"), _COUNT),
    },
    IMPORT_ROWS: {
        "import_id": _text, "position": _COUNT, "sheet": _text, "first_row": _COUNT, "last_row": _COUNT,
        "outcome": _word(RowOutcome), "reasons": _reasons, "of": _text, "cells": _mapping,
    },
    IMPORT_PROGRAMMES: {
        "import_id": _text, "programme_id": _text, "list_status": _word(ListStatus), "reported_count": _number(10**12),
        "reported_qualifier": _word(Qualifier), "reported_date": _like(_DATE), "source": _text,
    },
    MAPPINGS: {"programme_id": _text, "mapping": _mapping},
    JOURNAL: {
        "number": _COUNT, "at": _like(_TIME), "author": _text, "act": _word(Act), "subject": _text,
        "programme_ids": _texts, "before": _mapping, "after": _mapping, "reason": _text,
        "revision": _number(MOST_REVISIONS),
    },
    DOCUMENTS: {
        "kind": _like(KIND), "name": _name, "content": _content, "changed_at": _like(_TIME), "author": _name,
        "version": _number(MOST_REVISIONS),
    },
    FINDINGS: {"key": _text, "state": _word(FindingState), "reason": _text, "decided_at": _like(_TIME)},
}  # fmt: skip
"""What each column of the tables without a layout may hold, where it holds something."""


def check_rows(connection: sa.Connection) -> None:
    """Look at every row of a register as an import's rows are looked at; the first that cannot be is an error.

    Raises
    ------
    UnfitRowError
        A value cannot be.

    """
    for table, rules in _RULES.items():
        for row in connection.execute(sa.select(table)).mappings():
            for name, rule in rules.items():
                if row[name] is not None and not rule(row[name]):
                    raise UnfitRowError(table.name, name, row[name], table.c[name].type.__class__.__name__)
    _check_runs(connection)
    programmes = _programme_ids(connection)
    for layout in TABLES:
        stored = STORED[layout.name]
        for origin in connection.execute(sa.select(stored.c.origin).distinct()).scalars().all():
            query = sa.select(*(stored.c[name] for name in layout.names)).where(stored.c.origin == origin)
            checked_rows(layout, frame(connection.execute(query), layout.names), programme_ids=programmes)


def _programme_ids(connection: sa.Connection) -> set[str]:
    """Return the programmes that a row may be of: those there are, and those of imports that were undone."""
    stored = STORED[PROGRAMMES.name]
    undone = sa.select(IMPORTS.c.programme_ids).where(IMPORTS.c.state == ImportState.UNDONE)
    there = set(connection.execute(sa.select(stored.c.programme_id)).scalars())
    return there.union(*connection.execute(undone).scalars())


def _check_runs(connection: sa.Connection) -> None:
    """Refuse outcomes of other rows than the import counted: a run of them may stand for as many as it likes."""
    read = sum((IMPORTS.c[str(outcome)] for outcome in RowOutcome), start=sa.literal(0))
    length = sa.func.sum(IMPORT_ROWS.c.last_row - IMPORT_ROWS.c.first_row + 1)
    query = sa.select(IMPORTS.c.import_id, read, sa.func.coalesce(length, 0))
    query = query.join_from(IMPORTS, IMPORT_ROWS, IMPORTS.c.import_id == IMPORT_ROWS.c.import_id, isouter=True)
    for import_id, total, outcomes in connection.execute(query.group_by(IMPORTS.c.import_id)):
        if total != outcomes:
            raise UnfitRowError(IMPORT_ROWS.name, "last_row", f"{import_id}: {outcomes}", str(total))
