"""Targets that somebody has set: for an area, a programme, a measure and a year. The shipped file has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from geodata.areas import areas
from geodata.codes import LAYER_LEVELS
from geodata.paths import data_dir
from registry.errors import DataFileError, UnknownProgrammeError
from registry.readers import read_table
from registry.schema import Column, Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    import pandas as pd

_HEADER_ROWS: Final = 2  # a person counts the header, and from one

TARGETS: Final = Table(
    "targets", "targets.csv",
    (
        Column("admin_code", required=True, optional=False),
        Column("programme_id", required=True, optional=False),
        Column("measure", required=True, optional=False),
        Column("year_be", "integer", required=True, pattern="2[0-9]{3}", expected="2400–2643", bounds=(2400, 2643),
               optional=False),
        Column("value", "number", required=True, pattern=r"[0-9]+(\.[0-9]+)?|\.[0-9]+", expected="0, 1, 2.5, …",
               optional=False),
        Column("source", required=True, optional=False),
        Column("notes"),
    ),
    ("admin_code", "programme_id", "measure", "year_be"),
)  # fmt: skip


class TargetError(DataFileError):
    """A target for an area or a measure that there is not."""

    templates: ClassVar[Mapping[str, str]] = {
        "target_area": (
            "The targets in {file}, row {row}: there is no area {value!r}. Use TH, a region such as R4-N, a Bangkok "
            "group such as BMA-BKC, a two-digit province code or a four-digit district code."
        ),
        "target_measure": (
            "The targets in {file}, row {row}: no target can be set for the measure {value!r}. Use one of {known}."
        ),
        "target_share": (
            "The targets in {file}, row {row}: {measure} is a share, so {value:g} cannot be its target. "
            "Give a number from 0 to 1, such as 0.8 for 80 %."
        ),
    }


def targets_stamp() -> tuple[int, int]:
    """Return what changes with the data folder's file of targets; zeros without one."""
    try:
        state = (data_dir() / TARGETS.file).stat()
    except OSError:
        return 0, 0
    return state.st_mtime_ns, state.st_size


def read_targets(
    path: Path | None = None,
    *,
    programme_ids: Iterable[str],
    measure_ids: Collection[str],
    shares: Collection[str] = (),
) -> pd.DataFrame:
    """Return the targets, in the file's order.

    Parameters
    ----------
    path
        A file of targets; by default that of the data folder.
    programme_ids
        The programmes there are.
    measure_ids, shares
        The measures that a target can be set for, and those of them that are shares (0–1).

    Returns
    -------
    DataFrame
        admin_code (of any level), programme_id, measure, year_be (Buddhist era, Int64), value (float64, in the
        measure's own unit: shares are 0–1), source, notes.

    Raises
    ------
    DataFileError
        The file is missing or damaged, or a value cannot be; the sentence names the row and the value.
    TargetError
        A row names an area or a measure that there is not, or a share above 1.
    UnknownProgrammeError
        A row's programme is none of programme_ids.

    """
    path = path or data_dir() / TARGETS.file
    table = read_table(path, TARGETS)
    codes = {code for level in LAYER_LEVELS for code in areas(level).index}
    ids = list(programme_ids)
    rows = zip(table["admin_code"], table["programme_id"], table["measure"], table["value"], strict=True)
    for row, (code, programme_id, measure, value) in enumerate(rows, _HEADER_ROWS):
        where = {"file": str(path), "row": row}
        if code not in codes:
            raise TargetError("target_area", **where, value=code)
        if programme_id not in ids:
            raise UnknownProgrammeError("programme_unknown", **where, value=programme_id, known=", ".join(ids))
        if measure not in measure_ids:
            raise TargetError("target_measure", **where, value=measure, known=", ".join(measure_ids))
        if measure in shares and value > 1:
            raise TargetError("target_share", **where, measure=measure, value=value)
    return table
