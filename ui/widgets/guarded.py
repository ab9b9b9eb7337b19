"""Drawing that cannot take the page down: what goes wrong is said in the place of what was to be drawn."""

from __future__ import annotations

from collections.abc import Callable
from logging import getLogger
from typing import Final

import streamlit as st

from geodata.errors import KlaiBaanError
from ui.markdown import Markdown, plain
from ui.text import t

LOG: Final = getLogger(__name__)


def guarded(draw: Callable[[], None], *, in_bar: bool = False) -> None:
    """Draw something; a fault becomes a sentence and the rest of the app keeps working.

    A fault of data or files is named; one of ours goes to the log in full and to the screen without its insides. In the
    bar above a page there is room for a sign alone, which says the sentence to whoever points at it.
    """
    try:
        draw()
    except KlaiBaanError as error:
        from ui.errors import sentence  # noqa: PLC0415 - it knows every room

        _say(plain(sentence(error)), in_bar=in_bar)
    except Exception:  # the last line of defence before a person: nobody should read a traceback
        LOG.exception("a page could not be drawn")
        _say(t("error.unexpected"), in_bar=in_bar)


def _say(words: Markdown, *, in_bar: bool) -> None:
    if in_bar:
        st.caption(":material/error:", help=words)
    else:
        st.error(words, icon=":material/error:")
