from __future__ import annotations

import pytest

from registry.errors import RegisterError, UnknownProgrammeError
from registry.store import Register
from tests.registry.batches import batch_of


def test_a_mapping_is_remembered_for_its_programme():
    register = Register.in_memory()
    assert register.remembered_mapping("tk-park") is None
    register.remember_mapping("tk-park", {"ชื่อ": "name_th"})
    register.remember_mapping("tk-park", {"ชื่อห้องสมุด": "name_th"})
    assert register.remembered_mapping("tk-park") == {"ชื่อห้องสมุด": "name_th"}
    with pytest.raises(UnknownProgrammeError):
        register.remember_mapping("no-such", {})


def test_an_import_remembers_its_mapping_and_keeps_it_when_undone():
    register = Register.in_memory()
    import_id = register.commit_import(batch_of({"centre_id": "a"}, mapping={"ชื่อ": "name_th"}))
    register.undo_import(import_id)
    assert register.remembered_mapping("tk-park") == {"ชื่อ": "name_th"}
    assert register.imports()["mapping"][0] == {"ชื่อ": "name_th"}


def test_a_finding_is_decided_with_a_reason_and_opened_again():
    register = Register.in_memory()
    revision = register.revision()
    register.settle_finding("same_place:a:b", "dismissed", " คนละชั้น ")
    register.settle_finding("no_point:c", "settled", "แก้แล้ว")
    register.settle_finding("same_place:a:b", "settled", "รวมแล้ว")
    found = register.findings().set_index("key")
    assert found[["state", "reason"]].to_dict("index") == {
        "no_point:c": {"state": "settled", "reason": "แก้แล้ว"},
        "same_place:a:b": {"state": "settled", "reason": "รวมแล้ว"},
    }
    assert found["decided_at"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00").all()
    register.reopen_finding("no_point:c")
    assert list(register.findings()["key"]) == ["same_place:a:b"]
    assert register.revision() == revision + 4


def test_without_a_reason_nothing_is_decided():
    register = Register.in_memory()
    with pytest.raises(RegisterError, match="reason"):
        register.settle_finding("a", "settled", "  ")
    with pytest.raises(ValueError, match="forgotten"):
        register.settle_finding("a", "forgotten", "because")
    assert register.findings().empty


def test_decisions_survive_an_undo_and_a_reread():
    register = Register.in_memory()
    register.settle_finding("a", "dismissed", "ไม่ใช่ปัญหา")
    import_id = register.commit_import(batch_of({"centre_id": "a"}))
    register.undo_import(import_id)
    assert len(register.findings()) == 1
