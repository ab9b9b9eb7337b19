"""The four headline figures, each with its own date, age and source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.conflicts import Headline, touching
from analysis.figures import lines, period
from answers.sections.parts import Card, Section, figure_card
from answers.words import t
from answers.words.dates import age_words, when, year
from answers.words.figures import figure_amount, since_words, unit_name
from answers.words.names import at_start
from answers.words.numbers import number
from answers.words.sources import short_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from analysis.figures import Figure
    from answers.facts import Facts
    from answers.headline_figures import Headlines


def headline_section(facts: Facts) -> Section:
    """Return the part that the four cards stand in."""
    lang = facts.question.lang
    return Section(
        key="headline",
        title=t("headline.title", lang=lang),
        lead=headline_sentence(facts.headlines, lang=lang),
        notes=(t("report.no_total", lang=lang),),
        method=t("method.headline", lang=lang),
    )


def headline_sentence(headlines: Headlines, *, lang: str) -> str:
    """Return where things stand in one sentence."""
    bangkok = headlines.bangkok
    counts = {
        "provinces": len(headlines.provinces), "regions": len(headlines.regions), "khet_with": len(bangkok.with_one),
        "khet_all": bangkok.areas_in_scope, "khet_without": len(bangkok.with_none), "people": bangkok.people_without,
    }  # fmt: skip
    return t("headline.sentence", lang=lang, **{key: number(count, lang=lang) for key, count in counts.items()})


def headline_cards(facts: Facts) -> tuple[Card, ...]:
    """Return the four cards of a file, which say in words where sources differ."""
    lang = facts.question.lang
    return tuple(
        replace(
            card,
            value=at_start(card.value),
            detail=at_start(_joined(card.detail, t("conflict.differ", lang=lang)) if card.conflicts else card.detail),
            dated=at_start(card.dated),
            age=at_start(card.age),
        )
        for card in cards_of(facts.headlines, today=facts.today, lang=lang)
    )


def cards_of(headlines: Headlines, *, today: date, lang: str) -> tuple[Card, ...]:
    """Return the four cards with their histories: Relearning's reach, people trained, sales, Bangkok."""
    cards = _cards(headlines, today=today, lang=lang)
    histories = (history_words(figures, lang=lang) for figures in headlines.histories)
    return tuple(replace(card, history=history) for card, history in zip(cards, histories, strict=True))


def _cards(headlines: Headlines, *, today: date, lang: str) -> tuple[Card, ...]:
    trained, sales = headlines.trained, headlines.sales
    otop = t("headline.sales_detail", lang=lang, otop=figure_amount(headlines.otop, lang=lang))
    details = {
        "trained": (
            t("headline.trained_detail", lang=lang),
            since_words(headlines.trained_since, "headline.people", lang=lang),
        ),
        "sales": (otop, since_words(headlines.sales_since, "headline.baht", lang=lang)),
    }
    return (
        _relearning(headlines, today=today, lang=lang),
        figure_card(
            trained,
            label=t("headline.trained", lang=lang),
            value=t("headline.people", lang=lang, value=figure_amount(trained, lang=lang)),
            detail=_joined(*details["trained"]),
            conflicts=touching(Headline.TRAINED, headlines.conflicts),
            today=today,
            lang=lang,
        ),
        figure_card(
            sales,
            label=t("headline.sales", lang=lang),
            value=t("headline.baht", lang=lang, value=figure_amount(sales, lang=lang)),
            detail=_joined(*details["sales"]),
            today=today,
            lang=lang,
        ),
        _bangkok(headlines, today=today, lang=lang),
    )


def history_words(figures: Sequence[Figure], *, lang: str) -> str:
    """Return the dated values of one basis in their order; of a single one, that nothing can be compared."""
    line = max(lines(list(figures)), key=lambda one: period(one[-1].date), default=())
    if not line:
        return t("headline.one_value", lang=lang) if any(one.date for one in figures) else ""
    values = " → ".join(f"{figure_amount(one, lang=lang)} ({when(one.date, lang=lang)})" for one in line)
    return t("headline.history", lang=lang, values=values, basis=unit_name(line[-1].basis, lang=lang))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _relearning(headlines: Headlines, *, today: date, lang: str) -> Card:
    counts = {"regions": headlines.regions, "all": headlines.all_regions, "provinces": headlines.provinces}
    met = headlines.regions == headlines.all_regions
    return figure_card(
        headlines.libraries,
        label=t("headline.relearning", lang=lang),
        value=t(
            "headline.relearning_value", lang=lang, **{key: number(len(of), lang=lang) for key, of in counts.items()}
        ),
        detail=t("headline.target_met" if met else "headline.target_open", lang=lang),
        today=today,
        lang=lang,
    )


def _bangkok(headlines: Headlines, *, today: date, lang: str) -> Card:
    reach, listed = headlines.bangkok, headlines.bangkok_list_date
    counts = {
        "with_": len(reach.with_one), "all": reach.areas_in_scope, "without": len(reach.with_none),
        "people": reach.people_without,
    }  # fmt: skip
    words = {key: number(count, lang=lang) for key, count in counts.items()}
    population = t("source.dopa", lang=lang)
    return Card(
        label=t("headline.bangkok", lang=lang),
        value=t("headline.bangkok_value", lang=lang, **words),
        detail=t("headline.bangkok_detail", lang=lang, **words),
        dated=t(
            "headline.bangkok_dated", lang=lang, listed=when(listed, lang=lang), year=year(reach.year_ce, lang=lang)
        ),
        age=age_words(listed, today=today, lang=lang),
        source=f"{short_source(headlines.bangkok_source, lang=lang)} · {population}",
        whole_source=f"{headlines.bangkok_source or t('common.not_stated', lang=lang)} · {population}",
        conflicts=touching(Headline.BANGKOK, headlines.conflicts),
    )
