"""`python -m ui.coverage.first_view`: the first view that the programme comes with, computed of data/ anew."""

from __future__ import annotations

import logging
import os
import tempfile

from answers.mapping.looks import style
from answers.mapping.maps import map_model
from answers.question import FIRST_VIEWS
from geodata.task import one_task
from ui import cached
from ui.maps.host import host_state
from ui.maps.outline import outline_file
from ui.opening import Opening, write_along

_FIRST_ADDRESS = (1, "")
"""What `ui.selection.view_of_link` says of a session that took up one address, which names no view."""


def first_views() -> dict[str, Opening]:
    """Return the map that the page opens with, by theme, as the register in use and its boundaries make it."""
    question = FIRST_VIEWS["map"]
    with one_task():
        state = host_state(map_model(cached.facts(question)), link=_FIRST_ADDRESS)
        programmes = cached.programmes()["programme_id"]
        return {
            theme: Opening({**state, "style": style(theme, programmes)}, outline_file(question.area, theme))
            for theme in ("light", "dark")
        }


if __name__ == "__main__":
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # caches that are asked outside of a session
    with tempfile.TemporaryDirectory() as home:
        os.environ["KLAIBAAN_HOME"] = home
        os.environ.pop("KLAIBAAN_DATABASE_URL", None)
        write_along(first_views())
