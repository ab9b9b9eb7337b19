"""The row of a list that stands for the chosen area: ticked by the question, and chosen by the tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ui import selection


def row_choice(key: str, codes: Sequence[str]) -> Callable[[], None]:
    """Tick the row of the chosen area, and return what a ticked row does: its area is chosen, and the map looks there.

    Parameters
    ----------
    key
        The key of the list, which is drawn after this.
    codes
        The admin_code of each row.

    """
    chosen = selection.current().chosen
    rows = [position for position, code in enumerate(codes) if code == chosen]
    if _ticked(key) != rows:
        st.session_state[key] = {"selection": {"rows": rows}}

    def take() -> None:
        ticked = _ticked(key)
        if ticked == rows:
            return  # the browser repeats what it was told to tick
        code = codes[ticked[0]] if ticked else ""
        selection.update(chosen=code, look=code)

    return take


def _ticked(key: str) -> list[int]:
    return list(st.session_state.get(key, {}).get("selection", {}).get("rows", []))
