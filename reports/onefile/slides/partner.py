"""A slide about one organisation: its programmes, what is known of them, and what it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.centre_filter import CentreFilter
from analysis.partners import Partner, partners
from answers.errors import ReportError
from answers.sections.programmes import reported_words
from answers.sections.unknown import asks_of
from answers.words import LANGUAGES, t
from answers.words.bodies import body_name
from answers.words.names import programme_names
from answers.words.numbers import number
from geodata.codes import COUNTRY_CODE, Level
from registry.schema import ListStatus
from reports.onefile.slides.fixed import dates
from reports.onefile.slides.maker import Block, Slide
from reports.onefile.slides.places import open_map
from reports.onefile.slides.programme import programme_row, standing_row
from reports.onefile.wording import Words, both, both_t, each

if TYPE_CHECKING:
    import pandas as pd

    from answers.facts import Facts
    from reports.onefile.slides.maker import Maker, SlideRequest

_FEW: Final = 4
_COLUMNS: Final = {"programme": "left", "reported": "left", "named": "right", "placed_site": "right"}


def partner_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return an organisation's view; where its programmes are few, a map of what they have stands beside them."""
    partner = partner_of(maker, request.params.get("partner_name", ""))
    own_map = _own_map(maker, partner)
    table = {**_programmes(maker, request, partner), "side": "right" if own_map else "left", "look": "dense"}
    return Slide(
        title=both(lambda lang: organisation(partner, maker.tables.details, lang=lang)),
        text=both(lambda lang: _part_taken(partner, lang)),
        blocks=[*own_map, table, {**_questions(maker, request, partner), "side": "right"}],
        source=dates(maker, request),
    )


def partner_of(maker: Maker, name: str) -> Partner:
    """Return the organisation of that Thai name; a `ReportError` where the register has none."""
    organisations = partners(maker.tables.programmes, maker.tables.details)
    for partner in organisations:
        if partner.name_th == name:
            return partner
    names = ", ".join(partner.name_th for partner in organisations[:3])
    raise ReportError("report_parameter", name="partner_name", value=name[:60], expected=f"{names}, …")


def organisation(partner: Partner, details: pd.DataFrame, *, lang: str) -> str:
    """Return an organisation's name in a language."""
    if lang == "en" and partner.name_en:
        return partner.name_en
    return body_name(partner.name_th, details, lang=lang)


def _part_taken(partner: Partner, lang: str) -> str:
    counts = {"owns": len(partner.owns), "joins": len(partner.takes_part_in)}
    return " · ".join(t(f"slide.partner_{part}", lang=lang, count=count) for part, count in counts.items() if count)


def _own_map(maker: Maker, partner: Partner) -> list[Block]:
    """Return a map of the centres of an organisation's programmes; they are shown together and not added up."""
    rows = maker.tables.programmes
    places = rows[(rows["list_status"] != ListStatus.NOT_A_PLACE) & rows["programme_id"].isin(partner.programmes)]
    if places.empty or len(partner.programmes) > _FEW:
        return []
    scopes = {code for codes in places["scope_codes"] for code in str(codes).split(" ")}
    area = scopes.pop() if len(scopes) == 1 else COUNTRY_CODE
    level = Level.PROVINCE if area == COUNTRY_CODE else Level.DISTRICT
    return [open_map(maker, area, CentreFilter(programmes=tuple(places["programme_id"]), access=()), level=level)]


def _programmes(maker: Maker, request: SlideRequest, partner: Partner) -> Block:
    names = {lang: programme_names(maker.tables.programmes, lang=lang) for lang in LANGUAGES}

    def cell(programme_id: str, column: str, facts: Facts) -> str:
        lang = facts.question.lang
        if column == "programme":
            name = names[lang][programme_id]
            return name if programme_id in partner.owns else t("slide.role_partner", lang=lang, name=name)
        if column == "reported":
            return str(reported_words(programme_row(facts, programme_id), lang=lang))
        stands = standing_row(facts, programme_id)
        is_place = stands["list_status"] != ListStatus.NOT_A_PLACE
        return number(int(stands[column]) if is_place else None, lang=lang)

    def row(programme_id: str) -> list[Words]:
        return each(_COLUMNS, lambda column, lang: cell(programme_id, column, maker.facts(request.question, lang)))

    return {
        "kind": "table",
        "head": [both_t(f"eleven.{key}") for key in _COLUMNS],
        "align": list(_COLUMNS.values()),
        "rows": [row(programme_id) for programme_id in partner.programmes],
    }


def _questions(maker: Maker, request: SlideRequest, partner: Partner) -> Block:
    unknowns = maker.facts(request.question, LANGUAGES[0]).unknowns
    open_ = [programme_id for programme_id in partner.programmes if unknowns.get(programme_id)]

    def line(programme_id: str, lang: str) -> str:
        questions = "; ".join(asks_of(unknowns[programme_id], lang=lang))
        if len(partner.programmes) == 1:
            return questions
        return f"{programme_names(maker.tables.programmes, lang=lang)[programme_id]}: {questions}"

    items = each(open_, line)
    return {"kind": "list", "title": both_t("slide.asked"), "items": items or [both_t("slide.nothing_unknown")]}
