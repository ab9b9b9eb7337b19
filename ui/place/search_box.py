"""The search box: what fits stands under it while one types; what is chosen is handed over in a callback."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from answers.finding.index import find_index
from geodata.gazetteer import find_places, place
from geodata.layers import layer_fingerprint
from ui import cached, selection
from ui.place.destination import SearchHit, destination
from ui.published import SEARCH_SCRIPTS, page_url, publish
from ui.text import language, t
from ui.widgets.part import draw_part, sent_by

MOST_LISTED: Final = 12
AREAS: Final = "areas"
CENTRES: Final = "centres"
POSTCODES: Final = "postcodes"
GROUPS: Final = (AREAS, CENTRES, POSTCODES)
_LONGEST: Final = 200


def place_search() -> None:
    """Draw the box; what is chosen becomes what the map looks at and what the place page answers about."""
    search_box("place", t("place.search.label"), _look)


def search_box(name: str, label: str, take: Callable[[SearchHit], None], *, groups: tuple[str, ...] = GROUPS) -> None:
    """Draw a box that looks for areas, centres and postcodes and hands what is chosen to `take`, in a callback.

    Parameters
    ----------
    name
        What this box is called among those of a page.
    label
        Its name for who hears the page.
    groups
        Which of `GROUPS` are looked in.

    """
    key, answer_key = f"w-search-{name}", f"found-{name}"

    def hand_over() -> None:
        hit = hit_of(sent_by(key, "taken"), groups)
        if hit is not None:
            st.session_state.pop(answer_key, None)
            take(hit)

    def look_up() -> None:
        text = sent_by(key, "asked")
        if isinstance(text, str):
            codes = [one.code for one in find_places(text[:_LONGEST], limit=MOST_LISTED)]
            st.session_state[answer_key] = {"text": text, "codes": codes}

    with st.container(key=f"search-{name}"):
        draw_part(
            "search",
            key=key,
            scripts=SEARCH_SCRIPTS,
            data={
                "id": f"found-{name}",
                "index": page_url(_index(cached.revision(), layer_fingerprint(), language())),
                "groups": groups,
                "answer": st.session_state.get(answer_key, {"text": "", "codes": []}),
                "words": {
                    "label": label,
                    **{word: t(f"place.search.{word}") for word in ("hint", "nothing", "none", *GROUPS)},
                },
            },
            on_taken_change=hand_over,
            on_asked_change=look_up,
        )


def hit_of(sent: object, groups: tuple[str, ...]) -> SearchHit | None:
    """Return what the browser says was chosen, where there is such a thing."""
    group, key = (sent.get("group"), sent.get("key")) if isinstance(sent, Mapping) else (None, None)
    if not isinstance(key, str) or group not in groups:
        return None
    if group == CENTRES:
        rows = cached.centres()
        centre = rows[rows["centre_id"] == key]
        if centre.empty:
            return None
        row = centre.iloc[0]
        codes = [code for code in (row["district_code"], row["province_code"]) if isinstance(code, str) and code]
        return SearchHit(code=codes[0] if codes else "", centre_id=key)
    return SearchHit(code=key) if place(key) is not None else None


@st.cache_resource(show_spinner=False, max_entries=4)
def _index(revision_: int, layers: str, lang: str) -> str:
    return publish("found", find_index(cached.centres(), cached.programmes(), lang=lang))


def _look(hit: SearchHit) -> None:
    selection.update(**destination(hit))
