"""What a header means: the field it names, and how sure that is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from rapidfuzz import fuzz, process

from registry.vocabulary import SheetKind

_THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# Thai vowels and tone marks are no letters to Python's \w.
_NO_LETTER: Final = re.compile(r"[^\w\u0e00-\u0e7f]+|_")
_BRACKETS: Final = re.compile(r"[(\[（].*?[)\]）]")
# What says in which frame a coordinate stands: "E EPSG:24047", "X_WGS84", "UTM_N_47N".
_FRAME: Final = re.compile(
    r"epsg[:\s_]*\d+|wgs[\s_-]*(19)?84|indian[\s_-]*(19)?75|utm|(zone|โซน)[\s_]*4[78]\s*[np]?|(?<![a-z\d])4[78]\s*[np]?(?![a-z\d])",
    re.IGNORECASE,
)
_POINT: Final = frozenset({"longitude", "latitude", "coordinates"})
_YEAR: Final = re.compile(r"^(?:ปี)?(?:งบประมาณ)?(?:พศ|คศ|be|ce|fy|year)?(2[456]\d\d|(?:19|20)\d\d)$")
_LIKE: Final = 88.0

_AREA: Final = ("area", "province", "district", "subdistrict", "province_code", "district_code", "subdistrict_code")
_EVERYWHERE: Final = (
    "programme",
    "source",
    "notes",
    "outcome",
    "outcome_reason",
    "row_number",
    "postcode",
    "phone",
    "size",
)
FIELDS: Final[dict[SheetKind, tuple[str, ...]]] = {
    SheetKind.CENTRES: (
        "centre_id", "name_th", "name_en", "library_type", *_AREA, "address", "longitude", "latitude", "coordinates",
        "zone", "datum", "location_precision", "status", "verified_on", "access", "opened", "basis", "products",
        "name_status", "site_id", "member_id", *_EVERYWHERE,
    ),
    SheetKind.AREA_COUNTS: (*_AREA, "address", "count", "as_of", "count_id", *_EVERYWHERE),
    SheetKind.FIGURES: (
        "figure_id", "subject", "metric", "value", "qualifier", "unit", "date", "group", *_AREA, "address",
        *_EVERYWHERE,
    ),
}  # fmt: skip
# Fields of which a sheet may have several columns.
REPEATED: Final = frozenset({"value", "count"})
# Fields that are read past: known, and of no meaning to the register.
IGNORED: Final = frozenset({"outcome", "outcome_reason", "row_number", "postcode", "phone", "count_id", "size"})
# Of these the ones that hold something of the centre which the register has no column for.
NOT_KEPT: Final = frozenset({"postcode", "phone", "size"})
# A header that means one thing in one kind of sheet and another in another.
_BY_KIND: Final[dict[str, dict[SheetKind, str]]] = {
    "year": {SheetKind.CENTRES: "opened", SheetKind.AREA_COUNTS: "as_of", SheetKind.FIGURES: "date"},
    "date": {SheetKind.AREA_COUNTS: "as_of"},
    "as_of": {SheetKind.FIGURES: "date"},
    "number": {SheetKind.AREA_COUNTS: "count", SheetKind.FIGURES: "value"},
    "value": {SheetKind.AREA_COUNTS: "count"},
    "count": {SheetKind.FIGURES: "value"},
    "name_th": {SheetKind.FIGURES: "metric"},
}


@dataclass(frozen=True)
class Meaning:
    """A header's field, how sure (0–1), and the year (common era) that it is, where it is one."""

    field: str
    sure: float
    year: int | None = None


def field_for(field: str, kind: SheetKind) -> str:
    """Return what a field is called in a kind of sheet, "" where it has no place there."""
    named = _BY_KIND.get(field, {}).get(kind, field)
    return named if named in FIELDS[kind] else ""


def plain_header(header: str) -> str:
    """Return a header without what spellings differ in: spaces, marks, capitals, Thai digits.

    Examples
    --------
    >>> plain_header(" ปี พ.ศ. ๒๕๖๘ "), plain_header("Sub-district")
    ('ปีพศ2568', 'subdistrict')

    """
    return _NO_LETTER.sub("", header.translate(_THAI_DIGITS).casefold())


@lru_cache(maxsize=4_096)
def meaning(header: str) -> Meaning | None:  # noqa: PLR0911 - from the surest way to the least
    """Return what a header means, or None where nothing is like it.

    Examples
    --------
    >>> meaning("จังหวัด").field, meaning("จำนวน (แห่ง)").field, meaning("Longtitude").field, meaning("ปี ๒๕๖๗").year
    ('province', 'count', 'longitude', 2024)

    """
    plain = plain_header(header)
    if not plain or len(plain) > 120:
        return None
    if year := _YEAR.match(plain):
        number = int(year[1])
        return Meaning("number", 0.9, number - 543 if number > 2400 else number)
    exact, patterns = _tables()
    bare = plain_header(_BRACKETS.sub("", header))
    for form, sure in ((plain, 1.0), (bare, 0.95)):
        # "จำนวน (คน)" is no plain number, "พื้นที่ (ตร.ม.)" no place: the unit says what it counts.
        if form in exact and not (sure < 1 and exact[form] in {"number", "area"}):
            half = _half(header, exact) if sure < 1 and exact[form] == "coordinates" else ""
            return Meaning(half or exact[form], sure)
    within = plain_header(_FRAME.sub(" ", header))
    if within in exact and exact[within] in _POINT:
        return Meaning(exact[within], 0.8)
    for field, pattern in patterns:
        if pattern.search(plain):
            return Meaning(field, 0.8)
    if bare in exact and exact[bare] != "area":
        return Meaning(exact[bare], 0.7)
    if len(plain) >= 4 and (like := process.extractOne(plain, list(exact), scorer=fuzz.ratio, score_cutoff=_LIKE)):
        return Meaning(exact[like[0]], 0.6)
    return None


def _half(header: str, exact: dict[str, str]) -> str:
    """Return which half of a point the brackets of "พิกัด (Latitude)" say, "" for none."""
    inside = _BRACKETS.search(header)
    field = exact.get(plain_header(inside[0]), "") if inside else ""
    return field if field in {"latitude", "longitude"} else ""


@cache
def _tables() -> tuple[dict[str, str], list[tuple[str, re.Pattern[str]]]]:
    text = resources.files(__package__).joinpath("headers.toml").read_text(encoding="utf-8")
    exact: dict[str, str] = {}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for field, forms in tomllib.loads(text).items():
        for form in (field, *forms.get("exact", ())):
            exact.setdefault(plain_header(form), field)
        patterns += [(field, re.compile(pattern)) for pattern in forms.get("contains", ())]
    return exact, patterns
