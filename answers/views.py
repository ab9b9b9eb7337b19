"""The fixed views that every report has beside the one that was asked for."""

from __future__ import annotations

from dataclasses import replace

from analysis.headlines import BMA_LIBRARY, RELEARNING
from analysis.measures import CLAIM
from answers.facts import Facts
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE


def bangkok_facts(facts: Facts) -> Facts:
    """Return the facts of Bangkok's khet with and without a BMA learning library, from the same register."""
    return facts.once("bangkok", lambda own: _view(own, BANGKOK_CODE, BMA_LIBRARY))


def relearning_facts(facts: Facts) -> Facts:
    """Return the facts of the provinces with and without a Relearning library, from the same register."""
    return facts.once("relearning", lambda own: _view(own, COUNTRY_CODE, RELEARNING))


def _view(facts: Facts, area: str, programme_id: str) -> Facts:
    register = facts.question.of_register
    question = replace(register.about(area).of_programmes(programme_id), measure=CLAIM, mode="", benchmark="")
    return facts.of(question)
