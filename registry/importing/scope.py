"""Which rows lie where their programme is not meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.areas import ancestors, areas
from geodata.codes import COUNTRY_CODE, Level
from geodata.errors import AreaError
from registry.importing.problems import RowProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from registry.importing.findings import Findings
    from registry.importing.programmes import Programmes


def say_scope(
    ids: Sequence[str],
    province: Iterable[str | None],
    district: Iterable[str | None],
    *,
    programmes: Programmes,
    findings: Findings,
) -> None:
    """Warn of rows in areas that their programme is not meant for."""
    names = {**areas(Level.PROVINCE)["name_th"].to_dict(), **areas(Level.DISTRICT)["name_th"].to_dict()}
    outside: dict[tuple[str, str | None, str | None], str] = {}
    for row, key in enumerate(zip(ids, province, district, strict=True)):
        if key not in outside:
            outside[key] = _outside(programmes.scopes.get(key[0], ()), key[1], key[2])
        if code := outside[key]:
            findings.add(row, RowProblem("row_outside_scope", area=f"{names.get(code, '')} {code}".strip()))


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
