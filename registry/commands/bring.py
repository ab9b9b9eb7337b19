"""``python -m registry import``: a list of one's own into the register."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry.author import local_administrator
from registry.commands.reason import add_reason
from registry.schema import ImportMode, ListStatus, SheetKind
from registry.store import Register
from registry.vocabulary import FILE_MODES

if TYPE_CHECKING:
    import argparse

    from registry.importing.plan import ImportPlan


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    text = (
        "Take in a list of centres, a table of counts by area or a table of results (CSV, XLSX, XLS, ODS, GeoJSON, "
        "GeoPackage, KML, KMZ, zipped shapefile). Every row is accounted for: accepted, warned, duplicate or rejected."
    )
    parser = commands.add_parser("import", help="take in a list, counts or results from a file", description=text)
    parser.add_argument(
        "file", metavar="FILE",
        help="a file; or, where KLAIBAAN_IMPORT_FROM allows it, an address, or a folder whose newest file is meant",
    )  # fmt: skip
    parser.add_argument("--programme", default="", metavar="ID", help="the programme of rows that name none")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="a JSON file that says what the columns mean")
    parser.add_argument(
        "--mode", choices=[str(mode) for mode in FILE_MODES], default=str(ImportMode.ADD),
        help="add to the programme's list (the default), update what earlier files of it brought, or replace all",
    )  # fmt: skip
    parser.add_argument(
        "--follows", action="append", metavar="IMPORT",
        help="with --mode update: an earlier import of this list; without it the file itself tells",
    )  # fmt: skip
    parser.add_argument(
        "--list-status", choices=[str(word) for word in ListStatus], default="", help="how complete the list is now"
    )
    parser.add_argument(
        "--leave", action="append", default=[], metavar="ID", help="leave what the register has of this id as it is"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would become of the rows")
    parser.add_argument("--outcome", type=Path, metavar="OUT.xlsx", help="write the file again with outcome and reason")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    add_reason(parser)
    parser.set_defaults(run=_import)


def _import(chosen: argparse.Namespace) -> int:
    from registry.importing.check.register_index import RegisterIndex  # noqa: PLC0415
    from registry.importing.columns.guess import guess_mapping  # noqa: PLC0415 - only this command needs them
    from registry.importing.columns.mapping import read_mapping_file  # noqa: PLC0415
    from registry.importing.plan import ImportOptions, leave_out, plan_import  # noqa: PLC0415
    from registry.importing.read.allowed import fetch_list, is_address  # noqa: PLC0415
    from registry.importing.read.file import read_file  # noqa: PLC0415

    statements = read_mapping_file(chosen.mapping) if chosen.mapping else None
    fetched = is_address(chosen.file) or Path(chosen.file).is_dir()
    file = fetch_list(chosen.file) if fetched else read_file(Path(chosen.file))
    register = Register.open()
    index = RegisterIndex.of(register)
    remembered = register.decisions.mapping(chosen.programme) if chosen.programme else None
    mapping = guess_mapping(file, programmes=index.tables.programmes, remembered=remembered, statements=statements)
    options = ImportOptions(
        programme_id=chosen.programme, mode=chosen.mode, list_status=chosen.list_status,
        follows=None if chosen.follows is None else tuple(chosen.follows),
    )  # fmt: skip
    plan = plan_import(file, mapping, index, options)
    if chosen.outcome:
        from registry.importing.outcome_workbook import write_outcome_workbook  # noqa: PLC0415

        write_outcome_workbook(plan, chosen.outcome)
    if chosen.leave:
        plan = leave_out(plan, chosen.leave)
    if chosen.format == "text":
        _print(plan)
    before = register.revision()
    import_id = None
    if plan.changes and not chosen.dry_run:
        import_id = register.imports.commit(plan.batch, author=local_administrator(), reason=chosen.reason)
    if chosen.format == "json":
        sys.stdout.write(json.dumps(_as_json(plan, import_id), ensure_ascii=False, indent=1) + "\n")
    elif chosen.dry_run:
        print("nothing was changed (dry run)")
    else:
        print(f"committed as {import_id}" if register.revision() != before else "nothing to change")
    return 0


def _as_json(plan: ImportPlan, import_id: str | None) -> dict[str, Any]:
    return {
        **plan.counts,
        "import_id": import_id,
        "file": plan.file.name,
        "programmes": list(plan.batch.programme_ids),
        "follows": list(plan.batch.follows),
        "unchanged": plan.unchanged,
        "would_close": [one.id for one in plan.differences if one.kind == SheetKind.CENTRES and one.change == "gone"],
        "differences": [asdict(one) for one in plan.differences],
        "sheets": [
            {
                "sheet": sheet.name, "kind": sheet.kind, "header_row": sheet.header_row + 1, "read": sheet.read,
                "columns": [
                    {"column": one.position + 1, "header": one.header, "field": one.field, "how": one.how,
                     "filled": one.filled}
                    for one in sheet.columns
                ],
                "notes": [str(note) for note in sheet.notes],
                "apart": [{"row": row, "key": line.key, "text": str(line)} for row, line in sheet.apart.items()],
            }
            for sheet in plan.sheets
        ],
        "rows": [
            {
                "sheet": row.sheet, "row": row.row, "outcome": row.outcome, "id": row.id, "of": row.of,
                "reasons": [
                    {"key": problem.key, "params": problem.params, "text": str(problem)} for problem in row.problems
                ],
            }
            for row in plan.rows()
        ],
    }  # fmt: skip


def _print(plan: ImportPlan) -> None:
    """Print what was understood, what becomes of each row, and what the register would close, change and add."""
    for note in plan.file.notes:
        print(note)
    for sheet in plan.sheets:
        used = ", ".join(f"{one.header or one.position + 1} = {one.field}" for one in sheet.columns if one.field)
        print(f"{sheet.name}: {sheet.kind or 'left out'}; {used or 'no column understood'}")
        for note in sheet.notes:
            print(f"  {note}")
    for row in plan.rows():
        if row.outcome != "accepted":
            reasons = " ".join(str(problem) for problem in row.problems)
            print(f"{row.sheet}, row {row.row}: {row.outcome}. {reasons}")
    counts = plan.counts
    print(", ".join(f"{number} {name}" for name, number in counts.items()))
    if plan.batch.follows:
        print(f"takes the place of {', '.join(plan.batch.follows)}; {plan.unchanged} unchanged")
    for change, verb in (("gone", "closes"), ("changed", "changes"), ("new", "adds")):
        differences = [one for one in plan.differences if one.change == change]
        if differences:
            print(f"{verb} {len(differences)}:")
        for one in differences:
            fields = "; ".join(f"{field.field}: {field.before or '-'} -> {field.after or '-'}" for field in one.fields)
            print(f"  {one.name} ({one.id})" + (f": {fields}" if fields else ""))
