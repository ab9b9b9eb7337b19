"""Centres edited by a person: held against the rules of an import before they become a layer of their own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from registry.batch import ImportBatch, outcomes_of
from registry.errors import EditError
from registry.importing.check.centres import read_centres_of
from registry.importing.check.matching import say_alike
from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.body import body_of, home_provinces, programmes_of
from registry.importing.columns.mapping import ColumnUse, SheetMapping
from registry.importing.difference import Difference, differences
from registry.importing.problems import DUPLICATE, REJECTED, WARNED, RowProblem
from registry.importing.read.sheets import RawSheet
from registry.readers import typed
from registry.row_text import Row, records, row_of, rows_by_id
from registry.schema import CENTRES, ImportMode, RowOutcome, SheetKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_ROWS: Final = 2_000
"""Rows of an edit at most: more is a list, and comes in as one."""
_FIELDS: Final = {"programme_id": "programme", "opened_be": "opened"}
_PLACE: Final = (
    "province_code", "district_code", "subdistrict_code", "longitude", "latitude", "location_precision",
)  # fmt: skip
_ROUNDED: Final = 1e-6
"""Degrees, a tenth of a metre: what a format rounds away is no move."""


@dataclass(frozen=True, eq=False)
class EditPlan:
    """What an edit would do; nothing is changed until ``register.edits.commit(plan, …)``.

    Parameters
    ----------
    batch
        What the register would take: an import of mode "edit", or "merge" where centres are taken out.
    read
        By id, the rows as the person read them; None for one that is new.
    problems
        By row of the edit, in its order, what is said of it; the worst first.
    differences
        What would be new, changed and gone, by name and field.

    """

    batch: ImportBatch
    read: Mapping[str, Row | None]
    problems: tuple[tuple[RowProblem, ...], ...]
    differences: tuple[Difference, ...]

    @property
    def refused(self) -> bool:
        """Return whether a row cannot be saved as it is."""
        return any(problem.severity == REJECTED for problems in self.problems for problem in problems)

    @property
    def doubtful(self) -> bool:
        """Return whether something is said of a row that a person should look at before it is saved."""
        return any(problem.severity in {WARNED, DUPLICATE} for problems in self.problems for problem in problems)


def plan_edit(
    rows: Sequence[Row],
    index: RegisterIndex,
    *,
    read: Mapping[str, Row | None],
    contradiction: str = "",
    today: date | None = None,
) -> EditPlan:
    """Say what would become of centres that were added or changed.

    Parameters
    ----------
    rows
        The centres as they shall be; "" in centre_id for one that is new. Rows that are as they were read are left out.
    index
        What the register has.
    read
        By id, the rows as the person read them.
    contradiction
        What counts where a point lies far from its recorded area, as the person says: "point", "area", or "" for
        nothing yet; the row is refused then.
    today
        The day on which years are judged; today without it.

    Raises
    ------
    EditError
        There are too many rows, or none differs from what was read.

    """
    rows = [row for row in rows if not row["centre_id"] or row != read.get(row["centre_id"])]
    if not rows:
        raise EditError("edit_same")
    if len(rows) > MOST_ROWS:
        raise EditError("edit_large", most=MOST_ROWS)
    sheet, mapping = _sheet(rows, contradiction)
    body = body_of(sheet, mapping, range(len(rows)))
    findings = body.findings
    programme_ids = programmes_of(body, index.programmes, "")
    homes = home_provinces(programme_ids, index.programmes)
    ids = [row["centre_id"] for row in rows]
    table = read_centres_of(body, programme_ids, homes, index, today=today or date.today())  # noqa: DTZ011 - the person's
    table = _snapped(table, rows, read)
    table["centre_id"] = [one or made for one, made in zip(ids, table["made"], strict=True)]
    taken = index.centre_ids
    for position, row in enumerate(rows):
        if not row["source"].strip():
            findings.add(position, RowProblem("row_no_source"))
        one = str(table["centre_id"].iloc[position])
        if not row["centre_id"] and one in taken:
            findings.add(position, RowProblem("row_added_already", of=index.name_of(one)))
        elif row["centre_id"] and one not in taken:
            findings.add(position, RowProblem("row_gone", value=one))
    for position in np.flatnonzero(table["centre_id"].duplicated().to_numpy()).tolist():
        first = int(np.flatnonzero((table["centre_id"] == table["centre_id"].iloc[position]).to_numpy())[0])
        findings.add(position, RowProblem("row_id_twice", row=first + 1))
    others = replace(index.tables, centres=index.centres[~index.centres["centre_id"].isin(ids)].reset_index(drop=True))
    anew = np.array([_is_elsewhere(row, read.get(row["centre_id"])) for row in rows], dtype=bool)
    index_of_others = RegisterIndex(others, index.imports, index.origins)
    say_alike(table, body, index_of_others, table["centre_id"], anew & ~findings.refused(), mode=ImportMode.ADD)
    problems = tuple(tuple(one) for one in findings.by_row())
    accepted = ~findings.refused()
    centres = table.loc[accepted, CENTRES.names].drop_duplicates("centre_id").reset_index(drop=True)
    for name in ("site_id", "member_id"):
        centres[name] = centres[name].where(centres[name].notna(), centres["centre_id"])
    return _plan(typed(centres, CENTRES), index, read=_read(centres["centre_id"], read), problems=problems)


def plan_merge(gone_id: str, stays_id: str, index: RegisterIndex) -> EditPlan:
    """Say what would become of two rows of one centre: the one stays, the other is taken out of the register.

    Raises
    ------
    EditError
        They are not two centres of one programme.

    """
    read = rows_by_id(index.centres, [gone_id, stays_id])
    gone, stays = read[gone_id], read[stays_id]
    for one, row in read.items():
        if row is None:
            raise EditError("edit_unknown", value=one)
    if gone_id == stays_id or gone is None or stays is None or gone["programme_id"] != stays["programme_id"]:
        raise EditError("edit_merge")
    nothing = index.centres.iloc[:0][CENTRES.names]
    return _plan(nothing, index, read=read, problems=(), merged={gone_id: stays_id})


def _plan(
    centres: pd.DataFrame,
    index: RegisterIndex,
    *,
    read: Mapping[str, Row | None],
    problems: tuple[tuple[RowProblem, ...], ...],
    merged: Mapping[str, str] | None = None,
) -> EditPlan:
    touched = {row["programme_id"] for row in read.values() if row is not None} | set(centres["programme_id"])
    content = json.dumps([[row_of(row) for row in records(centres)], dict(merged or {})], ensure_ascii=False)
    batch = ImportBatch(
        file_name="", sha256=hashlib.sha256(content.encode()).hexdigest(),
        programme_ids=tuple(one for one in index.programmes.ids if one in touched), kinds=(str(SheetKind.CENTRES),),
        mode=ImportMode.MERGE if merged else ImportMode.EDIT, centres=centres, merged=dict(merged or {}),
        outcomes=outcomes_of(_outcome(number, some) for number, some in enumerate(problems, start=1)),
    )  # fmt: skip
    return EditPlan(batch, read, problems, differences(batch, index.tables))


def _outcome(number: int, problems: Sequence[RowProblem]) -> dict[str, Any]:
    worst = {problem.severity for problem in problems}
    is_doubtful = WARNED in worst or DUPLICATE in worst
    outcome = RowOutcome.REJECTED if REJECTED in worst else RowOutcome.WARNED if is_doubtful else RowOutcome.ACCEPTED
    reasons = [{"key": problem.key, "params": problem.params} for problem in problems]
    return {"sheet": "", "row": number, "outcome": str(outcome), "reasons": reasons}


def _sheet(rows: Sequence[Row], contradiction: str) -> tuple[RawSheet, SheetMapping]:
    columns = tuple([row[name].strip() for row in rows] for name in CENTRES.names)
    uses = tuple(
        ColumnUse(position, name, _FIELDS.get(name, name), "given") for position, name in enumerate(CENTRES.names)
    )
    mapping = SheetMapping("", str(SheetKind.CENTRES), -1, 0, uses, swap=False, contradiction=contradiction)
    return RawSheet("", columns), mapping


def _snapped(table: pd.DataFrame, rows: Sequence[Row], read: Mapping[str, Row | None]) -> pd.DataFrame:
    """Return the table with the point that was read, where the one typed differs by less than a format rounds away."""
    for name in ("longitude", "latitude"):
        before = [(read.get(row["centre_id"]) or {}).get(name, "") for row in rows]
        old = pd.to_numeric(pd.Series(before, dtype=object), errors="coerce")
        table[name] = table[name].where(~(table[name] - old).abs().le(_ROUNDED).to_numpy(), old)
    return table


def _is_elsewhere(row: Row, before: Row | None) -> bool:
    """Return whether a row is new, or has another name or place than before: only then may it be another's double."""
    return before is None or any(row[name] != before[name] for name in ("name_th", "name_en", *_PLACE))


def _read(ids: pd.Series, read: Mapping[str, Row | None]) -> dict[str, Row | None]:
    return {str(one): read.get(str(one)) for one in ids}
