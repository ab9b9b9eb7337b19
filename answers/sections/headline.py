"""The four headline figures, each with its own date, age and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.conflicts import Headline, touching
from answers.sections.parts import Card, Section
from answers.words import t
from answers.words.dates import age_words, dated, when, year
from answers.words.figures import figure_amount, since_words
from answers.words.numbers import number
from answers.words.sources import short_source

if TYPE_CHECKING:
    from analysis.headlines import Figure
    from answers.facts import Facts


def headline_sentence(facts: Facts) -> str:
    """Return where things stand in one sentence."""
    found, lang = facts.headlines, facts.question.lang
    return t(
        "headline.sentence",
        lang=lang,
        provinces=number(len(found.provinces), lang=lang),
        regions=number(len(found.regions), lang=lang),
        khet_with=number(len(found.bangkok.with_one), lang=lang),
        khet_all=number(found.bangkok.areas_in_scope, lang=lang),
        khet_without=number(len(found.bangkok.with_none), lang=lang),
        people=number(found.bangkok.people_without, lang=lang),
    )


def headline_cards(facts: Facts) -> tuple[Card, ...]:
    """Return the four cards in their order."""
    found, lang = facts.headlines, facts.question.lang
    trained = t("headline.people", lang=lang, value=figure_amount(found.trained, lang=lang))
    sales = t("headline.baht", lang=lang, value=figure_amount(found.sales, lang=lang))
    otop = t("headline.sales_detail", lang=lang, otop=figure_amount(found.otop, lang=lang))
    more_trained = since_words(found.trained_since, "headline.people", lang=lang)
    more_sales = since_words(found.sales_since, "headline.baht", lang=lang)
    return (
        _relearning(facts),
        _card(
            facts,
            "trained",
            trained,
            _joined(t("headline.trained_detail", lang=lang), more_trained, _differ(facts, Headline.TRAINED)),
            found.trained,
        ),
        _card(facts, "sales", sales, _joined(otop, more_sales), found.sales),
        _bangkok(facts),
    )


def _differ(facts: Facts, headline: Headline) -> str:
    """Say that sources differ on a headline figure; "" where they do not."""
    return t("conflict.differ", lang=facts.question.lang) if touching(headline, facts.conflicts) else ""


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def headline_section(facts: Facts) -> Section:
    """Return the part that the four cards stand in."""
    lang = facts.question.lang
    return Section(
        key="headline",
        title=t("headline.title", lang=lang),
        lead=headline_sentence(facts),
        notes=(t("report.no_total", lang=lang),),
        method=t("method.headline", lang=lang),
    )


def _relearning(facts: Facts) -> Card:
    found, lang = facts.headlines, facts.question.lang
    met = len(found.regions) == len(found.all_regions)
    value = t(
        "headline.relearning_value",
        lang=lang,
        regions=number(len(found.regions), lang=lang),
        all=number(len(found.all_regions), lang=lang),
        provinces=number(len(found.provinces), lang=lang),
    )
    detail = t("headline.target_met" if met else "headline.target_open", lang=lang)
    return _card(facts, "relearning", value, detail, found.libraries)


def _bangkok(facts: Facts) -> Card:
    found, lang = facts.headlines.bangkok, facts.question.lang
    value = t(
        "headline.bangkok_value",
        lang=lang,
        with_=number(len(found.with_one), lang=lang),
        all=number(found.areas_in_scope, lang=lang),
    )
    detail = t(
        "headline.bangkok_detail",
        lang=lang,
        without=number(len(found.with_none), lang=lang),
        people=number(found.people_without, lang=lang),
    )
    listed, counted = when(facts.headlines.bangkok_list_date, lang=lang), year(found.year_ce, lang=lang)
    source = short_source(facts.headlines.bangkok_source, lang=lang)
    return Card(
        label=t("headline.bangkok", lang=lang),
        value=value,
        detail=_joined(detail, _differ(facts, Headline.BANGKOK)),
        dated=t("headline.bangkok_dated", lang=lang, listed=listed, year=counted),
        age=age_words(facts.headlines.bangkok_list_date, today=facts.today, lang=lang),
        source=f"{source} · {t('source.dopa', lang=lang)}",
    )


def _card(facts: Facts, key: str, value: str, detail: str, figure: Figure | None) -> Card:
    lang = facts.question.lang
    date = None if figure is None else figure.date
    return Card(
        label=t(f"headline.{key}", lang=lang),
        value=value,
        detail=detail,
        dated=dated(date, lang=lang),
        age=age_words(date, today=facts.today, lang=lang),
        source=short_source(None if figure is None else figure.source, lang=lang),
    )
