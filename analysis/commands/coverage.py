"""``python -m analysis coverage``: the measures of every area of a level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.commands.answers import as_text, read_tables
from analysis.commands.options import (
    access_of,
    add_age,
    add_area,
    add_centres,
    add_command,
    add_distances,
    add_format,
    add_level,
    add_radius,
    distance_terms,
    radius_of,
)

if TYPE_CHECKING:
    import argparse

    import pandas as pd

    from analysis.centre_filter import CentreFilter
    from analysis.commands.options import Commands
    from registry.tables import Tables


def add(commands: Commands) -> None:
    """Add the command."""
    text = (
        "Print one row an area: admin_code, name_th, name_en, parent_code, population, population_in_scope, claim "
        "(has_one, has_other, has_none, unknown, out_of_scope), claim_reason, one column a measure, and on how many "
        "centres with a known position the distances stand. Counted are open centres by distinct site. Distances are "
        "straight lines from points that stand for where people live."
    )
    parser = add_command(commands, "coverage", _answer, short="print the measures of every area of a level", text=text)
    add_level(parser)
    add_area(parser)
    add_centres(parser, without_programme="one block a programme")
    add_radius(parser)
    add_age(parser)
    parser.add_argument("--without-town-points", action="store_true", help="take distances to points of buildings only")
    add_distances(parser)
    parser.add_argument(
        "--benchmark", metavar="KEY",
        help="add benchmark_value and benchmark_status, such as norm:people_per_centre:40000, "
        "national:population_within_km, target:centre_count (default: none)",
    )  # fmt: skip
    add_format(parser)


def _answer(chosen: argparse.Namespace) -> str:
    import pandas as pd  # noqa: PLC0415 - --help and a wrong option need not wait for it

    from analysis.centre_filter import CentreFilter  # noqa: PLC0415
    from analysis.claims import programmes_of  # noqa: PLC0415
    from analysis.coverage import coverage  # noqa: PLC0415
    from analysis.places import rows_in  # noqa: PLC0415

    tables = read_tables(chosen.centres)
    listed = programmes_of(tables.programmes, chosen.programme)
    blocks = [tuple(chosen.programme)] if chosen.programme else [(key,) for key in listed["programme_id"]]
    made = []
    for block in blocks:
        centre_filter = CentreFilter(programmes=block, access=access_of(chosen))
        table = coverage(
            chosen.level,
            centre_filter,
            tables,
            radius_km=radius_of(chosen),
            age=chosen.age,
            count_town_points=not chosen.without_town_points,
            **distance_terms(chosen),
        )
        if chosen.benchmark is not None:
            table = table.join(_benchmark(chosen, centre_filter, tables))
        if not chosen.programme:
            table.insert(0, "programme_id", block[0])
        made.append(rows_in(chosen.area, table, chosen.level))
    return as_text(pd.concat(made, ignore_index=True), chosen.format)


def _benchmark(chosen: argparse.Namespace, centre_filter: CentreFilter, tables: Tables) -> pd.DataFrame:
    from datetime import date  # noqa: PLC0415

    from analysis.benchmark import BUDDHIST_ERA, TARGET_MEASURES, TARGET_SHARES, as_benchmark  # noqa: PLC0415
    from analysis.benchmarked import benchmarked  # noqa: PLC0415
    from registry.targets import read_targets  # noqa: PLC0415

    result = benchmarked(
        chosen.level,
        centre_filter,
        as_benchmark(chosen.benchmark),
        tables,
        targets=read_targets(
            programme_ids=tables.programmes["programme_id"], measure_ids=TARGET_MEASURES, shares=TARGET_SHARES
        ),
        year_be=date.today().year + BUDDHIST_ERA,  # noqa: DTZ011 - the reader's calendar year
        radius_km=radius_of(chosen),
        age=chosen.age,
        count_town_points=not chosen.without_town_points,
        **distance_terms(chosen),
    )
    return result.table[["benchmark_value", "benchmark_status"]]
