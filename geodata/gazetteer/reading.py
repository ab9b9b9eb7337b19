"""What the fields of a row name, level by level, before it is asked which places those names mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from geodata.gazetteer.names import CAPITAL, Codes, abolished_codes, letter_away, names_of
from geodata.gazetteer.parts import LEVELS, Parts, is_name, last_name, read_parts, rightmost_name
from geodata.gazetteer.places import Kind, all_places
from geodata.gazetteer.short_forms import as_province, as_whole, written_out
from geodata.gazetteer.spelling import clean, key

_CODE: Final = re.compile(r"(?:th-?)?(\d{2}|\d{4}|\d{6}|\d{8})(?:\.0)?")
_LOCAL: Final = re.compile(
    r"(?P<tambon>องค์การบริหารส่วนตำบล|อบต\.?)|เทศบาล\s?(?:นคร|เมือง|ตำบล|[นมต]\.)|(?<![ก-๎.])ท[นมต]\.|(?<![ก-๎.])ท[นมต](?=\s?[ก-ฮเ-ไ]{2}[ก-๎]{2})"
)
_LOCAL_NAME: Final = re.compile(r"\s*([ก-๎]{2,})")
_KIND_BY_LENGTH: Final = {2: Kind.PROVINCE, 4: Kind.DISTRICT, 6: Kind.SUBDISTRICT}
_LONG: Final = 5
_COUNTRY: Final = frozenset({"ประเทศไทย", "ไทย", "thailand", "th"})


@dataclass(frozen=True, slots=True)
class Named:
    """A level's name as a key, or the codes that were given in its place."""

    name: str
    codes: Codes = ()
    by_code: bool = False


@dataclass(slots=True)
class Row:
    """What a row names: one name a level, or a bare name that may be of any level, or several provinces."""

    named: dict[Kind, Named] = field(default_factory=dict)
    bare: str = ""
    others: dict[Kind, Named] = field(default_factory=dict)
    provinces: Codes = ()
    postal_code: str = ""
    # A municipality or a subdistrict organisation, and whether it is the latter.
    local: str = ""
    is_tambon: bool = False


def read_row(province: str, district: str, subdistrict: str, address: str) -> Row:
    """Return what four fields name. The field of a level is believed before the address."""
    row = Row()
    province, district, subdistrict, address = (
        written_out(as_province(province)), written_out(district), written_out(subdistrict),
        written_out(as_whole(address)),
    )  # fmt: skip
    district, subdistrict, address = (_without_local(row, text) for text in (district, subdistrict, address))
    for kind, text in zip(LEVELS, (province, district, subdistrict), strict=True):
        for level, name in _field(kind, text).items():
            row.named.setdefault(level, name)
    if address:
        _add_address(row, address)
    return row


def _without_local(row: Row, text: str) -> str:
    """Return a text without the name of a local government in it, which is kept beside the row's names."""
    mark = _LOCAL.search(text) if "ท" in text or "อ" in text else None
    name = _LOCAL_NAME.match(text, mark.end()) if mark else None
    if mark is None or name is None:
        return text
    row.local, row.is_tambon = key(clean(name[1])), bool(mark["tambon"])
    before = text[: mark.start()].removesuffix("ท้องถิ่น").removesuffix("สำนักงาน").removesuffix("ที่ทำการ")
    return f"{before} {text[name.end() :]}".strip(" *")


@lru_cache(maxsize=16_384)
def _field(kind: Kind, text: str) -> dict[Kind, Named]:
    cleaned = clean(text)
    if not key(cleaned):
        return {}
    code = _CODE.fullmatch(cleaned)
    if code:
        named = _of_code(code[1])
        return {_kind_of_code(named): named}
    for name in (key(cleaned), key(cleaned.partition("(")[0])):
        if name and is_name(kind, name):
            return {kind: Named(name)}
    parts = read_parts(text)
    level_names = {level: Named(name) for level, name in parts.names.items()}
    if kind not in level_names:
        level_names |= _unmarked(parts, kind, level_names)
    if kind not in level_names and (any(parts.words) or not parts.names):
        level_names[kind] = Named(key(cleaned))
    return level_names


def _unmarked(parts: Parts, kind: Kind, level_names: dict[Kind, Named]) -> dict[Kind, Named]:
    """Return the names in a field's words, where every word belongs to one: "หาดใหญ่ สงขลา"."""
    words, names = parts.words, {}
    for level in LEVELS[: LEVELS.index(kind) + 1]:
        if level in level_names:
            continue
        taken = last_name(words, names_of(level).exact.__contains__)
        if taken and (level == kind or any(words[: taken[1]])):
            names[level] = Named(taken[0])
            words = words[: taken[1]]
    return names if kind in names and not any(words) else {}


def _kind_of_code(named: Named) -> Kind:
    return _KIND_BY_LENGTH[len(named.name)]


def _of_code(code: str) -> Named:
    """Return what a code means; older systems write villages after it, or zeros for the levels it leaves open."""
    if len(code) > 4 and code not in all_places() and code not in abolished_codes():
        code = code[:6]
        while code.endswith("00") and len(code) > 2:
            code = code[:-2]
    if code in all_places():
        return Named(code, (code,), by_code=True)
    return Named(code, abolished_codes().get(code, ()), by_code=True)


def _add_address(row: Row, address: str) -> None:
    cleaned = clean(address)
    code = _CODE.fullmatch(cleaned)
    if code:
        named = _of_code(code[1])
        row.others |= {_kind_of_code(named): named}
    parts = read_parts(address)
    row.postal_code = parts.postal_code
    for kind, name in parts.names.items():
        row.others[kind] = Named(name)
    words = _without_country(parts.words)
    if not row.named and not row.others and _is_bare(words):
        row.bare = key("".join(words))
        return
    for kind, named in row.others.items():
        row.named.setdefault(kind, named)
    _add_words(row, words)
    if not row.named and any(words):
        row.named[Kind.PROVINCE] = Named(key("".join(words)))


def _add_words(row: Row, words: tuple[str, ...]) -> None:
    """Add what stands in an address without a word for its level, the province first, from the right."""
    provinces = names_of(Kind.PROVINCE).exact
    alone = Kind.PROVINCE not in row.named
    if alone:
        whole = key("".join(words))
        if not row.named and whole not in provinces and len(names_of(Kind.PROVINCE).near(whole)) == 1:
            row.named[Kind.PROVINCE] = Named(whole)
            return
        taken = rightmost_name(words, provinces.__contains__)
        if taken:
            row.named[Kind.PROVINCE] = Named(taken[0])
            words = _beside(words, taken)
    for kind, above in ((Kind.DISTRICT, Kind.PROVINCE), (Kind.SUBDISTRICT, Kind.DISTRICT)):
        if kind not in row.named:
            words = _add_last(row, kind, above, words)
    other = rightmost_name(words, provinces.__contains__) if alone and Kind.PROVINCE in row.named else None
    if other:
        both = {*provinces[other[0]], *provinces[row.named[Kind.PROVINCE].name]}
        row.provinces = tuple(sorted(both)) if len(both) > 1 else ()


def _beside(words: tuple[str, ...], taken: tuple[str, int]) -> tuple[str, ...]:
    """Return the words before a province's name; where none are, those after it: the province may come first."""
    name, start = taken
    if any(words[:start]):
        return words[:start]
    end = next(end for end in range(start + 1, len(words) + 1) if key("".join(words[start:end])) == name)
    after = words[end:]
    while after and not after[0]:
        after = after[1:]
    inside = names_of(Kind.PROVINCE).exact[name]
    for at in range(len(after) - 1, 0, -1):
        codes = names_of(Kind.DISTRICT).exact.get(key("".join(after[:at])), ())
        if any(code.startswith(inside) for code in codes):
            return (*after[at:], "", *after[:at])
    return after


def _add_last(row: Row, kind: Kind, above: Kind, words: tuple[str, ...]) -> tuple[str, ...]:
    inside = codes_of(above, row.named[above]) if above in row.named else ()
    if kind == Kind.SUBDISTRICT and not inside and Kind.PROVINCE in row.named:
        inside = codes_of(Kind.PROVINCE, row.named[Kind.PROVINCE])
    names = names_of(kind)

    def exact(name: str) -> bool:
        return any(code.startswith(inside) for code in names.exact.get(name, ())) if inside else name in names.exact

    def slipped(name: str) -> bool:
        return (len(name) >= _LONG or name == alone) and sum(code.startswith(inside) for code in names.near(name)) == 1

    def mistyped(name: str) -> bool:
        # Among other words a letter off is a street's name as likely as a slip of the pen.
        if name != alone:
            return False
        if name.isascii() and inside:
            return len(letter_away(kind, name, inside)) == 1
        return sum(code.startswith(inside) for code in names.mistyped(name)) == 1

    alone = key("".join(words))
    taken = last_name(words, exact) if inside or kind == Kind.DISTRICT else None
    if taken and _cuts(words, taken) and (above not in row.named or taken[0] in CAPITAL):
        taken = None
    if taken is None and inside and kind == Kind.DISTRICT:
        taken = last_name(words, slipped) or last_name(words, mistyped)
    if taken is None:
        return words
    row.named[kind] = Named(taken[0])
    return words[: taken[1]]


def _cuts(words: tuple[str, ...], taken: tuple[str, int]) -> bool:
    """Return whether a name in Latin letters is but the end of what stands together: Phanom in Nakorn Phanom."""
    name, start = taken
    return bool(start and words[start - 1]) and name.isascii()


def codes_of(kind: Kind, named: Named) -> Codes:
    """Return the codes that a name of a level may mean anywhere: exactly, else with a slip."""
    if named.by_code:
        return named.codes
    return names_of(kind).exact.get(named.name, ()) or names_of(kind).near(named.name)


def _without_country(words: tuple[str, ...]) -> tuple[str, ...]:
    while words and (not words[-1] or key(words[-1]) in _COUNTRY):
        words = words[:-1]
    return words


def _is_bare(words: tuple[str, ...]) -> bool:
    name = key("".join(words))
    return bool(name) and any(name in names_of(kind).exact for kind in LEVELS)
