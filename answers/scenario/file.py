"""A scenario as a file: the parameters of an address under a name, and what they came to when it was saved."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from answers.question import params_of, question_of
from answers.scenario.errors import ScenarioError
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.question import Question
    from registry.tables import Tables

FORMAT: Final = 1
LONGEST_NAME: Final = 80
MOST_BYTES: Final = 200_000


@dataclass(frozen=True)
class Scenario:
    """A scenario.

    name
        What its maker calls it.
    params
        The parameters of its address (`answers.question.params_of`).
    saved_on
        The day, as an ISO date.
    data
        What it stood on: a hash of the demand points and the register's revision.
    newly_within, losing
        What it came to then: people newly within the radius, and people who would lose cover.
    """

    name: str
    params: dict[str, str]
    saved_on: str
    data: str
    newly_within: int
    losing: int

    def question(self, tables: Tables) -> Question:
        """Return what it asks.

        Raises
        ------
        ScenarioError
            Its parameters make no sense any more.

        """
        try:
            return question_of(self.params, tables)
        except KlaiBaanError as error:
            raise ScenarioError("scenario_contents", file=self.name, reason=str(error)) from error


def scenario_of(facts: Facts, name: str, *, data: str) -> Scenario:
    """Return the scenario of a question's facts under a name.

    Raises
    ------
    ScenarioError
        The name is empty or too long, or nothing is opened or closed.

    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise ScenarioError("scenario_name", most=LONGEST_NAME)
    openings = facts.openings
    if openings is None:
        raise ScenarioError("scenario_empty")
    whole = openings.together or openings.each[0]
    return Scenario(
        name=name,
        params=params_of(facts.question.on_paper),
        saved_on=facts.today.isoformat(),
        data=data,
        newly_within=whole.newly_within,
        losing=whole.losing,
    )


def scenario_bytes(scenario: Scenario) -> bytes:
    """Return a scenario as the bytes of a file (JSON in UTF-8)."""
    text = json.dumps({"klaibaan_scenario": FORMAT, **asdict(scenario)}, ensure_ascii=False, indent=1)
    return text.encode()


def read_scenario(data: bytes, *, file: str) -> Scenario:
    """Return the scenario of a file's bytes, whoever has edited them.

    Raises
    ------
    ScenarioError
        It is none, or of a newer version.

    """
    try:
        content = json.loads(data.decode("utf-8-sig")) if len(data) <= MOST_BYTES else {}
        version = int(content["klaibaan_scenario"])
        scenario = _scenario(content, file) if version <= FORMAT else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ScenarioError("scenario_unreadable", file=file) from error
    if scenario is None:
        raise ScenarioError("scenario_newer", file=file, version=version, known=FORMAT)
    return scenario


def _scenario(content: dict[str, Any], file: str) -> Scenario:
    return Scenario(
        name=" ".join(str(content["name"]).split())[:LONGEST_NAME] or file,
        params={str(key): str(value) for key, value in content["params"].items()},
        saved_on=str(content.get("saved_on", ""))[:10],
        data=str(content.get("data", "")),
        newly_within=int(content.get("newly_within", 0)),
        losing=int(content.get("losing", 0)),
    )
