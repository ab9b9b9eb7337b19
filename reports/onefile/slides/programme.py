"""A slide about one programme: who is behind it, how much of it is known, and where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from analysis.headlines import RELEARNING
from answers.mapping.palette import programme_mark
from answers.sections.headline import headline_cards
from answers.sections.programmes import reported_words
from answers.sections.relearning import relearning_section
from answers.sections.unknown import unknown_words
from answers.words import LANGUAGES, t
from answers.words.bodies import owner_name, partner_names
from answers.words.names import pick
from answers.words.numbers import amount, number
from answers.words.sources import short_source
from geodata.codes import COUNTRY_CODE, Level
from registry.errors import UnknownProgrammeError
from registry.schema import ListStatus
from reports.onefile.slides.fixed import claim_map
from reports.onefile.slides.maker import Block, Slide
from reports.onefile.wording import both, both_t, each

if TYPE_CHECKING:
    from answers.facts import Facts
    from reports.onefile.slides.maker import Maker, SlideRequest

_BARS: Final = ("named", "placed_district", "placed_site")
_RELEARNING_CARDS: Final = 3
_NINE: Final = ("nine.province", "nine.region", "nine.people")


def programme_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return a programme's profile; Relearning's with its nine provinces."""
    programme_id = request.question.centre_filter.programmes[0]
    row = programme_row(maker.facts(request.question, LANGUAGES[0]), programme_id)
    if programme_id == RELEARNING:
        return _relearning(maker, request)
    is_place = row["list_status"] != ListStatus.NOT_A_PLACE
    side = "right" if is_place else "full"
    maps = [_map(maker, programme_id, str(row["scope_codes"]))] if is_place else []
    return Slide(
        title=both(lambda lang: pick(row["name_th"], row["name_en"], lang=lang)),
        text=maker.both(request.question, lambda facts: _behind(facts, row)),
        blocks=[
            *maps,
            {**_bars(maker, request, programme_id), "side": side},
            {**_unknown(maker, request, programme_id), "side": side},
        ],
        source=both(lambda lang: f"{short_source(row['source'], lang=lang)} · {reported_words(row, lang=lang)}"),
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


def _map(maker: Maker, programme_id: str, scope: str) -> Block:
    codes = scope.split(" ")
    area = codes[0] if len(codes) == 1 else COUNTRY_CODE
    level = Level.PROVINCE if area == COUNTRY_CODE else Level.DISTRICT
    return claim_map(maker, programme_id, area=area, level=level)


def _relearning(maker: Maker, request: SlideRequest) -> Slide:
    question = request.question
    return Slide(
        title=maker.both(question, lambda facts: relearning_section(facts).title),
        text=maker.both(question, lambda facts: relearning_section(facts).lead),
        blocks=[
            maker.cards(question, lambda facts: headline_cards(facts)[:_RELEARNING_CARDS], look="slim"),
            claim_map(maker, RELEARNING, area=COUNTRY_CODE, level=Level.PROVINCE),
            maker.table(
                question,
                lambda facts: relearning_section(facts).tables[0],
                keys=_NINE,
                side="right",
                look="dense names",
            ),
        ],
        source=maker.both(question, lambda facts: relearning_section(facts).source),
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


def _unknown(maker: Maker, request: SlideRequest, programme_id: str) -> Block:
    unknowns = maker.facts(request.question, LANGUAGES[0]).unknowns.get(programme_id, ())
    items = each(unknowns, lambda one, lang: unknown_words(one, lang=lang))
    return {"kind": "list", "title": both_t("slide.unknown"), "items": items or [both_t("slide.nothing_unknown")]}


def _bars(maker: Maker, request: SlideRequest, programme_id: str) -> Block:
    """Return reported, named and placed as bars of one length scale: numbers of one programme, never added up."""
    stands = standing_row(maker.facts(request.question, LANGUAGES[0]), programme_id)
    reported = None if pd.isna(stands["reported"]) else int(stands["reported"])
    text = both(lambda lang: amount(reported, stands["reported_qualifier"], lang=lang))
    rows: list[Block] = [{"label": both_t("slide.bar_reported"), "value": reported, "told": text, "colour": ""}]
    if stands["list_status"] != ListStatus.NOT_A_PLACE:
        rows += [_bar(key, int(stands[key]), programme_mark(programme_id)[0]) for key in _BARS]
    return {"kind": "bars", "title": both_t("slide.stands"), "rows": rows}


def _bar(key: str, value: int, colour: str) -> Block:
    text = both(lambda lang: number(value, lang=lang))
    return {"label": both_t(f"eleven.{key}"), "value": value, "told": text, "colour": colour}
