"""One model, many surfaces: what a map says is the same in every file, for addresses that cover what can be asked."""

from __future__ import annotations

import base64
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from answers.facts import Facts
from answers.mapping import palette
from answers.mapping.characters import CLAIM_CLASSES, OUTSIDE
from answers.mapping.looks import looks, mark_looks
from answers.mapping.maps import map_model
from answers.mapping.model import LegendEntry, MapModel
from answers.messages import map_message
from answers.story.of_question import SLIDES
from answers.words.measures import unit_of
from reports.book import book_xlsx
from reports.onefile.slides import new_maker
from reports.pdf.figures import Plates, map_data
from reports.pdf.report import report_pdf
from reports.picture.map_sheet import map_sheet
from reports.picture.svg import svg_bytes
from reports.slides.deck import slides_pptx
from tests.reports.conftest import TODAY, facts_of, tables
from tests.reports.decks import every_shape
from tests.reports.reading import pdf_text
from ui.maps.host import host_state
from ui.published import folder
from ui.text import set_language

SVG = "{http://www.w3.org/2000/svg}"
LIBRARIES = {"programme": "bma-library", "area": "10"}
ADDRESSES: dict[str, dict[str, str]] = {
    "first sight": {"programme": "relearning", "measure": "centre_count"},
    "claims of khet": {**LIBRARIES, "measure": "claim", "lang": "en"},
    "claims of all districts": {"programme": "public-library", "level": "district", "measure": "claim"},
    "residents only": {"programme": "high-rise", "area": "10", "measure": "claim", "lang": "en"},
    "gaps": {**LIBRARIES, "mode": "gaps", "lang": "en"},
    "gaps with sites": {**LIBRARIES, "mode": "gaps", "radius": "3", "at": "100.65,13.9|100.4,13.7",
                        "closed": "bma-library-001"},
    "scenario": {**LIBRARIES, "measure": "population_within_km", "at": "100.65,13.92", "closed": "bma-library-001",
                 "lang": "en"},
    "ratio of regions": {"programme": "tk-park", "level": "region", "measure": "centres_per_100k", "lang": "en"},
    "six regions": {"programme": "tk-park", "level": "region", "scheme": "6", "measure": "presence_share_areas"},
    "norm": {**LIBRARIES, "measure": "people_per_centre", "benchmark": "norm:people_per_centre:100000", "lang": "en"},
    "whole scope": {**LIBRARIES, "level": "bma_group", "measure": "centres_per_100k",
                    "benchmark": "national:centres_per_100k"},
    "age": {**LIBRARIES, "measure": "population_within_km", "age": "60+", "radius": "1.5", "lang": "en"},
    "middle": {**LIBRARIES, "measure": "disparity"},
    "years": {"programme": "relearning", "measure": "claim", "from_year": "2565", "lang": "en"},
    "one region": {"programme": "public-library", "region": "R4-N", "measure": "centre_count"},
    "inside a khet": {"programme": "bma-library", "area": "1042", "level": "district", "measure": "nearest_centre_km"},
    "no area in common": {"region": "R4-N", "province": "84", "measure": "claim", "lang": "en"},
}  # fmt: skip


@cache
def facts(name: str) -> Facts:
    return facts_of(**ADDRESSES[name])


@pytest.fixture(params=list(ADDRESSES))
def model(request: pytest.FixtureRequest) -> tuple[str, MapModel]:
    return request.param, map_model(facts(request.param))


def classes(model: MapModel) -> dict[str, str]:
    """Return the class of every area that is looked at, by code."""
    return {code: one for code, one in zip(model.codes, model.classes, strict=True) if one != OUTSIDE}


def entries(model: MapModel) -> list[LegendEntry]:
    return [entry for block in model.legend.blocks for entry in block.entries]


def joined(texts: list[str]) -> str:
    """Return the letters of texts alone: lines are broken otherwise on every surface."""
    return "".join("".join(texts).split())


def test_a_picture(model: tuple[str, MapModel]) -> None:
    name, made = model
    root = ET.fromstring(svg_bytes(map_sheet(facts(name))))  # noqa: S314 - our own file
    groups = [node for node in root.iter(f"{SVG}g") if node.get("data-class")]
    drawn = {str(path.get("data-code")): str(group.get("data-class")) for group in groups for path in group}
    assert drawn == classes(made)
    light = looks("light")
    for group in groups:
        look = light[str(group.get("data-class"))]
        assert str(group.get("fill")) == look.colour or look.colour[1:] in str(group.get("fill"))
    said = {str(path.get("data-code")): path.findtext(f"{SVG}title") or "" for group in groups for path in group}
    for code, value, remark in zip(made.codes, made.values, made.remarks, strict=True):
        if code in said:
            assert said[code].endswith(value or remark or made.statements.get(drawn[code], "")), code
    words = joined([node.text or "" for node in root.iter(f"{SVG}text")])
    for text in (made.title, made.subtitle, made.message, *made.notes, *(entry.label for entry in entries(made))):
        assert joined([text]) in words, text
    assert root.findtext(f"{SVG}desc") == made.description


def test_a_slide(model: tuple[str, MapModel]) -> None:
    name, made = model
    deck = Presentation(io.BytesIO(slides_pptx(facts(name), leave_out=set(SLIDES) - {"map"})))
    slide = deck.slides[0]
    shapes = list(every_shape(slide.shapes))
    words = joined([shape.text_frame.text for shape in shapes if shape.has_text_frame])
    spoken = joined([slide.notes_slide.notes_text_frame.text])
    for text in (made.subtitle, *(block.title for block in made.legend.blocks)):
        assert joined([text]) in words, text
    for text in made.notes:
        assert joined([text]) in spoken, text
    assert made.title in [shape.name for shape in shapes]
    signs = {shape.name: shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE}
    for entry in entries(made):
        sign = signs[entry.label[:60]]
        if entry.swatch.area_class:
            look = looks("light")[entry.swatch.area_class]
            assert str(sign.fill.back_color.rgb if look.hatch else sign.fill.fore_color.rgb) == look.colour[1:].upper()
        elif entry.swatch.pin or entry.swatch.strike:
            assert str(sign.fill.fore_color.rgb) == palette.LIGHT["candidate"][1:].upper()
        elif entry.swatch.programme:
            colour = mark_looks((entry.swatch.programme,))[entry.swatch.programme].colour
            assert str(sign.line.color.rgb) == colour[1:].upper()
    picture = next(shape for shape in shapes if hasattr(shape, "image"))
    assert picture._element.nvPicPr.cNvPr.get("descr") == made.description


def test_a_page(model: tuple[str, MapModel]) -> None:
    _, made = model
    data: dict[str, Any] = map_data(made, Plates(), name="map", width_mm=170.0, height_mm=180.0)
    legend = [(block["heading"], block["note"], [one["label"] for one in block["entries"]]) for block in data["legend"]]
    assert legend == [
        (block.title, block.note, [entry.label for entry in block.entries]) for block in made.legend.blocks
    ]
    assert data["alt"] == made.description


def test_the_screen(model: tuple[str, MapModel]) -> None:
    _, made = model
    set_language(made.lang)
    state = host_state(made)
    assert json.dumps(state["model"]) == json.dumps(replace(made, marks=(), codes=()).to_json())
    areas = json.loads(folder().read(state["layers"]["areas"]))["areas"]
    assert [area["code"] for area in areas] == list(made.codes)
    assert state["style"]["areas"] == {character: asdict(look) for character, look in looks("light").items()}
    published = json.loads(folder().read(state["marks"]["url"]))
    bits = np.unpackbits(np.frombuffer(base64.b64decode(state["marks"]["visible"]), dtype=np.uint8), bitorder="little")
    shown = [mark for mark, bit in zip(published, bits, strict=False) if bit]
    assert shown == [asdict(mark) for mark in made.marks]


def test_a_printed_page() -> None:
    name = "no area in common"
    text, made = joined(pdf_text(report_pdf(facts(name)))), map_model(facts(name))
    for words in (map_message(facts(name)), *made.notes, *(entry.label for entry in entries(made))):
        assert joined([words]) in text, words


def test_a_printed_page_of_a_filter_that_leaves_nothing_says_so_without_a_map() -> None:
    asker = facts("residents only")
    text = joined(pdf_text(report_pdf(asker)))
    assert joined([map_message(asker)]) in text
    assert joined([map_model(asker).title]) not in text


def test_the_one_file(model: tuple[str, MapModel]) -> None:
    name, made = model
    maker = new_maker(tables(), today=TODAY)
    packed = maker.map(lambda lang: map_model(facts(name).in_language(lang)))["model"]
    places = {place: centre_id for centre_id, place in maker.sets.centre_places().items()}

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return value[made.lang] if set(value) == {"th", "en"} else {key: told(one) for key, one in value.items()}
        return [told(one) for one in value] if isinstance(value, list) else value

    shown, wanted = told(packed), json.loads(json.dumps(made.to_json()))
    for key in wanted.keys() - {"lang", "codes", "values", "remarks", "marks", "legend"}:
        assert shown[key] == wanted[key], key
    for key in ("values", "remarks"):
        assert [shown[key].get(str(place), "") for place in range(len(made.codes))] == wanted[key]
    assert [places[place] for place in shown["marks"]] == [mark.centre_id for mark in made.marks]
    assert [
        (block["title"], block["note"], [one["label"] for one in block["entries"]])
        for block in ([shown["legend"]["areas"]] if shown["legend"]["areas"] else []) + shown["legend"]["marks"]
    ] == [(block.title, block.note, [entry.label for entry in block.entries]) for block in made.legend.blocks]


COLUMNS = {
    "claims of khet": "Centres", "residents only": "Centres", "age": "Share of people within the radius",
    "ratio of regions": "Centres per 100,000 people (per 100,000)",
}  # fmt: skip


@pytest.mark.parametrize("name", list(COLUMNS))
def test_a_workbook(name: str) -> None:
    made = map_model(facts(name))
    book = load_workbook(io.BytesIO(book_xlsx(facts(name))), read_only=True)
    sheets = (pd.DataFrame(sheet.iter_rows(values_only=True)) for sheet in book)
    drawn = classes(made)
    table = next(one for one in sheets if set(drawn) <= set(one[0].astype(str)))
    table.columns = table.iloc[0]
    table = table.set_index("Area code").loc[list(drawn)]
    claims = table["Conclusion (code)"]
    assert facts(name).table["claim"].loc[list(drawn)].to_dict() == claims.to_dict()
    if facts(name).question.measure == "claim":
        by_claim = {str(claim): character for claim, character in CLAIM_CLASSES.items()}
        assert {code: by_claim[claim] for code, claim in claims.items()} == drawn
    unit = unit_of(facts(name).shown_measure, lang="en")
    values = {code: value for code, value in zip(made.codes, made.values, strict=True) if value}
    assert values == {code: unit.text(float(table[COLUMNS[name]][code])) for code in values}
