"""The sequence to start from: what a partner meeting wants to see, as far as the register has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.headlines import BMA_LIBRARY, RELEARNING
from analysis.partners import partners
from answers.story.sequence import Sequence, View, view_of
from geodata.codes import BANGKOK_CODE

if TYPE_CHECKING:
    from registry.tables import Tables

USUAL_INTERVAL_S = 20
_PUBLIC_LIBRARY = "public-library"


def ready_made(tables: Tables) -> Sequence:
    """Return the ready-made sequence: an empty register has only its title, the sources and what is not known."""
    programme_ids = set(tables.programmes["programme_id"])
    views = [view_of("title", {})]
    if RELEARNING in programme_ids:
        views += [view_of("overview", {}), view_of("programmes", {"programme": RELEARNING})]
    if _PUBLIC_LIBRARY in programme_ids:
        views.append(view_of("map", {"programme": _PUBLIC_LIBRARY}))
    if BMA_LIBRARY in programme_ids:
        views.append(view_of("bangkok", {}))
        views.append(view_of("ranking", {"programme": BMA_LIBRARY, "area": BANGKOK_CODE, "mode": "gaps"}))
    if programme_ids:
        views += [view_of("all-programmes", {}), *partner_views(tables, owners_only=True), view_of("unknowns", {})]
    return Sequence((*views, view_of("sources", {})))


def partner_views(tables: Tables, *, owners_only: bool = False) -> list[View]:
    """Return a view for each organisation behind the programmes, or only for those that own one."""
    organisations = partners(tables.programmes, tables.details)
    return [view_of("partner", {"partner_name": one.name_th}) for one in organisations if one.owns or not owners_only]
