"""The process aside: lazily there, gone when it is not needed or nobody is left, and without the screen's libraries."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from geodata.worker.errors import WorkerError, WorkStopped
from geodata.worker.messages import pack, unpack
from geodata.worker.process import Worker
from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.plan import ImportOptions, plan_import
from registry.importing.read.file import read_file
from registry.store import Register
from reports.recipes import Order, make
from reports.wish import Kind, Wish
from tests.geodata import errands

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


@pytest.fixture
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.end()


def add(worker: Worker, one: int, other: int) -> int:
    return worker.do(errands.add, one, other, progress=lambda *_: None, stop=lambda: False)


def is_gone(pid: int) -> bool:
    """Wait until a process is gone: it, or what is left of it until its parent looks."""
    pause = threading.Event()
    for _ in range(PATIENCE_S * 100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state in "ZX":
            return True
        pause.wait(0.01)
    return False


def test_a_process_is_there_from_the_first_work_until_none_came_for_a_while() -> None:
    worker = Worker(idle_s=0.3)
    assert worker.pid is None
    assert add(worker, 1, 2) == 3
    pid = worker.pid
    assert pid is not None
    assert is_gone(pid)
    assert add(worker, 2, 2) == 4
    assert worker.pid != pid
    worker.end()


@pytest.mark.skipif(sys.platform != "linux", reason="the system's own words")
def test_a_process_stands_back_behind_the_server(worker: Worker) -> None:
    add(worker, 1, 2)
    assert worker.pid is not None
    assert os.getpriority(os.PRIO_PROCESS, worker.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    first_to_go, later = (int(Path(f"/proc/{pid}/oom_score_adj").read_text()) for pid in (worker.pid, os.getpid()))
    assert first_to_go >= min(500, later + 1)


def test_a_process_killed_between_two_pieces_of_work_is_not_missed(worker: Worker) -> None:
    assert add(worker, 1, 2) == 3
    pid = worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert is_gone(pid)
    while worker.pid == pid:
        threading.Event().wait(0.01)
    assert add(worker, 3, 4) == 7


def test_work_that_does_not_hear_is_ended_with_its_process(worker: Worker) -> None:
    pids: list[int] = []
    begun = time.monotonic()
    with pytest.raises(WorkStopped):
        worker.do(
            errands.hear_nothing, progress=lambda _, pid, __: pids.append(pid), stop=lambda: bool(pids), grace_s=0.2
        )
    assert time.monotonic() - begun < PATIENCE_S
    assert is_gone(pids[0])
    assert add(worker, 1, 1) == 2


def test_a_process_that_cannot_be_started_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(WorkerError, match="No process could be started"):
        Worker().do(errands.settings)


def test_the_settings_of_the_moment_go_with_the_work_but_not_the_way_to_the_register(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", "postgresql://person:secret@host/register")
    for rows in ("7", "8"):
        monkeypatch.setenv("KLAIBAAN_IMPORT_ROWS", rows)
        there = worker.do(errands.settings)
        assert there["KLAIBAAN_IMPORT_ROWS"] == rows
        assert "KLAIBAAN_DATABASE_URL" not in there
    monkeypatch.delenv("KLAIBAAN_IMPORT_ROWS")
    assert "KLAIBAAN_IMPORT_ROWS" not in worker.do(errands.settings)


@pytest.mark.skipif(sys.platform == "win32", reason="ended by a signal")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_goes_with_the_server_even_in_the_middle_of_its_work(ending: signal.Signals) -> None:
    code = (
        "from geodata.worker.process import Worker; from tests.geodata import errands\n"
        "Worker().do(errands.hear_nothing, progress=lambda _, pid, __: print(pid, flush=True), stop=lambda: False)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        pid = int(server.stdout.readline())
        server.send_signal(ending)
        assert is_gone(pid)


def test_an_import_is_read_and_planned_aside_as_here_and_a_brief_made_without_a_library_of_the_screen(
    worker: Worker,
) -> None:
    register = Register.in_memory()
    data = "name,province,district,lat,lon\nห้องสมุดทดลอง,เชียงใหม่,เมืองเชียงใหม่,18.79,98.98\n".encode()
    ears = {"progress": lambda *_: None, "stop": lambda: False}
    file = worker.do(partial(read_file, name="list.csv"), data, **ears)
    assert file.sheets[0].columns == read_file(data, name="list.csv").sheets[0].columns
    mapping = guess_mapping(file, programmes=register.programmes())
    asked = file, mapping, RegisterIndex.of(register), ImportOptions(programme_id="tk-park")
    here, there = plan_import(*asked), worker.do(plan_import, *asked, **ears)
    assert_frame_equal(here.outcomes, there.outcomes.assign(problems=here.outcomes["problems"]))
    assert_frame_equal(here.batch.centres, there.batch.centres)
    assert len(there.batch.centres) == 1
    assert len(register.imports.table()) == 0, "only prepared"
    brief = Wish(Kind.BRIEF, "th", (), 1, date(2026, 11, 1), part="50")
    assert worker.do(make, Order(brief, register.tables()), **ears).startswith(b"%PDF")
    loaded = worker.do(errands.modules)
    assert not {"streamlit", "altair", "folium", "sqlalchemy", "psycopg", "pytest"} & set(loaded)
    assert [name for name in loaded if name.split(".")[0] in ("ui", "pages")] == []


def test_a_long_message_is_read_without_a_search_for_garbage() -> None:
    content = pack([{"a": number} for number in range(100_000)])
    searches: list[str] = []

    def note(phase: str, _: object) -> None:
        searches.append(phase)

    gc.callbacks.append(note)
    try:
        message = unpack(content)
    finally:
        gc.callbacks.remove(note)
    assert len(message) == 100_000
    assert len(searches) < 10, "a hundred otherwise; one may follow the end of the pause"
    assert gc.isenabled()
