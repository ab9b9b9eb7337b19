"""Who may write what: every route into the register, tried as each role."""

from __future__ import annotations

import inspect
import pickle
from pathlib import Path

import pandas as pd
import pytest

from registry.author import Author, Role, local_administrator
from registry.editing import plan_edit, plan_merge
from registry.errors import AuthorError
from registry.importing.check.register_index import RegisterIndex
from registry.row_text import rows_by_id
from registry.schema import Act
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of

VIEWER = Author("ผู้อ่าน", Role.VIEWER, frozenset({"tk-park"}))
EDITOR = Author("ผู้แก้ไข", Role.EDITOR, frozenset({"tk-park"}))
OF_ANOTHER = Author("อีกคน", Role.EDITOR, frozenset({"book-house"}))
COPY = Path("copy.sqlite")


def settle(register: Register, programme_ids: list[str], who: Author) -> None:
    register.decisions.settle("b", "settled", "แล้ว", programme_ids=programme_ids, author=who)


def edit(register: Register, centre_id: str, who: Author) -> None:
    index = RegisterIndex.of(register)
    read = rows_by_id(index.centres, [centre_id])
    plan = plan_edit([(read[centre_id] or {}) | {"name_en": "x"}], index, read=read)
    register.edits.commit(plan.batch, read=plan.read, author=who)


def merge(register: Register, gone: str, stays: str, who: Author) -> None:
    plan = plan_merge(gone, stays, RegisterIndex.of(register))
    register.edits.commit(plan.batch, read=plan.read, author=who)


# Each route with the programme of what it writes, or None where no editor may: a register in which import-1 is active
# and import-2 undone, both of tk-park, and a finding is settled.
OF_PROGRAMME = {
    "commit": lambda register, who: register.imports.commit(batch_of({"centre_id": "new"}, sha256="3"), author=who),
    "list status": lambda register, who: register.imports.commit(
        batch_of(list_status={"tk-park": "partial"}, programme_ids=("tk-park",)), author=who
    ),
    "undo": lambda register, who: register.imports.undo("import-1", author=who),
    "redo": lambda register, who: register.imports.redo("import-2", author=who),
    "settle": lambda register, who: settle(register, ["tk-park"], who),
    "reopen": lambda register, who: register.decisions.reopen("a", programme_ids=["tk-park"], author=who),
    "edit": lambda register, who: edit(register, "tk-park-001", who),
    "merge": lambda register, who: merge(register, "tk-park-001", "tk-park-002", who),
    "mapping": lambda register, who: register.decisions.remember_mapping("tk-park", {"a": "b"}, author=who),
}  # fmt: skip
OF_THE_WHOLE = {
    "reread": lambda register, who: register.reread(author=who),
    "restore": lambda register, who: register.restore(COPY, author=who),
    "restored": lambda _, who: Register.restored(COPY, author=who),
    "settle without a programme": lambda register, who: settle(register, [], who),
}
OF_PEOPLE = {
    "save": lambda register, who: register.documents.save("story", "เรื่อง", [1], version=0, author=who),
    "remove": lambda register, who: register.documents.remove("story", "เดิม", version=5, author=who),
}


@pytest.fixture
def register(tmp_path, monkeypatch) -> Register:
    monkeypatch.chdir(tmp_path)
    register = Register.in_memory()
    register.imports.commit(batch_of({"centre_id": "one"}), author=ADMIN)
    register.imports.commit(batch_of({"centre_id": "two"}, sha256="2"), author=ADMIN)
    register.imports.undo("import-2", author=ADMIN)
    document = register.documents.save("story", "เดิม", [0], version=0, author=ADMIN)
    assert document.version == 5
    register.decisions.settle("a", "dismissed", "เพราะ", programme_ids=["tk-park"], author=ADMIN)
    register.backup(COPY)
    return register


def everything(register: Register) -> list[object]:
    tables = [register.centres(), register.imports.table(), register.decisions.findings(), register.journal.table()]
    return [
        *tables,
        register.decisions.mapping("tk-park"),
        register.documents.read("story", "เดิม"),
        register.revision(),
    ]


def assert_same(one: list[object], other: list[object]) -> None:
    for part, its_twin in zip(one, other, strict=True):
        if isinstance(part, pd.DataFrame):
            pd.testing.assert_frame_equal(part, its_twin)
        else:
            assert part == its_twin


REFUSED = [
    *((act, VIEWER, "author_reads_only") for act in (*OF_PROGRAMME, *OF_THE_WHOLE, *OF_PEOPLE)),
    *((act, OF_ANOTHER, "author_other_programmes") for act in OF_PROGRAMME),
    *((act, EDITOR, "author_no_administrator") for act in OF_THE_WHOLE),
]
ROUTES = OF_PROGRAMME | OF_THE_WHOLE | OF_PEOPLE


@pytest.mark.parametrize(("act", "who", "key"), REFUSED, ids=[f"{act} {key}" for act, _, key in REFUSED])
def test_a_write_without_a_right_is_refused_and_changes_nothing(register, home, act, who, key):
    then = everything(register)
    with pytest.raises(AuthorError) as refused:
        ROUTES[act](register, who)
    assert refused.value.key == key
    assert who.name in str(refused.value)
    assert_same(everything(register), then)
    assert not home.exists()


def test_every_way_to_write_is_among_the_routes(register):
    """What takes an author writes: none is forgotten here."""
    parts = (register, register.imports, register.edits, register.decisions, register.documents)
    ways = {
        name
        for part in parts
        for name, one in inspect.getmembers(part, callable)
        if not name.startswith("_") and "author" in inspect.signature(one).parameters
    }
    assert ways == {"commit", "undo", "redo", "settle", "reopen", "remember_mapping", "reread", "restore", "restored",
                    "save", "remove"}  # fmt: skip


@pytest.mark.parametrize("act", [*OF_PROGRAMME, *OF_PEOPLE])
def test_an_editor_writes_to_the_programmes_that_are_theirs(register, act):
    entries = len(register.journal.table())
    ROUTES[act](register, EDITOR)
    assert list(register.journal.table()["author"])[entries:] == [EDITOR.name]


@pytest.mark.parametrize("who", [OF_ANOTHER, EDITOR])
def test_an_import_may_not_hide_what_is_of_another_programme(register, who):
    """Neither by taking the id of its row, nor by taking the place of an earlier list."""
    mine = next(iter(who.programme_ids))
    theirs = "tk-park-001" if who is OF_ANOTHER else "book-house-001"
    register.imports.commit(
        batch_of({"centre_id": "book-house-001", "programme_id": "book-house"}, sha256="8"), author=ADMIN
    )
    of_theirs = "import-1" if who is OF_ANOTHER else "import-3"
    then = everything(register)
    for batch in (
        batch_of({"centre_id": theirs, "programme_id": mine}, sha256="9"),
        batch_of({"centre_id": "x", "programme_id": mine}, mode="update", follows=(of_theirs,), sha256="9"),
    ):
        with pytest.raises(AuthorError) as refused:
            register.imports.commit(batch, author=who)
        assert refused.value.key == "author_other_programmes"
    assert_same(everything(register), then)


def test_an_undo_may_not_bring_back_or_take_what_is_of_another(register):
    register.imports.commit(batch_of({"centre_id": "bma-library-001"}, sha256="9"), author=ADMIN)
    with pytest.raises(AuthorError, match="bma-library"):
        register.imports.undo("import-3", author=EDITOR)
    register.imports.undo("import-3", author=ADMIN)
    with pytest.raises(AuthorError, match="bma-library"):
        register.imports.redo("import-3", author=EDITOR)


def test_a_screen_may_ask_first():
    assert ADMIN.may(Act.RESTORE)
    assert EDITOR.may(Act.EDIT, ["tk-park"])
    assert EDITOR.may(Act.DOCUMENT)
    assert not EDITOR.may(Act.EDIT, ["tk-park", "book-house"])
    assert not EDITOR.may(Act.EDIT)
    assert not VIEWER.may(Act.DOCUMENT)


@pytest.mark.parametrize("name", ["", "  ", "ก" * 201, "a\0b", "\ud800"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(AuthorError, match="longer than 200"):
        Author(name, Role.VIEWER)


def test_who_runs_a_command_is_an_administrator(monkeypatch):
    monkeypatch.setenv("LOGNAME", "malee")
    assert local_administrator() == Author("malee", Role.ADMINISTRATOR)
    monkeypatch.setenv("LOGNAME", "ก" * 300)
    assert local_administrator().name == "local"


def test_a_refusal_crosses_a_process_border():
    with pytest.raises(AuthorError) as refused:
        VIEWER.refuse(Act.EDIT, ["tk-park"])
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)  # noqa: S301 - our own
