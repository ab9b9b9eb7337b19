"""``python -m analysis coverage``: the measures of every area of a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import access_of, add_centres, add_command, add_format, add_level

if TYPE_CHECKING:
    import argparse

    from analysis.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print one row an area: admin_code, name_th, name_en, parent_code, population, claim (has_one, has_none, "
        "unknown, out_of_scope), then one column a measure. Counted are open centres by distinct site."
    )
    parser = add_command(commands, "coverage", _answer, short="print the measures of every area of a level", text=text)
    add_level(parser)
    add_centres(parser, without_programme="one block a programme")
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    import pandas as pd  # noqa: PLC0415 - --help and a wrong option need not wait for it

    from analysis.centre_filter import CentreFilter  # noqa: PLC0415
    from analysis.claims import programmes_of  # noqa: PLC0415
    from analysis.coverage import filtered_coverage  # noqa: PLC0415

    tables = read_tables(chosen.centres)
    listed = programmes_of(tables.programmes, chosen.programme)
    blocks = [tuple(chosen.programme)] if chosen.programme else [(key,) for key in listed["programme_id"]]
    made = []
    for block in blocks:
        wanted = CentreFilter(programmes=block, access=access_of(chosen))
        table = filtered_coverage(
            chosen.level, wanted, centres=tables.centres, programmes_table=tables.programmes, details=tables.details
        )
        if not chosen.programme:
            table.insert(0, "programme_id", block[0])
        made.append(table)
    return as_text(pd.concat(made, ignore_index=True), chosen.format)
