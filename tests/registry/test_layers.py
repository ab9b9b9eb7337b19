"""Which rows count: the fold against taking the layers one after another."""

from __future__ import annotations

import hypothesis.strategies as st
import pandas as pd
from hypothesis import example, given, settings

from registry.schema import AREA_COUNTS, CENTRES, Column, Table
from registry.store.layers import LAYER, fold

PLAIN = Table("t", "", (Column("key"), Column("programme_id"), Column("name")), ("key",))

ROWS = st.dictionaries(st.sampled_from("abcd"), st.tuples(st.sampled_from("pq"), st.sampled_from("xyz")))
LAYERS = st.lists(st.tuples(ROWS, st.booleans()), max_size=5)


def one_after_another(layers):
    held = {}
    for rows, replaces in layers:
        told = {programme for programme, _ in rows.values()} if replaces else set()
        held = {key: row for key, row in held.items() if row[0] not in told} | rows
    return held


def folded(layers):
    rows = [(key, *row, number) for number, (found, _) in enumerate(layers) for key, row in found.items()]
    table = pd.DataFrame(rows, columns=[*PLAIN.names, LAYER]).astype({LAYER: "int64"})
    replaced = {
        programme: number
        for number, (found, replaces) in enumerate(layers) if replaces
        for programme, _ in found.values()
    }  # fmt: skip
    return fold(table, PLAIN, replaced=replaced)


@settings(max_examples=150)
@given(first=ROWS, later=LAYERS)
@example(  # a row that was stood in place of does not come back with a list that is replaced
    first={"a": ("p", "x")}, later=[({"a": ("q", "x")}, False), ({"b": ("q", "x")}, True)]
)
def test_the_fold_is_one_layer_after_another(first, later):
    layers = [(first, False), *later]
    found = folded(layers)
    held = dict(zip(found["key"], zip(found["programme_id"], found["name"], strict=True), strict=True))
    assert held == one_after_another(layers)
    assert len(found) == len(held)
    assert list(found.columns) == PLAIN.names


@given(first=ROWS, later=LAYERS)
def test_a_row_keeps_the_place_of_the_first_with_its_key(first, later):
    layers = [(first, False), *later]
    order = list(dict.fromkeys(key for rows, _ in layers for key in rows))
    found = list(folded(layers)["key"])
    assert found == [key for key in order if key in found]


def test_a_key_of_two_columns():
    names = AREA_COUNTS.names
    rows = pd.DataFrame(
        [["1", "p", "10", 3, None, None, None, 1], ["2", "p", "11", 4, None, None, None, 1],
         ["3", "q", "10", 5, None, None, None, 1], ["4", "p", "10", 6, None, None, None, 2]],
        columns=[*names, LAYER],
    )  # fmt: skip
    assert list(fold(rows, AREA_COUNTS, replaced={})["count"]) == [6, 4, 5]
    assert list(fold(rows, AREA_COUNTS, replaced={"p": 2})["count"]) == [6, 5]


def test_no_rows_are_no_rows():
    assert fold(pd.DataFrame(columns=[*CENTRES.names, LAYER]), CENTRES, replaced={"p": 1}).empty
