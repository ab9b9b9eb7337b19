"""The sheets of what the register says: programmes, dated figures, what is not known, and the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.figures import age_years
from answers.sections.unknown import asks_of, unknown_words
from answers.words.bodies import owner_name, partner_names
from answers.words.figures import note_of
from answers.words.names import pick, programme_names
from reports.book.sheet import sheet
from reports.workbook import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from answers.facts import Facts


def programmes_sheet(facts: Facts) -> Sheet:
    """Return the programmes with owner, partners and their four numbers."""
    lang, details = facts.question.lang, facts.tables.details
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
    if lang == "th":
        table["reported_unit"] = facts.tables.programmes["reported_unit_th"].to_numpy()
    return sheet(facts, "programmes", table)


def _rows(table: pd.DataFrame) -> Iterator[pd.Series]:
    for _, row in table.iterrows():
        yield row


def figures_sheet(facts: Facts) -> Sheet:
    """Return every dated figure with its age."""
    table = facts.tables.figures
    ages = [age_years(date if isinstance(date, str) else None, today=facts.today) for date in table["date"]]
    table = table.assign(age_years=pd.Series(ages, index=table.index, dtype="float64"))
    lang, keys = facts.question.lang, zip(table["figure_id"], table["notes"], strict=True)
    return sheet(facts, "figures", table.assign(notes=[note_of(key, notes, lang=lang) for key, notes in keys]))


def unknowns_sheet(facts: Facts) -> Sheet:
    """Return what is not known of each programme, and whom to ask."""
    lang = facts.question.lang
    names = programme_names(facts.tables.programmes, lang=lang)
    rows = []
    for programme_id, unknowns in facts.unknowns.items():
        programme = facts.programme(programme_id)
        whom = "" if programme is None else owner_name(programme, facts.tables.details, lang=lang)
        for one in unknowns:
            questions = "; ".join(asks_of([one], lang=lang))
            rows.append((names[programme_id], unknown_words(one, lang=lang), questions, whom or None))
    return sheet(facts, "unknown", pd.DataFrame(rows, columns=["programme", "unknown", "ask", "whom"]))


def imports_sheet(facts: Facts) -> Sheet:
    """Return the imports whose rows count: which list, of when and from whom."""
    columns = ["programme_id", "centres", "area_counts", "figures", "file_name", "imported_on", "source", "import_id"]
    return sheet(facts, "imports", facts.tables.imports[columns])


def sources_sheet(facts: Facts) -> Sheet:
    """Return the record of every file."""
    lang = facts.question.lang
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
    return sheet(facts, "sources", pd.DataFrame(rows))
