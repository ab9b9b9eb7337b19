"""One task: a run of a page, or the making of a file.

Within a task everybody stands on the same boundaries, the same people and the same revision of the register, and
each of these is looked up once. Outside of one, each question is answered anew.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

T = TypeVar("T")
P = ParamSpec("P")
_ANSWERS: Final[ContextVar[dict[Hashable, Any] | None]] = ContextVar("answers", default=None)


@contextmanager
def one_task() -> Iterator[None]:
    """Hold to the first answer of every function that is asked `once_a_task`; a task within a task is part of it."""
    if _ANSWERS.get() is not None:
        yield
        return
    token = _ANSWERS.set({})
    try:
        yield
    finally:
        _ANSWERS.reset(token)


def once_a_task(function: Callable[P, T]) -> Callable[P, T]:
    """Let a function answer once in a task for the same arguments, which can be hashed; an error is no answer."""

    @wraps(function)
    def answer(*arguments: P.args, **named: P.kwargs) -> T:
        answers = _ANSWERS.get()
        if answers is None:
            return function(*arguments, **named)
        question = (function, arguments, tuple(named.items()))
        if question not in answers:
            answers[question] = function(*arguments, **named)
        return cast("T", answers[question])

    return answer


def ask_again() -> None:
    """Forget the answers of this task: something was written that they stand on."""
    answers = _ANSWERS.get()
    if answers is not None:
        answers.clear()
