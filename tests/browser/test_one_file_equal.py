"""What the one file's scripts work out for themselves equals what Python says: names, spellings, classes of a map."""

from __future__ import annotations

import json
from typing import Any

import pytest

from answers.facts import Facts
from answers.mapping.maps import map_model
from answers.question import question_of
from answers.words.names import area_name, full_area_name
from geodata.areas import areas
from geodata.codes import LAYER_LEVELS
from geodata.gazetteer.places import all_places
from geodata.gazetteer.spelling import clean, key, loose
from tests.browser.one_file import Opened
from tests.onefile import DAY, tables

NAMED = """([lang, codes]) => { onefile.state.lang = lang;
  return codes.map(code => [onefile.name(code), onefile.fullName(code)]); }"""
SPELT = """names => { const { clean, key, loose } = finding.spelling(onefile.data.subdistricts.letters);
  return names.map(name => [clean(name), key(clean(name)), loose(key(clean(name)))]); }"""
MODEL = """([programme, level, area, measure]) => { const kb = onefile;
  const set = kb.data.switch.map(k => kb.sets[k]).find(s => s.programmes.join() === programme);
  return kb.placeModel(set, level, area, measure, ""); }"""
LOOKED_AT = [("public-library", "province", "TH"), ("tk-park", "district", "50"), ("bma-library", "district", "10")]
MEASURES = ["claim", "centre_count", "centres_per_100k", "people_per_centre", "nearest_centre_km"]


def test_names_are_those_of_every_page(opened: Opened) -> None:
    page = opened.go()
    codes = [str(code) for level in LAYER_LEVELS for code in areas(level).index]
    for lang in ("th", "en"):
        expected = [[area_name(code, lang=lang), full_area_name(code, lang=lang)] for code in codes]
        assert page.evaluate(NAMED, [lang, codes]) == expected


def test_spellings_are_compared_as_the_gazetteer_does(opened: Opened) -> None:
    names = [name for one in all_places().values() for name in (one.name_th, one.name_en) if name]
    names += ["ล\u0e4d\u0e32พูน ๕๑", "Phang–Nga", "บุรีรัมย์", "กรุงเทพฯ", "เเพร่", "Karbi", "Char Am", "Cumpawapi"]
    expected = [[clean(name), key(clean(name)), loose(key(clean(name)))] for name in names]
    assert opened.go().evaluate(SPELT, names) == expected


@pytest.mark.parametrize(("programme", "level", "area"), LOOKED_AT)
def test_a_map_of_looking_around_is_that_of_the_question(opened: Opened, programme: str, level: str, area: str) -> None:
    page = opened.go()
    for measure in MEASURES:
        params = {"programme": programme, "level": level, "area": area, "measure": measure}
        model = map_model(Facts(question_of(params, tables()), tables(), today=DAY))
        wanted = json.loads(json.dumps(model.to_json()))
        found = page.evaluate(MODEL, [programme, level, area, measure])
        for name in (
            "classes",
            "values",
            "borders",
            "name_stretch",
            "title",
            "subtitle",
            "measure",
            "marks",
            "names",
            "remarks",
        ):
            assert found[name] == wanted[name], (measure, name)
        assert _legend(found) == _legend(wanted)
        assert {one: found["statements"][one] for one in wanted["statements"]} == wanted["statements"]


def _legend(model: dict[str, Any]) -> list[tuple[str, str, list[tuple[str, dict[str, Any]]]]]:
    return [
        (block["title"], block["note"],
         [(one["label"], {name: value for name, value in one["swatch"].items() if value}) for one in block["entries"]])
        for block in (model["legend"]["areas"], *model["legend"]["marks"])
    ]  # fmt: skip
