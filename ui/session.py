"""The beginning of a run: the address of the session is taken up, and its language is that of the page."""

from __future__ import annotations

import streamlit as st

from answers.question import Refusal
from geodata.errors import KlaiBaanError
from ui import cached, selection
from ui.errors import sentence
from ui.markdown import plain
from ui.text import set_language


def begin() -> tuple[Refusal, ...]:
    """Take up the address where it is a new one; return the parameters that make no sense."""
    try:
        return selection.read_url(cached.vocabulary())
    except KlaiBaanError as error:
        selection.take_language()
        set_language(selection.current().lang)
        st.error(plain(sentence(error)), icon=":material/error:")
        return ()
    finally:
        set_language(selection.current().lang)
