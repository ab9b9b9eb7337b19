"""A sign-in that was ended is ended for every process; no backup brings it back, and it is no act on the register."""

from __future__ import annotations

import pytest

from registry.store import Register
from tests.registry.batches import ADMIN


@pytest.mark.usefixtures("store")
def test_what_is_ended_in_one_process_is_ended_in_the_other_for_as_long_as_it_could_last():
    one, other = Register.open(), Register.open()
    before = one.revision(), len(one.journal.table())
    assert not other.sign_outs.has("a")
    for _ in range(2):  # again, as by two tabs
        one.sign_outs.add("a", at=1_000, earliest=0)
    assert other.sign_outs.has("a")
    assert not other.sign_outs.has("b")
    other.sign_outs.add("b", at=2_000, earliest=1_000)
    assert (one.sign_outs.has("a"), one.sign_outs.has("b")) == (True, True)
    other.sign_outs.add("c", at=2_500, earliest=1_001)
    assert (one.sign_outs.has("a"), one.sign_outs.has("b"), one.sign_outs.has("c")) == (False, True, True)
    assert (one.revision(), len(one.journal.table())) == before


@pytest.mark.usefixtures("store")
def test_a_backup_that_is_put_back_lets_nobody_in_again(tmp_path):
    register = Register.open()
    register.sign_outs.add("early", at=1, earliest=0)
    register.backup(tmp_path / "backup.sqlite")
    register.sign_outs.add("late", at=2, earliest=0)
    register.restore(tmp_path / "backup.sqlite", author=ADMIN)
    assert (register.sign_outs.has("early"), register.sign_outs.has("late")) == (True, True)
    elsewhere = Register.open(tmp_path / "elsewhere.sqlite")
    elsewhere.restore(tmp_path / "backup.sqlite", author=ADMIN)
    assert not elsewhere.sign_outs.has("early")
