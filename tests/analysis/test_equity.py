"""Spread over people: squares that can be worked by hand, what must hold always, and a library that knows no people."""

from __future__ import annotations

import math

import hypothesis.strategies as st
import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from analysis.equity import disparity, gini, hoover, location_quotient, lorenz, theil


def columns(centres, people) -> tuple[pd.Series, pd.Series]:
    index = pd.Index([f"{position:04d}" for position in range(1000, 1000 + len(centres))], name="admin_code")
    return pd.Series(centres, index=index), pd.Series(people, index=index, dtype="Int64")


# Two areas of 50 people, with three centres and one; then one of 100 with none, and one of 0 people with none.
PAIR = columns([3, 1], [50, 50])
FOUR = columns([3, 1, 0, 0], [50, 50, 100, 0])


def test_two_squares_by_hand():
    assert disparity(*PAIR).tolist() == [25.0, -25.0]
    assert location_quotient(*PAIR).tolist() == [1.5, 0.5]
    assert lorenz(*PAIR).to_numpy().tolist() == [["", 0.0, 0.0], ["1001", 0.5, 0.25], ["1000", 1.0, 1.0]]
    assert gini(*PAIR) == pytest.approx(0.25)  # the triangle less the trapezia: 1 - 0.5·0.25 - 0.5·1.25
    assert hoover(*PAIR) == 0.25  # one of the four has to move
    assert theil(*PAIR, pd.Series(["N", "N"])).total == pytest.approx(0.75 * math.log(1.5) + 0.25 * math.log(0.5))


def test_an_area_without_centres_and_one_without_people():
    assert disparity(*FOUR).tolist() == [50.0, 0.0, -50.0, 0.0]
    assert location_quotient(*FOUR).tolist()[:3] == [3.0, 1.0, 0.0]
    assert math.isnan(location_quotient(*FOUR).iloc[3])
    assert hoover(*FOUR) == 0.5
    assert gini(*FOUR) == pytest.approx(1 - (0.5 * 0 + 0.25 * 0.25 + 0.25 * 1.25))
    assert theil(*FOUR, pd.Series(list("NNSS"))).total == pytest.approx(0.75 * math.log(3))


def test_the_division_by_hand():
    """North has both centres' areas, South the people without: between is ln 2, within the pair's own index."""
    found = theil(*FOUR, pd.Series(list("NNSS")))
    assert found.between == pytest.approx(math.log(2))
    assert found.within == pytest.approx(0.75 * math.log(1.5) + 0.25 * math.log(0.5))
    assert found.regions["between"].tolist() == [pytest.approx(math.log(2)), 0.0]
    assert found.regions.index.tolist() == ["N", "S"]
    assert math.isnan(found.regions.loc["S", "index"])


def test_centres_where_nobody_lives_are_infinitely_uneven_and_never_less_than_even():
    centres, people = columns([1, 1], [10, 0])
    found = theil(centres, people, pd.Series(["N", "S"]))
    assert found.total == math.inf
    assert found.between == math.inf
    assert gini(centres, people) == pytest.approx(0.5)
    assert hoover(centres, people) == 0.5


@pytest.mark.parametrize("empty", [columns([0, 0], [5, 5]), columns([1, 1], [0, 0]), columns([], [])])
def test_without_centres_or_people_nothing_is_said(empty: tuple[pd.Series, pd.Series]):
    found = theil(*empty, pd.Series(["N"] * len(empty[0]), dtype=object))
    single = [found.total, gini(*empty), hoover(*empty)] if len(empty[0]) else []
    assert np.isnan([*single, *disparity(*empty), *location_quotient(*empty)]).all()


def test_one_area_is_even():
    only = columns([7], [70])
    assert (gini(*only), hoover(*only), disparity(*only).tolist()) == (0.0, 0.0, [0.0])


areas = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 3_000_000), st.sampled_from("NECS")), min_size=1, max_size=60
).filter(lambda rows: any(count for count, _, _ in rows))


@given(areas)
def test_what_always_holds(rows):
    centres, people = columns([row[0] for row in rows], [row[1] for row in rows])
    regions = pd.Series([row[2] for row in rows])
    assert disparity(centres, people).sum() == pytest.approx(0, abs=1e-9)
    assert (np.diff(lorenz(centres, people)[["people_share", "centre_share"]], axis=0) >= 0).all()
    # Hoover is the widest gap between the Lorenz curve and the diagonal, and Gini lies between it and 1.
    curve = lorenz(centres, people)
    assert hoover(centres, people) == pytest.approx((curve["people_share"] - curve["centre_share"]).max(), abs=1e-12)
    assert hoover(centres, people) - 1e-12 <= gini(centres, people) < 1
    found = theil(centres, people, regions)
    assert found.total >= 0
    assert found.total == pytest.approx(found.between + found.within, abs=1e-9)
    assert found.regions["between"].sum() == pytest.approx(found.between, abs=1e-9)
    assert found.regions["within"].sum() == pytest.approx(found.within, abs=1e-9)
    # Pinsker's inequality ties the two indices together.
    assert found.total >= 2 * hoover(centres, people) ** 2 - 1e-9


@given(areas, st.integers(2, 9))
def test_scale_does_not_matter(rows, factor):
    centres, people = columns([row[0] for row in rows], [row[1] for row in rows])
    regions = pd.Series([row[2] for row in rows])
    scaled: list[tuple[pd.Series, pd.Series]] = [(centres * factor, people), (centres, people * factor)]
    for other in scaled:
        assert gini(*other) == pytest.approx(gini(centres, people), abs=1e-12)
        assert hoover(*other) == pytest.approx(hoover(centres, people), abs=1e-12)
        assert theil(*other, regions).total == pytest.approx(theil(centres, people, regions).total, abs=1e-12)


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40), st.integers(1, 20_000))
def test_equal_ratios_are_even(counts, people_each):
    centres, people = columns(counts, [count * people_each for count in counts])
    regions = pd.Series(["N"] * len(counts))
    assert gini(centres, people) == pytest.approx(0, abs=1e-12)
    assert theil(centres, people, regions).total == pytest.approx(0, abs=1e-12)
    assert location_quotient(centres, people).to_numpy() == pytest.approx(1)


@given(areas)
def test_gini_is_the_mean_difference_between_any_two_people(rows):
    """The same number from its other definition, over all pairs."""
    centres, people = columns([row[0] for row in rows], [row[1] for row in rows])
    ratio = (centres / people).to_numpy(dtype=float)
    weight = (people / people.sum()).to_numpy(dtype=float)
    differences = np.abs(ratio[:, None] - ratio[None, :]) * weight[:, None] * weight[None, :]
    assert gini(centres, people) == pytest.approx(differences.sum() / (2 * (ratio * weight).sum()), abs=1e-9)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=40).filter(any))
def test_pysal_agrees_where_every_area_has_as_many_people(counts):
    """pysal takes no populations: with equal ones it computes the same thing."""
    from inequality.gini import Gini
    from inequality.theil import TheilD

    centres, people = columns(counts, [1_000] * len(counts))
    assert gini(centres, people) == pytest.approx(Gini(np.array(counts, dtype=float)).g, abs=1e-9)
    regions = pd.Series(["NS"[position % 2] for position in range(len(counts))])
    theirs = TheilD(np.array(counts, dtype=float), regions.to_numpy())
    found = theil(centres, people, regions)
    assert found.total == pytest.approx(float(np.ravel(theirs.T)[0]), abs=1e-6)
    if found.regions["centre_share"].gt(0).all():  # its way round 0 ln 0 makes a region without any missing
        assert found.between == pytest.approx(float(np.ravel(theirs.bg)[0]), abs=1e-6)
        assert found.within == pytest.approx(float(np.ravel(theirs.wg)[0]), abs=1e-6)
