"""Sessions of one server: each is shown what it asked for, and nothing of what others ask at the same time."""

from __future__ import annotations

import base64
import json
import random
import re
import threading
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from benchmarks.crowd import KEYS
from benchmarks.sessions import cost_of
from benchmarks.viewer import Viewer, viewing
from registry.store import Register
from tests.browser.serving import serving

CHANGES = 8
QUERIES = (
    "lang=th",
    "lang=en&at=100.6,13.9|98.98,18.79&measure=population_within_km&level=province",
    "lang=th&mode=gaps&area=10&programme=bma-library&at=100.37,13.71",
    "lang=en&mode=gaps&area=10&programme=bma-library&radius=1",
)
"""Two with a scenario and two without one, of the same programmes."""


def test_each_area_that_is_offered_is_the_one_that_is_shown(real: Register) -> None:
    def script() -> None:
        import streamlit as st

        from answers.question import Question
        from ui import cached, selection
        from ui.widgets.controls import area_options

        vocabulary = cached.vocabulary()
        for programme in vocabulary.programmes:
            begun = vocabulary.at_home(Question(programme=(programme,)))
            st.session_state.update(selection=begun, bare=False)
            offered = [*area_options("4"), *area_options("6")]
            assert len(offered) > 100
            for option in offered:
                st.session_state["selection"] = begun
                selection.update(area=option)
                assert selection.current().area == option, (programme, option)

    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("sessions")) as address:
        yield address


def _seen(viewer: Viewer) -> tuple[str, ...]:
    """Return what a session is shown: the state of its map, and the value of each control."""
    packed = re.findall(r"klaibaan\.receive\([^)]*?'([A-Za-z0-9+/=]+)'", viewer.maps[-1])
    state = json.loads(zlib.decompress(base64.b64decode(packed[0])))
    return json.dumps(state, sort_keys=True), *(viewer.value(key) for key in KEYS if viewer.has(key))


def _changes(url: str, number: int, begin: threading.Barrier) -> list[tuple[str, ...]]:
    """Return what a session is shown after each of its changes, which are the same whenever it is asked for."""
    draw = random.Random(number)  # noqa: S311 - the same changes each time, not secrets
    with viewing(url, "map", query=QUERIES[number]) as viewer:
        seen = [_seen(viewer)]
        begin.wait(timeout=60)
        for _ in range(CHANGES):
            key = draw.choice([key for key in KEYS if viewer.has(key)])
            option = draw.choice(viewer.options(key))
            viewer.choose(key, viewer.one_of(key, option))
            assert viewer.value(key) in {"", option}
            seen.append(_seen(viewer))
    return seen


def test_who_is_alone_and_who_is_among_others_sees_the_same(url: str) -> None:
    numbers = range(len(QUERIES))
    alone = [_changes(url, number, threading.Barrier(1)) for number in numbers]
    together = threading.Barrier(len(QUERIES))
    with ThreadPoolExecutor(len(QUERIES)) as threads:
        among_others = list(threads.map(lambda number: _changes(url, number, together), numbers))
    assert among_others == alone
    pins = [json.loads(seen[0][0])["model"].get("pins") for seen in alone]
    assert [bool(one) for one in pins] == [False, True, True, False]


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read from Linux's /proc")
def test_one_more_open_session_costs_less_than_a_megabyte() -> None:
    assert cost_of([0, 12, 24], traced=True).session_mb < 1.0
