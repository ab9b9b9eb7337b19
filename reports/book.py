"""The workbook: headline figures, areas of each level, centres, gaps, programmes, figures, what is unknown, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.figures import age_years
from analysis.measures import MEASURES, TABLE_MEASURES
from analysis.what_if import openings_table
from geodata.codes import Level
from registry.schema import CENTRES
from reports.cautions import cautions
from reports.gap_files import told_distances
from reports.measured import STANDS_ON_POINTS, nowhere
from reports.names import owner_name, partner_names
from reports.phrases import pick, told_claim
from reports.progress import Steps
from reports.provenance import one_of, provenance
from reports.sections.headline import headline_cards
from reports.sections.unknown import asks_of, unknown_words
from reports.text import has, t
from reports.text.words import full_area_name, programme_names, set_words
from reports.workbook import KILOMETRES, PER_CENT, Sheet, workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from analysis.figures import YearResult
    from analysis.headlines import Figure
    from reports.facts import Facts
    from reports.progress import Progress

LEVELS: Final = (Level.REGION, Level.REGION6, Level.PROVINCE, Level.BMA_GROUP, Level.DISTRICT)
_UNIT_FORMATS: Final = {"share": PER_CENT, "km": KILOMETRES}
_DEGREES: Final = "0.00000"
_ABOUT_AREA: Final = ("admin_code", "name_th", "name_en", "parent_code", "population", "claim")


def book_xlsx(facts: Facts, *, progress: Progress | None = None) -> bytes:
    """Return the workbook on a request; its last sheet says what it is, from where and with which filters.

    Parameters
    ----------
    facts
        What is known for the request.
    progress
        Told how many sheets are made, of how many; the last step is the writing of the file.

    """
    makers = _makers(facts)
    steps = Steps(len(makers) + 1, progress)
    sheets = []
    for make in makers:
        sheets.append(make())
        steps.done()
    book = workbook_bytes(sheets, about_title=t("book.about", lang=facts.request.lang), about=about_rows(facts))
    steps.done()
    return book


def book_sheets(facts: Facts) -> list[Sheet]:
    """Return the sheets of the workbook, without the last."""
    return [make() for make in _makers(facts)]


def about_rows(facts: Facts) -> list[tuple[str, str]]:
    """Return what the last sheet says: a label and a sentence a row."""
    lang, told = facts.request.lang, provenance(facts)
    rows = [
        ("what", t("book.what_text", lang=lang)),
        ("filters", told.filter_phrases),
        ("radius", t("report.km", lang=lang, km=f"{facts.radius_km:g}")),
        ("gaps", _gaps_words(facts)),
        ("dates", told.dates),
        ("source", told.sources),
        ("licence", told.licence),
        ("printed", told.printed),
        *(("caution", sentence) for sentence in cautions(facts)),
        ("caution", t("report.no_total", lang=lang)),
        ("method", t("method.map", lang=lang)),
    ]
    return [(t(f"book.about_{key}", lang=lang), text) for key, text in rows]


def _gaps_words(facts: Facts) -> str:
    """Return which set, areas and radius the sheets of gaps are of: a first visit shows Bangkok's libraries."""
    asked, lang = facts.gap_request, facts.request.lang
    words = set_words(asked.wanted.programmes, facts.tables.programmes, lang=lang)
    area = full_area_name(asked.area, lang=lang)
    level, km = one_of(asked.level, asked), f"{facts.gap_view.radius_km:g}"
    return t("book.gaps_text", lang=lang, set=words, area=area, level=level, km=km)


def _makers(facts: Facts) -> list[Callable[[], Sheet]]:
    def areas_of(level: Level) -> Callable[[], Sheet]:
        return lambda: _areas(facts, level)

    return [
        lambda: _headlines(facts),
        *(areas_of(level) for level in LEVELS),
        lambda: _centres(facts),
        lambda: _gaps(facts, "ranked"),
        lambda: _gaps(facts, "to_check"),
        *([lambda: _openings(facts)] if facts.request.places else []),
        lambda: _programmes(facts),
        lambda: _figures(facts),
        lambda: _unknowns(facts),
        lambda: _sources(facts),
    ]


def _sheet(facts: Facts, key: str, table: pd.DataFrame, formats: dict[str, str] | None = None) -> Sheet:
    lang = facts.request.lang
    headings = {str(name): _heading(key, str(name), lang) for name in table.columns}
    return Sheet(title=t(f"book.{key}", lang=lang), table=table, headings=headings, formats=formats or {})


def _heading(key: str, name: str, lang: str) -> str:
    """Return the words over a column: its own on this sheet, those of the measure, or those of the gaps."""
    for prefix in (f"book.{key}_column.{name}", f"book.column.{name}", f"gap.column.{name}"):
        if has(prefix, lang=lang):
            return t(prefix, lang=lang)
    if has(f"measure.{name}.name", lang=lang):
        return f"{t(f'measure.{name}.name', lang=lang)} ({t(f'measure.{name}.unit', lang=lang)})"
    return name


def _headlines(facts: Facts) -> Sheet:
    found, cards = facts.headlines, headline_cards(facts)
    rows = [
        _number_row(cards[0].label, "regions", len(found.regions), found.libraries, facts),
        _number_row(cards[0].label, "provinces", len(found.provinces), found.libraries, facts),
        _figure_row(cards[1].label, "people_trained", found.trained, facts),
        _figure_row(cards[2].label, "sales_baht", found.sales, facts),
        _figure_row(cards[2].label, "otop", found.otop, facts),
    ]
    since = ((cards[1].label, "people_trained_since", found.trained_since),
             (cards[2].label, "sales_baht_since", found.sales_since))
    rows += [_since_row(label, key, result, facts) for label, key, result in since if result is not None]
    bangkok = {
        "khet_with": len(found.bangkok.with_one), "khet_without": len(found.bangkok.with_none),
        "khet_all": found.bangkok.areas_in_scope, "people_without": found.bangkok.people_without,
        "children_without": found.bangkok.children_without, "elderly_without": found.bangkok.elderly_without,
    }  # fmt: skip
    rows += [_bangkok_row(cards[3].label, key, value, facts) for key, value in bangkok.items()]
    table = pd.DataFrame(rows).astype({"value": "Int64"})
    return _sheet(facts, "headlines", table)


def _number_row(label: str, key: str, value: int | None, figure: Figure | None, facts: Facts) -> dict[str, object]:
    lang = facts.request.lang
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
    source = t("source.dopa", lang=facts.request.lang) if people else facts.headlines.bangkok_source
    row = _number_row(label, key, value, None, facts)
    return {**row, "date": date, "age_years": age_years(date, today=facts.today), "source": source}


def _areas(facts: Facts, level: Level) -> Sheet:
    lang = facts.request.lang
    table = facts.coverage(level, facts.request.wanted, measures=TABLE_MEASURES)
    words = [told_claim(str(claim), facts.request.wanted, lang=lang) for claim in table["claim"]]
    silent = nowhere(table)
    by_position = [*STANDS_ON_POINTS, "nearest_centre_id"]
    table = table.assign(conclusion=words, **{name: table[name].convert_dtypes().mask(silent) for name in by_position})
    table["distance_bands"] = [_bands(value) for value in table["distance_bands"]]
    first = [*_ABOUT_AREA, "conclusion"]
    table = table[[*first, *(name for name in table.columns if name not in first)]]
    return _sheet(facts, f"areas_{level}", table, _formats(table))


def _bands(value: object) -> str | None:
    """Return the shares of people by band of distance in one cell, as per cent."""
    shares = list(value) if isinstance(value, list | tuple) else []
    known = bool(shares) and not any(pd.isna(share) for share in shares)
    return " | ".join(f"{share:.1%}" for share in shares) if known else None


def _formats(table: pd.DataFrame) -> dict[str, str]:
    units = {name: MEASURES[name].unit for name in table.columns if name in MEASURES}
    found = {name: _UNIT_FORMATS[unit] for name, unit in units.items() if unit in _UNIT_FORMATS}
    return {**found, "radius_km": KILOMETRES, "longitude": _DEGREES, "latitude": _DEGREES}


def _centres(facts: Facts) -> Sheet:
    """Return the centres that pass the filter, in the register's own columns."""
    table = facts.filtered.kept[[*CENTRES.names]]
    return _sheet(facts, "centres", table, {"longitude": _DEGREES, "latitude": _DEGREES, "opened_be": "0"})


def _gaps(facts: Facts, name: str) -> Sheet:
    table = told_distances(facts.gaps.to_check) if name == "to_check" else facts.gaps.ranked
    table = table.assign(sentence=facts.gap_reasons(table) if len(table) else pd.Series(dtype=object))
    ranks = {f"{part}_rank": PER_CENT for part in ("people_beyond_km", "mean_distance_km", "centres_needed")}
    return _sheet(facts, f"gaps_{name}", table, {**_formats(table), **ranks, "gap_score": "0.000"})


def _openings(facts: Facts) -> Sheet:
    """Return what the places only thought of would change, a row an area for each."""
    found = facts.openings
    table = pd.DataFrame() if found is None else openings_table(found)
    shares = dict.fromkeys(("share_before", "share_after"), PER_CENT)
    km = {str(name): KILOMETRES for name in table.columns if str(name).endswith("_km")}
    return _sheet(facts, "openings", table, {**shares, **km, "longitude": _DEGREES, "latitude": _DEGREES})


def _programmes(facts: Facts) -> Sheet:
    lang, details = facts.request.lang, facts.tables.details
    names = programme_names(facts.tables.programmes, lang=lang)
    rows = [
        {
            "programme_id": key,
            "programme": names[str(key)],
            "owner": owner_name(programme, details, lang=lang) or None,
            "partners": ", ".join(partner_names(programme, details, lang=lang)) or None,
            "reported_date": programme["reported_date"],
            "source": programme["source"],
        }
        for key, programme in zip(facts.tables.programmes["programme_id"], _rows(facts.tables.programmes), strict=True)
    ]
    columns = ["programme_id", "programme", "owner", "partners", "reported_date", "source"]
    table = pd.DataFrame(rows, columns=columns).set_index("programme_id", drop=False)
    table = table.join(facts.standing)
    shares = {name: PER_CENT for name in table.columns if name.endswith("_share")}
    return _sheet(facts, "programmes", table, shares)


def _rows(table: pd.DataFrame) -> Iterator[pd.Series]:
    for _, row in table.iterrows():
        yield row


def _figures(facts: Facts) -> Sheet:
    table = facts.tables.figures
    ages = [age_years(date if isinstance(date, str) else None, today=facts.today) for date in table["date"]]
    return _sheet(facts, "figures", table.assign(age_years=pd.Series(ages, index=table.index, dtype="float64")))


def _unknowns(facts: Facts) -> Sheet:
    lang = facts.request.lang
    names = programme_names(facts.tables.programmes, lang=lang)
    rows = []
    for programme_id, found in facts.unknowns.items():
        programme = facts.programme(programme_id)
        whom = "" if programme is None else owner_name(programme, facts.tables.details, lang=lang)
        for one in found:
            asked = "; ".join(asks_of([one], lang=lang))
            rows.append((names[programme_id], unknown_words(one, lang=lang), asked, whom or None))
    return _sheet(facts, "unknown", pd.DataFrame(rows, columns=["programme", "unknown", "ask", "whom"]))


def _sources(facts: Facts) -> Sheet:
    lang = facts.request.lang
    rows = [
        {
            "file": record.path,
            "title": pick(record.title_th, record.title_en, lang=lang),
            "producer": pick(record.producer_th, record.producer_en, lang=lang),
            "data_date": record.data_date or None,
            "retrieved": record.retrieved or None,
            "rows": record.rows,
            "licence": pick(record.licence_th, record.licence_en, lang=lang),
            "url": record.url or None,
            "processing": pick(record.processing_th, record.processing_en, lang=lang),
            "sha256": record.sha256,
        }
        for record in facts.sources
    ]
    return _sheet(facts, "sources", pd.DataFrame(rows))


