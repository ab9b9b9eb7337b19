"""Heavy work waits its turn: so much at a time, in the order of its coming, and no more than the line holds."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from functools import partial

import pytest

from geodata.errors import KlaiBaanError
from geodata.worker.errors import WorkerError, WorkStopped
from geodata.worker.process import Worker
from registry.importing.errors import ImportStopped
from registry.importing.progress import Progress, Stop
from tests.geodata import errands
from ui.job import Job
from ui.line import Line

PATIENCE_S = 60


class Held:
    """Work that ends when it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, _worker: Worker, _progress: Progress, _stop: Stop) -> str:
        self.begun.set()
        assert self.go.wait(PATIENCE_S)
        return "done"


def started(line: Line, held: Held) -> Job:
    return Job(held, line).start(wait_s=0)


def test_work_waits_its_turn_and_knows_its_place() -> None:
    line, works = Line(at_once=2, most_waiting=3), [Held() for _ in range(5)]
    jobs = [started(line, work) for work in works]
    assert all(work.begun.wait(PATIENCE_S) for work in works[:2])
    assert [job.before for job in jobs] == [0, 0, 2, 3, 4]
    assert not any(work.begun.is_set() for work in works[2:])
    jobs[2].stop()
    assert jobs[2].done
    assert isinstance(jobs[2].fault, WorkStopped)
    assert [job.before for job in jobs[3:]] == [2, 3]
    for work in works:
        work.go.set()
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert [job.result for job in jobs] == ["done", "done", None, "done", "done"]
    assert not works[2].begun.is_set()
    assert line.workers() == [], "no process where none of the work asked for one"


def test_a_full_line_refuses_with_a_sentence_and_goes_on() -> None:
    line, works = Line(at_once=1, most_waiting=1), [Held() for _ in range(4)]
    jobs = [started(line, work) for work in works[:3]]
    assert jobs[2].done
    assert isinstance(jobs[2].fault, KlaiBaanError)
    assert jobs[2].fault.key == "line_full"
    for work in works:
        work.go.set()
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert started(line, works[3]).wait(PATIENCE_S)


def test_work_that_fails_makes_room() -> None:
    line = Line(at_once=1, most_waiting=1)

    def fail(_worker: Worker, _progress: Progress, _stop: Stop) -> None:
        raise ValueError

    for _ in range(3):
        assert isinstance(Job(fail, line).start(wait_s=PATIENCE_S).fault, ValueError)


def test_nothing_is_lost_on_the_way() -> None:
    line = Line(at_once=3, most_waiting=200)
    jobs = [Job(lambda _, __, ___, one=one: one, line).start(wait_s=0) for one in range(200)]
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert [job.result for job in jobs] == list(range(200))


@pytest.fixture(scope="module")
def line() -> Iterator[Line]:
    """Yield a line of two workers, whose processes end with the tests."""
    both = Line(at_once=2, most_waiting=3)
    yield both
    both.end()


def aside(line: Line, *asked: object) -> Job:
    """Have a function of `tests.geodata.errands` called in a worker of the line."""
    function, *arguments = asked

    def work(worker: Worker, progress: Progress, stop: Stop) -> object:
        return worker.do(function, *arguments, progress=progress, stop=stop)

    return Job(work, line).start(wait_s=0)


def at_work(job: Job) -> int:
    """Wait until the errand says the number of its process, and return it."""
    pid = next(pid for _ in range(PATIENCE_S * 100) if (pid := job.at[1]) or job.wait(0.01))
    assert pid
    return pid


def test_work_aside_is_done_stopped_killed_and_done_again_by_a_fresh_process(line: Line) -> None:
    first, second, waiting = (aside(line, errands.go_on_until_stopped) for _ in range(3))
    workers = {at_work(first), at_work(second)}
    assert len(workers - {os.getpid()}) == 2
    assert set(line.workers()) == workers
    assert (first.before, second.before, waiting.before) == (0, 0, 2)

    first.stop()
    assert first.wait(PATIENCE_S)
    assert isinstance(first.fault, ImportStopped), "in its own words"
    assert at_work(waiting) == first.at[1], "the next in the line, in the same process"

    os.kill(second.at[1], signal.SIGKILL)
    assert second.wait(PATIENCE_S)
    assert isinstance(second.fault, WorkerError)
    assert second.fault.key == "worker_died"
    assert not waiting.done, "the other one goes on"

    after = aside(line, errands.add, 2, 3)
    assert after.wait(PATIENCE_S)
    assert (after.result, after.at[0]) == (5, "add")
    assert after.at[1] not in {*workers, os.getpid()}
    waiting.stop()
    assert waiting.wait(PATIENCE_S)


@pytest.mark.parametrize(
    "fault", [WorkStopped("work_stopped"), KlaiBaanError("line_full", most=3), ValueError("ours"), MemoryError()]
)
def test_a_fault_aside_comes_back_as_itself(line: Line, fault: Exception) -> None:
    job = aside(line, errands.fail, fault)
    assert job.wait(PATIENCE_S)
    assert (type(job.fault), job.fault.args) == (type(fault), fault.args)
    assert getattr(job.fault, "params", None) == getattr(fault, "params", None)
    assert "in fail" in job.fault.__notes__[0], "where it was, for the log"


def test_what_cannot_come_back_is_a_fault_of_ours_and_the_worker_goes_on(line: Line) -> None:
    job = aside(line, partial(errands.bring, "a thread"))
    assert job.wait(PATIENCE_S)
    assert isinstance(job.fault, TypeError)
    after = aside(line, errands.add, 1, 1)
    assert after.wait(PATIENCE_S)
    assert after.result == 2
