"""Addresses in Latin letters whose parts stand between commas, the smallest first: "KlongPang, Ratsada, Trang"."""

from __future__ import annotations

import re
from typing import Final

from geodata.gazetteer.names import Codes, letter_away, names_of
from geodata.gazetteer.places import Kind
from geodata.gazetteer.resolution import RESPELT, Resolution
from geodata.gazetteer.spelling import clean, key

_LATIN: Final = re.compile(r"[A-Za-z]")
_POSTAL: Final = re.compile(r"\b\d{5}\b")
_COUNTRY: Final = frozenset({"", "thailand", "th"})
_WORD: Final = re.compile(
    r"^(?:(?:tambon|tambol|amphoe|amphur|khet|khwaeng|district|changwat|province)\b|[ta]\.)\s*|"
    r"\s+(?:sub-?district|district|province)$"
)


def by_segments(address: str) -> tuple[Resolution, bool] | None:
    """Return the place of an address between commas whose last part is a province, and whether every part is one.

    None for any other text.

    Each part is looked for inside the one after it: as it stands, as it sounds, then a letter away; only where one
    place alone fits.
    """
    if not _LATIN.search(address) or "," not in address:
        return None
    parts = [key(_WORD.sub("", clean(_POSTAL.sub("", part)))) for part in address.split(",")]
    while parts and parts[-1] in _COUNTRY:
        parts.pop()
    if len(parts) < 2:
        return None
    inside, slips = _one(Kind.PROVINCE, parts.pop(), ())
    code = inside
    for kind in (Kind.DISTRICT, Kind.SUBDISTRICT):
        part_code, slip = _one(kind, parts[-1], (code,)) if parts and code else ("", False)
        if part_code:
            parts.pop()
            code, slips = part_code, slips or slip
        elif kind == Kind.DISTRICT and not part_code:
            continue
    if not inside or code == inside:
        return None
    notes = (RESPELT,) if slips else ()
    return Resolution(code[:2], code[:4], code if len(code) == 6 else "", notes=notes), not parts


def _one(kind: Kind, name: str, inside: Codes) -> tuple[str, bool]:
    """Return the one code that a name means inside an area and whether that took a slip, "" for none or several."""
    names = names_of(kind)
    for codes, slip in ((names.exact.get(name, ()), False), (names.near(name), True)):
        fit = [code for code in codes if code.startswith(inside)] if inside else list(codes)
        if len(fit) == 1:
            return fit[0], slip
        if fit:
            return "", False
    far = letter_away(kind, name, inside)
    return (far[0], True) if len(far) == 1 else ("", False)
