"""Who stands behind the programmes: owners and partners, each with the programmes that are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.derived import ONE_A_SUBDISTRICT
from registry.schema import DetailKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

# What one and the same organisation is written with or without: its short form, and its royal patronage.
_MAY_BE_LEFT_OUT: Final = re.compile(r"\s*\([^()]*\)\s*$|\s*ในพระ\w*ราชูปถัมภ์\S*|ฯ\s*$")
IN_SUBDISTRICTS: Final = frozenset({"near-home", ONE_A_SUBDISTRICT})
"""The programmes that work in subdistricts: their partners are asked by subdistrict, a province at a time."""


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation: its name, English where a source gives it, and its programmes as owner and as partner."""

    name_th: str
    name_en: str
    owns: tuple[str, ...]
    takes_part_in: tuple[str, ...]

    @property
    def programmes(self) -> tuple[str, ...]:
        """Return all its programmes, its own first."""
        return (*self.owns, *self.takes_part_in)


def partners(programmes: pd.DataFrame, details: pd.DataFrame) -> tuple[Partner, ...]:
    """Return every organisation behind the programmes, in the order in which the programmes name them.

    A name with and without its short form, as in "กรุงเทพมหานคร (BMA)", or its patronage, is one organisation. The
    partners of a programme are those of its details; the short list in the table of programmes stands in where there
    are none, and adds organisations that own a programme themselves.
    """
    names: dict[str, tuple[str, str]] = {}
    owns: dict[str, list[str]] = {}
    joins: dict[str, list[str]] = {}
    owners = {_key(owner) for owner in programmes["owner"].dropna()}
    listed = details[details["kind"] == DetailKind.PARTNER]
    for row in programmes.to_dict("records"):
        programme_id = str(row["programme_id"])
        if row["owner"]:
            _note(names, owns, str(row["owner"]), "", programme_id)
        own = listed[listed["programme_id"] == programme_id]
        for thai, english in zip(own["name_th"], own["name_en"], strict=True):
            _note(names, joins, str(thai), str(english or ""), programme_id)
        for name in _split(row["partners"]):
            if own.empty or _key(name) in owners:
                _note(names, joins, name, "", programme_id)
    return tuple(
        Partner(thai, english, tuple(owns.get(key, ())), _except(joins.get(key, ()), owns.get(key, ())))
        for key, (thai, english) in names.items()
    )


def _except(programmes: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    return tuple(programme_id for programme_id in programmes if programme_id not in own)


def _split(text: object) -> list[str]:
    return [name for name in text.split("; ") if name] if isinstance(text, str) else []


def _key(name: str) -> str:
    bare = name
    while (shorter := _MAY_BE_LEFT_OUT.sub("", bare).strip()) != bare:
        bare = shorter
    return bare


def _note(
    names: dict[str, tuple[str, str]], programmes: dict[str, list[str]], thai: str, english: str, programme_id: str
) -> None:
    key = _key(thai)
    entry = names.get(key, (thai, ""))
    names[key] = (entry[0], entry[1] or english)
    mine = programmes.setdefault(key, [])
    if programme_id not in mine:
        mine.append(programme_id)
