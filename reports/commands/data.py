"""``python -m reports data``: the numbers behind a picture or table, for machines."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reports.commands.options import add_file, facts_of

if TYPE_CHECKING:
    from reports.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the tables of data."""
    short = "the numbers behind a picture or table, with their source: OUT ends in .csv or .json"
    parser = add_file(commands, "data", _data, short=short)
    names = "map, bars, centres, nine, groups, khet, standing, curve, lorenz, gaps, to-check, figures or imports"
    parser.add_argument("--table", default="map", metavar="NAME", help=f"{names} (default: map)")


def _data(chosen: argparse.Namespace) -> bytes:
    from reports.data_tables import data_bytes  # noqa: PLC0415

    return data_bytes(facts_of(chosen), chosen.table, chosen.out.suffix.lower().removeprefix("."))
