"""``python -m analysis curve``: the share of people within 1 to 25 km."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import add_age, add_area, add_centres, add_command, add_format, wanted_of

if TYPE_CHECKING:
    import argparse

    from analysis.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print one row a radius, 1 to 25 km: people in scope, people_within, share, with the number of centres the "
        "distances stand on and of those without a known position. Where a list is not complete the shares are the "
        "least that is reached."
    )
    parser = add_command(commands, "curve", _answer, short="print the share of people within 1 to 25 km", text=text)
    add_centres(parser, without_programme="all as one set")
    add_area(parser)
    add_age(parser)
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    from analysis.curve import curve  # noqa: PLC0415

    tables = read_tables(chosen.centres)
    found = curve(
        wanted_of(chosen),
        tables,
        area_code=chosen.area,
        age=chosen.age,
    )
    counts = {"placed_count": found.placed_count, "unplaced_count": found.unplaced_count}
    return as_text(found.table.assign(**counts), chosen.format)
