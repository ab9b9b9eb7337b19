"""Slides that show the whole register: title, headlines, Bangkok, all programmes, what is not known, sources, data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from analysis.headlines import BMA_LIBRARY
from analysis.measures import CLAIM
from answers.imports import import_notes
from answers.mapping import palette
from answers.mapping.maps import map_model
from answers.messages import (
    bangkok_message,
    groups_message,
    overview_message,
    programmes_message,
    sources_message,
    unknown_message,
)
from answers.provenance import provenance
from answers.question import Question
from answers.sections.bangkok import bangkok_section
from answers.sections.headline import headline_cards, headline_section
from answers.sections.parts import Table
from answers.sections.programmes import programmes_section
from answers.sections.sources import sources_section
from answers.sections.unknown import asks_of, unknown_section, unknown_words, unknowns_of
from answers.story.slide import CardsPart, ChartPart, ListPart, MapPart, Series, Slide, TablePart, WordsPart
from answers.views import bangkok_facts
from answers.words import t
from answers.words.bodies import owner_name
from answers.words.figures import value_words
from answers.words.names import at_start, bare_name, programme_names
from geodata.codes import BANGKOK_CODE, Level

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.story.maker import Maker, SlideRequest
    from answers.unknowns import Unknown

_KNOWN: Final = tuple(
    f"eleven.{key}" for key in ("programme", "reported", "named", "placed_district", "placed_site", "list")
)
_MOST_IMPORTS: Final = 2
_GROUPS: Final = tuple(f"bkk.{key}" for key in ("group", "khet", "has_one", "has_none", "people_without"))
_WITHOUT: Final = tuple(f"bkk.{key}" for key in ("group", "has_none", "people_without"))
_SOURCES: Final = tuple(f"origin.{key}" for key in ("what", "producer", "date"))
_ASKED: Final = tuple(f"unknown.{key}" for key in ("programme", "ask", "whom"))


def title_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return the page that a presentation opens with."""
    facts, lang = request.facts, request.lang
    return Slide(
        title=t("report.title", lang=lang),
        text=t("slide.title_text", lang=lang),
        parts=(WordsPart(text=provenance(facts).dates if request.params else dates(facts)), *_import_words(facts)),
        facts=facts,
        whole=not request.params,
    )


def overview_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return the four headline figures."""
    facts = request.facts
    section, cards = headline_section(facts), headline_cards(facts)
    sources = [part for card in cards for part in card.source.split(" · ")]
    return Slide(
        title=overview_message(facts),
        text=section.notes[0],
        parts=(CardsPart(cards=cards),),
        source=" · ".join(dict.fromkeys(sources)),
        method=section.method,
        facts=facts,
        whole=True,
    )


def bangkok_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return Bangkok's khet with and without a BMA learning library."""
    facts, lang = request.facts, request.lang
    section, own = bangkok_section(facts), bangkok_facts(facts)
    return Slide(
        title=bangkok_message(facts),
        text=section.lead,
        parts=(
            claim_map(maker, BMA_LIBRARY, area=BANGKOK_CODE, level=Level.DISTRICT, lang=lang, marks=False),
            TablePart(table=columns_of(section.tables[0], _GROUPS, lang=lang), side="right", look="names"),
            WordsPart(text=section.notes[0], side="right"),
        ),
        source=f"{section.source} · {section.notes[-1]}",
        method=section.method,
        facts=own,
        appendix=lambda: (
            _groups_slide(facts),
            replace(
                section, title=section.headings[1], lead="", headings=(), tables=section.tables[1:],
                notes=section.notes[-1:],
            ),
        ),
    )  # fmt: skip


def groups_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return Bangkok's groups by their khet with and without a BMA learning library."""
    return _groups_slide(request.facts)


def _groups_slide(facts: Facts) -> Slide:
    section, lang = bangkok_section(facts), facts.question.lang
    whole = replace(section, title=section.headings[0], lead="", headings=(), tables=section.tables[:1], notes=())
    return Slide(
        title=groups_message(facts),
        text=section.notes[-1],
        parts=(groups_chart(facts), TablePart(table=columns_of(section.tables[0], _WITHOUT, lang=lang), side="right")),
        source=section.source,
        method=section.method,
        facts=bangkok_facts(facts),
        appendix=lambda: (whole,),
    )


def groups_chart(facts: Facts) -> ChartPart:
    """Return Bangkok's groups by their khet with and without a library."""
    lang, groups = facts.question.lang, facts.khet_groups
    colours = palette.statuses("light")
    series = tuple(
        Series(
            name=t(f"bkk.{claim}", lang=lang),
            values=tuple(float(value) for value in groups[claim]),
            colour=colours[claim],
        )
        for claim in ("has_one", "has_none", "unknown")
        if claim != "unknown" or groups[claim].sum()
    )
    return ChartPart(
        title=t("bkk.groups", lang=lang),
        description=t("slide.chart_groups", lang=lang),
        categories=tuple(bare_name(str(code), lang=lang) for code in groups.index),
        series=series,
    )


def claim_map(maker: Maker, programme_id: str, *, area: str, level: Level, lang: str, marks: bool = True) -> MapPart:
    """Return a map of what may be said of a programme in every area of a level inside an area."""
    question = Question(programme=(programme_id,), area=area, level=level, measure=CLAIM)
    model = map_model(maker.facts(question, lang))
    return MapPart(
        model=model if marks else replace(model, marks=(), legend=replace(model.legend, marks=())), side="left"
    )


def columns_of(table: Table, keys: tuple[str, ...], *, lang: str) -> Table:
    """Return a table with only the columns of some headings, by their keys."""
    headings = [column.heading for column in table.columns]
    columns = [headings.index(t(key, lang=lang)) for key in keys]
    rows = tuple(tuple(row[at] for at in columns) for row in table.rows)
    return Table(tuple(table.columns[at] for at in columns), rows, table.muted)


def all_programmes_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return every programme with what is reported and known, side by side and never added up."""
    facts, lang = request.facts, request.lang
    section = programmes_section(facts)
    return Slide(
        title=programmes_message(facts),
        text=section.lead,
        parts=(TablePart(table=columns_of(section.tables[0], _KNOWN, lang=lang)), *_import_words(facts)),
        cautions=(*import_notes(facts), *section.notes),
        source=dates(facts),
        method=section.method,
        facts=facts,
        whole=True,
        appendix=lambda: (replace(programmes_section(facts, brief=True), lead="", notes=(section.notes[0],)),),
    )


def _import_words(facts: Facts) -> tuple[WordsPart, ...]:
    """Return what imports brought of what is counted: a few sentences, the others stand in the table of sources."""
    return tuple(WordsPart(text=note) for note in import_notes(facts)[:_MOST_IMPORTS])


def data_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return how complete the data are: reported beside known, and the day they were read."""
    return replace(all_programmes_slide(maker, request), text=t("slide.data_title", lang=request.lang))


def unknowns_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return what is not known yet, and whom to ask: of the programmes of the view, of all where it names none."""
    facts, lang = request.facts, request.lang
    about = request.question.programme if "programme" in request.params else ()
    unknowns, section = unknowns_of(facts, about), unknown_section(facts, programme_ids=about)
    empty = bool(about) and facts.filtered.centres.empty
    filters = provenance(facts).filter_phrases
    nothing = (WordsPart(text=t("slide.nothing_fits", lang=lang, filters=filters)),) if empty else ()
    own = maker.facts(Question(programme=about), lang) if about else facts  # numbers of whole programmes
    open_ = [one for one, of in unknowns.items() if of]
    tables = tuple(TablePart(table=columns_of(table, _ASKED, lang=lang)) for table in section.tables)
    whole = tuple(replace(section, title=t("slide.unknown_table", lang=lang), lead="") for _ in section.tables)
    lists = _questions(facts, open_[0]) if len(open_) == 1 else ()
    return Slide(
        title=unknown_message(facts, unknowns),
        text=section.lead,
        parts=(*(lists or tables), *nothing),
        source=dates(facts),
        method=section.method,
        facts=own,
        whole=not about,
        appendix=lambda: () if lists else whole,
    )


def _questions(facts: Facts, programme_id: str) -> tuple[ListPart, ...]:
    """Return what is not known of one programme, and what its owner is asked for."""
    lang, unknowns = facts.question.lang, facts.unknowns[programme_id]
    programme = facts.programme(programme_id)
    owner = "" if programme is None else owner_name(programme, facts.tables.details, lang=lang)
    name = programme_names(facts.tables.programmes, lang=lang)[programme_id]
    whom = owner or t("common.not_stated", lang=lang)
    return (
        ListPart(
            title=t("slide.open_of", lang=lang, name=name),
            items=tuple(at_start(_with_values(facts, programme_id, one)) for one in unknowns),
            side="left",
        ),
        ListPart(
            title=t("slide.ask_of", lang=lang, whom=whom),
            items=tuple(map(at_start, asks_of(unknowns, lang=lang))),
            side="right",
        ),
    )


def _with_values(facts: Facts, programme_id: str, one: Unknown) -> str:
    """Return one thing that is not known, in words, of a disagreement with the values that differ and their dates."""
    lang, words = facts.question.lang, unknown_words(one, lang=facts.question.lang)
    values = [
        value_words(value, lang=lang)[:2]
        for conflict in facts.conflicts
        if conflict.programme_id == programme_id and conflict.key == one.conflict
        for value in conflict.values
    ]
    listed = "; ".join(dict.fromkeys(f"{amount} ({date})" for amount, date in values))
    return f"{words}: {listed}" if listed else words


def sources_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return where everything comes from."""
    facts, lang = request.facts, request.lang
    section = sources_section(facts)
    return Slide(
        title=sources_message(facts),
        text=t("slide.sources_text", lang=lang),
        parts=(TablePart(table=columns_of(section.tables[-1], _SOURCES, lang=lang)), *_import_words(facts)),
        source=provenance(facts).licence,
        method=section.method,
        facts=facts,
        whole=True,
        appendix=lambda: (replace(section, lead="", notes=(provenance(facts).licence,)),),
    )


def dates(facts: Facts) -> str:
    """Return the line of dates that stands under the numbers of a question."""
    origin = provenance(facts)
    return f"{origin.population} · {origin.data_date}"
