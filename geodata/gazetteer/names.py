"""Which codes a name may mean, by level: exactly, with a slip of the pen, or as an area that was abolished."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from geothai import by_postal_code
from geothai.abolished import abolished_areas
from rapidfuzz.distance import OSA

from geodata.codes import BANGKOK_CODE
from geodata.gazetteer.places import Kind, Place, all_places
from geodata.gazetteer.spelling import clean, deletions, key, loose

Codes = tuple[str, ...]
CAPITAL: Final = ("เมือง", "mueang", "muang", "capital")
_LONG: Final = 6
_FEWEST: Final = 4
_IN_BRACKETS: Final = re.compile(r"[()]")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one level: key → codes, sorted."""

    exact: dict[str, Codes] = field(default_factory=dict)
    loose: dict[str, Codes] = field(default_factory=dict)
    _without: dict[str, set[str]] = field(default_factory=dict)

    def near(self, key_: str) -> Codes:
        """Return the codes whose names differ from a key only in what slips."""
        return self.loose.get(loose(key_), ()) if len(key_) > 2 else ()

    def mistyped(self, key_: str) -> Codes:
        """Return the codes whose names differ from a key by one letter; of short names none."""
        if len(key_) < _LONG:
            return ()
        if not self._without:
            for name in self.exact:
                for rest in deletions(name) if len(name) >= _LONG else ():
                    self._without.setdefault(rest, set()).add(name)
        alike = {name for rest in deletions(key_) for name in self._without.get(rest, ())}
        # Two that share what is left when a letter goes may still differ by a letter that wandered.
        near = [name for name in alike if OSA.distance(key_, name, score_cutoff=1) <= 1]
        return tuple(sorted({code for name in near for code in self.exact[name]}))


@cache
def names_of(kind: Kind) -> Names:
    """Return all names of the places of one kind."""
    exact: dict[str, set[str]] = {}
    for one in all_places().values():
        if one.kind == kind:
            for name in _names(one):
                exact.setdefault(key(clean(name)), set()).add(one.code)
    exact.pop("", None)
    slips: dict[str, set[str]] = {}
    for key_, codes in exact.items():
        slips.setdefault(loose(key_), set()).update(codes)
    return Names(_sorted(exact), _sorted(slips))


def letter_away(kind: Kind, name: str, inside: Codes) -> Codes:
    """Return the codes inside some areas whose names are a letter away: one wrong, missing, too many, or two turned.

    Letters of one sound and a tone mark count for nothing here. Names of less than four letters are not looked for.
    """
    if len(name) < _FEWEST - 1 or not inside:
        return ()
    heard = loose(name)
    return tuple(
        sorted(
            {
                code
                for key_, sound, code in _inside(kind, inside)
                if OSA.distance(name, key_, score_cutoff=1) <= 1
                or (
                    OSA.distance(heard, sound, score_cutoff=1) <= 1
                    and (name.isascii() or OSA.distance(name, key_, score_cutoff=2) <= 2)
                )
            }
        )
    )


@lru_cache(maxsize=2_048)
def _inside(kind: Kind, inside: Codes) -> list[tuple[str, str, str]]:
    return [
        (key_, loose(key_), code)
        for key_, codes in names_of(kind).exact.items()
        if len(key_) >= _FEWEST
        for code in codes
        if code.startswith(inside)
    ]


def _sorted(codes_by_key: dict[str, set[str]]) -> dict[str, Codes]:
    return {key_: tuple(sorted(codes)) for key_, codes in codes_by_key.items()}


def _names(one: Place) -> list[str]:
    names = [one.name_th, one.name_en, *usual_names().get(one.code, ())]
    if one.name_en.startswith("Ko "):
        names.append(f"Koh {one.name_en[3:]}")
    if "(" in one.name_th:
        names += _IN_BRACKETS.split(one.name_th)
    if one.kind == Kind.DISTRICT and one.province_code == BANGKOK_CODE:
        names.append(f"เขต{one.name_th}")  # people write อ.เขตบางรัก
    if one.kind == Kind.DISTRICT and is_capital(one.code):
        home = all_places()[one.province_code]
        names += CAPITAL
        provinces = [home.name_th, home.name_en, *usual_names().get(home.code, ())]
        names += [f"{word} {name}" for word in CAPITAL[:3] for name in provinces]
    return names


def is_capital(district_code: str) -> bool:
    """Return whether a district is its province's capital district, which people call only เมือง."""
    return district_code.endswith("01") and not district_code.startswith(BANGKOK_CODE)


@cache
def usual_names() -> dict[str, Codes]:
    """Return names in use that the official tables do not have, by code."""
    text = (files("geodata.gazetteer") / "usual_names.toml").read_text(encoding="utf-8")
    return {code: tuple(names) for code, names in tomllib.loads(text).items()}


def codes_named(name: str) -> Codes:
    """Return the codes of provinces, districts and subdistricts whose name a text is, without a slip."""
    key_ = key(clean(name))
    return tuple(code for kind in (Kind.PROVINCE, Kind.DISTRICT, Kind.SUBDISTRICT)
                 for code in names_of(kind).exact.get(key_, ()))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Abolished:
    """An area that DOPA abolished, and the codes in use that the table says it became."""

    code: str
    became: Codes


@cache
def abolished_by_name(kind: Kind) -> dict[str, tuple[Abolished, ...]]:
    """Return the abolished areas of a level by the keys of their names."""
    areas_by_name: dict[str, list[Abolished]] = {}
    for area in abolished_areas():
        if area.level == kind.value:
            became = tuple(code for code in area.successors if code in all_places())
            for name in {key(clean(area.name_th)), key(clean(area.name_en or ""))} - {""}:
                areas_by_name.setdefault(name, []).append(Abolished(area.code, became))
    return {name: tuple(rows) for name, rows in areas_by_name.items()}


@cache
def abolished_codes() -> dict[str, Codes]:
    """Return what each abolished code became: codes in use, or none where the table does not say."""
    return {area.code: tuple(code for code in area.successors if code in all_places()) for area in abolished_areas()}


@cache
def postal_districts(postal_code: str) -> frozenset[str]:
    """Return the codes of subdistricts, districts and provinces that a postal code serves."""
    subdistricts = [row.code for row in by_postal_code(postal_code)]
    return frozenset(code[:length] for code in subdistricts for length in (2, 4, 6))
