"""A slide about one organisation: its programmes, what is known of them, and what it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analysis.centre_filter import CentreFilter
from analysis.partners import Partner, partners
from answers.errors import ReportError
from answers.messages import partner_message
from answers.sections.parts import Keys, Table, headed
from answers.sections.programmes import reported_words
from answers.sections.unknown import asks_of
from answers.story.slide import ListPart, MapPart, Slide, TablePart
from answers.story.slides.fixed import dates
from answers.story.slides.places import open_map
from answers.story.slides.programme import programme_row, standing_row
from answers.words import t
from answers.words.bodies import body_name
from answers.words.names import at_start, programme_names
from answers.words.numbers import number
from geodata.codes import COUNTRY_CODE, Level
from registry.schema import ListStatus

if TYPE_CHECKING:
    import pandas as pd

    from answers.facts import Facts
    from answers.story.maker import Maker, SlideRequest

_FEW: Final = 4
_COLUMNS: Final[Keys] = (
    ("programme", 2.4, "left"),
    ("reported", 2.2, "left"),
    ("named", 0.8, "right"),
    ("placed_site", 1.0, "right"),
)


def partner_slide(maker: Maker, request: SlideRequest) -> Slide:
    """Return an organisation's view; where its programmes are few, a map of what they have stands beside them."""
    lang = request.lang
    partner = partner_of(maker, request.params.get("partner_name", ""))
    name = organisation(partner, maker.tables.details, lang=lang)
    own_map = _own_map(maker, partner, lang=lang)
    table = TablePart(table=_programmes(request.facts, partner), side="right" if own_map else "left", look="dense")
    return Slide(
        title=partner_message(request.facts, partner, name),
        text=_part_taken(partner, lang),
        parts=(*own_map, table, _questions(request.facts, partner)),
        source=dates(request.facts),
        facts=request.facts,
        whole=True,
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


def _own_map(maker: Maker, partner: Partner, *, lang: str) -> list[MapPart]:
    """Return a map of the centres of an organisation's programmes; they are shown together and not added up."""
    rows = maker.tables.programmes
    places = rows[(rows["list_status"] != ListStatus.NOT_A_PLACE) & rows["programme_id"].isin(partner.programmes)]
    if places.empty or len(partner.programmes) > _FEW:
        return []
    scopes = {code for codes in places["scope_codes"] for code in str(codes).split(" ")}
    area = scopes.pop() if len(scopes) == 1 else COUNTRY_CODE
    level = Level.PROVINCE if area == COUNTRY_CODE else Level.DISTRICT
    centre_filter = CentreFilter(programmes=tuple(places["programme_id"]), access=())
    return [open_map(maker, area, centre_filter, level=level, lang=lang)]


def _programmes(facts: Facts, partner: Partner) -> Table:
    lang = facts.question.lang
    names = programme_names(facts.tables.programmes, lang=lang)

    def row(programme_id: str) -> tuple[str, ...]:
        name, stands = names[programme_id], standing_row(facts, programme_id)
        is_place = stands["list_status"] != ListStatus.NOT_A_PLACE
        return (
            name if programme_id in partner.owns else t("slide.role_partner", lang=lang, name=name),
            reported_words(programme_row(facts, programme_id), lang=lang),
            *(number(int(stands[key]) if is_place else None, lang=lang) for key in ("named", "placed_site")),
        )

    return Table(headed("eleven", _COLUMNS, lang=lang), tuple(row(one) for one in partner.programmes))


def _questions(facts: Facts, partner: Partner) -> ListPart:
    lang, unknowns = facts.question.lang, facts.unknowns
    names = programme_names(facts.tables.programmes, lang=lang)

    def line(programme_id: str) -> str:
        questions = "; ".join(asks_of(unknowns[programme_id], lang=lang))
        return at_start(questions) if len(partner.programmes) == 1 else f"{names[programme_id]}: {questions}"

    items = tuple(line(one) for one in partner.programmes if unknowns.get(one))
    return ListPart(
        title=t("slide.asked", lang=lang),
        items=items or (t("slide.nothing_unknown", lang=lang),),
        side="right",
    )
