"""What every page stands on, made ready while the first browser still loads its own files."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import Final

from geodata.errors import KlaiBaanError
from geodata.task import one_task

_LOG = logging.getLogger(__name__)
_NAME: Final = "readiness"
_OF_FIRST_VIEW: Final = ("ui.maps.mount", "ui.frame", "pages.map")
_OF_EVERY_VIEW: Final = ("answers.facts", "ui.cached", "ui.around", "ui.coverage.page", "ui.session")
_USUAL_TURN_S: Final = sys.getswitchinterval()
_TURN_S: Final = 0.0005
"""How long this thread holds the interpreter while others wait: at Python's own 5 ms a hundred files take a second."""


def begin() -> threading.Thread:
    """Load and compute what a first view needs in a thread beside the server; return it."""
    # Streamlit warns of caches that are asked outside of a session, which is what this is for.
    context_log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    context_log.addFilter(lambda record: record.threadName != _NAME)
    return _beside(_prepare)


def begin_rest() -> None:
    """Compute, in a thread beside, the map that a first view of the file did without: the next change stands on it."""
    _beside(_compute)


def _beside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=_in_turns, args=(work,), name=_NAME, daemon=True)
    thread.start()
    return thread


def _in_turns(work: Callable[[], None]) -> None:
    sys.setswitchinterval(_TURN_S)
    try:
        work()
    finally:
        sys.setswitchinterval(_USUAL_TURN_S)


def _prepare() -> None:
    from ui import opening  # noqa: PLC0415 - the server listens before this is loaded

    if not opening.load():
        _compute()
        return
    for module in _OF_FIRST_VIEW:
        import_module(module)
    for module in _OF_EVERY_VIEW:
        opening.FREE.wait()
        import_module(module)


def _compute() -> None:
    from answers.mapping.maps import map_model  # noqa: PLC0415
    from answers.question import FIRST_VIEWS  # noqa: PLC0415
    from ui import cached  # noqa: PLC0415

    try:
        with one_task():
            map_model(cached.facts(FIRST_VIEWS["map"]))
    except (KlaiBaanError, OSError) as error:
        _LOG.warning("The first view was not made ready: %s", error)  # the page itself says what is wrong
