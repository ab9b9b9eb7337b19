from __future__ import annotations

import re
from dataclasses import replace

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given

from registry.batch import OUTCOME_COLUMNS, Reported, outcomes_of
from registry.batch_check import checked
from registry.errors import ImportRefusedError, UnknownProgrammeError
from registry.store import Register
from registry.store.outcomes import rows_of_runs, runs
from tests.registry.batches import ADMIN, batch_of

POINT = {"longitude": 100.5, "latitude": 13.7, "location_precision": "site"}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"status": "gone"}, "status"),
        ({"status": None}, "status"),
        ({"access": "everyone"}, "access"),
        ({"province_code": "11", "district_code": "1042"}, "district_code"),
        ({"province_code": "99"}, "province_code"),
        ({"district_code": "1099"}, "district_code"),
        ({"district_code": "1042", "subdistrict_code": "100101"}, "subdistrict_code"),
        ({"location_precision": "site"}, "longitude"),
        ({"location_precision": "district"}, "district_code"),
        ({**POINT, "latitude": None}, "longitude"),
        ({**POINT, "longitude": 400.0}, "longitude"),
        ({**POINT, "longitude": float("inf")}, "longitude"),
        ({"opened_be": 2020}, "opened_be"),
        ({"verified_on": "2026-13-01"}, "verified_on"),
        ({"name_th": "\ud800"}, "name_th"),
        ({"name_th": "a\0b"}, "name_th"),
        ({"centre_id": "same"}, "centre_id"),
    ],
)
def test_a_row_that_no_register_holds_is_refused_by_name(row, column):
    register = Register.empty()
    batch = batch_of(row, *([row] if column == "centre_id" else []))
    with pytest.raises(ImportRefusedError, match=rf"centres, {column}: ") as caught:
        register.imports.commit(batch, author=ADMIN)
    assert caught.value.params["file"] == "made.csv"
    assert register.imports.table().empty
    assert register.revision() == 1


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"mode": "swap"}, "mode"),
        ({"list_status": {"tk-park": "perfect"}}, "list_status"),
        ({"list_status": {"near-home": "complete"}}, "near-home"),
        ({"reported": {"tk-park": Reported(1, "about", "letter")}}, "about"),
        ({"outcomes": outcomes_of([{"sheet": "1", "row": 2, "outcome": "lost"}])}, "lost"),
        ({"counts": [("tk-park", "9901", 3)]}, "9901"),
        ({"counts": [("tk-park", "10", 3), ("tk-park", "10", 4)]}, "tk-park / 10"),
        ({"figures": [{"figure_id": "f", "programme_id": "tk-park", "province_code": "99"}]}, "99"),
        ({"programme_ids": ("near-home",)}, "tk-park"),
        ({"file_name": "a\0.csv"}, "file_name"),
        ({"reported": {"tk-park": Reported(1, "exact", "\ud800")}}, "source"),
    ],
)
def test_so_is_what_an_import_says_besides(options, word):
    with pytest.raises(ImportRefusedError, match=re.escape(word)):
        checked(batch_of({}, **options))


def test_a_programme_that_is_not_there_is_another_sentence():
    with pytest.raises(UnknownProgrammeError, match="no-such"):
        Register.empty().imports.commit(batch_of({"programme_id": "no-such"}), author=ADMIN)


def test_columns_may_lack_and_come_in_other_types():
    batch = batch_of({"centre_id": "a", **POINT, "opened_be": 2560})
    given_ = batch.centres.drop(columns=["notes", "site_id", "member_id"]).astype({"opened_be": "float64"})
    table = checked(replace(batch, centres=given_)).centres
    assert (table["site_id"][0], table["member_id"][0], table["notes"][0]) == ("a", "a", None)
    assert str(table["opened_be"].dtype) == "Int64"


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "sheet": st.sampled_from(["รายชื่อ", "2"]),
            "row": st.integers(1, 12),
            "outcome": st.sampled_from(["accepted", "warned", "duplicate", "rejected"]),
            "reasons": st.sampled_from([[], [{"key": "no_name", "params": {"column": "ชื่อ"}}]]),
            "of": st.sampled_from([None, "tk-park-001"]),
            "cells": st.sampled_from([None, {"ชื่อ": "=1+1"}]),
        }
    )
)


@given(rows=ROWS, steady=st.integers(0, 30))
def test_outcomes_are_kept_short_and_come_back_row_by_row(rows, steady):
    accepted = [{"sheet": "1", "row": row, "outcome": "accepted"} for row in range(2, 2 + steady)]
    given_ = outcomes_of([*accepted, *rows])
    kept = runs(given_, "import-1")
    assert not steady or kept[0]["last_row"] >= steady + 1
    back = pd.DataFrame(rows_of_runs(kept), columns=list(OUTCOME_COLUMNS), dtype=object)
    pd.testing.assert_frame_equal(back, given_, check_dtype=False)


def test_the_outcome_of_every_row_is_kept_with_the_import():
    register = Register.in_memory()
    rows = outcomes_of(
        [
            {"sheet": "1", "row": 2, "outcome": "accepted"},
            {"sheet": "1", "row": 3, "outcome": "duplicate", "of": "tk-park-001"},
            {"sheet": "1", "row": 4, "outcome": "rejected", "reasons": [{"key": "no_name", "params": {}}],
             "cells": {"ชื่อ": ""}},
        ]
    )  # fmt: skip
    import_id = register.imports.commit(batch_of({"centre_id": "a"}, outcomes=rows), author=ADMIN)
    pd.testing.assert_frame_equal(register.imports.rows(import_id), rows, check_dtype=False)
    (told,) = register.imports.table().to_dict("records")
    assert [told[name] for name in ("read", "accepted", "warned", "duplicate", "rejected")] == [3, 1, 0, 1, 1]
