"""The Relearning libraries, province by province: what the sources say of each, and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.figures import figures_of, latest, lines, period, result_since
from analysis.headlines import RELEARNING, relearning_areas
from answers.sections.parts import Card, Keys, Section, Table, figure_card, headed
from answers.words import t
from answers.words.dates import when, year, year_be
from answers.words.figures import figure_amount, metric_name, since_words
from answers.words.names import area_name, bare_name, pick
from answers.words.numbers import number
from answers.words.sources import read_on, short_source

if TYPE_CHECKING:
    from datetime import date

    from analysis.figures import Figure
    from answers.facts import Facts
    from registry.tables import Tables

_KNOWN: Final = ("reported", "listed", "named", "placed_town", "placed_inferred", "placed_site")
_KEYS: Final[Keys] = (
    ("province", 1.4, "left"),
    ("region", 1.8, "left"),
    ("library", 2.6, "left"),
    ("position", 1.2, "left"),
    ("since", 1.5, "left"),
    ("people", 1.1, "right"),
)


def relearning_section(facts: Facts) -> Section:
    """Return the nine provinces as a table, with how well each place is known."""
    lang, table = facts.question.lang, facts.nine
    sources = dict.fromkeys(short_source(source, lang=lang) for source in table["source"])
    return Section(
        key="relearning",
        title=t("nine.title", lang=lang, count=number(len(table), lang=lang)),
        lead=_lead(facts),
        tables=(Table(headed("nine", _KEYS, lang=lang), tuple(_row(row, lang) for _, row in table.iterrows())),),
        notes=(t("nine.people_note", lang=lang, year=year(facts.population_year, lang=lang)),),
        source=" · ".join(dict.fromkeys(part for source in sources for part in source.split(" · "))),
        method=t("method.relearning", lang=lang),
    )


def relearning_cards(tables: Tables, *, today: date, lang: str) -> tuple[Card, ...]:
    """Return the cards of libraries, target, people trained, sales and OTOP products."""
    figures = tables.figures
    trained = _since(figures, "people_trained", "headline.people", lang=lang)
    sales = _since(figures, "sales", "headline.baht", lang=lang)
    growth = growth_words(figures_of(figures, RELEARNING, "libraries_in_project"), lang=lang)
    return (
        _card(figures, "libraries_in_project", "programmes.card.libraries", growth, today=today, lang=lang),
        _target(tables, lang=lang),
        _card(figures, "people_trained_cumulative", "headline.people", trained, today=today, lang=lang),
        _card(figures, "sales_cumulative", "headline.baht", sales, today=today, lang=lang),
        _card(figures, "otop_registered_products", "programmes.card.otop", today=today, lang=lang),
    )


def growth_words(figures: list[Figure], *, lang: str) -> str:
    """Return how the number of libraries grew from the first dated figure to the first that gives the last value."""
    of_one_basis = max(lines(figures), key=lambda line: period(line[-1].date), default=())
    if len({figure.value for figure in of_one_basis}) < 2:
        return ""
    first = of_one_basis[0]
    last = next(figure for figure in of_one_basis if figure.value == of_one_basis[-1].value)
    words = {
        f"{name}{part}": text
        for name, figure in (("first", first), ("last", last))
        for part, text in (("", number(figure.value, lang=lang)), ("_year", when(str(figure.date)[:4], lang=lang)))
    }
    return t("nine.growth", lang=lang, **words)


def target_words(tables: Tables, *, lang: str) -> str:
    """Return how far the target of a library in every region is met, as the register tells."""
    where = relearning_areas(tables.centres)
    counts = {"done": number(len(where["regions"]), lang=lang), "all": number(len(where["all_regions"]), lang=lang)}
    met = where["regions"] == where["all_regions"]
    return t("programmes.detail.met" if met else "programmes.detail.open", lang=lang, **counts)


def _card(figures: pd.DataFrame, metric: str, unit: str, detail: str = "", *, today: date, lang: str) -> Card:
    figure = latest(figures, RELEARNING, metric)
    value = figure_amount(figure, lang=lang)
    return figure_card(
        figure,
        label=metric_name(metric, lang=lang),
        value=value if figure is None else t(unit, lang=lang, value=value),
        detail=detail,
        today=today,
        lang=lang,
    )


def _since(figures: pd.DataFrame, metric: str, unit: str, *, lang: str) -> str:
    total = latest(figures, RELEARNING, f"{metric}_cumulative")
    return since_words(result_since(figures, RELEARNING, metric, after=total), unit, lang=lang)


def _target(tables: Tables, *, lang: str) -> Card:
    details = tables.details[(tables.details["programme_id"] == RELEARNING) & (tables.details["kind"] == "target")]
    source = " | ".join(details["source"].dropna())
    return Card(
        label=t("programmes.card.target", lang=lang),
        value=target_words(tables, lang=lang),
        dated=read_on(tables.centres, RELEARNING, lang=lang),
        source=short_source(source, lang=lang),
        whole_source=source,
    )


def _lead(facts: Facts) -> str:
    lang = facts.question.lang
    row = facts.standing.reindex(["relearning"]).iloc[0]
    counts = {key: number(None if pd.isna(row[key]) else int(row[key]), lang=lang) for key in _KNOWN}
    return t("nine.lead", lang=lang, **counts)


def _row(row: pd.Series, lang: str) -> tuple[str, ...]:
    name = pick(row["name_th"], row["name_en"], lang=lang)
    opened = row["opened_be"]
    since = t("common.not_stated", lang=lang) if pd.isna(opened) else year_be(int(opened), lang=lang)
    return (
        bare_name(str(row["province_code"]), lang=lang),
        area_name(str(row["region_code"]), lang=lang),
        name or t("nine.name_unknown", lang=lang),
        t(f"value.precision.{row['location_precision']}", lang=lang),
        since,
        number(row["population"], lang=lang),
    )
