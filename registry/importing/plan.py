"""The plan of an import: what becomes of every row, and what the register would take."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from geodata.errors import KlaiBaanError
from geodata.garbage import pause_collection
from registry.batch import ImportBatch, empty_table
from registry.importing.check.centres import read_centres_of
from registry.importing.check.counts import read_counts
from registry.importing.check.matching import match_centres
from registry.importing.check.results import read_results
from registry.importing.check.same_list import lists_repeated
from registry.importing.columns.body import Body, body_of, filled_rows, home_provinces, programmes_of
from registry.importing.columns.by_content import running_numbers
from registry.importing.columns.context import read_context
from registry.importing.columns.headers import NOT_KEPT
from registry.importing.columns.reports import column_reports, register_columns
from registry.importing.difference import differences
from registry.importing.errors import ImportMappingError
from registry.importing.frames import as_objects, plain_frame
from registry.importing.guard import run_guarded
from registry.importing.plan_model import ImportOptions, ImportPlan, RowPlan, SheetPlan
from registry.importing.problems import FileNote, RowProblem
from registry.importing.progress import Ear, Progress, Stop
from registry.importing.read.cleaning import is_nothing
from registry.readers import typed
from registry.schema import AREA_COUNTS, CENTRES, FIGURES, ImportMode, ListStatus, SheetKind, Table
from registry.vocabulary import FILE_MODES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.mapping import Mapping, SheetMapping
    from registry.importing.columns.reports import ColumnReport
    from registry.importing.read.sheets import RawSheet, ReadFile

__all__ = ["ImportOptions", "ImportPlan", "RowPlan", "SheetPlan", "leave_out", "plan_import"]

_AREAS: Final = frozenset({"province", "district", "subdistrict", "province_code", "district_code", "subdistrict_code"})
# So many numbers of lines at most in a sentence.
_MOST_NUMBERS: Final = 10
_KEEP_CELLS: Final = frozenset({"rejected", "duplicate", "warned"})


def plan_import(
    file: ReadFile,
    mapping: Mapping,
    index: RegisterIndex,
    options: ImportOptions | None = None,
    *,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> ImportPlan:
    """Say what would become of every row of a file.

    Parameters
    ----------
    file, mapping
        As from `registry.importing.read.file.read_file` and `registry.importing.columns.guess.guess_mapping`.
    index
        What the register has: ``RegisterIndex.of(register)``.
    options
        What the importer says.
    progress, stop
        See `registry.importing.progress`: steps "place", "check" and "preview", counted in rows.

    Raises
    ------
    ImportMappingError
        No sheet can be used, or a sheet's rows belong to no programme, or the options name what is not there.
    ImportStopped
        ``stop`` said so.

    """
    options, ear = options or ImportOptions(), Ear(progress, stop)
    _check(options, index)
    work = _Work(file, mapping, index, options, ear)
    with pause_collection():
        for sheet, use in zip(file.sheets, mapping.sheets, strict=True):
            work.take(sheet, use)
        return work.plan()


def _followed(file: ReadFile, mapping: Mapping, index: RegisterIndex, options: ImportOptions) -> tuple[str, ...]:
    if options.mode != ImportMode.UPDATE:
        return ()
    if options.follows is not None:
        return options.follows
    return lists_repeated(file, mapping, index, options.programme_id)


def _check(options: ImportOptions, index: RegisterIndex) -> None:
    programmes = index.programmes
    for one in (options.programme_id, *options.reported):
        if one and one not in programmes.ids:
            raise ImportMappingError("mapping_programme_unknown", value=one, known=programmes.names_text)
    if options.mode not in set(FILE_MODES):
        raise ImportMappingError("mapping_mode", value=options.mode)
    for one in options.follows or ():
        if one not in set(index.imports["import_id"]):
            raise ImportMappingError("mapping_follows", value=one, known=", ".join(index.imports["import_id"]) or "-")
    if options.list_status and options.list_status not in set(ListStatus):
        raise ImportMappingError("mapping_list_status", value=options.list_status, known=", ".join(ListStatus))


class _Work:
    """A plan in the making: sheet after sheet."""

    def __init__(
        self, file: ReadFile, mapping: Mapping, index: RegisterIndex, options: ImportOptions, ear: Ear
    ) -> None:
        self.file, self.mapping, self.options, self.ear = file, mapping, options, ear
        self.index, self.tables_before = index.following(_followed(file, mapping, index, options)), index.tables
        self.today = options.today or date.today()  # noqa: DTZ011 - the importer's own day
        self.total = sum(sheet.height for sheet in file.sheets)
        self.done = 0
        # How many lists of centres are still to come: a later one is held against what the earlier ones bring.
        self.lists = sum(use.kind == SheetKind.CENTRES for use in mapping.sheets)
        self.sheets: list[SheetPlan] = []
        self.tables: dict[str, list[pd.DataFrame]] = {kind: [] for kind in SheetKind}
        self.outcomes: list[pd.DataFrame] = []
        self.programmes: set[str] = set()

    def take(self, sheet: RawSheet, use: SheetMapping) -> None:
        """Work through one sheet."""
        if not use.kind:
            note = FileNote("note_sheet_not_used", sheet=sheet.name)
            self.sheets.append(SheetPlan(sheet.name, "", use.header_row, 0, column_reports(sheet, use), (note,)))
            return
        self.ear.at("place", self.done, self.total)
        positions, unanswered = _answers(sheet, use, filled_rows(sheet, use))
        work = partial(self._rows, sheet, use)
        try:
            part, faults = run_guarded(positions, work)
        except KlaiBaanError:
            raise
        except Exception as error:
            # Not even without a row: the fault lies in what the register has, or in the sheet's meaning.
            logging.getLogger(__name__).exception("A sheet could not be worked through")
            fault = type(error).__name__
            raise ImportMappingError("mapping_fault", sheet=sheet.name, fault=fault) from error
        self.index = part.index
        self.lists -= use.kind == SheetKind.CENTRES
        self.tables[use.kind].append(part.brought)
        outcomes = part.outcomes
        if faults:
            body = body_of(sheet, use, list(faults))
            for row, fault in enumerate(faults.values()):
                body.findings.add(row, RowProblem("row_fault", value=fault))
            nothing = [""] * body.count
            lost = _outcomes(body, use, nothing, pd.DataFrame({"id": as_objects([None] * body.count)}))
            outcomes = pd.concat([outcomes, lost], ignore_index=True).sort_values("row", kind="stable")
        self.outcomes.append(outcomes)
        self.programmes |= part.programmes
        self.done += len(positions)
        reports = column_reports(sheet, use)
        notes = (*sheet.notes, *part.notes, *_lines_apart(part.apart), *_columns_left(reports))
        if unanswered:
            notes = (*notes, FileNote("note_unanswered", count=unanswered))
        read = len(positions) - len(part.apart)
        self.sheets.append(SheetPlan(sheet.name, use.kind, use.header_row, read, reports, notes, part.apart))
        self.ear.at("check", self.done, self.total)

    def _rows(self, sheet: RawSheet, use: SheetMapping, positions: Sequence[int]) -> _Part:
        """Return what some rows of a sheet bring. Changes nothing, so that it can be tried again with fewer rows."""
        body = body_of(sheet, use, positions)
        body.context = read_context(body)
        body.tick = lambda share: self.ear.at("place", self.done + int(share * body.count), self.total)
        default = self.options.programme_id or use.programme_id
        if not default and not any(body.cells_of("programme")):
            names = self.index.programmes.names_text
            raise ImportMappingError("mapping_no_programme", sheet=sheet.name, known=names)
        ids = programmes_of(body, self.index.programmes, default)
        index = self.index
        homes = home_provinces(ids, index.programmes)
        notes = [FileNote("note_no_header")] if use.header_row < 0 else []
        if use.kind == SheetKind.CENTRES:
            proposed = [one.header or f"#{one.position + 1}" for one in use.columns if one.how == "proposed"]
            notes += [FileNote("note_name_proposed", column=column) for column in proposed]
            if running_numbers(body.cells_of("centre_id")):
                column = next(one.header for one in use.columns if one.field == "centre_id")
                notes.append(FileNote("note_running_numbers", column=column))
            table = read_centres_of(body, ids, homes, index, today=self.today)
            table, bring = match_centres(table, body, index, mode=self.options.mode, columns=register_columns(use))
            brought = typed(table.loc[bring, CENTRES.names].reset_index(drop=True), CENTRES)
            if self.lists > 1:
                index = index.with_centres(brought)
            preview = _centres_preview(table)
        elif use.kind == SheetKind.AREA_COUNTS:
            counts, row_ids, more = read_counts(body, ids, homes, index, mode=self.options.mode)
            codes = [one.rpartition("-")[2] if isinstance(one, str) else None for one in row_ids]
            preview = pd.DataFrame({"id": row_ids, "admin_code": pd.Series(codes, dtype=object)})
            brought, notes = typed(counts, AREA_COUNTS), notes + more
        else:
            figures, row_ids = read_results(body, ids, index)
            preview, brought = pd.DataFrame({"id": row_ids}), typed(figures, FIGURES)
        outcomes = _outcomes(body, use, ids, preview)
        apart = {body.number(row): problem for row, problem in body.findings.apart().items()}
        return _Part(brought, outcomes, tuple(notes), frozenset(one for one in ids if one), index, apart)

    def plan(self) -> ImportPlan:
        """Return the finished plan."""
        if not self.outcomes:
            fields = {column.field for use in self.mapping.sheets for column in use.columns}
            key = "mapping_areas" if fields & _AREAS else "mapping_nothing"
            raise ImportMappingError(key, file=self.file.name)
        self.ear.at("preview", self.total, self.total)
        outcomes = pd.concat(self.outcomes, ignore_index=True)
        tables = {
            CENTRES: self._table(SheetKind.CENTRES), AREA_COUNTS: self._table(SheetKind.AREA_COUNTS),
            FIGURES: self._table(SheetKind.FIGURES),
        }  # fmt: skip
        named_programmes = [one for one in self.index.programmes.ids if one in self.programmes]
        listed = {}
        for layout in (CENTRES, AREA_COUNTS):
            if len(tables[layout]) and self.index.follows:
                listed[layout.name] = self.index.listed(layout, alone=True)
                tables[layout] = self._with_rows_of_others(layout, tables[layout])
                self.programmes |= self._programmes_of(layout)
        programmes = tuple(one for one in self.index.programmes.ids if one in self.programmes)
        status = self.options.list_status
        batch = ImportBatch(
            file_name=self.file.name, sha256=self.file.sha256, programme_ids=programmes,
            kinds=tuple(str(kind) for kind in SheetKind if self.tables[kind]), mode=self.options.mode,
            follows=self.index.follows if listed else (),
            list_status=dict.fromkeys(named_programmes, status) if status else {},
            reported=dict(self.options.reported), centres=tables[CENTRES], area_counts=tables[AREA_COUNTS],
            figures=tables[FIGURES], outcomes=_stored(outcomes), mapping=self.mapping.as_dict(),
        )  # fmt: skip
        changes = differences(batch, self.tables_before, listed)
        return ImportPlan(
            batch, tuple(self.sheets), outcomes, self.file, self.mapping, changes, self.tables_before, listed
        )

    def _register_rows(self, layout: Table) -> pd.DataFrame:
        return (self.tables_before.centres if layout is CENTRES else self.tables_before.area_counts)[layout.names]

    def _with_rows_of_others(self, layout: Table, brought: pd.DataFrame) -> pd.DataFrame:
        """Return what is brought with the rows of the list that others told of too: they stay as they are."""
        key, rows = layout.id_column, self._register_rows(layout)
        shared = self.index.listed(layout) - self.index.listed(layout, alone=True) - set(brought[key])
        stay = rows[rows[key].isin(shared)]
        return typed(pd.concat([brought, stay], ignore_index=True), layout) if len(stay) else brought

    def _programmes_of(self, layout: Table) -> set[str]:
        rows = self._register_rows(layout)
        return set(rows.loc[rows[layout.id_column].isin(self.index.listed(layout)), "programme_id"])

    def _table(self, kind: SheetKind) -> pd.DataFrame:
        layout = {SheetKind.CENTRES: CENTRES, SheetKind.AREA_COUNTS: AREA_COUNTS, SheetKind.FIGURES: FIGURES}[kind]
        filled = [table for table in self.tables[kind] if len(table)]
        if not filled:
            return _empty(layout)
        table = filled[0] if len(filled) == 1 else pd.concat(filled, ignore_index=True)
        return table.drop_duplicates(list(layout.key), keep="last", ignore_index=True)


def leave_out(plan: ImportPlan, ids: Collection[str]) -> ImportPlan:
    """Return a plan without the changes of some ids: what is new is not brought, what is there stays as it is."""
    left, batch = set(ids), plan.batch
    before = {CENTRES: plan.tables.centres, AREA_COUNTS: plan.tables.area_counts, FIGURES: plan.tables.figures}
    tables: dict[str, pd.DataFrame] = {}
    for layout, old in before.items():
        key, new = layout.id_column, batch.table(layout)
        brought = new[~new[key].isin(left)]
        if batch.replaces(layout) or plan.listed.get(layout.name):
            # A list that is replaced keeps only what it is brought: the old rows are brought as they were.
            stay = old[old[key].isin(left) & old["programme_id"].isin(batch.programme_ids)][layout.names]
            brought = pd.concat([one for one in (brought, stay) if len(one)]) if len(stay) else brought
        tables[layout.name] = typed(brought.reset_index(drop=True), layout)
    declined = [
        [RowProblem("row_left_out"), *problems] if taken and one in left else problems
        for one, taken, problems in zip(
            plan.outcomes["id"], plan.outcomes["outcome"].isin(["accepted", "warned"]), plan.outcomes["problems"],
            strict=True,
        )
    ]  # fmt: skip
    is_left_out = [any(problem.key == "row_left_out" for problem in problems) for problems in declined]
    outcomes = plan.outcomes.assign(
        problems=as_objects(declined), outcome=plan.outcomes["outcome"].mask(pd.Series(is_left_out), "rejected")
    )
    batch = replace(
        batch, centres=tables[CENTRES.name], area_counts=tables[AREA_COUNTS.name], figures=tables[FIGURES.name],
        outcomes=_stored(outcomes),
    )  # fmt: skip
    return replace(plan, batch=batch, outcomes=outcomes, differences=differences(batch, plan.tables, plan.listed))


@dataclass(frozen=True, eq=False)
class _Part:
    """What rows of a sheet bring, what is said of each, and the register's index with what they bring.

    apart says of lines, by number, why they are no rows.
    """

    brought: pd.DataFrame
    outcomes: pd.DataFrame
    notes: tuple[FileNote, ...]
    programmes: frozenset[str]
    index: RegisterIndex
    apart: dict[int, RowProblem]


def _centres_preview(table: pd.DataFrame) -> pd.DataFrame:
    district = table["district_code"].where(table["district_code"].notna(), table["province_code"])
    return plain_frame(
        {
            "id": table["centre_id"], "name": table["name_th"].where(table["name_th"].notna(), table["name_en"]),
            "admin_code": table["subdistrict_code"].where(table["subdistrict_code"].notna(), district),
            "longitude": table["longitude"], "latitude": table["latitude"],
        }
    )  # fmt: skip


def _answers(sheet: RawSheet, use: SheetMapping, positions: list[int]) -> tuple[list[int], int]:
    """Return the rows of our own request that have a number, and how many have none; of other sheets all rows."""
    column = use.position("count")
    if use.kind != SheetKind.AREA_COUNTS or not use.is_form or column is None:
        return positions, 0
    answered = [row for row in positions if not is_nothing(sheet.columns[column][row])]
    return answered, len(positions) - len(answered)


def _columns_left(reports: Iterable[ColumnReport]) -> list[FileNote]:
    """Return what is to be said of columns whose cells do not reach the register."""
    filled = [one for one in reports if one.filled]
    left = [one.header or f"#{one.position + 1}" for one in filled if one.field in NOT_KEPT]
    unsure = [one.header for one in filled if one.how == "unsure"]
    unused = [one.header or f"#{one.position + 1}" for one in filled if not one.field and one.how != "unsure"]
    pairs = (("note_size_or_code", unsure), ("note_left_out", left), ("note_unused", unused))
    return [FileNote(key, columns=", ".join(names)) for key, names in pairs if names]


def _lines_apart(apart: Collection[int]) -> list[FileNote]:
    """Return what is to be said of lines that are no rows."""
    numbers = [str(one) for one in apart]
    rows = ", ".join([*numbers[:_MOST_NUMBERS], *["…"] * (len(numbers) > _MOST_NUMBERS)])
    return [FileNote("note_apart", count=len(numbers), rows=rows)] if numbers else []


@cache
def _empty(layout: Table) -> pd.DataFrame:
    return empty_table(layout)


def _outcomes(body: Body, use: SheetMapping, ids: list[str], preview: pd.DataFrame) -> pd.DataFrame:
    """Return the outcome of each row; lines that are no rows have none."""
    findings = body.findings
    words = findings.outcomes()
    refused = findings.refused()
    cells: list[dict[str, str] | None] = [
        body.whole(row) if word in _KEEP_CELLS else None for row, word in enumerate(words)
    ]
    nothing = np.full(body.count, None, dtype=object)
    number = np.full(body.count, np.nan)
    of = nothing.copy()
    of[list(findings.of)] = list(findings.of.values())
    table = plain_frame(
        {
            "sheet": np.full(body.count, use.sheet, dtype=object), "row": np.array(body.positions, dtype=np.int64) + 1,
            "kind": np.full(body.count, str(use.kind), dtype=object), "outcome": words,
            "problems": as_objects(findings.by_row()), "of": of,
            "id": preview["id"].where(pd.Series(~refused), None),
            "programme_id": as_objects([one or None for one in ids]), "name": preview.get("name", nothing),
            "admin_code": preview.get("admin_code", nothing), "longitude": preview.get("longitude", number),
            "latitude": preview.get("latitude", number), "cells": as_objects(cells),
        }
    )  # fmt: skip
    return table.drop(index=list(findings.apart())).reset_index(drop=True)


def _stored(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the outcomes as the register keeps them."""
    nothing: list[dict[str, Any]] = []
    reasons = [
        [{"key": problem.key, "params": problem.params} for problem in problems] if problems else nothing
        for problems in outcomes["problems"]
    ]
    return plain_frame(
        {
            **{name: outcomes[name] for name in ("sheet", "row", "outcome")}, "reasons": as_objects(reasons),
            "of": outcomes["of"], "cells": outcomes["cells"],
        }
    )  # fmt: skip
