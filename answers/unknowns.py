"""What is not known yet of each programme, and whom to ask: read off the register, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from registry.schema import ListStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class Unknown:
    """One thing that is not known of a programme.

    key names its sentence (``unknown.<key>``) and what is asked for (``ask.<key>``); of_all and missing are the
    numbers in it, None where it has none; qualifier is that of of_all. conflict names the disagreement, where it is
    one.
    """

    key: str
    missing: int | None = None
    of_all: int | None = None
    qualifier: str = "exact"
    conflict: str = ""


def unknowns(
    programmes: pd.DataFrame, standing: pd.DataFrame, conflicts: list[Conflict]
) -> dict[str, tuple[Unknown, ...]]:
    """Return what is not known of each programme, by its id in the order of the programmes.

    Parameters
    ----------
    programmes
        The register's programmes.
    standing
        `analysis.standing.standing` of the same register.
    conflicts
        `analysis.conflicts.conflicts` of the same register.

    """
    by_programme: dict[str, tuple[Unknown, ...]] = {}
    for programme_id, reported_date in zip(programmes["programme_id"], programmes["reported_date"], strict=True):
        row = standing.loc[[programme_id]].iloc[0]
        disagreeing = [one.key for one in conflicts if one.programme_id == programme_id]
        by_programme[programme_id] = (*_of_reported(reported_date, row), *_of_list(row), *_conflicts(disagreeing))
    return by_programme


def _of_reported(reported_date: object, row: pd.Series) -> Iterator[Unknown]:
    if pd.isna(row["reported"]):
        yield Unknown("no_count")
    elif not isinstance(reported_date, str) or not reported_date:
        yield Unknown("undated", of_all=int(row["reported"]), qualifier=str(row["reported_qualifier"]))


def _of_list(row: pd.Series) -> Iterator[Unknown]:
    status = row["list_status"]
    if status == ListStatus.NOT_A_PLACE:
        return
    listed = int(row["listed"])
    if status == ListStatus.NONE or (status == ListStatus.PARTIAL and listed == 0):
        yield Unknown("no_list")
    elif status == ListStatus.PARTIAL:
        reported = not pd.isna(row["reported"])
        of_all = int(row["reported"]) if reported else None
        key = "unlisted" if of_all is None or listed <= of_all else "unlisted_beyond"
        yield Unknown(key, missing=listed, of_all=of_all, qualifier=str(row["reported_qualifier"]))
    elif status == ListStatus.DERIVED and row["derived"]:
        yield Unknown("derived", missing=int(row["derived"]))
    for key, column in (("unnamed", "named"), ("no_district", "placed_district"), ("no_site", "placed_site")):
        if listed > int(row[column]):
            yield Unknown(key, missing=listed - int(row[column]), of_all=listed)


def _conflicts(keys: list[str]) -> Iterator[Unknown]:
    for key in keys:
        yield Unknown("conflict", conflict=key)
