from __future__ import annotations

import pytest

from registry.errors import RegisterError, UnknownProgrammeError
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of

pytestmark = pytest.mark.usefixtures("store")


def test_a_mapping_is_remembered_for_its_programme():
    register = Register.open()
    assert register.decisions.mapping("tk-park") is None
    register.decisions.remember_mapping("tk-park", {"ชื่อ": "name_th"}, author=ADMIN)
    register.decisions.remember_mapping("tk-park", {"ชื่อห้องสมุด": "name_th"}, author=ADMIN)
    assert register.decisions.mapping("tk-park") == {"ชื่อห้องสมุด": "name_th"}
    with pytest.raises(UnknownProgrammeError):
        register.decisions.remember_mapping("no-such", {}, author=ADMIN)


def test_an_import_remembers_its_mapping_and_keeps_it_when_undone():
    register = Register.open()
    import_id = register.imports.commit(batch_of({"centre_id": "a"}, mapping={"ชื่อ": "name_th"}), author=ADMIN)
    register.imports.undo(import_id, author=ADMIN)
    assert register.decisions.mapping("tk-park") == {"ชื่อ": "name_th"}
    assert register.imports.table()["mapping"][0] == {"ชื่อ": "name_th"}


def test_a_finding_is_decided_with_a_reason_and_opened_again():
    register = Register.open()
    revision = register.revision()
    register.decisions.settle("same_place:a:b", "dismissed", " คนละชั้น ", programme_ids=[], author=ADMIN)
    register.decisions.settle("no_point:c", "settled", "แก้แล้ว", programme_ids=[], author=ADMIN)
    register.decisions.settle("same_place:a:b", "settled", "รวมแล้ว", programme_ids=[], author=ADMIN)
    found = register.decisions.findings().set_index("key")
    assert found[["state", "reason"]].to_dict("index") == {
        "no_point:c": {"state": "settled", "reason": "แก้แล้ว"},
        "same_place:a:b": {"state": "settled", "reason": "รวมแล้ว"},
    }
    assert found["decided_at"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00").all()
    register.decisions.reopen("no_point:c", programme_ids=[], author=ADMIN)
    assert list(register.decisions.findings()["key"]) == ["same_place:a:b"]
    assert register.revision() == revision + 4


def test_without_a_reason_nothing_is_decided():
    register = Register.open()
    with pytest.raises(RegisterError, match="reason"):
        register.decisions.settle("a", "settled", "  ", programme_ids=[], author=ADMIN)
    with pytest.raises(ValueError, match="forgotten"):
        register.decisions.settle("a", "forgotten", "because", programme_ids=[], author=ADMIN)
    assert register.decisions.findings().empty


def test_decisions_survive_an_undo_and_a_reread():
    register = Register.open()
    register.decisions.settle("a", "dismissed", "ไม่ใช่ปัญหา", programme_ids=[], author=ADMIN)
    import_id = register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
    register.imports.undo(import_id, author=ADMIN)
    assert len(register.decisions.findings()) == 1
