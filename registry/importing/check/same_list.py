"""Which earlier imports a file repeats: those most of whose centres it names again, or whose table it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from registry.importing.check.names import code_in, name_keys, names_alike
from registry.importing.columns.context import without_numbers
from registry.importing.columns.headers import plain_header
from registry.schema import CENTRES, SheetKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.mapping import Mapping
    from registry.importing.read.sheets import ReadFile

# From this share of an earlier import's centres on, a file that names them is the same list.
_MOSTLY: Final = 0.5


def lists_repeated(file: ReadFile, mapping: Mapping, index: RegisterIndex, programme_id: str) -> tuple[str, ...]:
    """Return the ids of the active imports that a file repeats, the first one first.

    A list of centres repeats an import when it names at least half of the centres that this import brought, or has
    their codes beside names that are alike; a table of counts when the headers are those of its last table.

    Parameters
    ----------
    file, mapping
        The file and what its columns mean.
    index
        What the register has.
    programme_id
        The programme of rows that name none, or "".

    """
    names: set[str] = set()
    codes: dict[str, str] = {}
    tables: list[frozenset[str]] = []
    for sheet, use in zip(file.sheets, mapping.sheets, strict=True):
        if use.kind == SheetKind.CENTRES:
            at = [*use.positions("name_th"), *use.positions("name_en")]
            for position in at:
                keys = name_keys(without_numbers(sheet.columns[position][use.first_row :]))
                names.update(keys)
                for code_position in use.positions("centre_id"):
                    codes |= dict(zip(sheet.columns[code_position][use.first_row :], keys, strict=True))
        elif use.kind == SheetKind.AREA_COUNTS:
            tables.append(_headers(column.header for column in use.columns))
    codes.pop("", None)
    import_ids = {*_by_names(names - {""}, codes, index, programme_id), *_by_table(tables, index, programme_id)}
    return tuple(one for one in index.imports["import_id"] if one in import_ids)


def _by_names(names: set[str], codes: dict[str, str], index: RegisterIndex, programme_id: str) -> list[str]:
    if not names:
        return []
    own = index.centres.assign(key=index.keys)
    if programme_id:
        own = own[own["programme_id"] == programme_id]
    origins = index.origins[CENTRES.name].merge(own[["centre_id", "programme_id", "key"]], on="centre_id")
    origins = origins[origins["origin"].isin(list(index.imports["import_id"]))]
    rows = zip(*(origins[name].tolist() for name in ("centre_id", "programme_id", "key")), strict=True)
    matches = [
        key in names or bool((other := codes.get(code_in(one, programme))) and names_alike(key, other))
        for one, programme, key in rows
    ]
    shares = pd.Series(matches, index=origins.index, dtype=bool).groupby(origins["origin"]).mean()
    return [str(origin) for origin, share in shares.items() if share >= _MOSTLY]


def _by_table(tables: list[frozenset[str]], index: RegisterIndex, programme_id: str) -> list[str]:
    import_ids = []
    for _, row in index.imports.iloc[::-1].iterrows():
        headers = _tables_of(row["mapping"])
        alike = bool(row["area_counts"]) and any(one in tables for one in headers)
        if alike and (not programme_id or programme_id in row["programme_ids"]):
            import_ids.append(str(row["import_id"]))
            break
    return import_ids


def _tables_of(mapping: Any) -> list[frozenset[str]]:  # noqa: ANN401 - plain values as they were stored
    sheets = mapping.get("sheets", []) if isinstance(mapping, dict) else []
    return [
        _headers(column.get("header", "") for column in sheet.get("columns", []))
        for sheet in sheets
        if sheet.get("kind") == SheetKind.AREA_COUNTS
    ]


def _headers(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(plain_header(one) for one in headers if one)
