"""What becomes of work that a process aside did not finish."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class WorkerError(KlaiBaanError):
    """The process that works is gone, or could not begin; nothing was changed."""

    templates: ClassVar[Mapping[str, str]] = {
        "worker_died": (
            "The process that did this work ended before it was done: somebody ended it, or the computer ran out of "
            "memory. Nothing was changed. Try again; if it happens again, tell your administrator."
        ),
        "worker_no_start": (
            "No process could be started for this work: {reason}. Nothing was changed. Try again in a few minutes."
        ),
    }


class WorkStopped(KlaiBaanError):  # noqa: N818 - stopping is what was asked for
    """Somebody stopped the work, or is gone; nothing was changed."""

    templates: ClassVar[Mapping[str, str]] = {
        "work_stopped": "The work was stopped. Nothing was changed.",
    }
