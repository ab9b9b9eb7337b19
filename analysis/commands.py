"""What ``python -m analysis`` understands."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geodata.codes import Level
from geodata.errors import KlaiBaanError
from registry.vocabulary import Access

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_ANYONE = "any"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 2 after saying on stderr what is wrong."""
    chosen = _parser().parse_args(arguments)
    try:
        text = _coverage(chosen)
    except KlaiBaanError as error:
        print(error, file=sys.stderr)
        return 2
    _write_out(text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description="What the register means.")
    commands = parser.add_subparsers(dest="command", required=True)
    text = (
        "Print one row an area: admin_code, name_th, name_en, parent_code, population, claim (has_one, has_none, "
        "unknown, out_of_scope), then one column a measure. Counted are open centres by distinct site."
    )
    coverage = commands.add_parser("coverage", help="print the measures of every area of a level", description=text)
    coverage.add_argument("--level", required=True, choices=[str(level) for level in Level])
    coverage.add_argument(
        "--programme", action="append", default=[], metavar="ID",
        help="a programme; several are one set; without any, one block a programme",
    )  # fmt: skip
    coverage.add_argument(
        "--access", action="append", default=[], choices=[*(str(word) for word in Access), _ANYONE],
        help="who may enter; may be repeated (default: public)",
    )  # fmt: skip
    coverage.add_argument(
        "--centres", type=Path, metavar="FILE", help="a file with the register's columns, instead of the register"
    )
    coverage.add_argument("--format", choices=["csv", "json"], default="csv")
    return parser


def _coverage(chosen: argparse.Namespace) -> str:
    import pandas as pd  # noqa: PLC0415 - --help and a wrong option need not wait for it

    from analysis.centre_filter import CentreFilter  # noqa: PLC0415
    from analysis.claims import programmes_of  # noqa: PLC0415
    from analysis.coverage import filtered_coverage  # noqa: PLC0415

    centres, programmes = _tables(chosen.centres)
    listed = programmes_of(programmes, chosen.programme)
    blocks = [tuple(chosen.programme)] if chosen.programme else [(key,) for key in listed["programme_id"]]
    access = () if _ANYONE in chosen.access else tuple(chosen.access) or (Access.PUBLIC.value,)
    tables = []
    for block in blocks:
        wanted = CentreFilter(programmes=block, access=access)
        table = filtered_coverage(chosen.level, wanted, centres=centres, programmes_table=programmes)
        if not chosen.programme:
            table.insert(0, "programme_id", block[0])
        tables.append(table)
    return _as_text(pd.concat(tables, ignore_index=True), chosen.format)


def _tables(file: Path | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the centres, from a file or the register, and the register's programmes."""
    from registry.errors import RegisterError  # noqa: PLC0415
    from registry.readers import read_centres  # noqa: PLC0415
    from registry.store import Register  # noqa: PLC0415

    try:
        register = Register.open()
    except RegisterError as error:
        print(error, "Reading the data folder instead.", file=sys.stderr)
        register = Register.in_memory()
    programmes = register.programmes()
    if file is None:
        return register.centres(located=False), programmes
    return read_centres(file, programme_ids=programmes["programme_id"]), programmes


def _as_text(table: pd.DataFrame, form: str) -> str:
    if form == "json":
        plain = table.astype(object).where(table.notna(), None)
        rows = [json.dumps(row, ensure_ascii=False, allow_nan=False) for row in plain.to_dict("records")]
        return "[" + ",\n".join(rows) + "]\n"
    out = io.StringIO()
    table.to_csv(out, index=False, lineterminator="\n")
    return out.getvalue()


def _write_out(text: str) -> None:
    """Write UTF-8 whatever the terminal's own encoding is."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8"))
    buffer.flush()
