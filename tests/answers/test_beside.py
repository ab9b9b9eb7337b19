"""Several programmes side by side: each column is what its programme says by itself, and nothing is added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answers.facts import Facts
from answers.question import Question
from answers.sections.beside import beside_section, each_programme
from registry.store import Register

TWO = ("relearning", "public-library")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(Question(programme=TWO, lang="en"), Register.in_memory().tables(), today=date(2026, 11, 26))


def test_each_column_is_the_programme_by_itself(facts: Facts) -> None:
    section = beside_section(facts)
    assert section is not None
    alone = [facts.of(replace(facts.question, programme=(one,))) for one in TWO]
    assert section.tables[0].rows[0][1:] == tuple(f"{len(one.filtered.centres):,}" for one in alone)
    together = len(facts.filtered.centres)
    assert f"{together:,}" not in section.tables[0].rows[0][1:]


def test_two_programmes_of_one_place_stand_beside_each_other(facts: Facts) -> None:
    section = beside_section(facts)
    assert section is not None
    ubon = next(row for row in section.tables[1].rows if row[0] == "Ubon Ratchathani")
    assert ubon[1:] == tuple(f"{one.table.at['34', 'centre_count']}" for one in each_programme(facts))


def test_a_single_programme_has_nothing_beside_it(facts: Facts) -> None:
    assert beside_section(facts.of(Question(programme=("relearning",)))) is None
