"""The boundary layers in use, held once: read when they are first needed, and anew when other ones are installed."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from geodata.layer_files import (
    active_folder,
    hash_of_set,
    read_areas_file,
    read_layer_file,
    read_neighbours_file,
    read_record_file,
    stamps_of_set,
)
from geodata.task import once_a_task

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from geodata.codes import Level


class Geography:
    """One set of boundary layers. What it hands out is shared: nobody writes into it.

    Each attribute raises a `LayerError` where its file is missing, damaged or lacks a column.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._layers: dict[Level, gpd.GeoDataFrame] = {}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all files of the set."""
        return hash_of_set(self._folder)

    @cached_property
    def areas(self) -> pd.DataFrame:
        """All areas of all levels (see `geodata.layer_files.read_areas_file`)."""
        return read_areas_file(self._folder)

    @cached_property
    def record(self) -> dict[str, Any]:
        """Where the set comes from (see `layer_record`)."""
        return read_record_file(self._folder)

    @cached_property
    def neighbours(self) -> gpd.GeoDataFrame:
        """The countries around Thailand (see `read_neighbours`)."""
        return read_neighbours_file(self._folder)

    def layer(self, level: Level) -> gpd.GeoDataFrame:
        """Return the boundaries of a level (see `read_layer`)."""
        if level not in self._layers:
            self._layers[level] = read_layer_file(self._folder, level)
        return self._layers[level]


@once_a_task
def current_geography() -> Geography:
    """Return the set in use: another one as soon as boundaries are installed or put aside, or a file is replaced."""
    folder = active_folder()
    return _geography(folder, stamps_of_set(folder))


@lru_cache(maxsize=4)
def _geography(folder: Path, _stamps: tuple[tuple[int, int] | None, ...]) -> Geography:
    return Geography(folder)


def read_layer(level: Level) -> gpd.GeoDataFrame:
    """Return the boundaries of a level in use.

    Returns
    -------
    GeoDataFrame
        In ``EPSG:4326``; index ``admin_code`` (text); columns name_th, name_en, parent_code, geometry. The
        areas of a level are a valid coverage, and every level but Bangkok's nests exactly in the next. Of
        subdistricts those that an office installed, no row where it installed none: in each district that has any, all
        but those that are younger than the boundaries; those of a district are a valid coverage that fills it. A copy:
        the caller may change its columns.

    Raises
    ------
    LayerError
        The file is missing, damaged or lacks a column.

    """
    return current_geography().layer(level).copy(deep=False)


def read_neighbours() -> gpd.GeoDataFrame:
    """Return the silhouettes of the countries around Thailand, as a quiet background.

    Returns
    -------
    GeoDataFrame
        In ``EPSG:4326``; index ``country_code`` (ISO 3166: KH, LA, MM, MY and those behind them); columns
        name_th, name_en, geometry. Clipped to `geodata.neighbours.WINDOW` and simplified to
        `geodata.neighbours.TOLERANCE_M`: a drawing, not a boundary. A copy.

    """
    return current_geography().neighbours.copy(deep=False)


def layer_record() -> dict[str, Any]:
    """Return what is known of the layers in use, for the sources page.

    Returns
    -------
    dict
        ``kind`` ("default" or "installed"), source, url, licence, tolerance_m (how far, in metres, a point may lie
        outside its recorded district before that is worth a warning), accuracy_th, accuracy_en; of an installed
        set also ``installed``, a list with, for each file in place, file, file_sha256, source, licence, level,
        areas_replaced (codes) and installed_on (ISO date). A copy.

    """
    return dict(current_geography().record)


def layer_fingerprint() -> str:
    """Return a hash of the layers in use: it changes when other boundaries are installed or restored."""
    return current_geography().fingerprint
