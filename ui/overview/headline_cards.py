"""The overview's sentence and its four cards; every figure keeps its date, its age, its source and its "more than"."""

from __future__ import annotations

import streamlit as st

from analysis.conflicts import Headline, conflicts, touching
from analysis.headlines import Figure
from answers.headline_figures import Headlines, headlines_of
from ui import cached
from ui.text import t
from ui.widgets.cards import Card, cards
from ui.words import age_words, number, since_words, when

_PEOPLE, _BAHT = "headline.people", "headline.baht"


@st.cache_data(show_spinner=False, max_entries=4)
def _headlines(revision: int) -> Headlines:
    return headlines_of(cached.tables())


def headlines() -> Headlines:
    """Return the overview's figures for the register as it stands."""
    return _headlines(cached.revision())


def sentence(found: Headlines) -> str:
    """Return the one sentence in words."""
    return t(
        "overview.sentence",
        provinces=len(found.provinces),
        regions=len(found.regions),
        khet_with=len(found.bangkok.with_one),
        khet_all=found.bangkok.areas_in_scope,
        khet_without=len(found.bangkok.with_none),
        people=number(found.bangkok.people_without),
    )


def amount(figure: Figure | None) -> str:
    """Return a figure's number, with "more than" where the source says so."""
    if figure is None:
        return t("common.not_stated")
    shown = number(figure.value)
    return t("common.more_than", value=shown) if figure.more_than else shown


def _dated(figure: Figure | None) -> dict[str, str]:
    if figure is None:
        return {}
    return {
        "dated": t("common.as_of", date=when(figure.date)),
        "age": age_words(figure.date, today=cached.today()),
        "source": figure.source or "",
    }


def _relearning(found: Headlines) -> Card:
    met = found.regions == found.all_regions
    value = t(
        "overview.value_relearning",
        regions=len(found.regions),
        regions_all=len(found.all_regions),
        provinces=len(found.provinces),
    )
    return Card(
        label=t("overview.card_relearning"),
        value=value,
        detail=t("overview.detail_relearning" if met else "overview.detail_relearning_open"),
        **_dated(found.libraries),
    )


def _bangkok(found: Headlines) -> Card:
    reach_ = found.bangkok
    return Card(
        label=t("overview.card_bangkok"),
        value=t("overview.value_bangkok", with_=len(reach_.with_one), all=reach_.areas_in_scope),
        detail=t("overview.detail_bangkok", without=len(reach_.with_none), people=number(reach_.people_without)),
        dated=t(
            "overview.dated_bangkok",
            list_year=when(found.bangkok_list_date),
            population_date=when(f"{reach_.year_ce}-12-31"),
        ),
        conflicts=touching(Headline.BANGKOK, conflicts(cached.tables())),
        source=" | ".join([found.bangkok_source or t("common.not_stated"), t("source.dopa")]),
    )


def _lines(*parts: str) -> str:
    return "  \n".join(part for part in parts if part)


def headline_cards(found: Headlines) -> None:
    """Draw the four cards."""
    cards(
        [
            _relearning(found),
            Card(
                label=t("overview.card_trained"),
                value=t("overview.value_people", value=amount(found.trained)),
                detail=_lines(t("overview.detail_trained"), since_words(found.trained_since, _PEOPLE)),
                conflicts=touching(Headline.TRAINED, conflicts(cached.tables())),
                **_dated(found.trained),
            ),
            Card(
                label=t("overview.card_sales"),
                value=t("overview.value_baht", value=amount(found.sales)),
                detail=_lines(
                    t("overview.detail_sales", otop=amount(found.otop)),
                    since_words(found.sales_since, _BAHT),
                ),
                **_dated(found.sales),
            ),
            _bangkok(found),
        ]
    )
