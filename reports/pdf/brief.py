"""The brief: what is known of a province, a khet or a Bangkok group on one page, and what is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import pandas as pd
import segno

from analysis.answer import Answer, place_answer
from analysis.subdistrict_distances import subdistrict_distances
from answers.changes import change_lines
from answers.errors import ReportError
from answers.imports import import_notes
from answers.provenance import provenance
from answers.sections.place_tables import centre_table, facts_table, unknown_lines
from answers.sections.subdistrict_tables import far_lines
from answers.words import t
from answers.words.dates import year
from answers.words.names import area_name, full_area_name
from answers.words.numbers import number
from answers.words.place_sentences import answer_and_rest
from answers.words.sources import short_source
from geodata.areas import ancestors, areas
from geodata.codes import BANGKOK_CODE, Level, level_of
from geodata.errors import AreaError
from registry.schema import Basis
from reports import press
from reports.pdf.brief_map import brief_map, brief_model
from reports.pdf.figures import Plates, legend_data, small_map_data
from reports.pdf.whole_names import whole_names
from reports.picture.lettering import shortened
from reports.progress import Steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.changes import Earlier
    from answers.facts import Facts
    from reports.progress import Progress

_WIDTHS: Final = {"known": (2.5, 1.9, 1.8, 3.0, 1.6), "centres": (4.0, 2.5, 1.6, 1.7, 1.5, 1.5)}
_LONGEST_NAME_MM: Final = 98.0
"""How long a centre's name is at most in a brief: two lines of its column; the workbook has it whole."""
_NAME_PT: Final = 8.5
KINDS: Final = {"province": Level.PROVINCE, "khet": Level.DISTRICT, "group": Level.BMA_GROUP}
"""The kinds of areas that briefs are made for, by the names under which all of them are asked for at once."""


def brief_areas(kind: str) -> list[str]:
    """Return the codes of all areas of a kind of `KINDS`, in their order."""
    codes = areas(KINDS[kind]).index
    return [str(code) for code in codes if kind != "khet" or str(code).startswith(BANGKOK_CODE)]


def brief_pdf(
    facts: Facts,
    code: str,
    *,
    progress: Progress | None = None,
    before: Earlier | None = None,
    address: str = "",
) -> bytes:
    """Return the brief of an area.

    Parameters
    ----------
    facts
        What is known; of its question only the language is looked at.
    code
        A province, a district or a Bangkok group.
    progress
        Told when it is done.
    before
        The register as it was when the last brief was made, say: what changed since is said then, or that no earlier
        one is remembered.
    address
        Where the view is found; it is printed with a code for a camera.

    Raises
    ------
    ReportError
        No brief is made for such an area (report_brief_area).

    """
    require_brief_area(code)
    steps = Steps(1, progress)
    plates = Plates()
    data = brief_data(facts, code, plates, before=before, address=address)
    document = press.pdf(("unbroken", "house", "onepage", "brief"), data, pictures=plates.drawn)
    steps.done()
    return document


def briefs_zip(
    facts: Facts,
    codes: Sequence[str],
    *,
    progress: Progress | None = None,
    before: Earlier | Mapping[str, Earlier | None] | None = None,
    address: str = "",
) -> bytes:
    """Return the briefs of several areas as a zip, each under the code and English name of its area.

    In the address {area} stands for the code. before is of all areas, or of each by its code.
    """
    steps = Steps(len(codes), progress)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:  # a PDF is compressed already
        for code in codes:
            entry = zipfile.ZipInfo(f"{code}-{_file_name(code)}.pdf", date_time=(*_ymd(facts), 0, 0, 0))
            own = before.get(code) if isinstance(before, Mapping) else before
            bundle.writestr(entry, brief_pdf(facts, code, before=own, address=address.replace("{area}", code)))
            steps.done()
    return out.getvalue()


def brief_data(
    facts: Facts, code: str, plates: Plates, *, before: Earlier | None = None, address: str = ""
) -> dict[str, object]:
    """Return what the template of a brief shows; the drawings go to the plates."""
    lang, tables = facts.question.lang, facts.tables
    answer = place_answer(code, tables, table_of=facts.register.coverage)
    origin = provenance(facts)
    programme_table = facts_table(answer, programmes=tables.programmes, lang=lang)
    programme_table = programme_table.drop(columns=t("answer.known.read_on", lang=lang), errors="ignore")
    alt = t("brief.map", lang=lang, area=full_area_name(code, lang=lang), count=number(len(answer.centres), lang=lang))
    model = brief_model(code, answer.centres, tables.programmes, lang=lang, title=alt)
    frame, shapes, words = brief_map(model)
    line, rest = answer_and_rest(answer, programmes=tables.programmes, centres=tables.centres, lang=lang)
    if address:
        plates.drawn["code"] = segno.make(address, error="m").svg_inline(border=0)
    return {
        "lang": lang,
        "author": t("report.author", lang=lang),
        "kicker": f"{area_name(code, lang=lang)} · {t('brief.kicker', lang=lang)}",
        "title": area_name(code, lang=lang),
        "answer": line,
        "address": address,
        "place": _place(code, lang=lang),
        "sentence": rest,
        "changes": [] if before is None else change_lines(code, before, tables, lang=lang, shorten=_short_name),
        "map": small_map_data(frame, shapes, words, plates, name="map", alt=alt, lang=lang),
        "legend": legend_data(model.legend.blocks, plates),
        "numbers": _numbers(answer, lang=lang),
        "reasons": [*_reasons(facts, code), *_far_subdistricts(facts, code)],
        "known": _table(programme_table, _WIDTHS["known"]),
        "unknown": unknown_lines(answer, programmes=tables.programmes, lang=lang, together=True),
        "centres": _centres(answer, facts),
        "labels": {key: t(f"brief.{key}", lang=lang) for key in ("gap", "known", "unknown", "centres", "more", "all")}
        | {"changes": t("change.title", lang=lang), "address": t("brief.address", lang=lang)},
        "provenance": [
            f"{origin.filters_of(area_name(code, lang=lang))} · {origin.population} · {origin.data_date}",
            *_programme_sources(answer, lang=lang),
            *import_notes(facts, [fact.programme_id for fact in answer.facts], longer_lists=False),
            f"{origin.sources} · {origin.printed}",
        ],
        "foot": t("report.author", lang=lang),
        "page-of": t("report.page_of", lang=lang),
        "whole": whole_names(lang),
    }


def _centres(answer: Answer, facts: Facts) -> dict[str, object]:
    """Return the centres as a table: those that a source names first, the derived ones last."""
    lang, tables, derived = facts.question.lang, facts.tables, answer.centres["basis"] == Basis.DERIVED
    parts = [answer.centres[~derived], answer.centres[derived]]
    rows = [centre_table(part, programmes=tables.programmes, lang=lang) for part in parts if len(part)]
    frame = pd.concat(rows) if rows else pd.DataFrame()
    if len(frame):
        name = t("answer.centre.name", lang=lang)
        frame[name] = frame[name].map(_short_name)
    return _table(frame.drop(columns=t("answer.centre.source", lang=lang), errors="ignore"), _WIDTHS["centres"])


def _short_name(name: str) -> str:
    return shortened(name, _LONGEST_NAME_MM, _NAME_PT)


def _programme_sources(answer: Answer, *, lang: str) -> list[str]:
    """Return where the programmes of an answer come from; the source of each centre is in the workbook."""
    citations = [short_source(fact.source, lang=lang) for fact in answer.facts if fact.source]
    parts = dict.fromkeys(part for source in citations for part in source.split(" · "))
    return [t("brief.programme_sources", lang=lang, sources=" · ".join(parts))] if parts else []


def _numbers(answer: Answer, *, lang: str) -> list[dict[str, str]]:
    if answer.people is None or answer.year_ce is None:
        return []
    year_ = year(answer.year_ce, lang=lang)
    note = t("brief.estimated" if answer.estimated else "brief.registered", lang=lang, year=year_)
    rows = [("people", answer.people, note)]
    if answer.children is not None and answer.elderly is not None:
        rows += [("children", answer.children, ""), ("elderly", answer.elderly, "")]
    return [
        {"label": t(f"brief.{key}", lang=lang), "value": number(value, lang=lang), "note": note}
        for key, value, note in rows
    ]


def _reasons(facts: Facts, code: str) -> list[str]:
    """Return where a khet stands among those without a BMA learning library, or which khet of a group are there."""
    if BANGKOK_CODE not in (code, *ancestors(code)):
        return []
    lang, ranked = facts.question.lang, facts.bangkok_view.own_gaps.ranked
    if code in ranked.index:
        row = ranked.loc[[code]]
        rank, of = number(int(row["rank"].iloc[0]), lang=lang), number(len(ranked), lang=lang)
        why = facts.bangkok_view.gap_reasons(row).iloc[0]
        return [t("brief.rank", lang=lang, rank=rank, of=of), str(why)]
    if level_of(code) == Level.DISTRICT:
        return []
    inside = ranked[[code in ancestors(str(one)) for one in ranked.index]]
    if inside.empty:
        return [t("brief.none_without", lang=lang)]
    names = (", " if lang == "en" else " ").join(area_name(str(one), lang=lang) for one in inside.index)
    people = number(int(inside["people"].sum()), lang=lang)
    return [t("brief.without", lang=lang, count=number(len(inside), lang=lang), people=people, names=names)]


def _far_subdistricts(facts: Facts, code: str) -> list[str]:
    """Return which subdistricts of a district are far from the centres of a programme, and how many live there."""
    if level_of(code) != Level.DISTRICT:
        return []
    distances = subdistrict_distances(code, facts.tables, facts.computations.coverage)
    if not distances:
        return []
    return far_lines(code, distances, programmes=facts.tables.programmes, lang=facts.question.lang)


def _table(frame: pd.DataFrame, widths: tuple[float, ...]) -> dict[str, object]:
    columns = [
        {"heading": str(name), "width": width, "align": "left"}
        for name, width in zip(frame.columns, widths, strict=False)
    ]
    return {"columns": columns, "rows": frame.astype(str).to_numpy().tolist() if len(frame) else []}


def _place(code: str, *, lang: str) -> str:
    """Return what an area lies in, the nearest first, and its code."""
    above = [one for one in ancestors(code) if not one.startswith("R6")]
    parts = [area_name(one, lang=lang) for one in above]
    return " · ".join([*parts, t("brief.code", lang=lang, code=code)])


def require_brief_area(code: str) -> None:
    """Raise a `ReportError` (report_brief_area) where no brief is made for an area."""
    try:
        level = level_of(code)
        ancestors(code)
    except AreaError:
        raise ReportError("report_brief_area", value=str(code)[:60]) from None
    if level not in (Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP):
        raise ReportError("report_brief_area", value=code)


def _file_name(code: str) -> str:
    row = areas(level_of(code)).loc[[code]].iloc[0]
    return "".join(letter if letter.isalnum() else "-" for letter in str(row["name_en"])).strip("-")


def _ymd(facts: Facts) -> tuple[int, int, int]:
    return facts.today.year, facts.today.month, facts.today.day
