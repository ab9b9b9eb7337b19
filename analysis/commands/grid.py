"""``python -m analysis grid``: the office's own population grid in place of the people of the subdistricts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.commands.options import add_command

if TYPE_CHECKING:
    import argparse

    from analysis.commands.options import Commands
    from analysis.field.grid import GridRecord


def add(commands: Commands) -> None:
    """Add the command and its three parts."""
    text = (
        "Where people live inside a district: as its subdistricts' people do (the default), or as a population grid "
        "says. Distances and shares within a radius stand on it; ratios keep to registered people."
    )
    parser = add_command(commands, "grid", _status, short="put a population grid in place, or go back", text=text)
    parts = parser.add_subparsers(dest="part", required=True, metavar="install|restore|status")
    text = "put a grid in place: points (CSV, GeoPackage, GeoJSON), or a GeoTIFF whose pixels hold people"
    install = add_command(parts, "install", _install, short=text, text=text)
    install.add_argument("file", type=Path, metavar="FILE")
    install.add_argument("--year-ce", required=True, metavar="YEAR", help="the year the people are of, such as 2025")
    install.add_argument("--source", required=True, metavar="TEXT", help="who says so, such as 'WorldPop, CC BY 4.0'")
    install.add_argument("--column", metavar="NAME", help="the column with the people, or the number of the band")
    text = "go back to the registered people of the subdistricts"
    add_command(parts, "restore", _restore, short=text, text=text)
    text = "say which people the distances stand on"
    add_command(parts, "status", _status, short=text, text=text)


def _install(chosen: argparse.Namespace) -> str:
    from analysis.field.grid import install_grid  # noqa: PLC0415 - --help need not wait for it

    record = install_grid(chosen.file, year_ce=chosen.year_ce, source=chosen.source, column=chosen.column)
    return _report(record) + "Back to the subdistricts: python -m analysis grid restore\n"


def _restore(_chosen: argparse.Namespace) -> str:
    from analysis.field.grid import restore_grid  # noqa: PLC0415
    from analysis.field.grid.errors import GridError  # noqa: PLC0415

    if not restore_grid():
        raise GridError("grid_none")
    return "The registered people live as their subdistricts' people do again.\n"


def _status(_chosen: argparse.Namespace) -> str:
    from analysis.field.cache import demand_points  # noqa: PLC0415
    from analysis.field.grid import grid_record  # noqa: PLC0415

    record = grid_record()
    if record is not None:
        return _report(record)
    points = demand_points()
    return (
        f"No grid is installed: {points.total:,.0f} registered people ({points.year_ce}) live as the people of their "
        f"subdistricts did, on {len(points):,} points.\n"
    )


def _report(record: GridRecord) -> str:
    lines = [
        f"{record.file}: {record.points:,} points with people, {record.year_ce}. Source: {record.source}",
        (
            f"People in Thailand: {record.grid_total:,.0f} in the grid, {record.registration_total:,} registered "
            f"({record.registration_year_ce}); {record.ratio:.1%}"
        ),
        *(f"Note: {warning}" for warning in record.warnings),
    ]
    return "\n".join(lines) + "\n"
