"""What an import would change is listed before it is saved, and each change can be left out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.importing.difference import Change
from registry.importing.errors import ImportMappingError
from registry.importing.plan import leave_out
from registry.schema import CENTRES
from registry.store import Register
from tests.registry.batches import ADMIN

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
        planned(csv_bytes([HEADER, *FIRST]), register=register, programme="book-house", mode="replace").batch,
        author=ADMIN,
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
    register.imports.commit(plan.batch, author=ADMIN)
    assert dict(zip(own(register)["name_th"], own(register)["status"], strict=True)) == {
        "ศูนย์ริมน้ำ": "closed", "ศูนย์เชิงเขา": "open", "ศูนย์บ้านสวน": "open",
    }  # fmt: skip


def test_each_change_can_be_left_out(register):
    plan = again(register)
    everything = leave_out(plan, [one.id for one in plan.differences])
    assert everything.differences == ()
    before = own(register)
    register.imports.commit(everything.batch, author=ADMIN)
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
    register.imports.commit(part.batch, author=ADMIN)
    assert set(own(register)["name_th"]) == {row[0] for row in FIRST}


NAMES = ("ศูนย์ริมน้ำ", "ศูนย์เชิงเขา", "ศูนย์หน้าวัด", "ห้องสมุดสวนหลวง")
PLACES = (("แม่เมาะ", "ลำปาง"), ("เถิน", "ลำปาง"), ("ละแม", "ชุมพร"))
ROWS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(PLACES)), min_size=1, max_size=4)


@given(imports=st.lists(st.tuples(ROWS, st.sampled_from(["add", "update", "replace"])), min_size=1, max_size=3))
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
            register.imports.commit(plan.batch, author=ADMIN)
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


def monthly(register, rows, **options):
    return planned(csv_bytes([HEADER, *rows]), register=register, programme="public-library", mode="update", **options)


OTHERS = [["ห้องสมุดบ้านสวน", "ละแม", "ชุมพร", "เปิด"], ["ห้องสมุดบ้านนา", "สวี", "ชุมพร", "เปิด"]]


def test_a_list_that_comes_again_is_told_as_new_changed_gone_and_unchanged_and_leaves_others_alone():
    register = Register.in_memory()
    before = register.centres()
    first = register.imports.commit(monthly(register, FIRST).batch, author=ADMIN)
    other = register.imports.commit(monthly(register, OTHERS).batch, author=ADMIN)
    plan = monthly(register, SECOND)
    assert plan.batch.follows == (first,)
    assert {(one.change, one.name) for one in plan.differences} == {
        (Change.GONE, "ศูนย์หน้าวัด"), (Change.CHANGED, "ศูนย์ริมน้ำ"), (Change.NEW, "ศูนย์บ้านสวน"),
    }  # fmt: skip
    assert plan.unchanged == 1
    second = register.imports.commit(plan.batch, author=ADMIN)

    def names():
        centres = register.centres()
        return set(centres.loc[~centres["centre_id"].isin(before["centre_id"]), "name_th"])

    of_others = {row[0] for row in OTHERS}
    assert names() == {row[0] for row in SECOND} | of_others
    assert monthly(register, SECOND).differences == ()
    register.imports.undo(second, author=ADMIN)
    assert names() == {row[0] for row in FIRST} | of_others
    register.imports.redo(second, author=ADMIN)
    register.imports.undo(other, author=ADMIN)
    assert names() == {row[0] for row in SECOND}
    register.imports.undo(first, author=ADMIN)  # its next issue stands in its place
    assert names() == {row[0] for row in SECOND}
    register.imports.undo(second, author=ADMIN)
    assert set(register.centres()["centre_id"]) == set(before["centre_id"])


def test_a_chain_of_issues_holds_the_last_one_and_what_a_person_kept():
    register = Register.in_memory()
    register.imports.commit(monthly(register, FIRST).batch, author=ADMIN)
    plan = monthly(register, SECOND)
    (gone,) = [one.id for one in plan.differences if one.change == Change.GONE]
    register.imports.commit(leave_out(plan, [gone]).batch, author=ADMIN)
    own = lambda: set(register.centres()["name_th"]) & {row[0] for row in FIRST + SECOND}  # noqa: E731
    assert own() == {row[0] for row in FIRST + SECOND}
    third = monthly(register, SECOND[:1], follows=("import-2",))
    assert {one.name for one in third.differences} == {"ศูนย์เชิงเขา", "ศูนย์บ้านสวน", "ศูนย์หน้าวัด"}
    register.imports.commit(third.batch, author=ADMIN)
    assert own() == {SECOND[0][0]}


def test_what_another_list_tells_of_too_stays_when_the_first_no_longer_has_it():
    register = Register.in_memory()
    register.imports.commit(monthly(register, FIRST).batch, author=ADMIN)
    told = [*OTHERS, ["ศูนย์หน้าวัด", "งาว", "ลำปาง", "ปิด"]]
    header = [*HEADER, "lat", "lon"]
    other = planned(
        csv_bytes([header, *([*row, "18.75", "99.98"] for row in told)]), register=register, programme="public-library"
    )
    register.imports.commit(other.batch, author=ADMIN)
    plan = monthly(register, SECOND)
    assert Change.GONE not in {one.change for one in plan.differences}
    register.imports.commit(plan.batch, author=ADMIN)
    kept = register.centres().set_index("name_th").loc["ศูนย์หน้าวัด"]
    assert (kept["longitude"], kept["latitude"]) == (99.98, 18.75)


def test_a_list_that_repeats_nothing_closes_nothing():
    register = Register.in_memory()
    register.imports.commit(monthly(register, FIRST).batch, author=ADMIN)
    plan = monthly(register, OTHERS)
    assert (plan.batch.follows, {one.change for one in plan.differences}) == ((), {Change.NEW})
    said = monthly(register, OTHERS, follows=("import-1",))
    assert {one.name for one in said.differences if one.change == Change.GONE} == {row[0] for row in FIRST}
    with pytest.raises(ImportMappingError, match="import-9"):
        monthly(register, OTHERS, follows=("import-9",))


@pytest.mark.parametrize("mode", ["update", "replace"])
def test_a_table_of_counts_that_comes_again_keeps_what_is_unchanged(mode):
    register = Register.in_memory()
    header = ["เขต", "จำนวน (แห่ง)"]

    def counts(*rows):
        return planned(csv_bytes([header, *rows]), register=register, programme="book-house", mode=mode)

    register.imports.commit(counts(["พระนคร", "3"], ["ดุสิต", "5"], ["บางรัก", "7"]).batch, author=ADMIN)
    plan = counts(["พระนคร", "3"], ["ดุสิต", "6"])
    assert {(one.change, one.name) for one in plan.differences} == {(Change.CHANGED, "1002"), (Change.GONE, "1004")}
    register.imports.commit(plan.batch, author=ADMIN)
    assert register.area_counts().set_index("admin_code")["count"].to_dict() == {"1001": 3, "1002": 6}


def test_a_file_whose_rows_were_all_rejected_closes_nothing():
    register = Register.in_memory()
    register.imports.commit(monthly(register, FIRST).batch, author=ADMIN)
    plan = monthly(register, [["ศูนย์ริมน้ำ", "", "ไม่มีจริง", ""], ["ศูนย์เชิงเขา", "", "ไม่มีจริง", ""]])
    assert not plan.changes


def test_a_count_is_left_out_by_itself():
    register = Register.in_memory()
    table = [["เขต", "จำนวน (แห่ง)"], ["พระนคร", "3"], ["ดุสิต", "5"]]
    plan = planned(csv_bytes(table), register=register, programme="book-house")
    (dusit,) = [one.id for one in plan.differences if one.name == "1002"]
    assert list(leave_out(plan, [dusit]).batch.area_counts["admin_code"]) == ["1001"]
