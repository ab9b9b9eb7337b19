"""What several suites need: a home of its own for each test, and steady generated examples."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from registry.store import Register
from registry.tables import Tables

# No deadline: a machine that is busy with a browser is not a failing test. In CI the same examples every time.
settings.register_profile(
    "house", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home folder of its own, so that none meets the register of the person who runs it.

    The folder does not exist yet: creating it is the app's work.
    """
    folder = tmp_path_factory.mktemp("klaibaan") / "home"
    monkeypatch.setenv("KLAIBAAN_HOME", str(folder))
    for name in ("KLAIBAAN_DATA", "KLAIBAAN_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def tables() -> Tables:
    """Return the shipped register's tables, read once: nobody writes into them."""
    return Register.in_memory().tables(located=False)
