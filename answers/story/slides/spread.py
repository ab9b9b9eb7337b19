"""A slide about how evenly centres are spread over people; where the list does not allow it, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.complete import IncompleteError
from answers.evenness import evenness
from answers.messages import spread_message
from answers.provenance import one_of
from answers.sections.parts import Card, Column, Table
from answers.story.slide import CardsPart, Slide, TablePart
from answers.story.slides.fixed import dates
from answers.words import t
from answers.words.names import area_name, set_words
from answers.words.numbers import number, share

if TYPE_CHECKING:
    from analysis.distribution import Distribution
    from answers.story.maker import Maker, SlideRequest


def spread_slide(_maker: Maker, request: SlideRequest) -> Slide:
    """Return the two indices in words, with what they stand on."""
    facts, question, lang = request.facts, request.question, request.lang
    words = set_words(question.centre_filter.programmes, facts.tables.programmes, lang=lang)
    try:
        distribution = evenness(facts)
    except IncompleteError:
        return Slide(
            title=spread_message(facts, None),
            text=t("slide.spread_incomplete", lang=lang),
            source=dates(facts),
            facts=facts,
        )
    text = t("slide.spread_text", lang=lang, level=one_of(question.map_level, question))
    return Slide(
        title=spread_message(facts, distribution),
        text=f"{t('slide.spread', lang=lang, set=words)} · {text}",
        parts=(
            CardsPart(cards=tuple(_cards(distribution, lang)), side="left"),
            TablePart(table=_areas(distribution, lang), side="right", look="dense names"),
        ),
        source=dates(facts),
        facts=facts,
    )


def _areas(distribution: Distribution, lang: str) -> Table:
    """Return the areas by how far their share of centres lies behind their share of people."""
    keys = ("centre_share", "people_share", "difference")
    columns = (
        Column(t("areas.area", lang=lang)),
        *(Column(t(f"slide.spread_{key}", lang=lang), align="right") for key in keys),
    )
    ordered = distribution.areas.sort_values("disparity", kind="stable")
    rows = tuple(
        (
            area_name(str(code), lang=lang),
            share(row["centre_share"], lang=lang),
            share(row["people_share"], lang=lang),
            f"{row['disparity']:+.1f}",
        )
        for code, row in ordered.iterrows()
    )
    return Table(columns, rows)


def _cards(distribution: Distribution, lang: str) -> list[Card]:
    values = {
        "gini": number(distribution.gini, lang=lang, decimals=2),
        "hoover": f"{number(distribution.hoover * 100, lang=lang)}%",
        "centres": number(distribution.centres, lang=lang),
        "people": number(distribution.people, lang=lang),
    }
    return [
        Card(
            label=t(f"slide.spread_{key}", lang=lang),
            value=value,
            detail=t(f"slide.spread_{key}_detail", lang=lang),
            dated="",
            age="",
            source="",
        )
        for key, value in values.items()
    ]
