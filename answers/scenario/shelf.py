"""The scenarios kept in the home folder: one file each, by name."""

from __future__ import annotations

import hashlib
import os
import secrets
from typing import TYPE_CHECKING

from answers.scenario.errors import ScenarioError
from answers.scenario.file import Scenario, read_scenario, scenario_bytes
from geodata.paths import home_dir
from registry.vocabulary import Act

if TYPE_CHECKING:
    from pathlib import Path

    from registry.author import Author


def kept_scenarios() -> list[Scenario]:
    """Return the scenarios of the home folder by name; files that are none are passed over."""
    scenarios = []
    for path in _folder().glob("*.json"):
        try:
            scenarios.append(read_scenario(path.read_bytes(), file=path.name))
        except (ScenarioError, OSError):
            continue
    return sorted(scenarios, key=lambda one: one.name)


def keep(scenario: Scenario, *, author: Author) -> None:
    """Keep a scenario; one of the same name is replaced.

    Raises
    ------
    AuthorError
        The author may not write.
    ScenarioError
        The home folder cannot be written to.

    """
    author.refuse(Act.DOCUMENT)
    path = _file(scenario.name)
    temporary = path.with_name(f"{path.stem}-{secrets.token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(scenario_bytes(scenario))
        os.replace(temporary, path)  # noqa: PTH105 - a reader sees the whole file or none
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ScenarioError("scenario_kept", reason=error.strerror or str(error)) from error


def remove(name: str, *, author: Author) -> None:
    """Remove the scenario of a name, if there is one; an `AuthorError` where the author may not write."""
    author.refuse(Act.DOCUMENT)
    _file(name).unlink(missing_ok=True)


def _folder() -> Path:
    return home_dir() / "scenarios"


def _file(name: str) -> Path:
    return _folder() / f"{hashlib.sha256(name.encode()).hexdigest()[:20]}.json"
