"""What a closed session leaves behind is collected while the server runs, whatever Python would do by itself."""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest

from tests.browser.serving import REPOSITORY
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


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"), reason="not the C library of GNU"
)
def test_threads_of_the_server_share_two_heaps() -> None:
    """The heaps of a process are counted while sixteen threads hold what they took."""
    program = """if True:
        import ctypes, sys, tempfile, threading
        from pathlib import Path
        from ui.memory import share_heaps
        if sys.argv[1] == "share":
            share_heaps()
        libc = ctypes.CDLL(None)
        libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
        libc.fopen.restype = ctypes.c_void_p
        libc.malloc_info.argtypes, libc.fclose.argtypes = [ctypes.c_int, ctypes.c_void_p], [ctypes.c_void_p]
        all_took, over = threading.Barrier(17), threading.Event()
        def take():
            libc.malloc(1000)
            all_took.wait()
            over.wait()
        threads = [threading.Thread(target=take) for _ in range(16)]
        [one.start() for one in threads]
        all_took.wait()
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "heaps.xml"
            opened = libc.fopen(str(file).encode(), b"w")
            libc.malloc_info(0, opened)
            libc.fclose(opened)
            print(file.read_text().count("<heap nr="))
        over.set()
    """

    def heaps(how: str) -> int:
        command = [sys.executable, "-c", program, how]
        return int(subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True, text=True).stdout)

    assert heaps("share") <= 2 < heaps("leave")
