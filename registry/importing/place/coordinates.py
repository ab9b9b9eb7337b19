"""A point as people write it: decimal degrees, degrees-minutes-seconds, one cell or two, a map link, UTM."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from registry.importing.read.cleaning import is_nothing
from registry.importing.read.numbers import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_N: Final = r"\d+(?:[.,]\d+)?"
_MARK: Final = r"(?:\s*(?:°|º|˚|องศา|deg|d|\s|-|:)\s*)"
_DMS: Final = re.compile(
    rf"(?P<front>[NSEWเ-ไก-ฮ]*[a-z]*)\s*(?P<sign>[+-]?)(?P<d>{_N})(?:{_MARK}(?P<m>{_N})\s*(?:'|′|’|‘|`|´|ลิปดา|min|m|:|-|\s)?"
    rf"\s*(?:(?P<s>{_N})\s*(?:\"|″|”|“|''|′′|’’|พิลิปดา|ฟิลิปดา|วิลิปดา|sec|s)?)?)?\s*(?:°|º|˚|องศา)?\s*(?P<back>[a-zก-๙]*)",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[,; \t/|]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
_METRES: Final = re.compile(
    r"\s*[ENXY]?\s*(\d{6,7}(?:\.\d+)?)\s*(?:m\s*)?[EN]?\s*[,; \t/|]\s*"
    r"[ENXY]?\s*(\d{6,7}(?:\.\d+)?)\s*(?:m\s*)?[EN]?\s*", re.IGNORECASE,
)  # fmt: skip
# The letter of a band beside the zone says no more than the northing does.
_ZONE: Final = re.compile(
    r"(?:\bwgs[ -]?84\b[\s,/]*)?(?:\butm\b\s*)?(?:\bzone\b\s*|โซน\s*)?(?<![\d.])(4[78])\s?[NPQ]?(?![\w.])",
    re.IGNORECASE,
)
_ZONE_BEFORE: Final = re.compile(r"(4[78])\s?[NPQ]\s*(?=\d{6,7}(?:\.\d+)?$)", re.IGNORECASE)
_LINK: Final = re.compile(
    r"(?:@|[?&](?:q|ll|query|daddr|center)=(?:loc:)?|!3d|/place/)"
    r"(-?\d{1,2}\.\d+)(?:,|%2C|\+|!4d)+(-?\d{2,3}\.\d+)", re.IGNORECASE,
)  # fmt: skip
_GEO_URI: Final = re.compile(r"geo:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)(?:[,;?].*)?$", re.IGNORECASE)  # RFC 5870
_WKT: Final = re.compile(
    r"\s*POINT\s*Z?\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)(?:\s+\S+)?\s*\)\s*", re.IGNORECASE
)
_LETTERS: Final = re.compile("[A-Za-z_]")
_HEMISPHERE: Final = re.compile(r"([NSEW]|เหนือ|ใต้|ตะวันออก|ตะวันตก)", re.IGNORECASE)
_THAI_INITIALS: Final = ((re.compile(r"(?<![ก-๙])น\.?(?![ก-๙])"), "N"), (re.compile(r"(?<![ก-๙])อ\.?(?![ก-๙])"), "E"))
_NEGATIVE: Final = frozenset({"s", "w", "ใต้", "ตะวันตก"})
_HEMISPHERES: Final = frozenset({"", "n", "s", "e", "w", "เหนือ", "ใต้", "ตะวันออก", "ตะวันตก"})
_LABELS: Final = re.compile(
    r"latitude|longitude|lat\b|long?\b|lng\b|ละติจูด|ลองจิจูด|พิกัด|ที่|north|east|[()\[\]:=]", re.IGNORECASE
)  # fmt: skip


def degrees_column(cells: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the numbers of a column of one coordinate, NaN where there is none, and where a cell cannot be read.

    Decimal numbers stay as they are, degrees or metres alike; degrees, minutes and seconds become decimal degrees.
    """
    everything = "".join(cells)
    # What the library takes for numbers besides: 1_000, nan, infinity.
    if everything.isascii() and not _LETTERS.search(everything):
        try:
            return np.array([cell or "nan" for cell in cells], dtype=float), np.zeros(len(cells), dtype=bool)
        except ValueError:
            pass
    values = np.full(len(cells), np.nan)
    unread = np.zeros(len(cells), dtype=bool)
    for position, cell in enumerate(cells):
        if is_nothing(cell):
            continue
        number = one_coordinate(cell)
        unread[position] = number is None
        values[position] = np.nan if number is None else number
    return values, unread


def pair_column(
    cells: Sequence[str],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Return x and y (longitude and latitude as written, or metres) of cells that hold both, and what is unread."""
    x, y = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
    unread = np.zeros(len(cells), dtype=bool)
    for position, cell in enumerate(cells):
        if is_nothing(cell):
            continue
        pair = coordinate_pair(cell)
        if pair is None:
            unread[position] = True
        else:
            y[position], x[position] = pair
    return x, y, unread


@lru_cache(maxsize=4_096)
def one_coordinate(text: str) -> float | None:
    r"""Return one coordinate in decimal degrees (or the number as it is), or None.

    Examples
    --------
    >>> one_coordinate("๑๓.๗๕๖๓"), one_coordinate("13°45'30\"N"), one_coordinate("100 30.5 E"), one_coordinate("13,75")
    (13.7563, 13.758333333333333, 100.50833333333334, 13.75)
    >>> one_coordinate("inf"), one_coordinate("13°75'"), one_coordinate("somewhere")
    (None, None, None)

    """
    plain = _ZONE_BEFORE.sub("", ascii_digits(text).strip())
    plain = _without_labels(plain).replace("−", "-").strip()
    grouped = plain.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3}){1,2}(\.\d+)?", plain) else plain
    if re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d{1,3})?", grouped):
        value = float(grouped)
        return value if np.isfinite(value) else None
    match = _DMS.fullmatch(plain)
    if not match:
        return None
    front, back = match["front"].casefold(), match["back"].casefold()
    if front not in _HEMISPHERES or back not in _HEMISPHERES or (front and back):
        return None
    degrees, minutes, seconds = (float((match[part] or "0").replace(",", ".")) for part in "dms")
    if minutes >= 60 or seconds >= 60 or (match["m"] and not degrees.is_integer()):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    return -value if match["sign"] == "-" or (front or back) in _NEGATIVE else value


@lru_cache(maxsize=4_096)
def coordinate_pair(text: str) -> tuple[float, float] | None:  # noqa: PLR0911 - one line a way of writing
    """Return latitude and longitude, in the order in which they are written or marked, or None.

    Examples
    --------
    >>> coordinate_pair("13.7563, 100.5018"), coordinate_pair("100.5018E 13.7563N")
    ((13.7563, 100.5018), (13.7563, 100.5018))
    >>> coordinate_pair("https://maps.google.com/?q=13.75,100.5"), coordinate_pair("Bangkok")
    ((13.75, 100.5), None)
    >>> coordinate_pair("๑๓°๔๕'น ๑๐๐°๓๐'อ"), coordinate_pair("47Q 620000E 2005000N")
    ((13.75, 100.5), (2005000.0, 620000.0))

    """
    if match := _PLAIN.fullmatch(text):
        return float(match[1]), float(match[2])
    if len(text) > 2_000:
        return None
    plain = ascii_digits(text).strip()
    if match := _LINK.search(plain):
        return float(match[1]), float(match[2])
    if match := _GEO_URI.match(plain):
        return float(match[1]), float(match[2])
    if match := _WKT.fullmatch(plain):
        return float(match[2]), float(match[1])
    if "://" in plain:
        return None
    plain = re.sub(r"\s+", " ", _without_labels(plain)).strip(" ,;/")
    if match := _PLAIN.fullmatch(plain):
        return float(match[1]), float(match[2])
    if (metres := _metres(plain)) is not None:
        first, second, _ = metres
        # Northings of Thailand are above 600 km, eastings mostly below; the order is looked at again with the area.
        return max(first, second), min(first, second)
    return _two_halves(plain)


def zone_beside(text: str) -> int:
    """Return the UTM zone (47 or 48) that a cell with an easting and a northing says, or 0.

    Examples
    --------
    >>> zone_beside("48P 480000 1685000"), zone_beside("480000, 1685000"), zone_beside("47.5, 100.5")
    (48, 0, 0)

    """
    plain = ascii_digits(text)
    if len(plain) > 200 or not any(zone in plain for zone in ("47", "48")):
        return 0
    metres = _metres(re.sub(r"\s+", " ", _without_labels(plain)).strip(" ,;/"))
    return 0 if metres is None else metres[2]


def zone_before(text: str) -> int:
    """Return the UTM zone (47 or 48) that stands before an easting of its own cell, or 0.

    Examples
    --------
    >>> zone_before("47P 0662000"), zone_before("662000")
    (47, 0)

    """
    match = _ZONE_BEFORE.match(ascii_digits(text).strip()) if len(text) < 60 else None
    return int(match[1]) if match else 0


def _metres(plain: str) -> tuple[float, float, int] | None:
    """Return two numbers of metres as they stand, and the zone beside them, 0 without one."""
    for zone in (None, _ZONE.search(plain)):
        bare = plain if zone is None else f"{plain[: zone.start()]} {plain[zone.end() :]}".strip(" ,;/")
        if match := _METRES.fullmatch(bare.replace(",", " ") if bare.count(",") > 1 else bare):
            return float(match[1]), float(match[2]), int(zone[1]) if zone else 0
    return None


def _without_labels(text: str) -> str:
    plain = _LABELS.sub(" ", text)
    if not plain.isascii():
        for initial, letter in _THAI_INITIALS:
            plain = initial.sub(letter, plain)
    return plain


def _two_halves(plain: str) -> tuple[float, float] | None:
    for halves in _cuts(plain):
        first, second = one_coordinate(halves[0].strip(" ,;/")), one_coordinate(halves[1].strip(" ,;/"))
        if first is not None and second is not None:
            east_first = re.search(r"[EW]|ตะวันออก|ตะวันตก", halves[0], re.IGNORECASE) is not None
            return (second, first) if east_first else (first, second)
    return None


def _cuts(plain: str) -> list[tuple[str, str]]:
    """Return the ways in which a text may be two coordinates, the likeliest first."""
    cuts: list[tuple[str, str]] = []
    for divider in (";", "/", ", ", ",", "\n"):
        if plain.count(divider) == 1:
            first, _, second = plain.partition(divider)
            cuts.append((first, second))
    marks = list(_HEMISPHERE.finditer(plain))
    if len(marks) == 2:
        after = marks[0].end() if marks[0].start() > 0 else marks[1].start()
        cuts.append((plain[:after], plain[after:]))
    words = plain.split(" ")
    if len(words) in (2, 4, 6):
        half = len(words) // 2
        cuts.append((" ".join(words[:half]), " ".join(words[half:])))
    return cuts
