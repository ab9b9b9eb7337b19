"""Imports in any order, undone and redone in any order: against a model of a few lines."""

from __future__ import annotations

import hypothesis.strategies as st
import pandas as pd
import pytest
from hypothesis import given, settings

from registry.schema import CENTRES, PROGRAMMES
from registry.store import Register
from tests.analysis.making import made_centres, made_programmes
from tests.registry.batches import ADMIN, batch_of

IDS = ["a", "b", "c", "d", "e", "f"]
FACTS = {"a": ("p", "0"), "b": ("p", "0"), "c": ("q", "0")}
AREAS = ["10", "1042", "50"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("data")
    rows = ({"centre_id": key, "programme_id": programme, "name_th": name} for key, (programme, name) in FACTS.items())
    programmes = made_programmes(
        {"programme_id": "p", "list_status": "none"}, {"programme_id": "q", "list_status": "none"}
    )
    made_centres(*rows).to_csv(path / CENTRES.file, index=False)
    programmes.to_csv(path / PROGRAMMES.file, index=False)
    (path / "programme_details.csv").write_text("programme_id,kind,name_th\n", encoding="utf-8")
    (path / "figures.csv").write_text("figure_id,programme_id,metric,value,qualifier\n", encoding="utf-8")
    return path


@st.composite
def imports(draw):
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1))
    return {
        "centres": {key: (draw(st.sampled_from("pq")), draw(st.text("xyz", min_size=1, max_size=2))) for key in ids},
        "counts": draw(st.dictionaries(st.sampled_from(AREAS), st.integers(0, 9))),
        "mode": draw(st.sampled_from(["add", "update", "replace"])),
        "follows": draw(st.sets(st.integers(0, 2))),
        "status": draw(st.dictionaries(st.sampled_from("pq"), st.sampled_from(["complete", "partial"]))),
    }


def followed_by(one, number):
    """Return the numbers of the earlier imports whose place one takes."""
    return {other for other in one["follows"] if other < number} if one["mode"] == "update" else set()


def commit(register, made, number):
    rows = ({"centre_id": key, "programme_id": programme, "name_th": name}
            for key, (programme, name) in made["centres"].items())  # fmt: skip
    counts = [("p", area, count) for area, count in made["counts"].items()]
    batch = batch_of(
        *rows, counts=counts, mode=made["mode"], list_status=made["status"], programme_ids=("p", "q"),
        sha256=str(number), follows=tuple(f"import-{other + 1}" for other in sorted(followed_by(made, number))),
    )  # fmt: skip
    return register.imports.commit(batch, author=ADMIN)


def hidden(made, active, table):
    """Return the numbers of the imports whose rows in a table later ones stand for, directly or by another."""
    reached, waiting = set(), [
        other for number, one in enumerate(made) if active[number] and one[table] for other in followed_by(one, number)
    ]  # fmt: skip
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting += followed_by(made[number], number)
    return reached


def modelled(made, active=None):
    """Say what the register must hold: centres with their programme and name, counts of p, list statuses."""
    active = active or [True] * len(made)
    without = {table: hidden(made, active, table) for table in ("centres", "counts")}
    centres, counts, status = dict(FACTS), {}, {"p": "none", "q": "none"}
    for number, one in enumerate(made):
        if not active[number]:
            continue
        if one["mode"] == "replace":
            told = {programme for programme, _ in one["centres"].values()}
            centres = {key: row for key, row in centres.items() if row[0] not in told}
            if one["counts"]:
                counts = {}
        centres |= one["centres"] if number not in without["centres"] else {}
        counts |= one["counts"] if number not in without["counts"] else {}
        status |= one["status"]
    return centres, counts, status


def held(register):
    centres = register.centres(located=False)
    rows = zip(centres["centre_id"], centres["programme_id"], centres["name_th"], strict=True)
    counts = register.area_counts()
    programmes = register.programmes()
    return (
        {key: (programme, name) for key, programme, name in rows},
        dict(zip(counts["admin_code"], counts["count"], strict=True)),
        dict(zip(programmes["programme_id"], programmes["list_status"], strict=True)),
    )


def everything(register):
    return [register.centres(located=False), register.programmes(), register.area_counts(), register.figures()]


def assert_same(one, other):
    for table, its_twin in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(table, its_twin)


@settings(max_examples=15)
@given(made=st.lists(imports(), min_size=1, max_size=4), data=st.data())
def test_the_register_is_the_data_with_the_active_imports_over_it(folder, made, data):
    register = Register.in_memory(folder)
    ids = [commit(register, one, number) for number, one in enumerate(made)]
    assert held(register) == modelled(made)
    active = dict.fromkeys(ids, True)
    for import_id in data.draw(st.lists(st.sampled_from(ids), max_size=8)):
        active[import_id] = not active[import_id]
        (register.imports.redo if active[import_id] else register.imports.undo)(import_id, author=ADMIN)
        assert held(register) == modelled(made, list(active.values()))


@settings(max_examples=12)
@given(made=st.lists(imports(), min_size=2, max_size=4), data=st.data())
def test_undo_gives_back_the_exact_register_and_its_order_does_not_matter(folder, made, data):
    register, states, ids = Register.in_memory(folder), [], []
    for number, one in enumerate(made):
        states.append(everything(register))
        ids.append(commit(register, one, number))
    full = everything(register)
    register.imports.undo(ids[-1], author=ADMIN)
    assert_same(everything(register), states[-1])
    register.imports.redo(ids[-1], author=ADMIN)
    assert_same(everything(register), full)
    gone = data.draw(st.lists(st.sampled_from(ids), unique=True, min_size=1))
    ends = []
    for order in (gone, data.draw(st.permutations(gone))):
        for import_id in order:
            register.imports.undo(import_id, author=ADMIN)
        ends.append(everything(register))
        for import_id in data.draw(st.permutations(gone)):
            register.imports.redo(import_id, author=ADMIN)
        assert_same(everything(register), full)
    assert_same(ends[0], ends[1])


@settings(max_examples=6)
@given(made=st.lists(imports(), min_size=1, max_size=3), again=st.integers(0, 2))
def test_importing_a_file_twice_changes_nothing(folder, made, again):
    register = Register.in_memory(folder)
    ids = [commit(register, one, number) for number, one in enumerate(made)]
    before, revision = everything(register), register.revision()
    last = len(made) - 1
    assert commit(register, made[last], last) == ids[last]
    assert register.revision() == revision
    assert_same(everything(register), before)


@settings(max_examples=6)
@given(one=imports())
def test_what_would_close_is_what_closes(folder, one):
    register = Register.in_memory(folder)
    before = set(register.centres(located=False)["centre_id"])
    told = {programme for programme, _ in one["centres"].values()}
    one["follows"] = set()
    closing = set(register.imports.would_close(told, brought_ids=one["centres"])["centre_id"])
    commit(register, {**one, "mode": "replace"}, 0)
    assert before - set(register.centres(located=False)["centre_id"]) == closing
