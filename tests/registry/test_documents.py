"""What people keep under a name: two who save the same lose nothing."""

from __future__ import annotations

import pickle

import pytest

from registry.author import Author, Role
from registry.errors import DocumentError
from registry.store import Register
from registry.store.documents import LONGEST_DOCUMENT, DocumentConflictError
from tests.registry.batches import ADMIN

pytestmark = pytest.mark.usefixtures("store")

OTHER = Author("สมชาย", Role.EDITOR)


@pytest.fixture
def register() -> Register:
    return Register.open()


def test_a_document_is_saved_read_and_listed(register):
    content = {"views": [{"page": "map", "programme": "tk-park"}], "ชื่อ": "ประชุม", "n": 1.5, "none": None}
    assert register.documents.names("story") == []
    assert register.documents.read("story", "ประชุม") is None
    document = register.documents.save("story", "ประชุม", content, version=0, author=OTHER)
    register.documents.save("scenario", "ประชุม", [1], version=0, author=ADMIN)
    register.documents.save("story", "กันยา", [], version=0, author=ADMIN)
    assert register.documents.names("story") == ["กันยา", "ประชุม"]
    assert Register.open().documents.read("story", "ประชุม") == document
    assert (document.content, document.author, document.version) == (content, OTHER.name, 2)


def test_who_saves_over_anothers_loses_nothing_and_overwrites_nothing(register):
    first = register.documents.save("story", "ก", ["mine"], version=0, author=ADMIN)
    theirs = register.documents.save("story", "ก", ["theirs"], version=first.version, author=OTHER)
    for version in (first.version, 0):
        with pytest.raises(DocumentConflictError, match="สมชาย changed 'ก'") as met:
            register.documents.save("story", "ก", ["mine, longer"], version=version, author=ADMIN)
        assert met.value.current == theirs
        assert pickle.loads(pickle.dumps(met.value)).current == theirs  # noqa: S301 - our own
    with pytest.raises(DocumentConflictError):
        register.documents.remove("story", "ก", version=first.version, author=ADMIN)
    assert register.documents.read("story", "ก") == theirs
    merged = register.documents.save("story", "ก", ["both"], version=theirs.version, author=ADMIN)
    assert register.documents.read("story", "ก") == merged


def test_what_was_removed_meanwhile_is_said_to_be_and_its_version_never_comes_back(register):
    first = register.documents.save("story", "ก", [1], version=0, author=ADMIN)
    register.documents.remove("story", "ก", version=first.version, author=OTHER)
    register.documents.remove("story", "ก", version=first.version, author=OTHER)  # nothing happens
    with pytest.raises(DocumentConflictError, match="was removed") as met:
        register.documents.save("story", "ก", [2], version=first.version, author=ADMIN)
    assert met.value.current is None
    again = register.documents.save("story", "ก", [3], version=0, author=ADMIN)
    assert again.version > first.version
    with pytest.raises(DocumentConflictError):
        register.documents.save("story", "ก", [2], version=first.version, author=ADMIN)


def test_the_same_again_writes_nothing(register):
    document = register.documents.save("story", "ก", [1], version=0, author=ADMIN)
    assert register.documents.save("story", "ก", [1], version=0, author=OTHER) == document
    assert register.revision() == 2
    assert list(register.journal.table()["subject"]) == ["story/ก"]


def test_the_journal_says_whose_document_went(register):
    first = register.documents.save("story", "ก", [1], version=0, author=OTHER)
    register.documents.save("story", "ก", [1, 2], version=first.version, author=ADMIN)
    before = register.journal.table()["before"][1]
    assert before == {"characters": 3, "author": OTHER.name, "changed_at": first.changed_at, "version": 2}
    assert register.journal.table()["after"][1] == {"characters": 6}


@pytest.mark.parametrize("name", ["", " ", "ก" * 201, "a\0", "\udcff"])
def test_what_is_no_name_is_refused(register, name):
    with pytest.raises(DocumentError, match="1 to 200 characters"):
        register.documents.save("story", name, [1], version=0, author=ADMIN)


def test_what_cannot_be_kept_is_refused(register):
    with pytest.raises(DocumentError, match="larger than"):
        register.documents.save("story", "ก", ["x" * LONGEST_DOCUMENT], version=0, author=ADMIN)
    for content in ((1, 2), {1: 2}, [float("nan")], object(), 1.0):
        with pytest.raises((TypeError, ValueError)):
            register.documents.save("story", "ก", content, version=0, author=ADMIN)
    with pytest.raises(ValueError, match="Story"):
        register.documents.save("Story", "ก", 1, version=0, author=ADMIN)
    assert register.revision() == 1


def test_documents_travel_with_a_backup(register, tmp_path):
    kept_ = register.documents.save("story", "ก", [1], version=0, author=OTHER)
    register.backup(tmp_path / "copy.sqlite")
    register.documents.save("story", "ก", [2], version=kept_.version, author=OTHER)
    register.documents.save("story", "ข", [2], version=0, author=OTHER)
    register.restore(tmp_path / "copy.sqlite", author=ADMIN)
    assert register.documents.names("story") == ["ก"]
    assert Register.open().documents.read("story", "ก") == kept_
