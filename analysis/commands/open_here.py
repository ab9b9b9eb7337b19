"""``python -m analysis open-here``: whom one more centre would reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import (
    add_age,
    add_centres,
    add_command,
    add_distances,
    add_format,
    add_radius,
    centre_filter_of,
    distance_terms,
    radius_of,
)
from geodata.codes import Level

if TYPE_CHECKING:
    import argparse

    from analysis.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print what one centre more at a place would change: people newly within the radius (in Bangkok also children "
        "and the elderly), people whose nearest centre would be nearer, and share and mean distance before and after "
        "for the place's district, its province and the country. Up to 50 places, each by itself and all together. "
        "The register does not change."
    )
    parser = add_command(commands, "open-here", _answer, short="print whom one more centre would reach", text=text)
    parser.add_argument("--lon", action="append", default=[], metavar="DEGREES", help="the place's longitude, WGS 84")
    parser.add_argument("--lat", action="append", default=[], metavar="DEGREES", help="its latitude; repeat both")
    parser.add_argument(
        "--level",
        type=Level,
        choices=list(Level),
        help="only the area of this level, of subdistricts those in which anybody's distance is then another "
        "(default: as above)",
    )
    add_radius(parser)
    add_age(parser)
    add_distances(parser)
    add_centres(parser, without_programme="all of them are one set")
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    from analysis.selection import filtered, situation_for  # noqa: PLC0415 - --help need not wait for it
    from analysis.what_if import LEVELS, PlaceError, openings, openings_table, place_at  # noqa: PLC0415

    if len(chosen.lon) != len(chosen.lat):
        raise PlaceError("place_half", longitudes=len(chosen.lon), latitudes=len(chosen.lat))
    places = [place_at(lon, lat) for lon, lat in zip(chosen.lon, chosen.lat, strict=True)]
    tables = read_tables(chosen.centres)
    selection = filtered(centre_filter_of(chosen), tables)
    situation = situation_for(
        Level.COUNTRY, selection, radius_km=radius_of(chosen), age=chosen.age, **distance_terms(chosen)
    )
    levels = LEVELS if chosen.level is None else (chosen.level,)
    return as_text(openings_table(openings(situation, places, levels=levels)), chosen.format)
