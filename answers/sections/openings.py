"""Places only thought of: whom a centre there would reach. Nothing in the register changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.sections.parts import Keys, Section, Table, headed
from answers.words import t
from answers.words.assumptions import distance_assumptions
from answers.words.names import full_area_name
from answers.words.numbers import about, number, share

if TYPE_CHECKING:
    from analysis.what_if import WhatIf
    from answers.facts import Facts

_KEYS: Final[Keys] = (
    ("place", 2.2, "left"),
    ("newly", 1.2, "right"),
    ("children", 1.0, "right"),
    ("elderly", 1.0, "right"),
    ("nearer", 1.2, "right"),
    ("share", 1.8, "right"),
    ("mean", 1.6, "right"),
)


def openings_section(facts: Facts) -> Section | None:
    """Return what each place, and all of them together, would change; None without places."""
    openings, lang = facts.openings, facts.question.lang
    if openings is None:
        return None
    rows = [_row(one, _name(number_, one, lang), lang) for number_, one in enumerate(openings.each, start=1)]
    if openings.together is not None:
        rows.append(_row(openings.together, t("opening.together", lang=lang), lang))
    km = f"{facts.radius_km:g}"
    return Section(
        key="openings",
        title=t("opening.title", lang=lang, km=km),
        lead=t("opening.lead", lang=lang, km=km),
        tables=(Table(headed("opening", _KEYS, lang=lang), tuple(rows)),),
        notes=(*distance_assumptions(lang=lang), t("opening.note", lang=lang)),
        method=t("method.openings", lang=lang),
    )


def _name(position: int, one: WhatIf, lang: str) -> str:
    place = one.places[0]
    area = full_area_name(place.district_code, lang=lang)
    return f"{position} · {area} ({place.latitude:.4f}, {place.longitude:.4f})"


def _row(one: WhatIf, name: str, lang: str) -> tuple[str, ...]:
    country = one.areas.iloc[-1]
    before, after = (share(float(country[f"share_{when}"]), lang=lang) for when in ("before", "after"))
    far, near = (number(float(country[f"mean_{when}_km"]), lang=lang, decimals=2) for when in ("before", "after"))
    return (
        name,
        *(about(people, lang=lang) for people in (one.newly_within, one.children, one.elderly, one.people_nearer)),
        f"{before} → {after}",
        f"{far} → {near}",
    )
