"""The marks of a map as the browser takes them: one file a revision of the register; a change names those shown."""

from __future__ import annotations

import base64
from dataclasses import asdict
from functools import lru_cache

import numpy as np
import streamlit as st

from answers.mapping.maps import centre_map
from answers.mapping.model import MapModel, Mark
from geodata.codes import COUNTRY_CODE, Level
from geodata.layers import layer_fingerprint
from ui import cached
from ui.published import publish


@st.cache_resource(show_spinner=False, max_entries=8)
def _register_marks(revision: int, fingerprint: str, lang: str) -> tuple[Mark, ...]:
    level = Level.PROVINCE
    return centre_map(COUNTRY_CODE, cached.centres(), cached.programmes(), level=level, lang=lang, title="").marks


@lru_cache(maxsize=16)
def _published(marks: tuple[Mark, ...]) -> str:
    return publish("centres", [asdict(mark) for mark in marks])


def marks_entry(model: MapModel) -> dict[str, str]:
    """Return where the browser finds a model's marks among those of a file, and which of them they are.

    A map of centres that are not in the register, as those of an import, gets a file of its own.
    """
    marks = _register_marks(cached.revision(), layer_fingerprint(), model.lang)
    if not set(model.marks) <= set(marks):
        marks = model.marks
    return {"url": _published(marks), "visible": visible_bits(marks, model.marks)}


def visible_bits(marks: tuple[Mark, ...], visible: tuple[Mark, ...]) -> str:
    """Return one bit a mark, packed and in base64: 1,000 centres are 168 characters."""
    ids = set(visible)
    bits = np.packbits(np.array([mark in ids for mark in marks], dtype=bool), bitorder="little")
    return base64.b64encode(bits.tobytes()).decode()
