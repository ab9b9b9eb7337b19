"""The programmes side by side: reported, named and placed are numbers of their own, and nothing is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from answers.cautions import building_notes
from answers.sections.parts import Keys, Section, Table, headed
from answers.words import t
from answers.words.bodies import owner_name, partner_names
from answers.words.dates import when
from answers.words.names import pick, programme_names
from answers.words.numbers import amount, number
from registry.schema import ListStatus

if TYPE_CHECKING:
    from answers.facts import Facts

_KEYS: Final[Keys] = (
    ("programme", 2.2, "left"),
    ("owner", 1.8, "left"),
    ("partners", 3.0, "left"),
    ("reported", 2.1, "left"),
    ("named", 0.75, "right"),
    ("placed_district", 1.05, "right"),
    ("placed_site", 1.05, "right"),
    ("list", 1.5, "left"),
)
_BRIEF_KEYS: Final[Keys] = (
    ("programme", 2.3, "left"),
    ("owner_partners", 4.6, "left"),
    ("reported", 3.0, "left"),
    ("named", 0.75, "right"),
    ("placed_district", 1.0, "right"),
    ("placed_site", 0.95, "right"),
    ("list", 1.5, "left"),
)
_KNOWN: Final = ("named", "placed_district", "placed_site")


def programmes_section(facts: Facts, *, brief: bool = False) -> Section:
    """Return every programme with its owner, partners, and what is reported and known.

    Parameters
    ----------
    facts
        The facts.
    brief
        Whether owner and partners share a column.

    """
    lang = facts.question.lang
    names = programme_names(facts.tables.programmes, lang=lang)
    rows = tuple(_row(facts, row, names[str(row["programme_id"])]) for _, row in facts.tables.programmes.iterrows())
    return Section(
        key="programmes",
        title=t("eleven.title", lang=lang, count=number(len(rows), lang=lang)),
        lead=t("eleven.lead", lang=lang),
        tables=(_joined(rows, lang) if brief else Table(headed("eleven", _KEYS, lang=lang), rows),),
        notes=(t("eleven.note", lang=lang), *building_notes(facts, names)),
        method=t("method.programmes", lang=lang),
    )


def _joined(rows: tuple[tuple[str, ...], ...], lang: str) -> Table:
    missing = number(None, lang=lang)
    short = []
    for name, owner, partners, *rest in rows:
        both = t("eleven.owner_with", lang=lang, owner=owner, partners=partners)
        short.append((name, owner if partners == missing else both, *rest))
    return Table(headed("eleven", _BRIEF_KEYS, lang=lang), tuple(short))


def _row(facts: Facts, programme: pd.Series, name: str) -> tuple[str, ...]:
    lang = facts.question.lang
    programme_id = str(programme["programme_id"])
    row = facts.standing.loc[[programme_id]].iloc[0]
    is_place = row["list_status"] != ListStatus.NOT_A_PLACE
    counts = [number(int(row[key]), lang=lang) if is_place else number(None, lang=lang) for key in _KNOWN]
    return (
        name,
        owner_name(programme, facts.tables.details, lang=lang) or t("common.not_stated", lang=lang),
        ", ".join(partner_names(programme, facts.tables.details, lang=lang)) or number(None, lang=lang),
        reported_words(programme, lang=lang),
        *counts,
        t(f"value.list_status.{row['list_status']}", lang=lang),
    )


def reported_words(programme: pd.Series, *, lang: str) -> str:
    """Return what a programme reports, with "more than", unit and date; that it does not where it does not."""
    count = programme["reported_count"]
    if pd.isna(count):
        return amount(None, None, lang=lang)
    unit = pick(programme["reported_unit_th"], programme["reported_unit"], lang=lang)
    text = f"{amount(int(count), programme['reported_qualifier'], lang=lang)} {unit}"
    return f"{text} ({when(programme['reported_date'], lang=lang)})"
