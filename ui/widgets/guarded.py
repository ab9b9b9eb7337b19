"""Drawing that cannot take the page down: what goes wrong is said in the place of what was to be drawn."""

from __future__ import annotations

from collections.abc import Callable
from logging import getLogger
from typing import Final

import streamlit as st

from geodata.errors import KlaiBaanError
from ui.markdown import plain
from ui.text import t

LOG: Final = getLogger(__name__)


def guarded(draw: Callable[[], None]) -> None:
    """Draw something; a fault becomes a sentence and the rest of the app keeps working.

    A fault of data or files is named; one of ours goes to the log in full and to the screen without its insides.
    """
    try:
        draw()
    except KlaiBaanError as error:
        from ui.errors import sentence  # noqa: PLC0415 - it knows every room

        st.error(plain(sentence(error)), icon=":material/error:")
    except Exception:  # the last line of defence before a person: nobody should read a traceback
        LOG.exception("a page could not be drawn")
        st.error(t("error.unexpected"), icon=":material/error:")
