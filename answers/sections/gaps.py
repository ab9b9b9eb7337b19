"""Where it is worst, with the reason for each; and the areas of which nothing can be said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import pandas as pd

from analysis.norms import has_norm
from analysis.precision import rounded
from answers.cautions import position_notes
from answers.provenance import one_of
from answers.sections.parts import Keys, Section, Table, headed
from answers.words import t
from answers.words.assumptions import distance_assumptions
from answers.words.dates import year
from answers.words.kinds import kind_of_areas, kind_words
from answers.words.measures import size_words, unit_of
from answers.words.names import full_area_name, pick, set_words
from answers.words.numbers import number, share

if TYPE_CHECKING:
    from answers.facts import Facts

Reasons = Literal["sentences", "few words"]
TOP: Final = 10
_KEYS: Final[Keys] = (
    ("rank", 0.5, "right"),
    ("area", 2.0, "left"),
    ("people", 1.1, "right"),
    ("beyond", 1.3, "right"),
    ("mean", 1.3, "right"),
    ("needed", 1.5, "right"),
)
_REASON: Final[Keys] = (("why", 5.6, "left"),)
_CHECK_KEYS: Final[Keys] = (("area", 2.0, "left"), ("people", 1.2, "right"), ("why", 6.0, "left"))


def gaps_section(facts: Facts, *, top: int = TOP, reasons: Reasons = "sentences") -> Section:
    """Return the ranked gaps and the areas to be looked into, each with its sentence.

    Parameters
    ----------
    facts
        The facts.
    top
        How many of each list.
    reasons
        Whether each gap's whole sentence stands in the table, or in a few words what makes it a gap.

    """
    lang, question, gaps = facts.question.lang, facts.gap_question, facts.gaps
    words = set_words(question.programme, facts.tables.programmes, lang=lang)
    joined = f"{' ' if words[:1].isascii() else ''}{words}{' ' if words[-1:].isascii() else ''}".rstrip()
    level = one_of(question.map_level, question)
    counts = {
        "ranked": number(len(gaps.ranked), lang=lang),
        "to_check": number(len(gaps.to_check), lang=lang),
        "shown": number(min(top, len(gaps.ranked)), lang=lang),
        "km": f"{facts.gap_view.radius_km:g}",
        "size": size_words(question.programme, lang=lang),
        "kinds": kind_words(kind_of_areas(question.map_level, question.area), lang=lang, count=len(gaps.ranked)),
    }
    lead = "gaps.lead" if len(gaps.ranked) else "gaps.lead_none"
    tables = [_ranked(facts, top=top, reasons=reasons)] if len(gaps.ranked) else []
    ranked = "gaps.ranked_all" if len(gaps.ranked) <= top else "gaps.ranked"
    headings = [t(ranked, lang=lang, **counts)] if tables else []
    if len(gaps.to_check):
        tables.append(_to_check(facts, top=top, reasons=reasons))
        heading = t("gaps.to_check", lang=lang, **counts)
        cut = len(gaps.to_check) > top
        headings.append(t("gaps.first", lang=lang, heading=heading, count=number(top, lang=lang)) if cut else heading)
    return Section(
        key="gaps",
        title=t("gaps.title", lang=lang, set=words, level=level, **counts),
        lead=t(lead, lang=lang, set=joined if lang == "th" else words, level=level, **counts),
        tables=tuple(tables),
        headings=tuple(headings),
        notes=(
            t("gaps.note", lang=lang, year=year(facts.population_year, lang=lang)),
            *([t("gaps.norm_note", lang=lang)] if tables and has_norm(question.programme) else []),
            *(position_notes(gaps.to_check, lang=lang) if len(gaps.to_check) else ()),
            *distance_assumptions(lang=lang),
        ),
        method=t("method.gaps", lang=lang, size=counts["size"], **_weights(facts)),
    )


def _weights(facts: Facts) -> dict[str, str]:
    used = facts.gaps.weights
    return {"beyond": f"{used.beyond:g}", "distance": f"{used.distance:g}", "needed": f"{used.needed:g}"}


def _ranked(facts: Facts, *, top: int, reasons: Reasons) -> Table:
    lang = facts.question.lang
    ranked = facts.gaps.ranked.head(top)
    why = facts.gap_reasons(ranked) if reasons == "sentences" else _few_words(facts, ranked)
    keys = _KEYS if has_norm(facts.gap_question.programme) else _KEYS[:-1]
    rows = tuple(
        (*_numbers(str(code), row, lang)[: len(keys)], str(why[str(code)])) for code, row in rounded(ranked).iterrows()
    )
    return Table(headed("gaps", (*keys, *_REASON), lang=lang), rows)


def _few_words(facts: Facts, rows: pd.DataFrame) -> dict[str, str]:
    """Return in a few words how many live far away, and where the nearest centre is."""
    lang, names = facts.question.lang, facts.tables.centres.set_index("centre_id")
    reasons = {}
    for code, row in rows.iterrows():
        parts = []
        if not pd.isna(row["population_within_km"]):
            far, km = share(1 - float(row["population_within_km"]), lang=lang), f"{row['radius_km']:g}"
            parts.append(t("gaps.far", lang=lang, share=far, km=km))
        if isinstance(row["nearest_centre_id"], str):
            centre = names.loc[row["nearest_centre_id"]]
            name, km = pick(centre["name_th"], centre["name_en"], lang=lang), row["nearest_centre_km"]
            parts.append(t("gaps.nearest", lang=lang, name=name, km=number(km, lang=lang, decimals=1)))
        reasons[str(code)] = " · ".join(parts)
    return reasons


def _numbers(code: str, row: pd.Series, lang: str) -> tuple[str, ...]:
    return (
        number(int(row["rank"]), lang=lang),
        full_area_name(code, lang=lang),
        number(row["people"], lang=lang),
        unit_of("people_beyond_km", lang=lang).number(row["people_beyond_km"]),
        number(row["mean_distance_km"], lang=lang, decimals=1),
        number(row["centres_needed"], lang=lang),
    )


def _to_check(facts: Facts, *, top: int, reasons: Reasons) -> Table:
    lang = facts.question.lang
    areas = facts.gaps.to_check.head(top)
    sentences = reasons == "sentences"
    why = facts.gap_reasons(areas) if sentences else {str(code): _missing(row, lang) for code, row in areas.iterrows()}
    rows = tuple(
        (full_area_name(str(code), lang=lang), number(row["people"], lang=lang), str(why[str(code)]))
        for code, row in areas.iterrows()
    )
    return Table(headed("gaps", _CHECK_KEYS, lang=lang), rows)


def _missing(row: pd.Series, lang: str) -> str:
    """Return in a few words what leaves the claim on an area open; its name and its people stand beside it."""
    counts = {"derived": int(row["derived_count"]), "here": int(row["unplaced_in_area"])}
    parts = [t("gaps.incomplete", lang=lang)]
    parts += [t(f"gaps.{key}", lang=lang, count=number(one, lang=lang)) for key, one in counts.items() if one]
    return " · ".join(parts)
