"""A slide of what changed in the register between two days: as for the next meeting, since the last one."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from answers.changes import CentreChange, changes_of_centres
from answers.errors import ReportError
from answers.mapping.maps import centre_map
from answers.messages import changes_message
from answers.sections.parts import Column, Section, Table
from answers.story.slide import MapPart, Slide, TablePart, WordsPart
from answers.story.slides.fixed import dates
from answers.words import has, t
from answers.words.dates import when
from answers.words.names import area_name, full_area_name, pick, programme_names
from answers.words.numbers import number
from geodata.codes import COUNTRY_CODE, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from answers.changes import CentreRow
    from answers.story.maker import Maker, SlideRequest
    from answers.story.sequence import Sequence
    from registry.importing.difference import FieldChange
    from registry.tables import Past, Tables

_PAGE: Final = "changes"
_AREAS: Final = ("province_code", "district_code", "subdistrict_code")
_VALUES: Final = {
    "status": "value.status", "access": "value.access", "location_precision": "value.precision",
    "basis": "value.basis", "name_status": "value.name_status",
}  # fmt: skip


def changes_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return what changed since the day of the view's ``since``, to the end of its ``until`` or until now.

    Without ``since`` it is the day of the first change that the register has recorded.
    """
    lang, past = request.lang, maker.tables.past
    if past is None or past.first_day is None:
        return Slide(
            title=t("change.no_record", lang=lang),
            text=t("change.no_record_text", lang=lang),
            source=dates(request.facts),
            facts=request.facts,
            whole=True,
        )
    since, until = _days(request.params, past.first_day)
    after = maker.tables if until is None else past.before(until + timedelta(days=1))
    rows, others = changes_of_centres(past.before(since), after)
    span = span_words(since, until, lang=lang)
    notes = _notes(request, rows, others, since, past.first_day, drawn=_drawn(maker.tables, rows))
    return Slide(
        title=changes_message([(one.change, str(one.row["province_code"])) for one in rows], others, span, lang=lang),
        text=t("change.text", lang=lang),
        parts=(
            *_map(maker, rows, span, lang=lang),
            *((TablePart(table=_by_programme(maker.tables, rows, lang=lang), side="right"),) if rows else ()),
            *(WordsPart(text=note, side="right" if rows else "full") for note in notes),
        ),
        source=dates(request.facts),
        method=t("change.method", lang=lang),
        facts=request.facts,
        whole=True,
        appendix=lambda: (_whole(maker.tables, rows, span, lang=lang),) if rows else (),
    )


def days_of(sequence: Sequence, past: Past) -> set[date]:
    """Return the days at whose beginning the slides of a sequence look back."""
    days: set[date] = set()
    for view in sequence.views:
        if view.page != _PAGE or past.first_day is None:
            continue
        with suppress(ReportError):  # its slide says that it cannot be shown
            since, until = _days(view.values(), past.first_day)
            days |= {since} if until is None else {since, until + timedelta(days=1)}
    return days


def _days(params: Mapping[str, str], first_day: date) -> tuple[date, date | None]:
    """Return the first and the last day of a view, the earlier first; no last day is until now."""
    since, until = _day(params, "since") or first_day, _day(params, "until")
    return (since, until) if until is None else (min(since, until), max(since, until))


def _day(params: Mapping[str, str], name: str) -> date | None:
    value = params.get(name, "")
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise ReportError("report_parameter", name=name, value=value[:60], expected="2026-10-01") from error


def span_words(since: date, until: date | None, *, lang: str) -> str:
    """Return the days that are compared, in words."""
    day = when(since.isoformat(), lang=lang)
    if until is None:
        return t("change.since", lang=lang, day=day)
    return t("change.between", lang=lang, day=day, until=when(until.isoformat(), lang=lang))


def _notes(
    request: SlideRequest, rows: list[CentreRow], others: int, since: date, first_day: date, *, drawn: set[str]
) -> list[str]:
    lang, missing = request.lang, sum(str(one.row["centre_id"]) not in drawn for one in rows)
    notes = []
    if rows and others:
        notes.append(t("change.others", lang=lang, count=others))
    if missing:
        notes.append(t("change.not_drawn", lang=lang, count=missing))
    if since < first_day:
        notes.append(t("change.record", lang=lang, day=when(first_day.isoformat(), lang=lang)))
    return notes


def _drawn(tables: Tables, rows: list[CentreRow]) -> set[str]:
    """Return the ids of those of the rows that the register has still: a file draws the centres that it lists."""
    return {str(one.row["centre_id"]) for one in rows} & set(tables.centres["centre_id"].astype(str))


def _map(maker: Maker, rows: list[CentreRow], span: str, *, lang: str) -> list[MapPart]:
    centres = maker.tables.centres
    centres = centres[centres["centre_id"].astype(str).isin(_drawn(maker.tables, rows))]
    if centres.empty:
        return []
    title = t("change.map", lang=lang, span=span)
    model = centre_map(COUNTRY_CODE, centres, maker.tables.programmes, level=Level.PROVINCE, lang=lang, title=title)
    return [MapPart(model=model)]


def _by_programme(tables: Tables, rows: list[CentreRow], *, lang: str) -> Table:
    """Return how many centres of each programme changed, by what became of them."""
    names = programme_names(tables.programmes, lang=lang)
    counts = Counter((one.difference.programme_id, one.change) for one in rows)
    kinds = [kind for kind in CentreChange if any(kind == change for _, change in counts)]
    programmes = [one for one in names if any(one == programme for programme, _ in counts)]
    columns = (
        Column(t("eleven.programme", lang=lang), 2.0),
        *(Column(t(f"change.heading.{kind}", lang=lang), align="right") for kind in kinds),
    )
    lines = tuple((names[one], *(number(counts[one, kind], lang=lang) for kind in kinds)) for one in programmes)
    return Table(columns, lines)


def _whole(tables: Tables, rows: list[CentreRow], span: str, *, lang: str) -> Section:
    """Return every centre that changed, with what changed of it."""
    names = programme_names(tables.programmes, lang=lang)
    columns = (
        Column(t("change.what", lang=lang)),
        Column(t("change.centre", lang=lang), 2.4),
        Column(t("eleven.programme", lang=lang), 1.6),
        Column(t("change.where", lang=lang), 1.6),
        Column(t("change.fields", lang=lang), 3.0),
    )
    lines = tuple(
        (
            t(f"change.heading.{one.change}", lang=lang),
            pick(one.row["name_th"], one.row["name_en"], lang=lang) or one.difference.id,
            names.get(one.difference.programme_id, one.difference.programme_id),
            full_area_name(_area(one), lang=lang),
            "; ".join(field_words(field, names, lang=lang) for field in one.difference.fields) or "–",
        )
        for one in rows
    )
    title = t("change.rows", lang=lang, span=span)
    return Section(
        key="changes", title=title, tables=(Table(columns, lines),), method=t("change.method", lang=lang),
    )  # fmt: skip


def _area(one: CentreRow) -> str:
    codes = (one.row["district_code"], one.row["province_code"])
    return next(str(code) for code in codes if isinstance(code, str) and code)


def field_words(field: FieldChange, programmes: dict[str, str], *, lang: str) -> str:
    """Return a field of a centre with its value before and after, as people write them."""
    values = (_value(field.field, value, programmes, lang=lang) for value in (field.before, field.after))
    before, after = (value or "–" for value in values)
    return f"{t(f'change.field.{field.field}', lang=lang)}: {before} → {after}"


def _value(field: str, value: str, programmes: dict[str, str], *, lang: str) -> str:
    if field == "programme_id":
        return programmes.get(value, value)
    if value and field in _AREAS:
        return area_name(value, lang=lang)
    key = f"{_VALUES.get(field, '')}.{value}"
    return t(key, lang=lang) if value and field in _VALUES and has(key, lang=lang) else value
