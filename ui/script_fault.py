"""What becomes of a fault outside of all that is drawn guarded: in what a click starts, or in a part drawn again."""

from __future__ import annotations

from functools import partial

from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.widgets.guarded import guarded


def say_fault(error: Exception) -> bool:
    """Say what went wrong in the reader's language, and draw the page where the fault came before it.

    Streamlit's own page of a fault is in English, names nothing and leaves no way on. Returns True: it was said.
    """
    guarded(partial(_again, error))
    context = get_script_run_ctx()
    if context is not None and not context.has_script_started and not context.fragment_ids_this_run:
        from ui.frame import main  # noqa: PLC0415 - the server listens before this is loaded

        main()
    return True


def _again(error: Exception) -> None:
    raise error
