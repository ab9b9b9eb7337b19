"""The sheet of the headline figures: each with its date, age and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.figures import age_years
from answers.sections.headline import headline_cards
from answers.words import t
from reports.book.sheet import sheet
from reports.workbook import Sheet

if TYPE_CHECKING:
    from analysis.figures import YearResult
    from analysis.headlines import Figure
    from answers.facts import Facts


def headlines_sheet(facts: Facts) -> Sheet:
    """Return what stands on the cards, a row a number."""
    headlines, cards = facts.headlines, headline_cards(facts)
    rows = [
        _number_row(cards[0].label, "regions", len(headlines.regions), headlines.libraries, facts),
        _number_row(cards[0].label, "provinces", len(headlines.provinces), headlines.libraries, facts),
        _figure_row(cards[1].label, "people_trained", headlines.trained, facts),
        _figure_row(cards[2].label, "sales_baht", headlines.sales, facts),
        _figure_row(cards[2].label, "otop", headlines.otop, facts),
    ]
    since = (
        (cards[1].label, "people_trained_since", headlines.trained_since),
        (cards[2].label, "sales_baht_since", headlines.sales_since),
    )
    rows += [_since_row(label, key, result, facts) for label, key, result in since if result is not None]
    bangkok = {
        "khet_with": len(headlines.bangkok.with_one), "khet_without": len(headlines.bangkok.with_none),
        "khet_all": headlines.bangkok.areas_in_scope, "people_without": headlines.bangkok.people_without,
        "children_without": headlines.bangkok.children_without, "elderly_without": headlines.bangkok.elderly_without,
    }  # fmt: skip
    rows += [_bangkok_row(cards[3].label, key, value, facts) for key, value in bangkok.items()]
    table = pd.DataFrame(rows).astype({"value": "Int64"})
    return sheet(facts, "headlines", table)


def _number_row(label: str, key: str, value: int | None, figure: Figure | None, facts: Facts) -> dict[str, object]:
    lang = facts.question.lang
    date = None if figure is None else figure.date
    return {
        "card": label,
        "figure": t(f"book.figure.{key}", lang=lang),
        "qualifier": "exact",
        "value": value,
        "date": date,
        "age_years": age_years(date, today=facts.today),
        "source": None if figure is None else figure.source,
    }


def _figure_row(label: str, key: str, figure: Figure | None, facts: Facts) -> dict[str, object]:
    row = _number_row(label, key, None if figure is None else figure.value, figure, facts)
    return {**row, "qualifier": None if figure is None else figure.qualifier}


def _since_row(label: str, key: str, result: YearResult, facts: Facts) -> dict[str, object]:
    row = _number_row(label, key, result.value, None, facts)
    return {
        **row,
        "qualifier": result.qualifier,
        "date": result.date,
        "age_years": age_years(result.date, today=facts.today),
        "source": " | ".join(result.sources),
    }


def _bangkok_row(label: str, key: str, value: int | None, facts: Facts) -> dict[str, object]:
    people = "people" in key or key.startswith(("children", "elderly"))
    date = f"{facts.headlines.bangkok.year_ce}-12-31" if people else facts.headlines.bangkok_list_date
    source = t("source.dopa", lang=facts.question.lang) if people else facts.headlines.bangkok_source
    row = _number_row(label, key, value, None, facts)
    return {**row, "date": date, "age_years": age_years(date, today=facts.today), "source": source}
