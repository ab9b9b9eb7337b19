"""The map of a request as a sheet of its own: title, map, legend, and what it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from analysis.claims import Claim
from analysis.places import recorded_in
from answers.mapping.classes import OUT_OF_SCOPE, OUTSIDE, told_values, unit_of
from answers.mapping.legend import area_block, gap_block, mark_blocks
from answers.mapping.title import map_title, mapped_area
from answers.provenance import one_of, provenance
from answers.question import in_bangkok
from answers.words import t
from answers.words.cautions import cautions
from answers.words.claims import told_claim
from answers.words.names import area_name, full_area_name
from geodata.areas import areas
from geodata.codes import COUNTRY_CODE, Level
from registry.schema import Basis, Status
from reports.picture.legend_drawing import draw_legend
from reports.picture.lettering import wrapped
from reports.picture.map_drawing import MapContent, bangkok_inset, draw_map, frame_around, shape_ratio
from reports.picture.paper import MM_PER_PT, Sheet, Word, rectangle

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.mapping.legend import Block
    from answers.provenance import Provenance
    from reports.picture.geography import Frame

MARGIN: Final = 10.0
LEGEND: Final = 66.0
GAP: Final = 6.0
HEIGHT: Final = 178.0
"""Of the map, in mm; its width follows from the shape of the area."""
_WIDTHS: Final = (96.0, 190.0)
_GREY: Final = "#4c5b62"
_MANY_MARKS: Final = 60
_FEW_NAMES: Final = 80


@dataclass(frozen=True, slots=True)
class MapFigure:
    """What a map of a request is made of, for whoever sets it: a sheet, a page or a slide."""

    content: MapContent
    blocks: tuple[Block, ...]
    title: str
    subtitle: str
    description: str
    code: str


def map_figure(facts: Facts) -> MapFigure:
    """Return the map that a request asks for."""
    return facts.once("map", _map_figure)


def _map_figure(facts: Facts) -> MapFigure:
    request, lang = facts.request, facts.request.lang
    told = provenance(facts)
    centres = facts.filtered.kept
    centres = centres[recorded_in(centres, mapped_area(facts))]
    content = MapContent(
        level=request.level,
        classes={str(code): str(label) for code, label in facts.classed.labels.items()},
        lang=lang,
        told=_told(facts),
        centres=centres,
        named=_named(facts),
        accent=(request.area,) if request.area in facts.table.index else (),
        pins=request.places,
        mark_mm=1.0 if len(centres) > _MANY_MARKS and not in_bangkok(request.area) else 1.5,
    )
    return MapFigure(
        content=content,
        blocks=(_fill_block(facts, told), *mark_blocks(centres, facts.tables.programmes, lang=lang)),
        title=map_title(facts),
        subtitle=told.set_words,
        description=_description(facts, told),
        code=mapped_area(facts),
    )


def _fill_block(facts: Facts, told: Provenance) -> Block:
    lang = facts.request.lang
    outside = told_claim(Claim.OUT_OF_SCOPE, facts.request.wanted, lang=lang)
    if facts.request.gaps:
        radius = t("report.radius", lang=lang, km=f"{facts.radius_km:g}")
        return gap_block(facts.classed, lang=lang, note=f"{told.set_words} · {radius}", outside=outside)
    return area_block(facts.classed, facts.request.measure, lang=lang, set_words=told.set_words, outside=outside)


def register_map(facts: Facts) -> MapFigure:
    """Return the country with every open centre that a source names: what the register knows, at one look."""
    lang, centres = facts.request.lang, facts.tables.centres
    shown = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    codes = [str(code) for code in areas(Level.PROVINCE).index]
    title = t("picture.register_title", lang=lang)
    return MapFigure(
        content=MapContent(
            level=Level.PROVINCE, classes=dict.fromkeys(codes, OUT_OF_SCOPE), lang=lang, centres=shown, mark_mm=1.1
        ),
        blocks=mark_blocks(shown, facts.tables.programmes, lang=lang),
        title=title,
        subtitle="",
        description=title,
        code=COUNTRY_CODE,
    )


def map_sheet(facts: Facts) -> Sheet:
    """Return the map that a request asks for as a sheet that stands alone."""
    figure, told = map_figure(facts), provenance(facts)
    width = min(max(HEIGHT * shape_ratio(figure.code), _WIDTHS[0]), _WIDTHS[1])
    total = MARGIN + width + GAP + LEGEND + MARGIN
    words, top = _heading(figure.title, figure.subtitle, total)
    frame = frame_around([figure.code], x_mm=MARGIN, y_mm=top, width_mm=width, height_mm=HEIGHT)
    shapes, names = draw_figure(figure, frame)
    legend = {"x_mm": MARGIN + width + GAP, "y_mm": top, "width_mm": LEGEND}
    legend_shapes, legend_words = draw_legend(figure.blocks, notes=cautions(facts), **legend)
    foot, height = _foot(told.lines(), top + HEIGHT + 5.0, total)
    back = rectangle(0, 0, total, height, fill="#ffffff")
    return Sheet(
        width_mm=round(total, 2),
        height_mm=round(height, 2),
        shapes=(back, *shapes, *legend_shapes),
        words=(*words, *names, *legend_words, *foot),
        title=figure.title,
        description=figure.description,
        lang=facts.request.lang,
    )


def draw_figure(figure: MapFigure, frame: Frame) -> tuple[list[str], list[Word]]:
    """Return the shapes and the words of a figure's map, with Bangkok enlarged where its khet are too small to see."""
    shapes, words = draw_map(figure.content, frame)
    if figure.code != COUNTRY_CODE or figure.content.level != Level.DISTRICT:
        return shapes, words
    inset_shapes, inset_words = bangkok_inset(figure.content, frame, size_mm=frame.width_mm * 0.35)
    return [*shapes, *inset_shapes], [*words, *inset_words]


def _heading(title: str, subtitle: str, total: float) -> tuple[list[Word], float]:
    words, y = [], MARGIN + 4.0
    for line in wrapped(title, total - 2 * MARGIN, 15, 700):
        words.append(Word(x_mm=MARGIN, y_mm=y, text=line, size_pt=15, weight=700))
        y += 15 * MM_PER_PT * 1.35
    for line in wrapped(subtitle, total - 2 * MARGIN, 9.5):
        words.append(Word(x_mm=MARGIN, y_mm=y, text=line, size_pt=9.5, colour=_GREY))
        y += 9.5 * MM_PER_PT * 1.4
    return words, y


def _foot(lines: list[str], top: float, total: float) -> tuple[list[Word], float]:
    words, y = [], top
    for line in lines:
        for part in wrapped(line, total - 2 * MARGIN, 6.5):
            words.append(Word(x_mm=MARGIN, y_mm=y, text=part, size_pt=6.5, colour=_GREY))
            y += 6.5 * MM_PER_PT * 1.45
    return words, y + MARGIN - 5.0


def _named(facts: Facts) -> tuple[str, ...]:
    """Return the areas to be named: all of a few, else those of which something is said, the largest first."""
    labels = facts.classed.labels
    said = labels[~labels.isin([OUT_OF_SCOPE, OUTSIDE, Claim.OUT_OF_SCOPE.value])]
    codes = said.index if len(said) and len(said) < len(labels) else labels.index
    if len(codes) > _FEW_NAMES:
        return ()
    people = facts.table.loc[codes, "population"].astype("Float64").fillna(0)
    return tuple(people.sort_values(ascending=False, kind="stable").index)


def _told(facts: Facts) -> dict[str, str]:
    """Return what is said of each area: its value where it may be told, else its claim."""
    lang = facts.request.lang
    unit = unit_of(facts.shown_measure, lang=lang)
    values = told_values(facts.table, facts.shown_measure)
    found = {}
    for code, claim, value in zip(facts.table.index, facts.table["claim"], values, strict=True):
        words = told_claim(str(claim), facts.request.wanted, lang=lang)
        if value == value:  # noqa: PLR0124 - not missing
            words = f"{unit.told(value, lang=lang)} {unit.unit}"
        found[str(code)] = t("picture.told", lang=lang, area=area_name(str(code), lang=lang), value=words)
    return found


def _description(facts: Facts, told: Provenance) -> str:
    request, lang = facts.request, facts.request.lang
    wanted = request.wanted
    counts = [
        t("picture.count_of", lang=lang, claim=told_claim(claim, wanted, lang=lang), count=facts.claim_counts[claim])
        for claim in Claim
        if claim in facts.claim_counts
    ]
    return t(
        "picture.description",
        lang=lang,
        area=full_area_name(mapped_area(facts), lang=lang),
        level=one_of(request.level, request),
        measure=unit_of(facts.shown_measure, lang=lang).name,
        set=told.set_words,
        counts=" · ".join(counts),
    )
