"""The workbook: headline figures, areas of each level, centres, gaps, programmes, figures, what is unknown, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.cautions import cautions
from answers.provenance import one_of, provenance
from answers.words import t
from answers.words.assumptions import distance_assumptions
from answers.words.names import full_area_name, set_words
from geodata.codes import Level
from reports.book.areas import (
    areas_of_question,
    areas_sheet,
    centres_sheet,
    chart_sheet,
    gaps_sheet,
    openings_sheet,
)
from reports.book.headlines import headlines_sheet
from reports.book.records import figures_sheet, imports_sheet, programmes_sheet, sources_sheet, unknowns_sheet
from reports.progress import Steps
from reports.workbook import Properties, Sheet, workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.facts import Facts
    from reports.progress import Progress

_HEADS: Final = ("sheet", "what", "rows", "filter", "date", "source")
# Subdistricts stand in it where they are asked for, those of the area.
LEVELS: Final = (Level.REGION, Level.REGION6, Level.PROVINCE, Level.BMA_GROUP, Level.DISTRICT)


def book_xlsx(facts: Facts, *, progress: Progress | None = None) -> bytes:
    """Return the workbook on a request; its first sheet says what it is, from where and with which filters.

    A table without a row has no sheet: the first one names it.

    Parameters
    ----------
    facts
        What is known for the question.
    progress
        Called with the sheets made and their total; the last step is the writing of the file.

    """
    makers = _makers(facts)
    steps = Steps(len(makers) + 1, progress)
    sheets = []
    for make in makers:
        sheets.append(make())
        steps.done()
    lang = facts.question.lang
    empty = [one.title for one in sheets if one.table.empty]
    missing = [(t("book.about_empty", lang=lang), ", ".join(empty))] if empty else []
    long = [(t("book.about_caution", lang=lang), one.print_note) for one in sheets if one.print_note]
    book = workbook_bytes(
        [one for one in sheets if not one.table.empty],
        about_title=t("book.about", lang=lang),
        about=[*about_rows(facts), *missing, *long],
        heads=[t(f"book.head.{key}", lang=lang) for key in _HEADS],
        properties=_properties(facts),
    )
    steps.done()
    return book


def _properties(facts: Facts) -> Properties:
    lang, origin = facts.question.lang, provenance(facts)
    return Properties(
        title=f"{t('report.title', lang=lang)}: {origin.set_words}",
        subject=origin.filter_phrases,
        author=t("report.author", lang=lang),
        keywords=origin.set_words,
        comments=origin.dates,
        created=facts.today,
    )


def book_sheets(facts: Facts) -> list[Sheet]:
    """Return the sheets of the workbook, without the first."""
    return [make() for make in _makers(facts)]


def about_rows(facts: Facts) -> list[tuple[str, str]]:
    """Return what the first sheet says: a label and a sentence a row."""
    lang, origin = facts.question.lang, provenance(facts)
    rows = [
        ("what", t("book.what_text", lang=lang)),
        ("filters", origin.filter_phrases),
        ("radius", t("report.km", lang=lang, km=f"{facts.radius_km:g}")),
        ("gaps", _gaps_words(facts)),
        ("dates", origin.dates),
        ("source", origin.sources),
        ("licence", origin.licence),
        ("printed", origin.printed),
        *(("caution", sentence) for sentence in dict.fromkeys((*cautions(facts), *distance_assumptions(lang=lang)))),
        ("caution", t("report.no_total", lang=lang)),
        ("caution", t("book.dates_text", lang=lang)),
        ("caution", t("book.print_text", lang=lang)),
        ("method", t("method.map", lang=lang)),
    ]
    return [(t(f"book.about_{key}", lang=lang), text) for key, text in rows]


def _gaps_words(facts: Facts) -> str:
    """Return which set, areas and radius the sheets of gaps are of: a first visit shows Bangkok's libraries."""
    question, lang = facts.gap_question, facts.question.lang
    words = set_words(question.programme, facts.tables.programmes, lang=lang)
    area = full_area_name(question.area, lang=lang)
    level, km = one_of(question.map_level, question), f"{facts.gap_view.radius_km:g}"
    return t("book.gaps_text", lang=lang, set=words, area=area, level=level, km=km)


def _makers(facts: Facts) -> list[Callable[[], Sheet]]:
    def areas_of(level: Level) -> Callable[[], Sheet]:
        return lambda: areas_sheet(facts, level)

    return [
        lambda: chart_sheet(facts),
        lambda: headlines_sheet(facts),
        *(areas_of(level) for level in LEVELS if areas_of_question(facts, level).any()),
        *([areas_of(Level.SUBDISTRICT)] if facts.question.map_level == Level.SUBDISTRICT else []),
        lambda: centres_sheet(facts),
        lambda: gaps_sheet(facts, "ranked"),
        lambda: gaps_sheet(facts, "to_check"),
        *([lambda: openings_sheet(facts)] if facts.question.has_scenario else []),
        lambda: programmes_sheet(facts),
        lambda: figures_sheet(facts),
        lambda: unknowns_sheet(facts),
        *([lambda: imports_sheet(facts)] if len(facts.tables.imports) else []),
        lambda: sources_sheet(facts),
    ]
