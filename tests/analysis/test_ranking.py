"""The rank of gaps: worked by hand, its ties, its weights, and where presence and distance disagree."""

from __future__ import annotations

import math

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from analysis.ranking import (
    PARTS,
    Weights,
    WeightsError,
    as_weights,
    gap_score,
    in_order,
    presence_distance,
    weights_of,
)

CODES = ["1001", "1002", "1003", "1004"]
#                         beyond, mean km, needed
KHET = pd.DataFrame(
    [[400, 1.0, 2], [300, 4.0, 2], [200, 3.0, 2], [100, 2.0, 6]],
    index=pd.Index(CODES, name="admin_code"), columns=list(PARTS.values()),
)  # fmt: skip


def test_four_khet_by_hand():
    """Ranks of four: 1, 3/4, 1/2, 1/4; the three that need two centres share the middle of theirs, 1/2."""
    scored = gap_score(KHET, Weights())
    assert scored["people_beyond_km_rank"].tolist() == [1.0, 0.75, 0.5, 0.25]
    assert scored["mean_distance_km_rank"].tolist() == [0.25, 1.0, 0.75, 0.5]
    assert scored["centres_needed_rank"].tolist() == [0.5, 0.5, 0.5, 1.0]
    expected = [0.5 + 0.075 + 0.1, 0.375 + 0.3 + 0.1, 0.25 + 0.225 + 0.1, 0.125 + 0.15 + 0.2]
    assert scored["gap_score"].tolist() == pytest.approx(expected)
    ordered = in_order(KHET.join(scored))
    assert ordered.index.tolist() == ["1002", "1001", "1003", "1004"]
    assert ordered["rank"].tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("weights", "order"),
    [
        (Weights(1, 0, 0), ["1001", "1002", "1003", "1004"]),
        (Weights(0, 1, 0), ["1002", "1003", "1004", "1001"]),
        (Weights(0, 0, 2), ["1004", "1001", "1002", "1003"]),  # alike: by code
    ],
)
def test_weights_decide(weights, order):
    assert in_order(KHET.join(gap_score(KHET, weights))).index.tolist() == order


def test_only_the_ratios_of_weights_matter():
    assert gap_score(KHET, Weights(5, 3, 2)).equals(gap_score(KHET, Weights(50, 30, 20)))


def test_a_missing_part_is_left_out_of_the_mean():
    """Without any placed centre there is no mean distance: the other parts decide."""
    unmeasured = KHET.assign(mean_distance_km=math.nan)
    scored = gap_score(unmeasured, Weights())
    expected = (0.5 * scored["people_beyond_km_rank"] + 0.2 * scored["centres_needed_rank"]) / 0.7
    assert scored["gap_score"].tolist() == pytest.approx(expected.tolist())
    nothing = gap_score(unmeasured, Weights(0, 1, 0))
    assert nothing["gap_score"].isna().all()
    assert in_order(unmeasured.join(nothing)).index.tolist() == CODES


def test_one_area_and_none():
    assert gap_score(KHET.head(1), Weights())["gap_score"].tolist() == [1.0]
    assert gap_score(KHET.head(0), Weights()).empty


rows = st.lists(
    st.tuples(st.integers(0, 10**6), st.floats(0, 200), st.integers(0, 50)), min_size=1, max_size=40
)  # fmt: skip
weights = st.tuples(*[st.floats(0, 10)] * 3).filter(lambda values: any(value > 0.01 for value in values))


@given(rows, weights)
def test_who_is_worse_in_everything_never_stands_after(found, given_weights):
    index = pd.Index([f"{1000 + position}" for position in range(len(found))], name="admin_code")
    table = pd.DataFrame(found, columns=list(PARTS.values()), index=index)
    scored = gap_score(table, weights_of(given_weights))
    assert scored["gap_score"].between(0, 1 + 1e-12).all()
    assert sorted(in_order(table.join(scored))["rank"]) == list(range(1, len(found) + 1))
    best = table.min()
    better = (table == best).all(axis=1)
    worst = scored["gap_score"].min()
    assert (scored.loc[better, "gap_score"] <= worst + 1e-12).all()


@pytest.mark.parametrize(
    ("values", "key"),
    [((0, 0, 0), "weights_zero"), ((1, -0.1, 0), "weights_negative"), ((math.nan, 1, 1), "weights_text"),
     ((math.inf, 1, 1), "weights_text")],
)  # fmt: skip
def test_weights_that_weigh_nothing_are_a_sentence(values, key):
    with pytest.raises(WeightsError) as error:
        Weights(*values)
    assert error.value.key == key
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("text", ["", "1,2", "1,2,3,4", "a,b,c", "0.5;0.3;0.2"])
def test_text_that_is_no_weights_is_a_sentence(text):
    with pytest.raises(WeightsError, match=r"such as 0\.5,0\.3,0\.2"):
        as_weights(text)


def test_weights_from_text():
    assert as_weights("0.5,0.3,0.2") == as_weights("0.5|0.3|0.2") == Weights() == weights_of(())


def test_presence_and_distance_disagree_by_half_of_the_people():
    claim = pd.Series(["has_one", "has_one", "has_none", "has_none", "unknown", "has_one"])
    share = pd.Series([0.4999, 0.5, 0.5, 0.5001, 0.0, None], dtype="Float64")
    assert presence_distance(claim, share).tolist() == [
        "has_one_most_beyond", "", "", "has_none_most_within", "", "",
    ]  # fmt: skip
