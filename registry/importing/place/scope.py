"""Which rows lie where their programme is not meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.areas import ancestors
from geodata.codes import COUNTRY_CODE
from geodata.errors import AreaError
from geodata.gazetteer import place
from registry.importing.problems import RowProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from registry.importing.columns.programmes import Programmes
    from registry.importing.findings import Findings

_MOST_SHOWN: Final = 6


def say_scope(
    ids: Sequence[str],
    province: Iterable[str | None],
    district: Iterable[str | None],
    *,
    programmes: Programmes,
    findings: Findings,
) -> None:
    """Warn of rows in areas that their programme is not meant for."""
    outside: dict[tuple[str, str | None, str | None], str] = {}
    for row, key in enumerate(zip(ids, province, district, strict=True)):
        if key not in outside:
            outside[key] = _outside(programmes.scopes.get(key[0], ()), key[1], key[2])
        if code := outside[key]:
            findings.add(row, RowProblem("row_outside_scope", area=area_label(code)))


def area_label(code: str, *around: str) -> str:
    """Return an area as a sentence names it: its Thai name, those of the given areas around it, and its code."""
    named = (place(one) for one in (code, *around))
    return " ".join([*(one.name_th for one in named if one), code])


def area_labels(codes: Sequence[str]) -> str:
    """Return areas as a sentence lists them, each with its district and province; after the sixth only "…"."""
    labels = [
        area_label(code, *(code[:length] for length in (4, 2) if length < len(code))) for code in codes[:_MOST_SHOWN]
    ]
    return ", ".join([*labels, *["…"] * (len(codes) > _MOST_SHOWN)])


def _outside(scope: Sequence[str], province: str | None, district: str | None) -> str:
    """Return the code of the area that is out of scope, "" for none."""
    code = district or province
    if not scope or code is None or COUNTRY_CODE in scope:
        return ""
    try:
        around = {code, *ancestors(code)}
    except AreaError:
        return ""
    # A row known only to its province may lie in the part that is meant.
    inside = around & set(scope) or (district is None and any(one.startswith(code) for one in scope))
    return "" if inside else code
