"""Which people are looked at: everybody, children, or the elderly (known for Bangkok only)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Final

from analysis.demand import population
from geodata.areas import areas
from geodata.codes import Level
from geodata.errors import KlaiBaanError
from registry.population import read_district_population

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd


class Age(StrEnum):
    """Groups of age in the registration statistics."""

    ALL = "all"
    CHILDREN = "0-14"
    ELDERLY = "60+"


_COLUMNS: Final = {Age.ALL: "population", Age.CHILDREN: "age_0_14", Age.ELDERLY: "age_60_plus"}


class AgeError(KlaiBaanError, ValueError):
    """An age group that the statistics do not have."""

    templates: ClassVar[Mapping[str, str]] = {
        "age_unknown": "There is no age group {value!r}. Choose all, 0-14 or 60+.",
    }


def as_age(age: Age | str) -> Age:
    """Return the age group of that name; an `AgeError` says which there are."""
    try:
        return Age(age)
    except ValueError:
        raise AgeError("age_unknown", value=str(age)) from None


def people_of(level: Level, age: Age | str = Age.ALL) -> pd.Series:
    """Return the registered people of an age group in every area of a level.

    Returns
    -------
    Series
        Index ``admin_code``, Int64, named "population". The groups of age are <NA> outside Bangkok, and in areas that
        reach beyond it.

    """
    age = as_age(age)
    if level is Level.DISTRICT and age is Age.ALL:  # asked for with every table: the column as it stands
        return read_district_population()["population"].reindex(areas(level).index).astype("Int64")
    return population(level)[_COLUMNS[age]].rename("population")
