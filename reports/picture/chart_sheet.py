"""Charts as sheets of their own: a title, bars, and what they stand on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from analysis.claims import Claim
from analysis.measures import CLAIM
from analysis.reported import reported_values
from answers.cautions import cautions
from answers.mapping import palette
from answers.mapping.characters import CLAIM_CLASSES
from answers.mapping.looks import looks as area_looks
from answers.mapping.title import map_title
from answers.provenance import one_of, provenance
from answers.sections.bangkok import bangkok_section
from answers.sections.programmes import programmes_section
from answers.sections.relearning import relearning_section
from answers.words import t
from answers.words.measures import unit_of
from answers.words.names import area_name, bare_name, full_area_name, programme_names
from answers.words.numbers import amount, number
from geodata.codes import Level, level_of
from registry.schema import ListStatus
from reports.picture.bars import NAMES, Bar, Drawn, Group, Stack, draw_bars, draw_groups, draw_key, draw_stacks
from reports.picture.lettering import SMALL_PT, wrapped
from reports.picture.paper import MM_PER_PT, Sheet, Word, rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.facts import Facts

MOST: Final = 25
WIDTH, MARGIN = 190.0, 10.0
_GREY: Final = palette.SOFT_INK
_FOUR: Final = ("reported", "named", "placed_district", "placed_site")


def measure_bars(facts: Facts) -> Sheet:
    """Return the largest values of the request's measure as bars."""
    lang = facts.question.lang
    unit = unit_of(facts.shown_measure if facts.shown_measure != CLAIM else "centre_count", lang=lang)
    areas = facts.table[facts.table["claim"] == Claim.HAS_NONE] if facts.question.gaps else facts.table
    values = reported_values(areas, unit.measure_id).dropna().sort_values(ascending=False, kind="stable")
    several_provinces = level_of(facts.question.area) in (Level.COUNTRY, Level.REGION)
    names, names_mm = (full_area_name, 72.0) if several_provinces else (area_name, NAMES)
    bars = [
        Bar(names(str(code), lang=lang), float(value) * unit.factor, unit.number(float(value)))
        for code, value in values.head(MOST).items()
    ]
    origin, lead = provenance(facts), []
    if not bars:
        lead = [t("picture.nothing", lang=lang)]
    elif len(values) > len(bars):
        bar_count, of = number(len(bars), lang=lang), number(len(values), lang=lang)
        lead = [t("picture.first", lang=lang, shown=bar_count, of=of)]
        alike = int((values.iloc[MOST:] == values.iloc[MOST - 1]).sum())
        if alike:
            lead = [t("picture.alike", lang=lang, shown=bar_count, of=of, count=number(alike, lang=lang))]
    head = Head([(map_title(facts), 15, 700), (f"{unit.heading} · {origin.subject}", 9.5, 400)], lead)
    drawn = draw_bars(bars, x_mm=MARGIN, y_mm=head.y, across_mm=WIDTH - 2 * MARGIN, names_mm=names_mm)
    return chart_sheet(facts, head, drawn, cautions(facts), description=_description(facts, len(bars), len(values)))


def nine_bars(facts: Facts) -> Sheet:
    """Return the people of the provinces with a Relearning library as bars."""
    lang, section = facts.question.lang, relearning_section(facts)
    bars = [
        Bar(bare_name(str(code), lang=lang), float(people), number(people, lang=lang))
        for code, people in zip(facts.nine["province_code"], facts.nine["population"], strict=True)
    ]
    head = Head([(section.title, 15, 700), (t("slide.people_chart", lang=lang), 9.5, 400)], [])
    drawn = draw_bars(bars, x_mm=MARGIN, y_mm=head.y, across_mm=WIDTH - 2 * MARGIN)
    return chart_sheet(
        facts, head, drawn, section.notes, description=t("slide.chart_people", lang=lang), of_register=True
    )


def group_bars(facts: Facts) -> Sheet:
    """Return the khet with and without a library in each of Bangkok's groups as stacked bars."""
    lang, section, groups = facts.question.lang, bangkok_section(facts), facts.khet_groups
    claims = [claim for claim in (Claim.HAS_ONE, Claim.HAS_NONE, Claim.UNKNOWN) if groups[claim.value].sum()]
    colours = area_looks("light")
    looks = [(colours[CLAIM_CLASSES[claim]], t(f"bkk.{claim}", lang=lang)) for claim in claims]
    stacks = [
        Stack(
            area_name(str(code), lang=lang),
            tuple((float(row[claim.value]), *look) for claim, look in zip(claims, looks, strict=True)),
        )
        for code, row in groups.iterrows()
    ]
    head = Head([(section.title, 15, 700), (section.headings[0], 9.5, 400)], [])
    key = draw_key(looks, x_mm=MARGIN, y_mm=head.y)
    bars = draw_stacks(stacks, x_mm=MARGIN, y_mm=key.bottom, across_mm=WIDTH - 2 * MARGIN)
    drawn = Drawn((*key.shapes, *bars.shapes), (*key.words, *bars.words), bars.bottom)
    return chart_sheet(
        facts, head, drawn, section.notes, description=t("slide.chart_groups", lang=lang), of_register=True
    )


def standing_bars(facts: Facts) -> Sheet:
    """Return reported, named and placed of every programme, each on a scale of its own."""
    lang, section = facts.question.lang, programmes_section(facts)
    names = programme_names(facts.tables.programmes, lang=lang)
    groups = [_programme_group(facts, key, name) for key, name in names.items()]
    head = Head([(section.title, 15, 700), (section.lead, 9.5, 400)], [])
    drawn = draw_groups(groups, x_mm=MARGIN, y_mm=head.y, across_mm=WIDTH - 2 * MARGIN)
    return chart_sheet(facts, head, drawn, section.notes, description=section.lead, of_register=True)


def _programme_group(facts: Facts, programme_id: str, name: str) -> Group:
    lang, row = facts.question.lang, facts.standing.loc[[programme_id]].iloc[0]
    labels = {key: t(f"eleven.{'reported_short' if key == 'reported' else key}", lang=lang) for key in _FOUR}
    is_place = row["list_status"] != ListStatus.NOT_A_PLACE
    bars = []
    for key in _FOUR if is_place else _FOUR[:1]:
        value = row[key]
        if not pd.isna(value):
            qualifier = row["reported_qualifier"] if key == "reported" else None
            bars.append(Bar(labels[key], float(value), amount(int(value), qualifier, lang=lang)))
    notes = [] if is_place else [t("value.list_status.not-a-place", lang=lang)]
    if pd.isna(row["reported"]):
        notes.append(t("unknown.no_count", lang=lang))
    return Group(name, tuple(bars), " · ".join(notes))


class Head:
    """The head of a sheet: lines of type from the top downwards, and where they end."""

    def __init__(self, lines: Sequence[tuple[str, float, int]], more: Sequence[str]) -> None:
        self.title, self.more = lines[0][0], tuple(more)
        self.words: list[Word] = []
        self.y = MARGIN + 4.0
        for text, size, weight in (*lines, *((line, 8.5, 400) for line in more)):
            self.add(text, size, weight)
        self.y += 1.0

    def add(self, text: str, size_pt: float, weight: int = 400) -> None:
        """Add a paragraph."""
        colour = palette.INK if weight > 400 else _GREY
        for part in wrapped(text, WIDTH - 2 * MARGIN, size_pt, weight):
            word = Word(x_mm=MARGIN, y_mm=self.y, text=part, size_pt=size_pt, weight=weight, colour=colour)
            self.words.append(word)
            self.y += size_pt * MM_PER_PT * 1.42


def chart_sheet(
    facts: Facts,
    head: Head,
    drawn: Drawn,
    notes: Sequence[str],
    *,
    description: str,
    of_register: bool = False,
) -> Sheet:
    """Return a sheet of a head, a drawing, and notes with what all of it stands on.

    Parameters
    ----------
    of_register
        Whether the question's filters do not touch what is drawn: the sheet says so in place of them.

    """
    head.y = drawn.bottom + 6.0
    origin = provenance(facts)
    for text in [*notes, *(origin.lines_of_register() if of_register else origin.lines())]:
        head.add(text, SMALL_PT)
    height = head.y + MARGIN - 5.0
    return Sheet(
        width_mm=WIDTH,
        height_mm=round(height, 2),
        shapes=(rectangle(0, 0, WIDTH, height, fill=palette.PAPER), *drawn.shapes),
        words=(*head.words, *drawn.words),
        title=head.title,
        description=description,
        lang=facts.question.lang,
    )


def _description(facts: Facts, bar_count: int, of: int) -> str:
    question, lang = facts.question, facts.question.lang
    return t(
        "picture.chart_description",
        lang=lang,
        measure=unit_of(facts.shown_measure, lang=lang).name,
        set=provenance(facts).subject,
        level=one_of(question.map_level, question),
        area=full_area_name(question.area, lang=lang),
        shown=number(bar_count, lang=lang),
        of=number(of, lang=lang),
    )
