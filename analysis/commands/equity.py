"""``python -m analysis equity``: how evenly centres are spread over people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import (
    add_age,
    add_area,
    add_centres,
    add_command,
    add_format,
    add_level,
    centre_filter_of,
)
from geodata.codes import Level

if TYPE_CHECKING:
    import argparse

    import pandas as pd

    from analysis.commands.options import Commands
    from analysis.distribution import Distribution

_TABLES: Final = ("summary", "areas", "lorenz", "regions")


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print gini, hoover and theil (between and within regions), or with --table the areas' disparity and location "
        "quotient, the Lorenz curve, or the regions. Told only where the list is complete over its scope; otherwise "
        "the reason is printed and the command ends with 2."
    )
    parser = add_command(commands, "equity", _answer, short="say how evenly centres are spread over people", text=text)
    add_level(parser)
    add_centres(parser, without_programme="all as one set")
    add_area(parser)
    parser.add_argument("--table", choices=_TABLES, default="summary", help="which table (default: summary)")
    parser.add_argument(
        "--scheme", type=Level, choices=[Level.REGION, Level.REGION6], default=Level.REGION,
        help="the regions that theil is divided over outside Bangkok (default: region)",
    )  # fmt: skip
    add_age(parser)
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    from analysis.spread import spread  # noqa: PLC0415

    tables = read_tables(chosen.centres)
    distribution = spread(
        chosen.level,
        centre_filter_of(chosen),
        tables,
        area_code=chosen.area,
        scheme=chosen.scheme,
        age=chosen.age,
    )
    return as_text(_table(distribution, chosen.table), chosen.format)


def _table(distribution: Distribution, name: str) -> pd.DataFrame:
    if name == "summary":
        return distribution.summary()
    frame = {"areas": distribution.areas, "regions": distribution.theil.regions}.get(name)
    return distribution.lorenz if frame is None else frame.reset_index()
