"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geodata.codes import Level
from registry.vocabulary import Access

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.centre_filter import CentreFilter
    from analysis.selection import DistanceTerms

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

ANYONE: Final = "any"


def add_command(
    commands: Commands, name: str, answer: Callable[[argparse.Namespace], str], *, short: str, text: str
) -> argparse.ArgumentParser:
    """Add a command with its help and what answers it; return its parser."""
    parser = commands.add_parser(name, help=short, description=text)
    parser.set_defaults(answer=answer)
    return parser


def add_level(parser: argparse.ArgumentParser, *, default: Level | None = None) -> None:
    """Add ``--level``, required where there is no default."""
    text = "the level of the areas; that of subdistrict is listed inside one --area" + (
        f" (default: {default})" if default else ""
    )
    parser.add_argument(
        "--level", type=Level, choices=list(Level), required=default is None, default=default, help=text
    )


def add_centres(parser: argparse.ArgumentParser, *, without_programme: str) -> None:
    """Add ``--programme``, ``--access`` and ``--centres``: which centres are counted, and where they are read."""
    parser.add_argument(
        "--programme", action="append", default=[], metavar="ID",
        help=f"a programme; several are one set; without any, {without_programme}",
    )  # fmt: skip
    parser.add_argument(
        "--access", action="append", default=[], choices=[*(str(word) for word in Access), ANYONE],
        help="who may enter; may be repeated (default: public)",
    )  # fmt: skip
    parser.add_argument(
        "--centres", type=Path, metavar="FILE", help="a file with the register's columns, instead of the register"
    )


def add_area(parser: argparse.ArgumentParser) -> None:
    """Add ``--area``: the area looked at."""
    text = "the code of the area looked at, such as TH, R4-N, BMA-BKC, 10, 1001 or 100101 (default: TH)"
    parser.add_argument("--area", default="TH", metavar="CODE", help=text)


def add_radius(parser: argparse.ArgumentParser) -> None:
    """Add ``--radius-km``; what is not a radius is found out, and said, by `analysis.radius`."""
    text = "the catchment radius in km, 0.5 to 50 (default: 2 in Bangkok, 10 elsewhere)"
    parser.add_argument("--radius-km", metavar="KM", help=text)


def add_age(parser: argparse.ArgumentParser) -> None:
    """Add ``--age``."""
    parser.add_argument(
        "--age", choices=["all", "0-14", "60+"], default="all",
        help="whose people are looked at; the groups are known for Bangkok only (default: all)",
    )  # fmt: skip


def add_distances(parser: argparse.ArgumentParser) -> None:
    """Add ``--inferred-points``, ``--upper-bounds`` and ``--demand``: what distances stand on."""
    parser.add_argument(
        "--inferred-points", action="store_true",
        help="take distances also to points of towns where a centre is only inferred to be",
    )  # fmt: skip
    parser.add_argument(
        "--upper-bounds", action="store_true",
        help="print distances as upper bounds (column distances: upper_bounds) where the position of less than half of "
        "the listed centres is known; without it they are not printed there",
    )  # fmt: skip

    parser.add_argument(
        "--demand", choices=["tambon", "even", "grid"],
        help="where in a district its people are taken to live: as its subdistricts' people do, evenly, or as the "
        "installed grid says (default: the grid where one is installed, else tambon)",
    )  # fmt: skip


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add ``--format``."""
    parser.add_argument("--format", choices=["csv", "json"], default="csv")


def access_of(chosen: argparse.Namespace) -> tuple[str, ...]:
    """Return the access that is counted; empty for anyone's."""
    return () if ANYONE in chosen.access else tuple(chosen.access) or (Access.PUBLIC.value,)


def centre_filter_of(chosen: argparse.Namespace) -> CentreFilter:
    """Return the filter that asks for the chosen programmes as one set."""
    from analysis.centre_filter import CentreFilter  # noqa: PLC0415 - --help need not wait for it

    return CentreFilter(programmes=tuple(chosen.programme), access=access_of(chosen))


def distance_terms(chosen: argparse.Namespace) -> DistanceTerms:
    """Return the terms of `add_distances`."""
    from analysis.field.points import Demand  # noqa: PLC0415 - --help need not wait for it

    return {
        "count_inferred_points": chosen.inferred_points,
        "upper_bounds": chosen.upper_bounds,
        "demand": None if chosen.demand is None else Demand(chosen.demand),
    }


def radius_of(chosen: argparse.Namespace) -> float | None:
    """Return the radius in km, or None where none was given; a `RadiusError` where it is none."""
    from analysis.radius import as_radius_km  # noqa: PLC0415 - --help need not wait for it

    return None if chosen.radius_km is None else as_radius_km(chosen.radius_km)
