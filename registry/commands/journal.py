"""``journal``: who did what to the register, when and why."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from geodata.cells import neutral_table
from registry.store import Register

if TYPE_CHECKING:
    import argparse

    import pandas as pd


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command."""
    text = "list what was done to the register, the first act first: who, when, what before and after, why"
    journal = commands.add_parser("journal", help=text, description=text)
    journal.add_argument("--format", choices=["text", "csv", "json"], default="text")
    journal.set_defaults(run=_journal)


def _journal(chosen: argparse.Namespace) -> int:
    table = Register.open().journal.table()
    if chosen.format == "json":
        sys.stdout.write(json.dumps(table.to_dict("records"), ensure_ascii=False, indent=1) + "\n")
    elif chosen.format == "csv":
        sys.stdout.write(neutral_table(_in_cells(table)).to_csv(index=False, lineterminator="\n"))
    else:
        _print(table)
    return 0


def _in_cells(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with text for what holds more than one value: programmes by spaces, facts as JSON."""
    return table.assign(
        programme_ids=table["programme_ids"].map(" ".join), before=table["before"].map(_as_json),
        after=table["after"].map(_as_json),
    )  # fmt: skip


def _as_json(facts: dict[str, Any] | None) -> str:
    return "" if facts is None else json.dumps(facts, ensure_ascii=False)


def _print(table: pd.DataFrame) -> None:
    if table.empty:
        print("nothing was done yet")
    for entry in table.to_dict("records"):
        about = f" of {', '.join(entry['programme_ids'])}" if entry["programme_ids"] else ""
        print(f"{entry['number']}. {entry['at']} {entry['author']}: {entry['act']} {entry['subject']}{about}")
        for name in ("before", "after"):
            if entry[name]:
                print(f"   {name}: {_as_json(entry[name])}")
        if entry["reason"]:
            print(f"   why: {entry['reason']}")
