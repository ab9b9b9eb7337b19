"""Edits by hand: the rules of an import, a layer that is undone as a whole, and two people at one row."""

from __future__ import annotations

import threading

import pytest

from registry.author import Author, Role
from registry.editing import MOST_ROWS, plan_edit, plan_merge
from registry.errors import AuthorError, EditConflictError, EditError, ImportRefusedError
from registry.importing.check.register_index import RegisterIndex
from registry.importing.difference import Change, differences_between
from registry.row_text import records, row_of, rows_by_id
from registry.schema import CENTRES, Act, ImportState
from registry.store import Register
from tests.registry.batches import ADMIN

ONE, TWO = "bma-library-001", "bma-library-002"
EDITOR = Author("นก", Role.EDITOR, frozenset({"bma-library"}))
OTHER = Author("แก้ว", Role.EDITOR, frozenset({"book-house"}))
VIEWER = Author("มาลี", Role.VIEWER)
BLANK = dict.fromkeys(CENTRES.names, "")


@pytest.fixture
def register(store):
    return Register.open()


def index(register):
    return RegisterIndex.of(register)


def read(register, *ids):
    return rows_by_id(register.centres(located=False), ids)


def change(register, centre_id=ONE, *, before=None, **values):
    """Return the plan of one centre's change by somebody who read it `before`, by default now."""
    before = before or read(register, centre_id)
    return plan_edit([before[centre_id] | values], index(register), read=before)


def commit(register, plan, author=ADMIN, reason=""):
    return register.edits.commit(plan.batch, read=plan.read, author=author, reason=reason)


def keys(plan):
    return {problem.key for problems in plan.problems for problem in problems}


def test_a_change_is_one_layer_with_who_when_why_before_and_after(register):
    plan = change(register, name_en="Khlong Sam Wa", status="closed")
    assert not plan.refused
    edit_id = commit(register, plan, EDITOR, "โทรถามแล้ว")
    assert edit_id == "edit-1"
    now = read(register, ONE)[ONE]
    assert (now["name_en"], now["status"]) == ("Khlong Sam Wa", "closed")
    entry = register.journal.table().iloc[-1]
    assert (entry["author"], entry["act"], entry["subject"], entry["reason"]) == ("นก", Act.EDIT, edit_id, "โทรถามแล้ว")
    assert entry["before"] == {ONE: {"name_en": "", "status": "open"}}
    assert entry["after"] == {ONE: {"name_en": "Khlong Sam Wa", "status": "closed"}}
    origins = register.imports.origins(CENTRES)
    assert set(origins.loc[origins["centre_id"] == ONE, "origin"]) == {"data", edit_id}


def test_undo_gives_back_exactly_what_was_and_redo_what_became(register):
    before = register.tables(located=False)
    edit_id = commit(register, change(register, name_en="x"))
    after = register.tables(located=False)
    assert differences_between(after, register.tables_if(edit_id, ImportState.UNDONE))[0].change == Change.CHANGED
    assert register.tables(located=False).centres.equals(after.centres), "to look is not to do"
    register.imports.undo(edit_id, author=ADMIN)
    assert register.tables(located=False).centres.equals(before.centres)
    register.imports.redo(edit_id, author=ADMIN)
    assert register.tables(located=False).centres.equals(after.centres)


def test_a_field_can_be_emptied(register):
    commit(register, change(register, notes=""))
    assert read(register, ONE)[ONE]["notes"] == ""


def test_a_new_centre_takes_its_district_from_its_point(register):
    row = BLANK | {"programme_id": "book-house", "name_th": "บ้านหนังสือใหม่", "longitude": "100.5233",
                   "latitude": "13.7272", "source": "โทรศัพท์"}  # fmt: skip
    plan = plan_edit([row], index(register), read={})
    assert keys(plan) == {"row_area_from_point"}
    commit(register, plan, OTHER)
    new = register.centres(located=False).iloc[-1]
    assert (new["province_code"], new["district_code"], new["location_precision"]) == ("10", "1004", "site")
    again = plan_edit([row], index(register), read={})
    assert again.refused
    assert "row_added_already" in keys(again)


def test_no_centre_without_a_source_a_name_or_a_place(register):
    assert "row_no_source" in keys(change(register, source=" "))
    assert "row_no_name" not in keys(change(register, name_en="", name_th="")), "an id says which centre it is"
    row = BLANK | {"programme_id": "tk-park", "source": "x"}
    assert "row_no_name" in keys(plan_edit([row], index(register), read={}))
    assert "row_no_place" in keys(plan_edit([row | {"name_th": "x"}], index(register), read={}))


def test_a_point_outside_thailand_or_its_district_is_for_a_person_to_decide(register):
    abroad = change(register, longitude="102.6", latitude="17.97")
    assert abroad.refused
    assert keys(abroad) & {"row_outside_thailand", "row_point_far"}
    before = read(register, ONE)
    far = before[ONE] | {"longitude": "98.98", "latitude": "18.79"}
    assert plan_edit([far], index(register), read=before).refused
    by_point = plan_edit([far], index(register), read=before, contradiction="point")
    assert by_point.batch.centres["district_code"].tolist() == ["5001"]
    by_area = plan_edit([far], index(register), read=before, contradiction="area")
    assert by_area.batch.centres[["district_code", "location_precision"]].to_numpy().tolist() == [["1046", "district"]]


def test_a_centre_like_another_is_warned_of(register):
    centre = read(register, ONE)[ONE]
    double = BLANK | {name: centre[name] for name in ("programme_id", "longitude", "latitude", "source")}
    plan = plan_edit([double | {"name_th": centre["name_th"] + "า"}], index(register), read={})
    assert plan.doubtful
    assert keys(plan) & {"row_same_place", "row_similar_near"}


@pytest.mark.parametrize("value", ["9999", "x"])
def test_what_the_schema_does_not_allow_never_comes_in(register, value):
    plan = change(register, name_en="x")
    plan.batch.centres["district_code"] = value
    with pytest.raises(ImportRefusedError):
        commit(register, plan)
    assert register.journal.table().empty


def test_nothing_is_no_edit_and_a_list_is_none_either(register):
    before = read(register, ONE)
    with pytest.raises(EditError, match="Nothing was changed"):
        plan_edit([before[ONE]], index(register), read=before)
    with pytest.raises(EditError, match="as a list"):
        plan_edit(
            [before[ONE] | {"notes": str(n), "centre_id": ""} for n in range(MOST_ROWS + 1)], index(register), read={}
        )


def test_every_centre_of_the_register_can_be_edited_as_it_is(register):
    centres = register.centres(located=False)
    rows = [row_of(row) for row in records(centres)]
    typed = [row | {"notes": f"{row['notes']} ดูแล้ว".strip()} for row in rows]
    plan = plan_edit(typed, index(register), read={row["centre_id"]: row for row in rows})
    assert not plan.refused
    fields = [change.field for one in plan.differences for change in one.fields]
    assert fields.count("notes") == len(rows)
    # The two that record no district have a point, which says it.
    assert sorted(set(fields)) == ["district_code", "notes"]
    assert fields.count("district_code") == 2


def test_merged_rows_count_once_and_come_back(register):
    before = register.tables(located=False)
    plan = plan_merge(TWO, ONE, index(register))
    assert [(one.change, one.id) for one in plan.differences] == [(Change.GONE, TWO)]
    edit_id = commit(register, plan, EDITOR, "เป็นแห่งเดียวกัน")
    assert TWO not in set(register.centres(located=False)["centre_id"])
    assert len(register.centres()) == len(before.centres) - 1
    assert register.journal.table().iloc[-1]["after"] == {TWO: {"merged_into": ONE}}
    assert TWO not in set(register.imports.origins(CENTRES)["centre_id"])
    register.imports.undo(edit_id, author=EDITOR)
    assert register.tables(located=False).centres.equals(before.centres)


@pytest.mark.parametrize(("gone", "stays"), [(ONE, ONE), (ONE, "book-house-001"), (ONE, "nothing-1")])
def test_only_two_centres_of_one_programme_are_merged(register, gone, stays):
    with pytest.raises(EditError):
        plan_merge(gone, stays, index(register))


def test_who_comes_second_sees_both_and_nothing_is_lost(register):
    mine, theirs = change(register, name_en="mine"), change(register, name_en="theirs", notes="")
    commit(register, theirs, EDITOR)
    with pytest.raises(EditConflictError) as refused:
        commit(register, mine)
    assert refused.value.current[ONE]["name_en"] == "theirs"
    assert read(register, ONE)[ONE]["name_en"] == "theirs"
    assert len(register.journal.table()) == 1
    # They choose theirs, and lay it over what they now read.
    commit(register, change(register, name_en="mine"))
    assert read(register, ONE)[ONE]["name_en"] == "mine"


def test_a_merge_of_a_row_that_changed_is_a_conflict_too(register):
    plan = plan_merge(TWO, ONE, index(register))
    commit(register, change(register, TWO, name_en="x"))
    with pytest.raises(EditConflictError):
        commit(register, plan)


@pytest.mark.parametrize("rounds", [pytest.param(10, id="10"), pytest.param(250, id="250", marks=pytest.mark.long)])
def test_of_many_at_one_row_at_once_one_wins_each_time_and_the_journal_agrees(register, rounds):
    wins, losses = [], []
    for number in range(rounds):
        before = read(register, ONE)
        plans = [change(register, before=before, name_en=f"{number} {who}") for who in range(4)]
        start = threading.Barrier(len(plans))

        def work(plan, start=start):
            start.wait()
            try:
                wins.append(commit(register, plan))
            except EditConflictError as error:
                losses.append(error)

        threads = [threading.Thread(target=work, args=(plan,)) for plan in plans]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (len(wins), len(losses)) == (rounds, 3 * rounds)
    journal = register.journal.table()
    assert journal["subject"].tolist() == wins
    for earlier, later in zip(journal["after"], journal["before"].iloc[1:], strict=False):
        assert earlier[ONE]["name_en"] == later[ONE]["name_en"], "each was made on what the one before it left"


@pytest.mark.parametrize("author", [VIEWER, OTHER], ids=["viewer", "editor of another programme"])
def test_nobody_edits_merges_or_undoes_what_is_not_theirs(register, author):
    edit_id = commit(register, change(register, name_en="x"))
    merge_id = commit(register, plan_merge("bma-library-004", "bma-library-003", index(register)))
    revision = register.revision()
    forged = plan_merge(TWO, ONE, index(register))
    object.__setattr__(forged.batch, "programme_ids", ("book-house",))
    for act in (
        lambda: commit(register, change(register, name_en="y"), author),
        lambda: commit(register, plan_merge(TWO, ONE, index(register)), author),
        lambda: commit(register, forged, author),
        lambda: register.imports.undo(edit_id, author=author),
        lambda: register.imports.undo(merge_id, author=author),
    ):
        with pytest.raises(AuthorError):
            act()
    assert register.revision() == revision


def test_the_history_of_a_centre_is_what_each_layer_says_of_it(register):
    first = commit(register, change(register, TWO, name_en="x"), EDITOR, "หนึ่ง")
    second = commit(register, plan_merge(TWO, ONE, index(register)), ADMIN, "สอง")
    register.imports.undo(first, author=ADMIN)
    versions = register.edits.versions(TWO)
    assert versions["origin"].tolist() == ["data", first, second]
    assert versions["state"].tolist() == ["", "undone", "active"]
    assert versions["author"].tolist() == ["", "นก", "สมศรี"]
    assert versions["reason"].tolist() == ["", "หนึ่ง", "สอง"]
    assert versions["row"].iloc[1]["name_en"] == "x"
    assert versions["row"].iloc[2] is None


def test_edits_come_back_with_a_backup(register, tmp_path):
    commit(register, change(register, name_en="x"))
    commit(register, plan_merge(TWO, ONE, index(register)))
    register.backup(tmp_path / "copy.sqlite")
    other = Register.in_memory()
    other.restore(tmp_path / "copy.sqlite", author=ADMIN)
    assert other.tables(located=False).centres.equals(register.tables(located=False).centres)
