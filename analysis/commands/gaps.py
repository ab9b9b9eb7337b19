"""``python -m analysis gaps``: the areas known to have no centre, ranked, and those to be looked into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import (
    add_age,
    add_area,
    add_centres,
    add_command,
    add_distances,
    add_format,
    add_level,
    add_radius,
    centre_filter_of,
    distance_terms,
    radius_of,
)

if TYPE_CHECKING:
    import argparse

    from analysis.commands.options import Commands

_LISTS: Final = ("ranked", "to_check", "far")


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print one row an area, with the list it stands in: ranked (known to have no centre, the worst first), "
        "to_check (not known whether it has one, by people) and far (has one, but more than half of its people live "
        "beyond the radius). Only the ranked ones are gaps."
    )
    parser = add_command(commands, "gaps", _answer, short="rank the areas known to have no centre", text=text)
    add_level(parser)
    add_centres(parser, without_programme="all as one set")
    add_area(parser)
    add_radius(parser)
    add_age(parser)
    add_distances(parser)
    parser.add_argument(
        "--weights", metavar="B,D,N",
        help="what people beyond the radius, mean distance and centres needed weigh (default: 0.5,0.3,0.2)",
    )  # fmt: skip
    parser.add_argument("--list", choices=[*_LISTS, "all"], default="all", help="which list (default: all three)")
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    import pandas as pd  # noqa: PLC0415 - --help and a wrong option need not wait for it

    from analysis.gaps import COLUMNS, gaps  # noqa: PLC0415
    from analysis.ranking import as_weights  # noqa: PLC0415

    tables = read_tables(chosen.centres)
    area_gaps = gaps(
        chosen.level,
        centre_filter_of(chosen),
        tables,
        area_code=chosen.area,
        weights=as_weights(chosen.weights) if chosen.weights is not None else None,
        radius_km=radius_of(chosen),
        age=chosen.age,
        **distance_terms(chosen),
    )
    list_names = _LISTS if chosen.list == "all" else (chosen.list,)
    parts = [getattr(area_gaps, name).assign(list=name) for name in list_names]
    table = pd.concat([part.reindex(columns=["list", "rank", *COLUMNS]) for part in parts], ignore_index=True)
    return as_text(table.astype({"rank": "Int64"}), chosen.format)
