"""What a closed session leaves behind is collected while the server runs, whatever Python would do by itself."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from ui.memory import back_regularly, give_back


class Session:
    """An object that refers to itself, as those of a session do."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def left() -> Iterator[threading.Event]:
    """A session that was left; the event is set once its memory is free."""
    gc.disable()
    event = threading.Event()
    weakref.finalize(Session(), event.set)
    yield event
    gc.enable()


def test_what_nothing_refers_to_is_given_back(left: threading.Event) -> None:
    assert not left.is_set()
    give_back()
    assert left.is_set()


def test_it_is_given_back_regularly_while_the_server_runs(left: threading.Event) -> None:
    with back_regularly(every_s=0.01):
        assert left.wait(10)


def test_nothing_is_done_before_its_time_or_after_the_server(left: threading.Event) -> None:
    with back_regularly(every_s=3600):
        pass
    assert not left.is_set()
