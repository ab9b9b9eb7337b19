"""Where the demand points take people to live, held against the true boundaries of the subdistricts.

The boundaries are in no file of the project. `tests/data/shares_by_true_boundaries.csv` has what they say of each
district, written by `python -m benchmarks.demand_spread FILE --record tests/data/shares_by_true_boundaries.csv`
from the boundaries of 7,367 subdistricts; it lacks two khet that were divided into khwaengs of new codes since.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.field.cache import demand_points
from analysis.field.points import Demand
from benchmarks.demand_spread import RECORDED_KM, shares_within

TRUE_SHARES = Path(__file__).parents[1] / "data" / "shares_by_true_boundaries.csv"
A_POINT = 0.01


@pytest.mark.parametrize(("radius_km", "lowest", "highest"), [(2, 0.110, 0.110), (5, 0.335, 0.339), (10, 0.670, 0.674)])
def test_shares_of_the_country_are_those_of_true_boundaries(radius_km, lowest, highest):
    _, country = shares_within(demand_points(Demand.SUBDISTRICT), radius_km)
    assert lowest - A_POINT <= country <= highest + A_POINT


def test_a_district_is_wrong_by_two_points_at_most_on_average():
    true = pd.read_csv(TRUE_SHARES, dtype={"admin_code": str}).set_index("admin_code")["share"]
    errors = {
        demand: (shares_within(demand_points(demand), RECORDED_KM)[0] - true).abs()
        for demand in (Demand.SUBDISTRICT, Demand.EVEN)
    }
    assert true.isna().sum() == 2
    assert errors[Demand.SUBDISTRICT].notna().sum() == 926
    assert errors[Demand.SUBDISTRICT].mean() <= 2.1 * A_POINT
    assert errors[Demand.EVEN].mean() > 6 * A_POINT
