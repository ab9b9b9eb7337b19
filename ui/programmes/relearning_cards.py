"""Relearning's five figures, each with its date, its age and its source."""

from __future__ import annotations

from analysis.figures import Figure, figures_of, latest, lines, period, result_since
from analysis.headlines import relearning_areas
from answers.words.figures import since_words
from ui import cached
from ui.programmes.words import age, amount, dated, read_on
from ui.text import language, t
from ui.widgets.cards import Card, cards
from ui.words import when


def growth_words(figures: list[Figure]) -> str:
    """Return how the number of libraries grew from the first dated figure to the first that gives the last value."""
    of_one_basis = max(lines(figures), key=lambda line: period(line[-1].date), default=())
    if len({figure.value for figure in of_one_basis}) < 2:
        return ""
    first = of_one_basis[0]
    last = next(figure for figure in of_one_basis if figure.value == of_one_basis[-1].value)
    return t(
        "programmes.nine.growth",
        first=first.value,
        first_year=when(str(first.date)[:4]),
        last=last.value,
        last_year=when(str(last.date)[:4]),
    )


def _figure_card(metric: str, name: str, detail: str = "") -> Card:
    figure = latest(cached.tables().figures, "relearning", metric)
    value = t(f"programmes.card.{name}_value", value=amount(figure)) if figure else t("common.not_stated")
    return Card(
        label=t(f"programmes.card.{name}"),
        value=value,
        detail=detail,
        dated=dated(figure),
        age=age(figure),
        source=figure.source or "" if figure else "",
    )


def _since(metric: str, unit: str) -> str:
    total = latest(cached.tables().figures, "relearning", f"{metric}_cumulative")
    return since_words(result_since(cached.tables().figures, "relearning", metric, after=total), unit, lang=language())


def _target() -> Card:
    where = relearning_areas(cached.centres())
    done, wanted = len(where["regions"]), len(where["all_regions"])
    return Card(
        label=t("programmes.card.target"),
        value=t("programmes.card.target_value", done=done, all=wanted),
        detail=t("programmes.card.target_met" if done == wanted else "programmes.card.target_open"),
        dated=t("programmes.card.target_dated", date=read_on(cached.centres(), "relearning")),
        source=_source_of_target(),
    )


def _source_of_target() -> str:
    details = cached.details()
    targets = details[(details["programme_id"] == "relearning") & (details["kind"] == "target")]
    return " | ".join(targets["source"].dropna())


def relearning_cards() -> None:
    """Draw the cards: libraries, target, people trained, sales, OTOP products."""
    growth = growth_words(figures_of(cached.tables().figures, "relearning", "libraries_in_project"))
    cards(
        [
            _figure_card("libraries_in_project", "libraries", growth),
            _target(),
            _figure_card("people_trained_cumulative", "trained", _since("people_trained", "headline.people")),
            _figure_card("sales_cumulative", "sales", _since("sales", "headline.baht")),
            _figure_card("otop_registered_products", "otop"),
        ]
    )
