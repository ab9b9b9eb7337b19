"""The errors of scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class ScenarioError(KlaiBaanError, ValueError):
    """A scenario that cannot be read or kept."""

    templates: ClassVar[Mapping[str, str]] = {
        "scenario_unreadable": "{file} is no scenario of this tool. Choose a file that was saved here.",
        "scenario_newer": (
            "{file} was saved by a newer version (format {version}); this one reads up to {known}. Update the tool, or "
            "save it again there."
        ),
        "scenario_name": "A scenario needs a name of 1 to {most} characters.",
        "scenario_empty": "Nothing is opened or closed yet, so there is nothing to save. Put a site on the map first.",
        "scenario_kept": "The scenario could not be kept in the home folder ({reason}). Save it as a file instead.",
        "scenario_contents": "{file}: what it asks makes no sense ({reason}). Nothing was changed.",
    }
