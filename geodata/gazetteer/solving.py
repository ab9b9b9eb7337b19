"""Which places the names of a row mean, the larger before the smaller inside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from geodata.gazetteer.names import Codes, abolished_by_name, is_capital, letter_away, names_of, postal_districts
from geodata.gazetteer.parts import LEVELS
from geodata.gazetteer.places import Kind
from geodata.gazetteer.reading import Named, Row, codes_of
from geodata.gazetteer.resolution import ABOLISHED, AMBIGUOUS, CONTRADICTION, RESPELT, UNKNOWN, Resolution
from geodata.gazetteer.short_forms import provinces_left

_LENGTH: Final = {Kind.PROVINCE: 2, Kind.DISTRICT: 4, Kind.SUBDISTRICT: 6}


@dataclass(slots=True)
class _Meaning:
    codes: Codes = ()
    problem: str = ""
    candidates: Codes = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    inside: Codes = ()
    notes: list[str] = field(default_factory=list)


def solve(row: Row) -> Resolution:
    """Return where a row is placed."""
    if row.bare:
        return _bare(row)
    if row.local and Kind.DISTRICT not in row.named and Kind.SUBDISTRICT not in row.named:
        _add_local(row)
    if row.provinces:
        return Resolution(problem=AMBIGUOUS, candidates=row.provinces)
    if not row.named:
        return Resolution()
    state = _State()
    for kind in LEVELS:
        if kind not in row.named:
            continue
        meaning = _find(kind, row.named[kind], state.inside)
        state.notes += meaning.notes
        if meaning.problem:
            return _stopped(state, meaning)
        state.inside = meaning.codes
    against = _against(row, state.inside)
    if against:
        return Resolution(problem=CONTRADICTION, candidates=against, notes=tuple(state.notes))
    return _settled(state.inside, row.postal_code, tuple(dict.fromkeys(state.notes)))


def _add_local(row: Row) -> None:
    """Name the place of a local government: the district of its name, else that of the one subdistrict of its name.

    An organisation of a subdistrict is that subdistrict. Without a province only a name that is one district's counts.
    """
    inside = codes_of(Kind.PROVINCE, row.named[Kind.PROVINCE]) if Kind.PROVINCE in row.named else ()
    districts = _within(names_of(Kind.DISTRICT).exact.get(row.local, ()), inside)
    districts = districts or _capital(row.local, inside or names_of(Kind.PROVINCE).exact.get(row.local, ()))
    parts = _within(names_of(Kind.SUBDISTRICT).exact.get(row.local, ()), inside)
    beyond = {part[:4] for part in parts} - set(districts)
    if row.is_tambon and len(parts) == 1 and inside:
        row.named[Kind.SUBDISTRICT] = Named(parts[0], parts, by_code=True)
    elif not row.is_tambon and len(districts) == 1 and (inside or not beyond):
        row.named[Kind.DISTRICT] = Named(districts[0], districts, by_code=True)
    elif not row.is_tambon and not districts and len(parts) == 1 and inside:
        row.named[Kind.DISTRICT] = Named(parts[0][:4], (parts[0][:4],), by_code=True)
    else:
        kind = Kind.SUBDISTRICT if row.is_tambon else Kind.DISTRICT
        row.named[kind] = Named(row.local, by_code=True)


def _find(kind: Kind, named: Named, inside: Codes) -> _Meaning:
    """Return the codes a name may mean inside some areas; none inside means anywhere."""
    if named.by_code:
        return _of_code(kind, named, inside)
    names = names_of(kind)
    exact = names.exact.get(named.name, ())
    codes = _within(exact, inside)
    return _Meaning(codes) if codes else _find_otherwise(kind, named.name, inside, exact or names.near(named.name))


def _find_otherwise(  # noqa: PLR0911 - from the surest way to the least
    kind: Kind, name: str, inside: Codes, elsewhere: Codes
) -> _Meaning:
    """Return what a name may mean that is no place's exact name inside: a slip, an abolished area, a capital."""
    near = _within(names_of(kind).near(name), inside)
    if near:
        return _Meaning(near, notes=(RESPELT,))
    became = _became(kind, name, inside)
    if became:
        return _Meaning(became, notes=(ABOLISHED,))
    capital = _capital(name, inside) if kind == Kind.DISTRICT else ()
    if capital:
        return _Meaning(capital, notes=(RESPELT,))
    younger = _in_younger_provinces(kind, name, inside)
    if younger:
        return _Meaning(younger, notes=(ABOLISHED,))
    exact = names_of(kind).exact.get(name, ())
    slip = () if exact else letter_away(kind, name, inside)
    if len(slip) == 1:
        return _Meaning(slip, notes=(RESPELT,))
    if elsewhere:
        return _Meaning(problem=CONTRADICTION, candidates=elsewhere)
    mistyped = _within(names_of(kind).mistyped(name), inside) if kind != Kind.SUBDISTRICT else ()
    return _Meaning(mistyped, notes=(RESPELT,)) if len(mistyped) == 1 else _Meaning(problem=UNKNOWN[kind])


def _in_younger_provinces(kind: Kind, name: str, inside: Codes) -> Codes:
    """Return the district of a name in a province that left the one named: อ.สระแก้ว จ.ปราจีนบุรี."""
    if kind != Kind.DISTRICT or len(inside) != 1:
        return ()
    for province in provinces_left().get(inside[0], ()):
        codes = _within(names_of(kind).exact.get(name, ()), (province,)) or _capital(name, (province,))
        if len(codes) == 1:
            return codes
    return ()


def _became(kind: Kind, name: str, inside: Codes) -> Codes:
    """Return what the abolished areas of a name became: those that lay inside, wherever they are, and those inside."""
    old, where = abolished_by_name(kind).get(name, ()), inside or ""
    became = {code for area in old for code in area.became if area.code.startswith(where) or code.startswith(where)}
    return tuple(sorted(became))


def _capital(name: str, inside: Codes) -> Codes:
    """Return the capital district, where the province's own name stands for it: อ.ระยอง จ.ระยอง."""
    if len(inside) == 1 and inside[0] in names_of(Kind.PROVINCE).exact.get(name, ()) and is_capital(f"{inside[0]}01"):
        return (f"{inside[0]}01",)
    return ()


def _of_code(kind: Kind, named: Named, inside: Codes) -> _Meaning:
    if not named.codes:
        return _Meaning(problem=UNKNOWN[kind])
    notes = () if named.name in named.codes else (ABOLISHED,)
    codes = _within(named.codes, inside)
    if not codes and not (notes and named.name.startswith(inside)):
        return _Meaning(problem=CONTRADICTION, candidates=named.codes)
    return _Meaning(codes or named.codes, notes=notes)


def _within(codes: Codes, inside: Codes) -> Codes:
    return tuple(code for code in codes if code.startswith(inside)) if inside else codes


def _against(row: Row, settled: Codes) -> Codes:
    """Return what the address names, where it is another place than the fields name."""
    for kind, other in row.others.items():
        if other == row.named[kind]:
            continue
        codes = codes_of(kind, other)
        length = _LENGTH[kind]
        reached = {code[:length] for code in settled if len(code) >= length}
        if codes and reached and reached.isdisjoint(codes):
            return codes
    return ()


def _stopped(state: _State, meaning: _Meaning) -> Resolution:
    certain = _common(state.inside)
    return Resolution(
        *_codes(certain),
        problem=meaning.problem,
        candidates=meaning.candidates,
        notes=tuple(dict.fromkeys(state.notes)),
    )


def _settled(codes: Codes, postal_code: str, notes: tuple[str, ...]) -> Resolution:
    if len(codes) > 1 and postal_code:
        served = tuple(code for code in codes if code in postal_districts(postal_code))
        codes = served or codes
    if len(codes) == 1:
        return Resolution(*_codes(codes[0]), notes=notes)
    return Resolution(*_codes(_common(codes)), problem=AMBIGUOUS, candidates=codes, notes=notes)


def _bare(row: Row) -> Resolution:
    """Return what a name alone means: a province of that name, or the one area that holds all others of it."""
    codes = [code for kind in LEVELS for code in names_of(kind).exact.get(row.bare, ())]
    if len(codes[0]) == 2:
        return Resolution(codes[0])
    outer = tuple(code for code in codes if not any(code != other and code.startswith(other) for other in codes))
    return _settled(outer, row.postal_code, ())


def _common(codes: Codes) -> str:
    """Return the smallest area that holds all the codes, "" without one."""
    if not codes:
        return ""
    for length in (6, 4, 2):
        heads = {code[:length] for code in codes}
        if len(heads) == 1 and len(codes[0]) >= length:
            return heads.pop()
    return ""


def _codes(code: str) -> tuple[str, str, str]:
    return code[:2], code[:4] if len(code) >= 4 else "", code if len(code) == 6 else ""
