"""Search by a person: forgiving, ranked, every place of an ambiguous name listed."""

from __future__ import annotations

from typing import Final

from rapidfuzz import fuzz, process

from geodata.gazetteer.names import abolished_codes, names_of
from geodata.gazetteer.parts import read_parts
from geodata.gazetteer.places import Kind, Place, all_places
from geodata.gazetteer.resolve import resolve
from geodata.gazetteer.spelling import clean, key, loose

_LIMIT: Final = 20
_ALIKE_PERCENT: Final = 80.0


def find_places(text: str, *, limit: int = _LIMIT) -> list[Place]:
    """Return the places a text may mean, the likeliest first; an unknown one gives an empty list.

    A name in full comes before one that is written with a slip, before one that only begins so, before one
    that only contains it; among equals the larger place first, then by code.

    Parameters
    ----------
    text
        A name with or without its word, a whole address, a code; Thai or English.
    limit
        Most places to return.

    """
    cleaned = clean(text)
    name = key(cleaned)
    if not name:
        return []
    code = _of_code(cleaned)
    if code:
        return [all_places()[one] for one in code]
    marked = read_parts(text).names
    kinds = tuple(kind for kind in Kind if kind in marked)[-1:] or tuple(Kind)
    codes = dict.fromkeys(() if _is_name(name) else _of_parts(text))
    if len(codes) != 1:
        place_name = marked[kinds[0]] if marked else name
        for tier in (_exact, _near, _begins, _contains, _resembles):
            if not codes or (len(codes) < limit and tier is not _resembles):
                codes |= dict.fromkeys(tier(place_name, kinds))
    return [all_places()[one] for one in codes][: max(limit, 0)]


def _is_name(name: str) -> bool:
    return any(name in names_of(kind).exact for kind in Kind)


def _of_parts(text: str) -> tuple[str, ...]:
    resolution = resolve(address=text)
    return (resolution.code,) if resolution.code and not resolution.problem else resolution.candidates


def _of_code(cleaned: str) -> list[str]:
    code = cleaned.upper()
    code = code.removeprefix("TH") if code[2:].isdigit() else code
    return [code] if code in all_places() else list(abolished_codes().get(code, ()))


def _exact(name: str, kinds: tuple[Kind, ...]) -> list[str]:
    return [code for kind in kinds for code in names_of(kind).exact.get(name, ())]


def _near(name: str, kinds: tuple[Kind, ...]) -> list[str]:
    return [code for kind in kinds for code in names_of(kind).near(name)]


def _begins(name: str, kinds: tuple[Kind, ...]) -> list[str]:
    start = loose(name)
    return [
        code
        for kind in kinds
        for entry, codes in names_of(kind).loose.items()
        if start and entry.startswith(start)
        for code in codes
    ]


def _contains(name: str, kinds: tuple[Kind, ...]) -> list[str]:
    part = loose(name)
    return [
        code
        for kind in kinds
        for entry, codes in names_of(kind).loose.items()
        if len(part) > 2 and part in entry
        for code in codes
    ]


def _resembles(name: str, kinds: tuple[Kind, ...]) -> list[str]:
    names = list(dict.fromkeys(entry for kind in kinds for entry in names_of(kind).exact))
    alike = process.extract(name, names, scorer=fuzz.ratio, limit=_LIMIT, score_cutoff=_ALIKE_PERCENT)
    return [code for entry, _, _ in alike if len(name) > 2 for code in _exact(entry, kinds)]
