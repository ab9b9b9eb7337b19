"""``python -m analysis points``: whom centres reach among people at points, of which there may be tens of millions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import add_centres, add_command, add_format, centre_filter_of
from geodata.codes import Level

if TYPE_CHECKING:
    import argparse

    from analysis.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the command and its two parts."""
    text = (
        "Count people at points, such as households or buildings, in partitions: on this machine's cores or on a Dask "
        "cluster. FILE is Parquet with the columns longitude, latitude (degrees, WGS 84) and people."
    )
    short = "count whom centres reach among people at points"
    parser = add_command(commands, "points", _reach, short=short, text=text)
    parts = parser.add_subparsers(dest="part", required=True, metavar="sort|reach")
    text = "write the points in the order of space, a file for each partition: they are counted faster then"
    sort = add_command(parts, "sort", _sort, short=text, text=text)
    sort.add_argument("file", type=Path, metavar="FILE")
    sort.add_argument("target", type=Path, metavar="FOLDER")
    text = (
        "print people, people within each radius, their share and the mean distance of every area of a level; "
        "people alone where the position of less than half of the listed centres is known"
    )
    reach = add_command(parts, "reach", _reach, short=text, text=text)
    reach.add_argument("file", type=Path, metavar="FILE")
    add_centres(reach, without_programme="all as one set")
    reach.add_argument(
        "--level", type=Level, choices=[Level.DISTRICT, Level.SUBDISTRICT], default=Level.DISTRICT,
        help="that of subdistricts needs their installed boundaries (default: district)",
    )  # fmt: skip
    reach.add_argument(
        "--radius-km", action="append", metavar="KM", help="a radius in km, 0.5 to 50; may be repeated (default: 5)"
    )
    reach.add_argument(
        "--upper-bounds", action="store_true",
        help="print distances as upper bounds where the position of less than half of the listed centres is known",
    )  # fmt: skip
    add_format(reach)
    for part in (sort, reach):
        part.add_argument(
            "--scheduler", default="", metavar="ADDRESS",
            help="a Dask scheduler, such as tcp://10.0.0.5:8786 (default: workers on this machine)",
        )  # fmt: skip
        part.add_argument("--workers", type=int, default=2, help="how many workers on this machine (default: 2)")
        part.add_argument("--memory", default="1GB", help="what each of them may hold (default: 1GB)")


def _sort(chosen: argparse.Namespace) -> str:
    from analysis.scale.points import cluster, sort_points  # noqa: PLC0415 - --help need not wait for it

    with cluster(chosen.scheduler, workers=chosen.workers, memory_limit=chosen.memory):
        partitions = sort_points(chosen.file, chosen.target)
    return f"{chosen.target}: {partitions:,} partition(s)\n"


def _reach(chosen: argparse.Namespace) -> str:
    from analysis.radius import as_radius_km  # noqa: PLC0415 - --help need not wait for it
    from analysis.scale.points import cluster, people_reached, read_points  # noqa: PLC0415
    from analysis.selection import filtered, situation_for  # noqa: PLC0415

    radii = sorted({as_radius_km(text) for text in chosen.radius_km or ["5"]})
    counted = filtered(centre_filter_of(chosen), read_tables(chosen.centres))
    situation = situation_for(Level.COUNTRY, counted, upper_bounds=chosen.upper_bounds)
    with cluster(chosen.scheduler, workers=chosen.workers, memory_limit=chosen.memory):
        centres = situation.points
        table = people_reached(
            read_points(chosen.file), centres["longitude"], centres["latitude"], radii_km=radii, level=chosen.level
        )
    if not situation.reports_distances:
        table = table[["points", "people"]]
    return as_text(table.assign(distances=str(situation.distances)).reset_index(), chosen.format)
