"""``python -m reports png|svg``: any map or chart as a picture that stands alone."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reports.commands.options import add_file, facts_of

if TYPE_CHECKING:
    from reports.commands.options import Commands
    from reports.picture.paper import Sheet


def add(commands: Commands) -> None:
    """Add the two kinds of pictures."""
    png = add_file(commands, "png", _png, short="a map or chart as a picture of 300 dpi")
    png.add_argument("--dpi", type=int, default=300, help="dots an inch (default: 300)")
    svg = add_file(commands, "svg", _svg, short="a map or chart as a drawing that can be edited")
    names = "map, bars, nine, groups, standing, curve or lorenz"
    for parser in (png, svg):
        parser.add_argument("--picture", default="map", metavar="NAME", help=f"{names} (default: map)")


def _png(chosen: argparse.Namespace) -> bytes:
    from reports.picture.printing import png_bytes  # noqa: PLC0415

    return png_bytes(_sheet(chosen), dpi=chosen.dpi)


def _svg(chosen: argparse.Namespace) -> bytes:
    from reports.picture.svg import svg_bytes  # noqa: PLC0415

    return svg_bytes(_sheet(chosen))


def _sheet(chosen: argparse.Namespace) -> Sheet:
    from reports.picture.catalogue import picture_sheet  # noqa: PLC0415

    return picture_sheet(facts_of(chosen), chosen.picture)
