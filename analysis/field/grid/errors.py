"""What may be wrong with a population grid, and what is worth a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class GridError(KlaiBaanError):
    """A population grid that was refused: nothing was changed."""

    templates: ClassVar[Mapping[str, str]] = {
        "grid_suffix": (
            "The file {file} is none that is read here. Give points as CSV, GeoPackage or GeoJSON, or a raster as "
            "GeoTIFF (.tif)."
        ),
        "grid_unreadable": "The file {file} cannot be read: {reason}. Save it again and try once more.",
        "grid_columns": (
            "The file {file} has no column for {wanted}. Its columns are: {columns}. Name the one with the people "
            "with --column."
        ),
        "grid_positions": (
            "The file {file} has no column for {wanted}. Its columns are: {columns}. Call the columns longitude and "
            "latitude, in degrees, and try again."
        ),
        "grid_band": "The file {file} has {count} band(s); {value!r} is none of them. Give a number from 1 to {count}.",
        "grid_crs": (
            "The file {file} does not say in which coordinate reference system it is. Save it with one, such as "
            "EPSG:4326, and try again."
        ),
        "grid_missing_values": (
            "The file {file} has {count} missing value(s), the first in row {row}. Fill them in, with 0 where nobody "
            "lives, and try again."
        ),
        "grid_negative": (
            "The file {file} has {count} negative or infinite value(s), such as {value}. People are 0 or more: mark "
            "cells without data as no data, and try again."
        ),
        "grid_outside": (
            "Nobody in the file {file} lives in Thailand: none of its {count} point(s) lies in a district. Check that "
            "longitude and latitude are not swapped, and the coordinate reference system."
        ),
        "grid_absurd": (
            "The grid in {file} adds up to {grid:,.0f} people in Thailand, the registration to {registration:,}: it "
            "cannot be of the same people. Check the column and its unit."
        ),
        "grid_year": "The year {value!r} is no year of the common era. Write 2025 for the Buddhist-era 2568.",
        "grid_source": "Say with --source where the grid comes from: it stands beside every figure made of it.",
        "grid_too_many": (
            "The file {file} has more than {most:,} rows. Merge its points into larger cells and try again."
        ),
        "grid_none": (
            "No population grid is installed: the registered people live as their subdistricts' people do. "
            "Nothing was changed."
        ),
        "grid_damaged": (
            "The installed population grid {file} is damaged. Install it again, or go back with "
            "'python -m analysis grid restore'."
        ),
        "grid_folder": (
            "The folder {folder} cannot be written to. Allow writing there, or set KLAIBAAN_HOME to a folder of yours."
        ),
    }


class GridWarning(KlaiBaanError):  # noqa: N818 - a sentence, not a failure
    """Something about a grid that is worth knowing; it was installed all the same. Never raised."""

    templates: ClassVar[Mapping[str, str]] = {
        "grid_total": (
            "The grid adds up to {grid:,.0f} people in Thailand, the registration to {registration:,} "
            "({ratio:.0%}). Shares and distances are of the grid's people, ratios of the registered."
        ),
        "grid_provinces": (
            "In {count} province(s) the grid has less than half or more than twice the registered: {codes}."
        ),
        "grid_lattice": (
            "{count} district(s) have nobody in the grid; their registered people live as their subdistricts' people "
            "do: {codes}."
        ),
        "grid_beyond": "{people:,.0f} people of the file live outside Thailand's districts and were left out.",
    }
