"""The maps there are: of a question, of the centres in an area, of the whole register. Each is made here only."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Final

import pandas as pd
import shapely

from analysis.measures import CLAIM
from analysis.places import recorded_in, within
from analysis.scope import have_no_common_area
from answers.cautions import cautions, counts_words
from answers.mapping.characters import AROUND, OUTSIDE, PLAIN
from answers.mapping.drawn import bounds_of, drawn_areas, drawn_as_circles, drawn_codes
from answers.mapping.fill import Fill, class_string, fill_of, importance
from answers.mapping.legend import area_entries, mark_blocks, note_of, ring_entry, scenario_blocks, statements
from answers.mapping.model import Extent, Legend, LegendBlock, LegendEntry, MapModel, Mark, Pin, Rings, Swatch
from answers.mapping.title import map_title, mapped_area
from answers.provenance import provenance
from answers.scenario.words import as_it_would_be_words, left_out_words
from answers.words import t
from answers.words.benchmarks import standard_words
from answers.words.claims import other_reason
from answers.words.filters import age_words
from answers.words.measures import unit_of
from answers.words.names import area_name
from answers.words.numbers import number
from geodata.areas import areas, with_points
from geodata.codes import COUNTRY_CODE, Level, level_of
from geodata.distance import nearest
from geodata.layers import layer_fingerprint, read_layer
from registry.population import population_stamps
from registry.schema import Basis, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from typing import Any

    from analysis.centre_filter import CentreFilter
    from answers.facts import Facts

BORDERS: Final = {
    Level.COUNTRY: Level.COUNTRY,
    Level.REGION: Level.REGION,
    Level.REGION6: Level.REGION6,
    Level.PROVINCE: Level.REGION,
    Level.DISTRICT: Level.PROVINCE,
    Level.BMA_GROUP: Level.BMA_GROUP,
    Level.SUBDISTRICT: Level.DISTRICT,
}
"""The level whose borders stand out over the areas of a level."""
_FEW_NAMES: Final = 14
_MOST_NAMES: Final = 928
"""Names that a map carries: those of the districts, and of the subdistricts of a region the most important ones."""
_NAME_STRETCH: Final = 1.4
_MOST_NAMED: Final = 3
_NEAR_KM: Final = 60.0
_FEW_CORNERS: Final = 25
_PLACED: Final = (Precision.SITE, Precision.TOWN)


def map_model(facts: Facts) -> MapModel:
    """Return the map of a question."""
    return facts.once("map", _map_model)


def _map_model(facts: Facts) -> MapModel:
    question = facts.question
    return _map_of_scenario(facts) if question.has_scenario else _map_of_register(facts)


def _map_of_scenario(facts: Facts) -> MapModel:
    """Return the map of the same question without a scenario, with its signs and with the areas filled anew."""
    question, register = facts.question, facts.register
    model = register.computations.once("map", (register.question, register.today), lambda: map_model(register))
    rings = _rings(facts) if question.closed or model.rings is None else model.rings
    closes = bool(question.closed) and not {mark.centre_id for mark in model.marks}.isdisjoint(question.closed)
    signs = scenario_blocks(opens=bool(question.at), closes=closes, lang=question.lang)
    blocks = (*signs, *model.legend.marks)
    return replace(
        model,
        pins=tuple(Pin(str(place), *at) for place, at in enumerate(question.at, start=1)),
        closed=question.closed,
        rings=rings,
        notes=(*model.notes, *left_out_words(facts)),
        **_filled(facts, rings, blocks, set_words=model.subtitle, marks=len(model.marks)),
    )


def _map_of_register(facts: Facts) -> MapModel:
    question, lang = facts.question, facts.question.lang
    code = mapped_area(facts)
    centres = facts.filtered.centres
    centres = centres[recorded_in(centres, code)]
    fill, rings = fill_of(facts), _rings(facts) if facts.uses_radius else None
    blocks = mark_blocks(centres, facts.tables.programmes, lang=lang)
    empty = drawn_areas(question.map_level, code).is_empty
    names = [one for one in importance(fill, facts.table["population"]) if not empty[one]][:_MOST_NAMES]
    return MapModel(
        lang=lang,
        level=question.map_level,
        codes=tuple(drawn_codes(question.map_level, code)),
        marks=marks_of(centres, lang=lang),
        borders=BORDERS[question.map_level],
        names=tuple(names),
        name_stretch=stretch_of(len(names)),
        extent=extent_of(code),
        title=map_title(facts),
        measure=unit_of(fill.measure, lang=lang).name,
        rings=rings,
        chosen=question.chosen or (question.area if question.area in facts.table.index else ""),
        message=message_of(question.centre_filter, lang=lang),
        notes=tuple(cautions(facts)),
        **_filled(facts, rings, blocks, set_words=provenance(facts).set_words, marks=len(centres)),
    )


def _filled(
    facts: Facts, rings: Rings | None, mark_legend: tuple[LegendBlock, ...], *, set_words: str, marks: int
) -> dict[str, Any]:
    """Return the fields of a map that follow from what fills its areas."""
    question, lang = facts.question, facts.question.lang
    fill, index = fill_of(facts), drawn_codes(question.map_level, mapped_area(facts))
    words = statements(fill, question.centre_filter, reason=other_reason(facts.table), lang=lang)
    subtitle = note_of([as_it_would_be_words(facts), set_words])
    block = _areas_block(facts, fill, words, rings, note=subtitle)
    return {
        "classes": class_string(fill, index, outside=OUTSIDE),
        "values": _values(fill, index, lang=lang),
        "statements": words,
        "remarks": _remarks(fill, index, lang=lang),
        "legend": Legend(block if block.entries else None, mark_legend),
        "subtitle": subtitle,
        "description": _description(facts, fill, block, set_words=subtitle, marks=marks),
    }


def _areas_block(facts: Facts, fill: Fill, words: dict[str, str], rings: Rings | None, *, note: str) -> LegendBlock:
    """Return what the fill of the areas means, and the rings; what it is of stands first."""
    lang, unit = facts.question.lang, unit_of(fill.measure, lang=facts.question.lang)
    claims = facts.shown_measure == CLAIM
    standard = standard_words(facts.benchmark, lang=lang) if facts.benchmark else ""
    entries = area_entries(fill, words, lang=lang)
    return LegendBlock(
        title=t("measure.claim.name", lang=lang) if claims else unit.heading,
        entries=(*entries, *([ring_entry(rings.radius_km, lang=lang)] if rings else [])),
        note=note_of(
            [
                note,
                age_words(facts.age, lang=lang),
                "" if claims else unit.note,
                standard,
                coarse_words(facts.table.index, lang=lang),
                circle_words(facts.question.map_level, facts.question.area, lang=lang),
            ]
        ),
    )


def centre_map(
    code: str,
    centres: pd.DataFrame,
    programmes: pd.DataFrame,
    *,
    level: Level,
    lang: str,
    title: str,
    inside: Sequence[str] = (),
    around: str = "",
    key: tuple[str, str] = ("", ""),
    chosen: str = "",
) -> MapModel:
    """Return a map of an area with centres on it, on which nothing is claimed.

    Parameters
    ----------
    code
        The area that the map is of.
    centres, programmes
        The register's rows of the centres drawn, and of all programmes.
    level
        The level of the areas drawn.
    lang
        "th" or "en".
    title
        What the map is headed, and described with.
    inside
        The areas that are set off from the others, of any level; by default the area itself.
    around
        An area whose other parts are shown as neighbours, or "".
    key
        Title and words of the legend of the areas that are set off; "" where they need none.
    chosen
        The ``admin_code`` or centre_id that is drawn with the accent.

    """
    index, sizes = areas(level).index, areas(level)["area_km2"]
    own = within(level, inside or (code,))
    beside = within(level, (around,)) & ~own if around else pd.Series(data=False, index=index)
    parts = sizes[own & (index != code)].sort_values(ascending=False, kind="stable")
    names = [] if own.all() else [str(one) for one in (*parts.index, *index[beside])]
    block = LegendBlock(key[0], (LegendEntry(Swatch(area_class=PLAIN), key[1]),)) if key[1] and own.any() else None
    return MapModel(
        lang=lang,
        level=level,
        codes=tuple(index),
        classes="".join(PLAIN if one else AROUND if other else OUTSIDE for one, other in zip(own, beside, strict=True)),
        values=("",) * len(index),
        statements={},
        remarks=("",) * len(index),
        legend=Legend(areas=block, marks=mark_blocks(centres, programmes, lang=lang)),
        marks=marks_of(centres, lang=lang),
        borders=BORDERS[level],
        names=tuple(names),
        name_stretch=stretch_of(len(names)),
        extent=extent_of(code),
        title=title,
        subtitle="",
        measure="",
        description=f"{title} {t('map_words.marks', lang=lang, count=number(len(centres), lang=lang))}",
        chosen=chosen,
    )


def message_of(centre_filter: CentreFilter, *, lang: str) -> str:
    """Return what is said over a map that has nothing to show, or ""."""
    return t("claim_reason.no_common_area", lang=lang) if have_no_common_area(centre_filter) else ""


def stretch_of(names: int) -> float:
    """Return how many times as wide as its area a name may be where so many are to be named (`MapModel`)."""
    return 0.0 if names <= _FEW_NAMES else _NAME_STRETCH


def register_map(facts: Facts) -> MapModel:
    """Return the country with every open centre that a source names: what the register knows, at one look."""
    lang, centres = facts.question.lang, facts.tables.centres
    open_centres = centres[(centres["status"] == Status.OPEN) & (centres["basis"] != Basis.DERIVED)]
    title = t("picture.register_title", lang=lang)
    return centre_map(COUNTRY_CODE, open_centres, facts.tables.programmes, level=Level.PROVINCE, lang=lang, title=title)


def coarse_words(codes: Iterable[str], *, lang: str) -> str:
    """Return that the borders of the areas are drawn roughly, where most have few corners; else ""."""
    areas_of_map = tuple(codes)
    if not areas_of_map:
        return ""
    corners = _corners(level_of(areas_of_map[0]), layer_fingerprint()).reindex(areas_of_map)
    return t("map_words.coarse", lang=lang) if corners.median() < _FEW_CORNERS else ""


def circle_words(level: Level, scope: str, *, lang: str) -> str:
    """Return what the circles of a map mean, and how many subdistricts have none for want of a point; else ""."""
    if not drawn_as_circles(level, scope):
        return ""
    empty = int(drawn_areas(level, scope).is_empty.sum())
    words = t("map_words.circles", lang=lang)
    return note_of([words, t("map_words.no_point", lang=lang, count=number(empty, lang=lang)) if empty else ""])


@lru_cache(maxsize=8)
def _corners(level: Level, _fingerprint: str) -> pd.Series:
    layer = read_layer(level)
    return pd.Series(shapely.get_num_coordinates(layer.geometry.to_numpy()), index=layer.index)


def extent_of(code: str, scope: str = COUNTRY_CODE) -> Extent:
    """Return an area as the extent of a map, or as that to which a map of `scope` moves."""
    return Extent(
        code=code, level=level_of(code), bounds=_bounds(code, scope, layer_fingerprint(), population_stamps())
    )


def bounds_with_nearest(place: Extent, model: MapModel) -> tuple[float, float, float, float]:
    """Return the bounds of an area on a map, widened to the centre nearest to a point inside it.

    It is one of those that distances are taken to, or where the map has no radius one whose point is known. Farther
    than `_NEAR_KM` off it would leave the area too small to see: then the bounds are those of the area.
    """
    positions = [(mark.longitude, mark.latitude) for mark in model.marks if mark.precision in _PLACED]
    points = model.rings.places if model.rings else positions
    if not points:
        return place.bounds
    inner = with_points(areas(place.level).loc[[place.code]]).iloc[0]
    (at,), (km,) = nearest([inner["longitude"]], [inner["latitude"]], *zip(*points, strict=True))
    if km > _NEAR_KM:
        return place.bounds
    longitude, latitude = points[int(at)]
    west, south, east, north = place.bounds
    return min(west, longitude), min(south, latitude), max(east, longitude), max(north, latitude)


@lru_cache(maxsize=2000)
def _bounds(code: str, scope: str, _fingerprint: str, _stamps: object) -> tuple[float, float, float, float]:
    west, south, east, north = bounds_of(code, scope)
    return round(west, 5), round(south, 5), round(east, 5), round(north, 5)


def _rings(facts: Facts) -> Rings:
    """Return the circles around the centres that distances are taken to and that no scenario closes, wherever."""
    question = facts.question
    points = facts.situation(Level.COUNTRY, question.centre_filter).points

    def make() -> tuple[tuple[float, float], ...]:
        columns = (points[name].round(5).tolist() for name in ("longitude", "latitude"))
        return tuple(zip(*columns, strict=True))

    places = facts.computations.once("places", id(points), lambda: (points, make()))[1]
    if question.closed:
        places = tuple(compress(places, ~points["centre_id"].isin(question.closed)))
    return Rings(facts.radius_km, places)


def _values(fill: Fill, index: pd.Index, *, lang: str) -> tuple[str, ...]:
    unit = unit_of(fill.measure, lang=lang)
    return tuple("" if pd.isna(value) else unit.text(float(value)) for value in fill.values.reindex(index))


def _remarks(fill: Fill, index: pd.Index, *, lang: str) -> tuple[str, ...]:
    reasons = fill.reasons.reindex(index).fillna("")
    return tuple(t(f"claim_reason.{reason}", lang=lang) if reason else "" for reason in reasons)


def marks_of(centres: pd.DataFrame, *, lang: str) -> tuple[Mark, ...]:
    """Return centres as marks, derived ones undermost, then from north to south."""
    middles = _middles(layer_fingerprint())
    marks = [_mark(row, middles, lang=lang) for row in centres.to_dict("records")]
    return tuple(sorted(marks, key=lambda mark: (not mark.derived, -mark.latitude, mark.centre_id)))


def _mark(row: dict[Hashable, Any], middles: dict[str, tuple[float, float]], *, lang: str) -> Mark:
    longitude, latitude = _anchor(row, middles)
    names = (row["name_en"], row["name_th"]) if lang == "en" else (row["name_th"], row["name_en"])
    return Mark(
        centre_id=str(row["centre_id"]),
        name=next((name for name in names if isinstance(name, str) and name), ""),
        programme=str(row["programme_id"]),
        precision=str(row["location_precision"]),
        longitude=longitude,
        latitude=latitude,
        derived=row["basis"] == Basis.DERIVED,
        planned=row["status"] == Status.PLANNED,
    )


def _anchor(row: dict[Hashable, Any], middles: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """Return the point of a centre, or one inside the smallest area it is known to, in degrees (WGS 84)."""
    if pd.notna(row["longitude"]) and pd.notna(row["latitude"]):
        return round(float(row["longitude"]), 5), round(float(row["latitude"]), 5)
    subdistrict, district = row["subdistrict_code"], row["district_code"]
    if row["location_precision"] == Precision.SUBDISTRICT and subdistrict in middles:
        return middles[subdistrict]
    return middles[district if isinstance(district, str) and district else str(row["province_code"])]


@lru_cache(maxsize=2)
def _middles(_fingerprint: str) -> dict[str, tuple[float, float]]:
    levels = (with_points(areas(Level.SUBDISTRICT)), areas(Level.DISTRICT), areas(Level.PROVINCE))
    table = pd.concat(levels)[["longitude", "latitude"]].round(5)
    return {
        str(code): (float(x), float(y))
        for code, x, y in zip(table.index, table["longitude"], table["latitude"], strict=True)
    }


def _description(facts: Facts, fill: Fill, block: LegendBlock, *, set_words: str, marks: int) -> str:
    """Return how many areas each claim and each colour has, where the most is, and how many centres are drawn."""
    lang = facts.question.lang
    if message := message_of(facts.question.centre_filter, lang=lang):
        return f"{map_title(facts)}. {message}"
    counts = fill.classes.value_counts()
    classes = {entry.label: int(counts.get(entry.swatch.area_class, 0)) for entry in block.entries}
    parts = [
        t(
            "map_words.areas", lang=lang, title=map_title(facts), set=set_words,
            rows=counts_words(facts),
        ),
        t("map_words.classes", lang=lang, title=block.title, rows=_rows(classes, lang=lang)) if fill.bounds else "",
        _largest(fill, lang=lang),
        t("map_words.marks", lang=lang, count=number(marks, lang=lang)),
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _rows(counts: dict[str, int], *, lang: str) -> str:
    """Return how many areas there are of each kind that occurs."""
    return " · ".join(
        t("picture.count_of", lang=lang, claim=label, count=number(count, lang=lang))
        for label, count in counts.items()
        if count
    )


def _largest(fill: Fill, *, lang: str) -> str:
    """Return the areas with the largest value, by name where they are few; nothing where all are alike."""
    values = fill.values.dropna()
    if values.nunique() < 2:
        return ""
    most = values[values == values.max()]
    unit = unit_of(fill.measure, lang=lang)
    names = ", ".join(area_name(str(code), lang=lang) for code in most.index[:_MOST_NAMED])
    if len(most) > _MOST_NAMED:
        names = t("map_words.and_more", lang=lang, names=names, count=number(len(most) - _MOST_NAMED, lang=lang))
    return t("map_words.largest", lang=lang, value=unit.text(float(most.iloc[0])), names=names)
