"""Bangkok's four figures: khet with and without a BMA learning library, and the people where there is none."""

from __future__ import annotations

import streamlit as st

from analysis.conflicts import Headline, conflicts, touching
from analysis.headlines import Reach
from ui import cached
from ui.bangkok.found import BMA, bma_reach, khet, population_date, programme
from ui.text import t
from ui.widgets.cards import Card, cards
from ui.words import age_words, number, when


def _with(found: Reach) -> Card:
    row = programme(BMA)
    detail = t("bangkok.card.with_detail", libraries=number(int(khet()["bma_library_count"].sum())))
    return Card(
        label=t("bangkok.card.with"),
        value=t("bangkok.card.with_value", count=len(found.with_one), all=found.areas_in_scope),
        detail=detail,
        dated=t("bangkok.list_dated", date=when(row["reported_date"])),
        age=age_words(row["reported_date"], today=cached.today()),
        source=str(row["source"] or ""),
        conflicts=touching(Headline.BANGKOK, conflicts(cached.tables())),
    )


def _people(name: str, people: int | None) -> Card:
    value = t("common.missing") if people is None else t("bangkok.card.people_value", people=number(people))
    return Card(
        label=t(f"bangkok.card.{name}"),
        value=value,
        dated=t("bangkok.people_dated", date=population_date()),
        source=t("bangkok.population_source"),
    )


def _without(found: Reach) -> Card:
    detail = t("bangkok.card.without_detail", people=number(found.people_without))
    if found.unknown:
        detail += "  \n" + t("bangkok.card.unknown_detail", count=len(found.unknown))
    return Card(
        label=t("bangkok.card.without"),
        value=t("bangkok.card.without_value", count=len(found.with_none)),
        detail=detail,
        conflicts=touching(Headline.BANGKOK, conflicts(cached.tables())),
        dated=t("bangkok.people_dated", date=population_date()),
        source=t("bangkok.population_source"),
    )


def headline_cards() -> None:
    """Draw the four cards, and the note that some people are outside the age series."""
    found = bma_reach()
    cards(
        [
            _with(found),
            _without(found),
            _people("children", found.children_without),
            _people("elderly", found.elderly_without),
        ]
    )
    if found.outside_age_without:
        st.caption(t("bangkok.card.age_note", count=len(found.with_none), outside=number(found.outside_age_without)))
