"""The sequences to start from, one for each audience, as far as the register has what they show."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from analysis.partners import partners
from answers.errors import ReportError
from answers.story.sequence import Sequence, View, view_of
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.partners import Partner
    from registry.tables import Tables

USUAL_INTERVAL_S = 20
MEETING, BOARD, MINISTER, DISTRICT, PARTNER = AUDIENCES = ("meeting", "board", "minister", "district", "partner")
_ANY: Final = "*"


def ready_made(tables: Tables, audience: str = MEETING, *, area: str = "", partner_name: str = "") -> Sequence:
    """Return the sequence for an audience: an empty register has only its title, the sources and what is not known.

    Parameters
    ----------
    tables
        The register's tables.
    audience
        One of `AUDIENCES`.
    area
        The ``admin_code`` of the khet that the sequence for a district office is for.
    partner_name
        The Thai name of the organisation that the sequence for a partner is for, with or without its short form.

    Raises
    ------
    ReportError
        There is no such audience, khet or organisation (report_parameter).

    """
    if audience not in AUDIENCES:
        raise ReportError("report_parameter", name="sequence", value=audience[:60], expected=", ".join(AUDIENCES))
    filled = {"area": area, "partner_name": partner_name}
    if audience == DISTRICT:
        _require("area", area, _khet())
    if audience == PARTNER:
        names = {one.name_th.partition(" (")[0]: one.name_th for one in _organisations(tables)}
        filled["partner_name"] = names.get(partner_name, partner_name)
        _require("partner_name", filled["partner_name"], list(names.values()))
        filled["programmes"] = "|".join(_organisation(tables, filled["partner_name"]).programmes)
    return Sequence(tuple(view for row in _rows()[audience] for view in _views(row, tables, filled)))


def partner_views(tables: Tables, *, owners_only: bool = False) -> list[View]:
    """Return a view for each organisation behind the programmes, or only for those that own one."""
    organisations = _organisations(tables)
    return [view_of("partner", {"partner_name": one.name_th}) for one in organisations if one.owns or not owners_only]


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    text = resources.files("answers.story").joinpath("ready_made.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _views(row: dict[str, Any], tables: Tables, filled: dict[str, str]) -> Iterator[View]:
    """Yield the views of a row; none where the register has not what it needs."""
    ids = set(tables.programmes["programme_id"])
    needs = set(row.get("needs", ()))
    if not needs - {_ANY} <= ids or (_ANY in needs and not ids):
        return
    organisations = row.get("organisations")
    if organisations == "owners":
        yield from partner_views(tables, owners_only=True)
    elif organisations == "programmes":
        own = _organisation(tables, filled["partner_name"]).programmes
        yield from (view_of(row["page"], {"programme": one}) for one in own)
    else:
        params = {name: value.format(**filled) for name, value in row.get("params", {}).items()}
        yield view_of(row["page"], params)


def _organisations(tables: Tables) -> tuple[Partner, ...]:
    return partners(tables.programmes, tables.details)


def _organisation(tables: Tables, name: str) -> Partner:
    return next(one for one in _organisations(tables) if one.name_th == name)


def _khet() -> list[str]:
    return [code for code in map(str, areas(Level.DISTRICT).index) if code.startswith(BANGKOK_CODE)]


def _require(name: str, value: str, choices: list[str]) -> None:
    if value not in choices:
        raise ReportError("report_parameter", name=name, value=value[:60], expected=", ".join([*choices[:3], "…"]))
