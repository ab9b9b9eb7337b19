"""What reports have to show, worked out from the files of facts alone: nothing of ours is imported."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[2] / "data"


@cache
def table(name: str) -> pd.DataFrame:
    """Return a file of facts as text, empty cells as ""."""
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False)


@cache
def khet() -> pd.DataFrame:
    """Return Bangkok's khet by code: name, group, people, children, elderly, has_library."""
    people = table("district_population.csv").set_index("district_code")
    people = people[people.index.str.startswith("10")]
    ages = table("bangkok_district_age.csv").set_index("district_code")
    groups = table("bangkok_groups.csv").set_index("district_code")
    rows = table("centres.csv")
    counted = (rows["status"] == "open") & (rows["access"] == "public")
    libraries = rows[counted & (rows["programme_id"] == "bma-library")]
    return pd.DataFrame(
        {
            "name": people["name_th"].str.removeprefix("เขต"),
            "name_en": people["name_en"],
            "group": groups["bma_group"],
            "people": people["population"].astype(int),
            "children": ages["age_0_14"].astype(int),
            "elderly": ages["age_60_plus"].astype(int),
            "has_library": people.index.isin(libraries["district_code"]),
        }
    )


def without() -> pd.DataFrame:
    """Return the khet without a BMA learning library, by people."""
    found = khet()[~khet()["has_library"]]
    return found.sort_values("people", ascending=False)


@cache
def nine() -> pd.DataFrame:
    """Return the Relearning provinces by code: people, name_th, name_en."""
    rows = table("centres.csv")
    codes = sorted(set(rows.loc[rows["programme_id"] == "relearning", "province_code"]))
    people = table("province_population.csv").set_index("province_code").loc[codes, "population"].astype(int)
    names = table("regions.csv").set_index("province_code").loc[codes]
    return pd.DataFrame({"people": people, "name_th": names["name_th"], "name_en": names["name_en"]})


def standing(programme_id: str) -> dict[str, int]:
    """Return how many open members a source names, how many have a name, a district and a building's point."""
    rows = table("centres.csv")
    rows = rows[(rows["programme_id"] == programme_id) & (rows["status"] == "open") & (rows["basis"] != "derived")]
    counts = {
        "listed": rows,
        "named": rows[rows["name_status"] == "named"],
        "placed_district": rows[rows["district_code"] != ""],
        "placed_site": rows[rows["location_precision"] == "site"],
    }
    return {key: found["member_id"].nunique() for key, found in counts.items()}


def figure(metric: str) -> int:
    """Return the latest dated value of a Relearning figure."""
    rows = table("figures.csv")
    rows = rows[(rows["programme_id"] == "relearning") & (rows["metric"] == metric) & (rows["date"] != "")]
    return int(rows.sort_values("date")["value"].iloc[-1])


def told(value: int) -> str:
    """Return a number with its thousands set apart."""
    return f"{value:,}"


def three_digits(people: float, of: float = float("inf")) -> int:
    """Return a number of people as estimates are written: three digits, cut off where rounded it exceeds the whole."""
    digits = str(round(people))
    value = round(int(digits), min(0, 3 - len(digits)))
    return value if value <= of else int(digits[:3].ljust(len(digits), "0"))
