"""From the names in a row of a file to codes: strictly, saying what is wrong where a row cannot be placed."""

from __future__ import annotations

from functools import lru_cache

from geodata.gazetteer.reading import read_row
from geodata.gazetteer.resolution import Resolution
from geodata.gazetteer.segments import by_segments
from geodata.gazetteer.short_forms import written_out
from geodata.gazetteer.solving import solve

__all__ = ["Resolution", "resolve"]


def resolve(
    *,
    province: str | None = None,
    district: str | None = None,
    subdistrict: str | None = None,
    address: str | None = None,
) -> Resolution:
    """Return the codes that names mean, in any usual spelling, Thai or English.

    Each argument may be a name with or without its word ("อ.เมือง", "Khet Bang Rak"), a short form ("กทม."), a
    code, or hold further parts ("อ.เมือง จ.เชียงใหม่"). A name is taken exactly; with a slip (a tone mark, a
    romanisation) only where one place alone fits. What the address says fills what the others leave open.

    Parameters
    ----------
    province, district, subdistrict
        One field each; None, "" or anything that is not text counts as not given.
    address
        A whole address, or a bare name of any level.

    Examples
    --------
    >>> resolve(district="อ.เมือง", province="จ.เชียงใหม่").district_code
    '5001'
    >>> resolve(address="123/4 ถ.พหลโยธิน แขวงจตุจักร เขตจตุจักร กทม. 10900").subdistrict_code
    '103005'
    >>> resolve(district="Bang Sai").problem, resolve(district="Bang Sai").candidates
    ('ambiguous', ('1404', '1413'))

    """
    fields = tuple(text if isinstance(text, str) else "" for text in (province, district, subdistrict, address))
    return _resolve(*fields)


@lru_cache(maxsize=16_384)
def _resolve(province: str, district: str, subdistrict: str, address: str) -> Resolution:
    resolution = solve(read_row(province, district, subdistrict, address))
    if address and not (province or district or subdistrict):
        parts = by_segments(written_out(address))
        if parts is not None:
            finer = bool(resolution.problem) or len(parts[0].code) > len(resolution.code)
            if parts[1] or (finer and parts[0].code.startswith(resolution.code)):
                return parts[0]
    return resolution
