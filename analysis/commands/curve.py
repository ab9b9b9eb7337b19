"""``python -m analysis curve``: the share of people within 1 to 25 km."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import (
    add_age,
    add_area,
    add_centres,
    add_command,
    add_distances,
    add_format,
    centre_filter_of,
    distance_terms,
)
from geodata.codes import Level

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
    parser.add_argument(
        "--level", type=Level, choices=list(Level),
        help="a curve for each area of this level inside --area (default: one for --area itself)",
    )  # fmt: skip
    parser.add_argument(
        "--radius-km", action="append", metavar="KM",
        help="a radius in km, 0.5 to 50, in the place of 1 to 25; may be repeated",
    )  # fmt: skip
    add_age(parser)
    add_distances(parser)
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    from analysis.curve import RADII_KM, curve, curves  # noqa: PLC0415 - --help need not wait for it
    from analysis.radius import as_radius_km  # noqa: PLC0415

    radii = sorted({as_radius_km(text) for text in chosen.radius_km}) if chosen.radius_km else RADII_KM
    age, terms = chosen.age, distance_terms(chosen)
    tables, centre_filter = read_tables(chosen.centres), centre_filter_of(chosen)
    if chosen.level is None:
        coverage_curve = curve(centre_filter, tables, area_code=chosen.area, radii_km=radii, age=age, **terms)
    else:
        coverage_curve = curves(
            chosen.level, centre_filter, tables, area_code=chosen.area, radii_km=radii, age=age, **terms
        )
    table = coverage_curve.table.assign(
        placed_count=coverage_curve.placed_count,
        unplaced_count=coverage_curve.unplaced_count,
        distances=str(coverage_curve.distances),
    )
    return as_text(table, chosen.format)
