"""What an import would change is listed before it is saved, and each change can be left out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.importing.difference import Change
from registry.importing.plan import leave_out
from registry.schema import CENTRES
from registry.store import Register

from .making import csv_bytes, outcomes, planned

HEADER = ["ชื่อ", "อำเภอ", "จังหวัด", "สถานะ"]
FIRST = [
    ["ศูนย์ริมน้ำ", "แม่เมาะ", "ลำปาง", "เปิด"],
    ["ศูนย์เชิงเขา", "เถิน", "ลำปาง", "เปิด"],
    ["ศูนย์หน้าวัด", "งาว", "ลำปาง", "เปิด"],
]
# A month later: one closed, one gone, one new, one as it was.
SECOND = [
    ["ศูนย์ริมน้ำ", "แม่เมาะ", "ลำปาง", "ปิด"],
    ["ศูนย์เชิงเขา", "เถิน", "ลำปาง", "เปิด"],
    ["ศูนย์บ้านสวน", "วังเหนือ", "ลำปาง", "เปิด"],
]


def own(register, programme="book-house"):
    centres = register.centres()
    return centres[centres["programme_id"] == programme]


@pytest.fixture
def register():
    register = Register.in_memory()
    register.imports.commit(
        planned(csv_bytes([HEADER, *FIRST]), register=register, programme="book-house", mode="replace").batch
    )
    return register


def again(register):
    return planned(csv_bytes([HEADER, *SECOND]), register=register, programme="book-house", mode="replace")


def test_a_monthly_list_is_told_as_new_changed_gone_and_unchanged(register):
    plan = again(register)
    told = {(one.change, one.name): [(f.field, f.before, f.after) for f in one.fields] for one in plan.differences}
    assert told == {
        (Change.GONE, "ศูนย์หน้าวัด"): [],
        (Change.CHANGED, "ศูนย์ริมน้ำ"): [("status", "open", "closed")],
        (Change.NEW, "ศูนย์บ้านสวน"): [],
    }
    register.imports.commit(plan.batch)
    assert dict(zip(own(register)["name_th"], own(register)["status"], strict=True)) == {
        "ศูนย์ริมน้ำ": "closed", "ศูนย์เชิงเขา": "open", "ศูนย์บ้านสวน": "open",
    }  # fmt: skip


def test_each_change_can_be_left_out(register):
    plan = again(register)
    everything = leave_out(plan, [one.id for one in plan.differences])
    assert everything.differences == ()
    before = own(register)
    register.imports.commit(everything.batch)
    pd.testing.assert_frame_equal(
        own(register)[CENTRES.names].sort_values("centre_id", ignore_index=True),
        before[CENTRES.names].sort_values("centre_id", ignore_index=True),
    )


def test_one_that_is_left_out_is_told_and_the_others_are_taken(register):
    plan = again(register)
    (gone,) = [one.id for one in plan.differences if one.change == Change.GONE]
    (new,) = [one.id for one in plan.differences if one.change == Change.NEW]
    part = leave_out(plan, [gone, new])
    outcome, keys = outcomes(part)[4]
    assert (outcome, keys[0]) == ("rejected", "row_left_out")
    assert [one.change for one in part.differences] == [Change.CHANGED]
    register.imports.commit(part.batch)
    assert set(own(register)["name_th"]) == {row[0] for row in FIRST}


NAMES = ("ศูนย์ริมน้ำ", "ศูนย์เชิงเขา", "ศูนย์หน้าวัด", "ห้องสมุดสวนหลวง")
PLACES = (("แม่เมาะ", "ลำปาง"), ("เถิน", "ลำปาง"), ("ละแม", "ชุมพร"))
ROWS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(PLACES)), min_size=1, max_size=4)


@given(imports=st.lists(st.tuples(ROWS, st.sampled_from(["add", "replace"])), min_size=1, max_size=3))
@settings(max_examples=12, deadline=None)
def test_the_register_holds_what_was_accepted_less_what_was_shown_to_go(imports):
    register = Register.in_memory()
    others = register.centres().loc[lambda table: table["programme_id"] != "book-house", CENTRES.names]
    held = set(own(register)["centre_id"])
    for rows, mode in imports:
        table = [["id", *HEADER[:3]], *([str(at), name, *place] for at, (name, place) in enumerate(rows, start=1))]
        plan = planned(csv_bytes(table), register=register, programme="book-house", mode=mode)
        of = {change: {one.id for one in plan.differences if one.change == change} for change in Change}
        taken = set(plan.outcomes.loc[plan.outcomes["outcome"].isin(["accepted", "warned"]), "id"])
        held = (held | taken) - of[Change.GONE]
        assert of[Change.NEW] <= taken
        if plan.changes:
            register.imports.commit(plan.batch)
        assert set(own(register)["centre_id"]) == held
        repeated = planned(csv_bytes(table), register=register, programme="book-house", mode=mode)
        assert repeated.differences == ()
    after = register.centres().loc[lambda table: table["programme_id"] != "book-house", CENTRES.names]
    pd.testing.assert_frame_equal(after.reset_index(drop=True), others.reset_index(drop=True))


@given(order=st.permutations(range(3)), columns=st.permutations(range(4)))
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_and_columns_does_not_matter(order, columns):
    def brought(table):
        centres = planned(csv_bytes(table), programme="book-house").batch.centres
        return centres[CENTRES.names].sort_values("centre_id", ignore_index=True)

    shuffled = [[row[at] for at in columns] for row in [HEADER, *(FIRST[at] for at in order)]]
    pd.testing.assert_frame_equal(brought(shuffled), brought([HEADER, *FIRST]))
