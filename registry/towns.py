"""The town of each district: where it is known by name, not where a building stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.areas import areas
from geodata.codes import Level
from registry.errors import DataFileError
from registry.population import read_area_table

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

FILE: Final = "district_towns.csv"
DOUBTS: Final = ("far_from_namesake", "other_name", "outside_district")


def read_district_towns(folder: Path | None = None, *, doubtful: bool = False) -> pd.DataFrame:
    """Return the towns of the districts, one a district at most; 12 districts have none.

    Parameters
    ----------
    folder
        The data folder, by default the one in use.
    doubtful
        With the towns in doubt too: whoever places or names something by a town leaves them out.

    Returns
    -------
    DataFrame
        Index district_code. name_th and name_en: the town's names, without words such as เทศบาล; longitude and
        latitude: degrees, WGS 84; geonameid: its number at GeoNames, as text; doubt: None, or one of `DOUBTS`
        ("far_from_namesake": more than 15 km from the subdistrict of its name, "other_name": by its name another
        place of the district, "outside_district"). A town in doubt may lack a Thai name.

    Raises
    ------
    DataFileError
        The file is missing or damaged, names a district that there is not, or gives a doubt without a meaning.

    Examples
    --------
    >>> towns = read_district_towns()
    >>> len(towns), towns.loc["5001", "name_en"]
    (896, 'Chiang Mai')
    >>> len(read_district_towns(doubtful=True))
    916

    """
    texts, decimals = ["name_th", "name_en", "geonameid", "doubt"], ["longitude", "latitude"]
    table = read_area_table(folder, FILE, "district_code", texts=texts, decimals=decimals)
    unknown = sorted(set(table.index) - set(areas(Level.DISTRICT).index))
    if unknown:
        raise DataFileError("data_file_rows_missing", file=FILE, codes=", ".join(unknown[:10]))
    for column, wrong in {
        "doubt": table["doubt"].notna() & ~table["doubt"].isin(DOUBTS),
        "name_th": table["doubt"].isna() & table["name_th"].isna(),
        "longitude": table["longitude"].isna() | table["latitude"].isna(),
    }.items():
        if wrong.any():
            position = int(wrong.to_numpy().argmax())
            raise DataFileError(
                "data_file_value",
                file=FILE,
                row=position + 2,
                column=column,
                value=str(table[column].iloc[position] or ""),
                expected=", ".join(("", *DOUBTS)) if column == "doubt" else column,
                more=int(wrong.sum()) - 1,
            )
    return table if doubtful else table[table["doubt"].isna()].drop(columns="doubt")
