"""What every page stands on, made ready while the first browser still loads its own files."""

from __future__ import annotations

import logging
import threading
from typing import Final

from geodata.errors import KlaiBaanError
from geodata.task import one_task

_LOG = logging.getLogger(__name__)
_NAME: Final = "readiness"


def begin() -> threading.Thread:
    """Compute the first view in a thread beside the server, which loads most of what a page needs; return it."""
    # Streamlit warns of caches that are asked outside of a session, which is what this is for.
    context_log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    context_log.addFilter(lambda record: record.threadName != _NAME)
    thread = threading.Thread(target=_prepare, name=_NAME, daemon=True)
    thread.start()
    return thread


def _prepare() -> None:
    # The map itself is not loaded here: Streamlit serves only a component that a script declares.
    from answers.mapping.maps import map_model  # noqa: PLC0415 - the server listens before this is loaded
    from answers.question import FIRST_VIEWS  # noqa: PLC0415
    from ui import cached  # noqa: PLC0415

    try:
        with one_task():
            map_model(cached.facts(FIRST_VIEWS["map"]))
    except (KlaiBaanError, OSError) as error:
        _LOG.warning("The first view was not made ready: %s", error)  # the page itself says what is wrong
