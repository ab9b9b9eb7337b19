"""Bangkok: fifty khet in six groups, those with a BMA learning library and those without, with their people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from analysis.conflicts import Headline, touching
from answers.sections.parts import Card, Keys, Section, Table, headed
from answers.words import t
from answers.words.dates import age_words, when, year
from answers.words.names import area_name
from answers.words.numbers import number
from answers.words.sources import short_source

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from answers.facts import Facts
    from answers.headline_figures import Headlines

_GROUP_KEYS: Final[Keys] = (
    ("group", 2.0, "left"),
    ("khet", 0.8, "right"),
    ("has_one", 0.8, "right"),
    ("has_none", 0.8, "right"),
    ("unknown", 0.9, "right"),
    ("people_without", 1.4, "right"),
)
_KHET_KEYS: Final[Keys] = (
    ("khet_name", 1.6, "left"),
    ("group", 2.0, "left"),
    ("people", 1.2, "right"),
    ("children", 1.2, "right"),
    ("elderly", 1.2, "right"),
)


def bangkok_section(facts: Facts) -> Section:
    """Return the groups and the khet without as tables."""
    lang, headlines = facts.question.lang, facts.headlines.bangkok
    counts = {
        "with_": len(headlines.with_one), "without": len(headlines.with_none), "all": headlines.areas_in_scope,
        "people": headlines.people_without, "children": headlines.children_without,
        "elderly": headlines.elderly_without, "outside": headlines.outside_age_without,
    }  # fmt: skip
    texts = {key: number(value, lang=lang) for key, value in counts.items()}
    listed = when(facts.headlines.bangkok_list_date, lang=lang)
    return Section(
        key="bangkok",
        title=t("bkk.title", lang=lang, **texts),
        lead=t("bkk.lead", lang=lang, **texts),
        tables=(_groups(facts), _without(facts)),
        headings=(t("bkk.groups", lang=lang), t("bkk.without", lang=lang, **texts)),
        notes=(
            t("bkk.ages_note", lang=lang, **texts),
            t("headline.bangkok_dated", lang=lang, listed=listed, year=year(headlines.year_ce, lang=lang)),
        ),
        source=f"{short_source(facts.headlines.bangkok_source, lang=lang)} · {t('source.dopa', lang=lang)}",
        method=t("method.bangkok", lang=lang),
    )


def bangkok_cards(headlines: Headlines, libraries: int, *, today: date, lang: str) -> tuple[Card, ...]:
    """Return the cards of khet with and without a library, and of children and elderly people where there is none.

    libraries is the number of open libraries behind the khet that have one. Ages that are not known are a dash.
    """
    reach, listed = headlines.bangkok, when(headlines.bangkok_list_date, lang=lang)
    counts = {
        "with_": len(reach.with_one), "without": len(reach.with_none), "all": reach.areas_in_scope,
        "people": reach.people_without, "unknown": len(reach.unknown), "libraries": libraries,
    }  # fmt: skip
    words = {key: number(count, lang=lang) for key, count in counts.items()}
    people_date = t("source.population_date", lang=lang, year=year(reach.year_ce, lang=lang))
    people_source = t("source.dopa", lang=lang)
    unknown = [t("bkk.unknown_detail", lang=lang, **words)] if reach.unknown else []
    differ = touching(Headline.BANGKOK, headlines.conflicts)
    ages = {"children_without": reach.children_without, "elderly_without": reach.elderly_without}
    return (
        Card(
            label=t("headline.bangkok", lang=lang),
            value=t("bkk.with_value", lang=lang, **words),
            detail=t("bkk.with_detail", lang=lang, **words),
            dated=t("bkk.listed", lang=lang, date=listed),
            age=age_words(headlines.bangkok_list_date, today=today, lang=lang),
            source=short_source(headlines.bangkok_source, lang=lang),
            whole_source=headlines.bangkok_source or "",
            conflicts=differ,
        ),
        Card(
            label=t("book.figure.khet_without", lang=lang),
            value=t("bkk.without_value", lang=lang, **words),
            detail=" · ".join([t("bkk.without_detail", lang=lang, **words), *unknown]),
            conflicts=differ,
            dated=people_date,
            source=people_source,
        ),
        *(
            Card(
                label=t(f"book.figure.{key}", lang=lang),
                value=number(None, lang=lang)
                if people is None
                else t("headline.people", lang=lang, value=number(people, lang=lang)),
                dated=people_date,
                source=people_source,
            )
            for key, people in ages.items()
        ),
    )


def ages_note(headlines: Headlines, *, lang: str) -> str:
    """Return that some people of the khet without are in no age group; "" where there are none."""
    reach = headlines.bangkok
    if not reach.outside_age_without:
        return ""
    counts = {"without": len(reach.with_none), "outside": reach.outside_age_without}
    return t("bkk.ages_note", lang=lang, **{key: number(count, lang=lang) for key, count in counts.items()})


def _groups(facts: Facts) -> Table:
    lang = facts.question.lang
    rows = tuple(
        (area_name(str(code), lang=lang), *(number(int(row[key]), lang=lang) for key, _, _ in _GROUP_KEYS[1:]))
        for code, row in facts.khet_groups.iterrows()
    )
    return Table(headed("bkk", _GROUP_KEYS, lang=lang), rows)


def _without(facts: Facts) -> Table:
    lang = facts.question.lang
    without = facts.khet[facts.khet["bma_library_claim"] == Claim.HAS_NONE]
    ordered = without.sort_values("population", ascending=False, kind="stable")
    rows = tuple(_khet_row(str(code), row, lang) for code, row in ordered.iterrows())
    return Table(headed("bkk", _KHET_KEYS, lang=lang), rows)


def _khet_row(code: str, row: pd.Series, lang: str) -> tuple[str, ...]:
    people = (number(int(row[key]), lang=lang) for key in ("population", "age_0_14", "age_60_plus"))
    return (area_name(code, lang=lang), area_name(str(row["bma_group_code"]), lang=lang), *people)
