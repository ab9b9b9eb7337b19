"""A slide about one programme: who is behind it, how much of it is known, and where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analysis.headlines import RELEARNING
from answers.mapping.palette import programme_mark, ramp
from answers.messages import people_message, programme_message
from answers.sections.headline import headline_cards
from answers.sections.programmes import reported_words
from answers.sections.relearning import relearning_section
from answers.sections.unknown import unknown_words
from answers.story.slide import Bar, BarsPart, CardsPart, ChartPart, ListPart, MapPart, Series, Side, Slide, TablePart
from answers.story.slides.fixed import claim_map, columns_of
from answers.views import relearning_facts
from answers.words import t
from answers.words.bodies import owner_name, partner_names
from answers.words.names import at_start, bare_name
from answers.words.numbers import amount, number
from answers.words.sources import short_source
from geodata.codes import COUNTRY_CODE, Level
from registry.errors import UnknownProgrammeError
from registry.schema import ListStatus

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.story.maker import Maker, SlideRequest

_BARS: Final = ("named", "placed_district", "placed_site")
_RELEARNING_CARDS: Final = 3
_NINE: Final = ("nine.province", "nine.region", "nine.people")


def programme_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return a programme's profile; Relearning's with its nine provinces."""
    programme_id, facts, lang = request.question.centre_filter.programmes[0], request.facts, request.lang
    row = programme_row(facts, programme_id)
    if programme_id == RELEARNING:
        return _relearning(maker, request)
    is_place = row["list_status"] != ListStatus.NOT_A_PLACE
    side: Side = "right" if is_place else "full"
    maps = [_map(maker, programme_id, str(row["scope_codes"]), lang=lang)] if is_place else []
    return Slide(
        title=programme_message(facts, programme_id),
        text=_behind(facts, row),
        parts=(*maps, _bars(facts, programme_id, side=side), _unknown(facts, programme_id, side=side)),
        source=f"{short_source(row['source'], lang=lang)} · {reported_words(row, lang=lang)}",
        method=t("method.programmes", lang=lang),
        facts=facts,
    )


def programme_row(facts: Facts, programme_id: str) -> pd.Series:
    """Return a programme's row of the register; an `UnknownProgrammeError` where it has none."""
    row = facts.programme(programme_id)
    if row is None:
        raise UnknownProgrammeError("programme_not_listed", value=programme_id, known="–")
    return row


def standing_row(facts: Facts, programme_id: str) -> dict[str, Any]:
    """Return a programme's row of `analysis.standing`."""
    return {str(name): value for name, value in facts.standing.loc[[programme_id]].iloc[0].items()}


def _map(maker: Maker, programme_id: str, scope: str, *, lang: str) -> MapPart:
    codes = scope.split(" ")
    area = codes[0] if len(codes) == 1 else COUNTRY_CODE
    level = Level.PROVINCE if area == COUNTRY_CODE else Level.DISTRICT
    return claim_map(maker, programme_id, area=area, level=level, lang=lang)


def _relearning(maker: Maker, request: SlideRequest) -> Slide:
    facts, lang = request.facts, request.lang
    section = relearning_section(facts)
    nine = columns_of(section.tables[0], _NINE, lang=lang)
    return Slide(
        title=programme_message(facts, RELEARNING),
        text=section.lead,
        parts=(
            CardsPart(cards=headline_cards(facts)[:_RELEARNING_CARDS], look="slim"),
            claim_map(maker, RELEARNING, area=COUNTRY_CODE, level=Level.PROVINCE, lang=lang),
            TablePart(table=nine, side="right", look="dense names"),
        ),
        source=section.source,
        method=section.method,
        facts=relearning_facts(facts),
        appendix=lambda: (_people_slide(facts), replace(section, lead="")),
    )


def _people_slide(facts: Facts) -> Slide:
    section = relearning_section(facts)
    return Slide(
        title=people_message(facts),
        text=section.notes[0],
        parts=(nine_chart(facts),),
        source=section.source,
        method=section.method,
        facts=relearning_facts(facts),
    )


def nine_chart(facts: Facts) -> ChartPart:
    """Return the people of the provinces with a Relearning library, the most first."""
    lang, people = facts.question.lang, facts.nine.dropna(subset="population")
    people = people.sort_values("population", ascending=False, kind="stable")
    series = Series(
        name=t("slide.people_chart", lang=lang),
        values=tuple(float(value) for value in people["population"]),
        colour=ramp("light")[3],
    )
    return ChartPart(
        title=t("slide.people_chart", lang=lang),
        description=t("slide.chart_people", lang=lang),
        categories=tuple(bare_name(str(code), lang=lang) for code in people["province_code"]),
        series=(series,),
    )


def _behind(facts: Facts, row: pd.Series) -> str:
    lang, details = facts.question.lang, facts.tables.details
    not_stated = t("common.not_stated", lang=lang)
    return t(
        "slide.programme_text",
        lang=lang,
        owner=owner_name(row, details, lang=lang) or not_stated,
        partners=", ".join(partner_names(row, details, lang=lang)) or not_stated,
        status=t(f"value.list_status.{row['list_status']}", lang=lang),
    )


def _unknown(facts: Facts, programme_id: str, *, side: Side) -> ListPart:
    lang = facts.question.lang
    items = tuple(at_start(unknown_words(one, lang=lang)) for one in facts.unknowns.get(programme_id, ()))
    nothing = (t("slide.nothing_unknown", lang=lang),)
    return ListPart(title=t("slide.unknown", lang=lang), items=items or nothing, side=side)


def _bars(facts: Facts, programme_id: str, *, side: Side) -> BarsPart:
    """Return reported, named and placed as bars of one length scale: numbers of one programme, never added up."""
    lang, stands = facts.question.lang, standing_row(facts, programme_id)
    reported = None if pd.isna(stands["reported"]) else int(stands["reported"])
    text = amount(reported, stands["reported_qualifier"], lang=lang)
    bars = [Bar(label=t("slide.bar_reported", lang=lang), value=reported, text=text)]
    if stands["list_status"] != ListStatus.NOT_A_PLACE:
        colour = programme_mark(programme_id)[0]
        bars += [
            Bar(
                label=t(f"eleven.{key}", lang=lang),
                value=int(stands[key]),
                text=number(int(stands[key]), lang=lang),
                colour=colour,
            )
            for key in _BARS
        ]
    return BarsPart(title=t("slide.stands", lang=lang), bars=tuple(bars), side=side)
