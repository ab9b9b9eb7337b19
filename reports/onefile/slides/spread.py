"""A slide about how evenly centres are spread over people; where the list does not allow it, the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.complete import IncompleteError
from answers.evenness import evenness
from answers.provenance import one_of
from answers.sections.parts import Card, Column, Table
from answers.words import LANGUAGES, t
from answers.words.names import area_name, set_words
from answers.words.numbers import number, share
from reports.onefile.slides.fixed import dates
from reports.onefile.slides.maker import Slide
from reports.onefile.wording import both, both_t

if TYPE_CHECKING:
    from analysis.distribution import Distribution
    from reports.onefile.slides.maker import Maker, SlideRequest


def spread_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return the two indices in words, with what they stand on."""
    question, tables = request.question, maker.tables
    words = both(lambda lang: set_words(question.centre_filter.programmes, tables.programmes, lang=lang))
    slide = Slide(both_t("slide.spread", set=words), source=dates(maker, request))
    try:
        distribution = evenness(maker.facts(question, LANGUAGES[0]))
    except IncompleteError:
        slide.text = both_t("slide.spread_incomplete")
        return slide
    level = maker.both(question, lambda facts: one_of(question.map_level, facts.question))
    slide.text = both_t("slide.spread_text", level=level)
    slide.blocks = [
        maker.cards(question, lambda facts: _cards(distribution, facts.question.lang), side="left"),
        maker.table(
            question, lambda facts: _areas(distribution, facts.question.lang), side="right", look="dense names"
        ),
    ]
    return slide


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
