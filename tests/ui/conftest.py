"""Each test of the screen starts with nothing remembered: caches are keyed by revision, and registers change here."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
import streamlit as st

from registry.store import Register
from ui import cached
from ui.text import set_language


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Put the main module back: AppTest leaves its script there, which a process that a later test starts would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def opened() -> Register:
    """Return the shipped register: tests only read it."""
    return Register.in_memory()


@pytest.fixture
def real(opened: Register, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Let the screen show the shipped register."""
    monkeypatch.setattr(cached, "_open_register", lambda: (opened, ()))
    return opened


@pytest.fixture(autouse=True)
def thai() -> None:
    """Begin each test in the product's first language, whatever the one before it read."""
    set_language("th")
