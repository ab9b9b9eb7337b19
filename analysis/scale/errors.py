"""What may be wrong with points in partitions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class PointsError(KlaiBaanError):
    """Points that cannot be read or counted."""

    templates: ClassVar[Mapping[str, str]] = {
        "points_library": "Counting people at points needs more packages. Install them: pip install -r {file}",
        "points_unreadable": "The points in {file} cannot be read: {reason}. Give a Parquet file, or a folder of them.",
        "points_columns": "The points in {file} have no column {wanted}. Their columns are: {columns}.",
        "points_boundaries": (
            "Which tambon a point lies in is known only where boundaries of tambons are installed. Install them with "
            "python -m geodata install FILE --level subdistrict, or choose the level of the districts."
        ),
        "points_scheduler": "No scheduler answers at {address}: {reason}.",
        "points_there": "{file} is there already. Name a folder that is not.",
    }
