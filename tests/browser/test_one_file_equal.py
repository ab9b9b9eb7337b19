"""What the one file's scripts work out for themselves equals what Python says: names, spellings, classes of a map."""

from __future__ import annotations

import pytest

from analysis.coverage import coverage
from answers.mapping.classes import classify
from answers.question import question_of
from answers.words.names import area_name, full_area_name
from geodata.areas import areas
from geodata.codes import Level
from geodata.gazetteer.places import all_places
from geodata.gazetteer.spelling import clean, key, loose
from reports.onefile.sets import CLAIM_CHARACTERS, Sets
from tests.browser.one_file import Opened
from tests.onefile import tables

NAMED = """([lang, codes]) => { onefile.state.lang = lang;
  return codes.map(code => [onefile.name(code), onefile.fullName(code)]); }"""
SPELT = """names => names.map(name => { const { clean, key, loose } = onefile.spelling;
  return [clean(name), key(clean(name)), loose(key(clean(name)))]; })"""
CLASSED = """([programme, level, area, measure]) => { const kb = onefile;
  const set = kb.data.switch.map(k => kb.sets[k]).find(s => s.programmes.join() === programme);
  return kb.classify(set, kb.inside(level, area), measure); }"""
LOOKED_AT = [("public-library", "province", "TH"), ("tk-park", "district", "50"), ("bma-library", "district", "10")]
MEASURES = ["claim", "centre_count", "centres_per_100k", "people_per_centre", "nearest_centre_km"]


def test_names_are_those_of_every_page(opened: Opened) -> None:
    page = opened.go()
    codes = [str(code) for level in Level for code in areas(level).index]
    for lang in ("th", "en"):
        expected = [[area_name(code, lang=lang), full_area_name(code, lang=lang)] for code in codes]
        assert page.evaluate(NAMED, [lang, codes]) == expected


def test_spellings_are_compared_as_the_gazetteer_does(opened: Opened) -> None:
    names = [name for one in all_places().values() for name in (one.name_th, one.name_en) if name]
    names += ["ล\u0e4d\u0e32พูน ๕๑", "Phang–Nga", "บุรีรัมย์", "กรุงเทพฯ", "เเพร่"]
    expected = [[clean(name), key(clean(name)), loose(key(clean(name)))] for name in names]
    assert opened.go().evaluate(SPELT, names) == expected


def test_classes_about_a_middle_are_those_of_every_other_map(opened: Opened) -> None:
    wanted = question_of({"programme": "bma-library"}, tables()).centre_filter
    sets = Sets(tables())
    told = sets.one(sets.key(wanted, measures=("disparity",)))
    table = coverage(Level.DISTRICT, wanted, tables(), measures=("disparity",))
    found = classify(table, table["parent_code"] == "10", "disparity")
    shown = opened.go().evaluate("set => onefile.classify(set, onefile.inside('district', '10'), 'disparity')", told)
    assert set(shown["labels"].values()) <= set("ABCSDEF")
    assert shown["labels"] == found.labels[found.labels != "."].to_dict()
    assert shown["bounds"] == {label: [round(one, 4) for one in bounds] for label, bounds in found.bounds.items()}


@pytest.mark.parametrize(("programme", "level", "area"), LOOKED_AT)
def test_classes_are_those_of_every_other_map(opened: Opened, programme: str, level: str, area: str) -> None:
    page = opened.go()
    wanted = question_of({"programme": programme}, tables()).centre_filter
    table = Sets(tables()).table(wanted, Level(level))
    inside = table.index.to_series().map(lambda code: area in ("TH", code[:2]))
    for measure in MEASURES:
        found = classify(table, inside, measure)
        told = page.evaluate(CLASSED, [programme, level, area, measure])
        assert told["labels"] == {
            code: CLAIM_CHARACTERS.get(label, label) for code, label in found.labels[inside].items()
        }
        assert told["bounds"] == {label: [round(one, 4) for one in bounds] for label, bounds in found.bounds.items()}
