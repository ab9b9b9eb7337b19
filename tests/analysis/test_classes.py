from __future__ import annotations

import doctest

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

import analysis.centre_filter
import analysis.classes
import analysis.figures
from analysis.classes import class_breaks, class_index

NUMBERS = st.lists(st.one_of(st.integers(0, 50).map(float), st.floats(0, 1e6), st.just(float("nan"))), max_size=60)


@given(NUMBERS, st.integers(1, 7))
def test_classes_take_every_value_and_none_is_empty(values, k):
    breaks = class_breaks(values, k=k)
    assert breaks == sorted(set(breaks))
    assert len(breaks) <= k
    index = class_index(values, breaks)
    known = np.isfinite(values)
    assert set(index[known]) == set(range(len(breaks)))
    assert (index[~known] == -1).all()
    for value, position in zip(np.asarray(values)[known], index[known], strict=True):
        assert value <= breaks[position]
        assert position == 0 or value > breaks[position - 1]


@given(st.lists(st.integers(0, 100), min_size=1))
def test_counts_have_whole_breaks(values):
    assert all(bound == int(bound) for bound in class_breaks(values))


def test_nothing_has_no_classes():
    assert class_breaks([]) == []
    assert class_index([float("nan"), 1.0], []).tolist() == [-1, -1]


@pytest.mark.parametrize("module", [analysis.classes, analysis.centre_filter, analysis.figures])
def test_examples_in_the_docs_hold(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
