"""Heavy work waits its turn: so much at a time, in the order of its coming, and no more than the line holds."""

from __future__ import annotations

import threading

from geodata.errors import KlaiBaanError
from registry.importing.progress import Progress, Stop
from ui.job import Job
from ui.line import Line

PATIENCE_S = 20


class Held:
    """Work that ends when it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, _progress: Progress, _stop: Stop) -> str:
        self.begun.set()
        assert self.go.wait(PATIENCE_S)
        return "done"


def started(line: Line, held: Held) -> Job:
    return Job(held, line=line).start(wait_s=0)


def test_work_waits_its_turn_and_knows_its_place() -> None:
    line, works = Line(at_once=2, most_waiting=3), [Held() for _ in range(5)]
    jobs = [started(line, work) for work in works]
    assert all(work.begun.wait(PATIENCE_S) for work in works[:2])
    assert [job.before for job in jobs] == [0, 0, 2, 3, 4]
    assert not any(work.begun.is_set() for work in works[2:])
    jobs[2].stop()
    assert jobs[2].done
    assert [job.before for job in jobs[3:]] == [2, 3]
    for work in works:
        work.go.set()
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert [job.result for job in jobs] == ["done", "done", None, "done", "done"]
    assert not works[2].begun.is_set()


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

    def fail(progress: Progress, stop: Stop) -> None:
        raise ValueError

    for _ in range(3):
        assert isinstance(Job(fail, line=line).start(wait_s=PATIENCE_S).fault, ValueError)


def test_nothing_is_lost_on_the_way() -> None:
    line = Line(at_once=3, most_waiting=200)
    jobs = [Job(lambda _, __, one=one: one, line=line).start(wait_s=0) for one in range(200)]
    assert all(job.wait(PATIENCE_S) for job in jobs)
    assert [job.result for job in jobs] == list(range(200))
