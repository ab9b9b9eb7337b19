"""Scenarios: kept, read back, refused with a sentence, and what they open and close."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from answers.errors import ReportError
from answers.facts import Facts
from answers.question import Question, params_of, question_of
from answers.scenario import shelf
from answers.scenario.errors import ScenarioError
from answers.scenario.file import read_scenario, scenario_bytes, scenario_of
from geodata.paths import data_dir
from registry.store import Register
from tests.registry.batches import ADMIN

TODAY = date(2026, 11, 26)
QUESTION = Question(lang="en", programme=("tk-park",), area="50", at=((98.98235, 18.74116), (99.12893, 18.82757)))


@pytest.fixture(scope="module")
def tables():
    assert data_dir().is_dir()
    return Register.in_memory().tables()


@pytest.fixture(scope="module")
def facts(tables):
    return Facts(QUESTION, tables, today=TODAY)


def test_a_scenario_survives_its_file_and_asks_the_same(facts, tables):
    made = scenario_of(facts, "  Two for  Chiang Mai ", data="1")
    back = read_scenario(scenario_bytes(made), file="x.json")
    assert back == made
    assert back.name == "Two for Chiang Mai"
    assert back.question(tables) == QUESTION
    assert back.newly_within == facts.openings.together.newly_within > 0


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "scenario_unreadable"),
        (b"[1]", "scenario_unreadable"),
        (b"\xff\xfe", "scenario_unreadable"),
        (b'{"klaibaan_scenario": 1, "name": "x"}', "scenario_unreadable"),
        (b'{"klaibaan_scenario": 2, "name": "x", "params": {}}', "scenario_newer"),
        (b" " * 200_001, "scenario_unreadable"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(content, key):
    with pytest.raises(ScenarioError) as refused:
        read_scenario(content, file="x.json")
    assert refused.value.key == key


def test_a_scenario_edited_by_hand_says_what_makes_no_sense(facts, tables):
    content = json.loads(scenario_bytes(scenario_of(facts, "x", data="1")))
    content["params"]["at"] = "98.9,18.7|0,0"
    edited = read_scenario(json.dumps(content).encode(), file="x.json")
    with pytest.raises(ScenarioError, match="outside Thailand"):
        edited.question(tables)


def test_nothing_opened_is_nothing_to_save(facts):
    with pytest.raises(ScenarioError, match="nothing to save"):
        scenario_of(facts.of(replace(QUESTION, at=())), "x", data="1")
    with pytest.raises(ScenarioError, match="needs a name"):
        scenario_of(facts, "  ", data="1")


def test_the_shelf_keeps_replaces_and_removes_by_name(facts, tmp_path, monkeypatch):
    monkeypatch.setenv("KLAIBAAN_HOME", str(tmp_path))
    one = scenario_of(facts, "../../one/ก", data="1")
    shelf.keep(one, author=ADMIN)
    shelf.keep(replace(one, newly_within=5), author=ADMIN)
    shelf.keep(replace(one, name="two"), author=ADMIN)
    assert [(kept.name, kept.newly_within) for kept in shelf.kept_scenarios()] == [
        ("../../one/ก", 5),
        ("two", one.newly_within),
    ]
    assert {path.parent for path in tmp_path.rglob("*.json")} == {tmp_path / "scenarios"}
    (tmp_path / "scenarios" / "broken.json").write_bytes(b"{")
    shelf.remove("two", author=ADMIN)
    assert [kept.name for kept in shelf.kept_scenarios()] == ["../../one/ก"]


def test_closing_a_centre_takes_its_people_away_and_opening_one_there_gives_them_back(facts, tables):
    situation = facts.situation("country", QUESTION.centre_filter)
    centre = situation.points.sort_values("centre_id").iloc[0]
    closed = facts.of(replace(QUESTION, at=(), closed=(centre["centre_id"],), radius=10.0)).openings.together
    assert closed.losing > 0
    assert closed.newly_within == 0
    at = ((float(centre["longitude"]), float(centre["latitude"])),)
    both = facts.of(replace(QUESTION, at=at, closed=(centre["centre_id"],), radius=10.0)).openings.together
    assert both.losing == both.newly_within == 0


def test_an_unknown_centre_that_is_closed_changes_nothing(facts):
    nothing = facts.of(replace(QUESTION, at=(), closed=("no-such-centre",))).openings.together
    assert (nothing.losing, nothing.newly_within, nothing.people_nearer) == (0, 0, 0)


def test_fifty_sites_are_tried_and_fifty_one_refused(tables):
    sites = tuple((round(98.9 + 0.001 * step, 5), 18.75) for step in range(51))
    params = params_of(replace(QUESTION, at=sites[:50]))
    assert len(question_of(params, tables).at) == 50
    with pytest.raises(ReportError, match="50"):
        question_of(params_of(replace(QUESTION, at=sites)), tables)
