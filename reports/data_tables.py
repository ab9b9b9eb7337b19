"""The numbers behind each picture and table of the files, as CSV or JSON that machines read, each with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analysis.claims import Claim
from analysis.measures import CLAIM
from analysis.places import centres_in
from analysis.precision import rounded
from analysis.reported import reported_values
from answers.cautions import cautions, position_notes
from answers.errors import ReportError
from answers.evenness import evenness
from answers.imports import import_notes
from answers.mapping.title import map_title
from answers.provenance import one_of, provenance
from answers.sections.bangkok import bangkok_section
from answers.sections.beside import each_side
from answers.sections.programmes import programmes_section
from answers.sections.relearning import relearning_section
from answers.words import t
from answers.words.names import full_area_name
from registry.schema import CENTRES
from reports.book.sheet import Scope
from reports.csv_table import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from answers.facts import Facts

FORMS: Final = ("csv", "json")


@dataclass(frozen=True, slots=True, eq=False)
class DataTable:
    """A table for machines: its title in the reader's language, and its rows under names of the code.

    scope is what holds for its rows: the question's filter and area, the question of the gaps, or neither. about is
    what must be known of them besides the cautions of the question.
    """

    title: str
    rows: pd.DataFrame
    scope: Scope = "filter"
    about: tuple[str, ...] = ()


def _map(facts: Facts) -> DataTable:
    """Return each area of the map: what may be concluded, and the value that is shown, as it is reported."""
    parts = []
    for side in each_side(facts):
        table, measure = side.table, side.shown_measure
        columns = ["name_th", "name_en", "parent_code", "population", "claim", "claim_reason", "centre_count"]
        measured = "centre_count" if measure == CLAIM else measure
        rows = table[columns].assign(**{measured: reported_values(table, measured)})
        rows.insert(0, "programme_id", "|".join(side.question.programme))
        parts.append(rows.reset_index(names="admin_code"))
    return DataTable(map_title(facts), pd.concat(parts, ignore_index=True))


def _bars(facts: Facts) -> DataTable:
    measured = "centre_count" if facts.shown_measure == CLAIM else facts.shown_measure
    table = _map(facts)
    without = table.rows[table.rows["claim"] == Claim.HAS_NONE] if facts.question.gaps else table.rows
    rows = without.dropna(subset=[measured]).sort_values(measured, ascending=False, kind="stable")
    return DataTable(table.title, rows.reset_index(drop=True))


def _centres(facts: Facts) -> DataTable:
    centres = centres_in(facts.filtered.centres, facts.question.area)
    return DataTable(t("book.centres", lang=facts.question.lang), centres[[*CENTRES.names]])


def _nine(facts: Facts) -> DataTable:
    return DataTable(relearning_section(facts).title, facts.nine, "register")


def _groups(facts: Facts) -> DataTable:
    rows = facts.khet_groups.reset_index(names="bma_group_code")
    return DataTable(bangkok_section(facts).title, rows, "register")


def _khet(facts: Facts) -> DataTable:
    without = facts.khet[facts.khet["bma_library_claim"] == Claim.HAS_NONE]
    rows = without.sort_values("population", ascending=False, kind="stable")
    return DataTable(bangkok_section(facts).headings[1], rows.reset_index(names="admin_code"), "register")


def _standing(facts: Facts) -> DataTable:
    return DataTable(programmes_section(facts).title, facts.standing.reset_index(), "register")


def _curve(facts: Facts) -> DataTable:
    lang, curve = facts.question.lang, facts.curve()
    title = t("picture.curve", lang=lang, area=full_area_name(facts.question.area, lang=lang))
    rows = rounded(curve.table).assign(placed_count=curve.placed_count, unplaced_count=curve.unplaced_count)
    return DataTable(title, rows, about=tuple(position_notes(facts.table, lang=lang)))


def _lorenz(facts: Facts) -> DataTable:
    lang, question = facts.question.lang, facts.question
    area, level = full_area_name(question.area, lang=lang), one_of(question.map_level, question)
    return DataTable(t("picture.lorenz", lang=lang, area=area, level=level), evenness(facts).lorenz)


def _gaps(facts: Facts, name: str) -> DataTable:
    table = facts.gaps.ranked if name == "ranked" else facts.gaps.to_check
    sentences = facts.gap_reasons(table) if len(table) else pd.Series(dtype=object)
    rows = rounded(table).assign(sentence=sentences).reset_index(drop=True)
    return DataTable(t(f"book.gaps_{name}", lang=facts.question.lang), rows, "gaps")


def _figures(facts: Facts) -> DataTable:
    return DataTable(t("book.figures", lang=facts.question.lang), facts.tables.figures, "register")


def _imports(facts: Facts) -> DataTable:
    return DataTable(t("imports.title", lang=facts.question.lang), facts.tables.imports, "register")


DATA_TABLES: Final[Mapping[str, Callable[[Facts], DataTable]]] = {
    "map": _map,
    "bars": _bars,
    "centres": _centres,
    "nine": _nine,
    "groups": _groups,
    "khet": _khet,
    "standing": _standing,
    "curve": _curve,
    "lorenz": _lorenz,
    "gaps": lambda facts: _gaps(facts, "ranked"),
    "to-check": lambda facts: _gaps(facts, "to_check"),
    "figures": _figures,
    "imports": _imports,
}
"""By the names of the pictures where they are drawn: the map and the bars, the nine provinces, Bangkok's groups and its
khet without a library, what is reported and placed, the curve and the spread; then the tables of the report."""


def data_bytes(facts: Facts, name: str, form: str) -> bytes:
    """Return a table of `DATA_TABLES` as "csv" or "json".

    In CSV each row says source, date and filters; in JSON they stand once, with licence, cautions and the imports that
    rows come from.

    Raises
    ------
    ReportError
        There is no such table (report_data_table), or no such form (report_suffix).

    """
    if name not in DATA_TABLES:
        raise ReportError("report_data_table", value=str(name)[:60], known=", ".join(DATA_TABLES))
    if form not in FORMS:
        raise ReportError("report_suffix", file=f".{str(form)[:20]}", known=", ".join(f".{one}" for one in FORMS))
    table = DATA_TABLES[name](facts)
    origin = provenance(facts.gap_view if table.scope == "gaps" else facts)
    whole = table.scope == "register"
    filters = origin.no_filter if whole else origin.filter_phrases
    dates = origin.data_date if whole else origin.dates
    if form == "csv":
        return csv_bytes(table.rows, source=origin.sources, data_date=dates, filters=filters)
    content = {
        "title": table.title,
        "filters": filters,
        "dates": dates,
        "source": origin.sources,
        "licence": origin.licence,
        "made": facts.today.isoformat(),
        "imports": list(import_notes(facts, facts.question.centre_filter.programmes)),
        "cautions": list(dict.fromkeys((*table.about, *cautions(facts)))),
        "rows": [_plain(row) for row in table.rows.to_dict("records")],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _plain(row: Mapping[Any, Any]) -> dict[str, object]:
    return {str(name): _value(value) for name, value in row.items()}


def _value(value: Any) -> object:  # noqa: ANN401 - any value of a table
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
