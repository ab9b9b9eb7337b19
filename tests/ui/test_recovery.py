"""A register that could not be opened is tried again: who makes room or allows writing need not restart anything."""

from __future__ import annotations

from tests.registry.batches import ADMIN, batch_of
from ui import cached


def test_a_home_that_was_blocked_is_taken_up_when_it_is_free(home):
    home.write_text("in the way", encoding="utf-8")
    assert [fault.key for fault in cached.register_faults()] == ["register_read_only"]
    cached.register().imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
    assert cached.revision() == -3  # salvaged, then imported
    cached._open_register.clear()  # as after some seconds
    assert len(cached.register().centres()) == 336  # what somebody did in the meantime is not lost while it lasts
    assert cached.register_faults()
    home.unlink()
    cached._open_register.clear()
    assert cached.register_faults() == ()
    assert cached.revision() == 1
    assert (home / "register.sqlite").is_file()
    opened = cached.register()
    cached._open_register.clear()
    assert cached.register() is opened
