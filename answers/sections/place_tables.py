"""The lists of the one-page answer in words: what is known, what is not, the sources and the centres."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.claims import Claim
from analysis.derived import ONE_A_SUBDISTRICT
from answers.words import t
from answers.words.dates import dated, when, year
from answers.words.kinds import here_words
from answers.words.names import area_name, at_start, pick, programme_names
from answers.words.numbers import amount, number
from answers.words.place_sentences import area_kind, nearest_words, noun, place_name
from answers.words.sources import short_source
from geodata.codes import BANGKOK_CODE, Level
from geodata.gazetteer import Kind, place
from registry.schema import Basis, ListStatus

if TYPE_CHECKING:
    from analysis.answer import Answer
    from analysis.answer_facts import ProgrammeFact


def facts_table(answer: Answer, *, programmes: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return a row a programme of which something is known in the area, as text; columns in the reader's words.

    The programme, what can be said, how many, the nearest, how complete its list is and when its sources were read.
    """
    names = programme_names(programmes, lang=lang)
    rows = [
        {
            _head("programme", lang): names[fact.programme_id],
            _head("claim", lang): _claim(fact, lang=lang),
            _head("count", lang): _counts(fact, lang=lang),
            _head("nearest", lang): nearest_words(fact, level=answer.level, lang=lang) or number(None, lang=lang),
            _head("list", lang): t(f"value.list_status.{fact.list_status}", lang=lang),
            _head("read_on", lang): when(fact.read_on, lang=lang) if fact.read_on else number(None, lang=lang),
        }
        for fact in answer.facts
        if _has_answer(fact)
    ]
    return pd.DataFrame(rows)


def fact_words(fact: ProgrammeFact | None, *, lang: str) -> str:
    """Return what can be said of a programme in one cell: has one · 3, cannot be said; None is out of scope."""
    if fact is None:
        return t("claim.out_of_scope", lang=lang)
    counts = _counts(fact, lang=lang)
    empty = counts in (number(None, lang=lang), number(0, lang=lang))
    return _claim(fact, lang=lang) if empty else f"{_claim(fact, lang=lang)} · {counts}"


def unknown_lines(answer: Answer, *, programmes: pd.DataFrame, lang: str, together: bool = False) -> list[str]:
    """Return what is not known of the place, a line each; it is never left out for being long.

    Of lists that are not complete the programmes can stand together, a line for those of which the same follows.
    """
    here = here_words(answer.area_code, lang=lang)
    lines: list[str] = []
    for fact in answer.facts:
        name = at_start(noun(fact.programme_id, 2, programmes=programmes, lang=lang))
        if not (together and fact.list_status == ListStatus.PARTIAL):
            lines += _of_list(fact, name, here, lang=lang)
        lines += _of_places(answer, fact, name, here, lang=lang)
    first = _of_lists_together(answer, here, programmes=programmes, lang=lang) if together else []
    return [*first, *lines, *_of_people(answer, here, lang=lang)]


def _of_lists_together(answer: Answer, here: str, *, programmes: pd.DataFrame, lang: str) -> list[str]:
    lines = []
    partial = [fact for fact in answer.facts if fact.list_status == ListStatus.PARTIAL]
    for key in ("partial", "more"):
        items = [
            t(
                "answer.unknown.item",
                lang=lang,
                noun=noun(fact.programme_id, 2, programmes=programmes, lang=lang),
                count=_listed_words(fact, lang=lang),
            )
            for fact in partial
            if _conclusion(fact) == key
        ]
        if items:
            listed = (", " if lang == "en" else " ").join(items)
            lines.append(t(f"answer.unknown.{key}_together", lang=lang, here=here, items=listed))
    return lines


def _conclusion(fact: ProgrammeFact) -> str:
    return "more" if fact.claim == Claim.HAS_ONE else "partial"


def _listed_words(fact: ProgrammeFact, *, lang: str) -> str:
    """Return how many are named, and of how many reported; a list can be longer than what the programme reports."""
    listed = number(fact.listed, lang=lang)
    if fact.reported is None:
        return t("answer.unknown.listed", lang=lang, listed=listed)
    reported = amount(fact.reported, fact.reported_qualifier, lang=lang)
    key = "listed_beyond" if fact.listed > fact.reported else "listed_of"
    return t(f"answer.unknown.{key}", lang=lang, listed=listed, reported=reported)


def count_lines(answer: Answer, *, programmes: pd.DataFrame, lang: str) -> list[str]:
    """Return the partners' counts of the place without names, a line each, with its date and source."""
    names = programme_names(programmes, lang=lang)
    lines = []
    for _, row in answer.partner_counts.iterrows():
        area = place(str(row["admin_code"]))
        lines.append(
            t(
                "answer.count",
                lang=lang,
                name=names.get(str(row["programme_id"]), str(row["programme_id"])),
                place=str(row["admin_code"]) if area is None else place_name(area, lang=lang),
                count=number(int(row["count"]), lang=lang),
                date=dated(row["as_of"], lang=lang),
                source=short_source(row["source"], lang=lang),
            )
        )
    return lines


def source_lines(answer: Answer, *, programmes: pd.DataFrame, lang: str) -> list[str]:
    """Return where the answer comes from, whole: the population's source and the programmes', each source once."""
    lines = []
    if answer.year_ce is not None:
        lines.append(t("answer.source.population", lang=lang, year=year(answer.year_ce, lang=lang)))
    names = programme_names(programmes, lang=lang)
    cited: dict[tuple[str, str], list[str]] = {}
    for fact in answer.facts:
        read = t("answer.source.read_on", lang=lang, date=when(fact.read_on, lang=lang)) if fact.read_on else ""
        cited.setdefault((fact.source or t("common.not_stated", lang=lang), read), []).append(names[fact.programme_id])
    for (source, read), of_them in cited.items():
        line = t("answer.source.programme", lang=lang, name=" · ".join(of_them), source=source)
        lines.append(f"{line} ({read})" if read else line)
    return lines


def centre_table(rows: pd.DataFrame, *, programmes: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the register's rows as a list to read, as text: by programme, then by name."""
    names = programme_names(programmes, lang=lang)
    order = {key: position for position, key in enumerate(names)}
    rows = rows.assign(order=rows["programme_id"].map(order)).sort_values(["order", "name_th", "centre_id"])
    lines = [_centre(row, names, lang=lang) for _, row in rows.iterrows()]
    return pd.DataFrame(lines)


def _centre(row: pd.Series, names: dict[str, str], *, lang: str) -> dict[str, str]:
    code = row["district_code"] if isinstance(row["district_code"], str) else row["province_code"]
    status = t(f"value.status.{row['status']}", lang=lang)
    if row["basis"] == Basis.DERIVED:
        status = t("answer.centre.derived", lang=lang)
    cells = {
        "name": pick(row["name_th"], row["name_en"], lang=lang),
        "programme": names.get(str(row["programme_id"]), str(row["programme_id"])),
        "area": area_name(str(code), lang=lang),
        "precision": t(f"value.precision.{row['location_precision']}", lang=lang),
        "access": t(f"value.access.{row['access']}", lang=lang),
        "status": status,
        "source": short_source(row["source"], lang=lang),
    }
    return {t(f"answer.centre.{key}", lang=lang): value for key, value in cells.items()}


def _head(key: str, lang: str) -> str:
    return t(f"answer.known.{key}", lang=lang)


def _has_answer(fact: ProgrammeFact) -> bool:
    here = fact.count + fact.derived + fact.planned + fact.restricted
    return fact.claim in (Claim.HAS_ONE, Claim.HAS_OTHER, Claim.HAS_NONE) or here > 0


def _claim(fact: ProgrammeFact, *, lang: str) -> str:
    return _head(str(fact.claim), lang) if fact.claim != Claim.OUT_OF_SCOPE else t("claim.out_of_scope", lang=lang)


def _counts(fact: ProgrammeFact, *, lang: str) -> str:
    parts = []
    if fact.claim in (Claim.HAS_ONE, Claim.HAS_NONE):
        count = number(fact.count, lang=lang)
        whole = fact.list_status == ListStatus.COMPLETE
        parts.append(count if whole else t("answer.known.at_least", lang=lang, count=count))
    apart = {"derived": fact.derived, "planned": fact.planned, "restricted": fact.restricted}
    parts += [t(f"answer.known.{key}", lang=lang, count=number(n, lang=lang)) for key, n in apart.items() if n]
    return " · ".join(parts) or number(None, lang=lang)


def _of_list(fact: ProgrammeFact, name: str, here: str, *, lang: str) -> list[str]:
    if fact.list_status == ListStatus.NONE:
        return [t("answer.unknown.none", lang=lang, noun=name, here=here)]
    if fact.list_status == ListStatus.DERIVED:
        count = number(fact.derived, lang=lang)
        rule = f"programmes.about.{fact.programme_id}"
        derived = [t("answer.unknown.derived", lang=lang, noun=name, count=count)] if fact.derived else []
        return derived + ([t(rule, lang=lang)] if derived and fact.programme_id == ONE_A_SUBDISTRICT else [])
    if fact.list_status != ListStatus.PARTIAL:
        return []
    count = _listed_words(fact, lang=lang)
    return [t(f"answer.unknown.{_conclusion(fact)}", lang=lang, noun=name, here=here, count=count)]


def _of_places(answer: Answer, fact: ProgrammeFact, name: str, here: str, *, lang: str) -> list[str]:
    province = BANGKOK_CODE if answer.level == Level.BMA_GROUP else answer.area_code[:2]
    counts = {
        "above": fact.above,
        "unnamed": fact.unnamed,
        "name": fact.name_unknown,
        "unplaced": fact.unplaced,
        "access": fact.access_unknown,
    }
    return [
        t(
            f"answer.unknown.{key}",
            lang=lang,
            noun=name,
            count=number(count, lang=lang),
            here=here,
            kind=area_kind(answer, lang=lang),
            province=area_name(province, lang=lang) if key == "above" else "",
        )
        for key, count in counts.items()
        if count
    ]


def _of_people(answer: Answer, here: str, *, lang: str) -> list[str]:
    lines = []
    if answer.estimated:
        lines.append(t("answer.unknown.estimated", lang=lang, here=here))
    if answer.people is not None and answer.children is None:
        lines.append(t("answer.unknown.ages", lang=lang))
    if answer.place.kind != Kind.SUBDISTRICT:
        return lines
    lines.append(t("answer.unknown.subdistrict_people", lang=lang, kind=area_kind(answer, lang=lang)))
    with_subdistrict = int(answer.centres["subdistrict_code"].notna().sum())
    if with_subdistrict < len(answer.centres):
        lines.append(
            t(
                "answer.unknown.subdistrict",
                lang=lang,
                with_=number(with_subdistrict, lang=lang),
                of=number(len(answer.centres), lang=lang),
                here=here,
                kind=area_kind(answer, lang=lang, below=True),
            )
        )
    return lines
