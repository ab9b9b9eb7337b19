"""The one HTML file, read back: its numbers are those of the facts' own files, and names in it are only names."""

from __future__ import annotations

import base64
import itertools
import json
import re
import subprocess
import sys
import zlib

import numpy as np
import pandas as pd
import pytest

from analysis.answer import place_answer
from analysis.coverage import coverage
from answers.mapping.outlines import encoded
from answers.question import Question, question_of
from answers.story.ready_made import ready_made
from answers.story.sequence import Sequence, view_of
from answers.story.sequence_file import SequenceError, sequence_bytes
from answers.story.slides.made import require_drawable
from answers.words.place_sentences import headline
from geodata.assign import assign_districts
from geodata.codes import Level
from geodata.paths import data_dir
from registry.store import Register
from reports.onefile.answers import answers_of
from reports.onefile.build import usual_sequence
from reports.onefile.page import SCRIPTS, data_text, page
from reports.onefile.sets import Sets
from reports.onefile.slides import new_maker
from tests.onefile import DAY, HOSTILE, RENAMED, SHARES, built, data, parsed, sequence, tables
from tests.test_house import ROOT

LIMIT_BYTES = 2_000_000


def facts(name: str) -> pd.DataFrame:
    return pd.read_csv(data_dir() / name, dtype=str, keep_default_na=False)


def counted(programme_id: str) -> pd.DataFrame:
    """Open centres for everyone that a source names, one row a building: counted from the file alone."""
    rows = facts("centres.csv")
    kept = (rows["status"] == "open") & (rows["access"] == "public") & (rows["basis"] != "derived")
    found = rows[kept & (rows["programme_id"] == programme_id)].drop_duplicates("site_id").copy()
    # Where the district is not recorded while the building's point is known, the point tells.
    pointed = (found["district_code"] == "") & (found["longitude"] != "") & (found["location_precision"] == "site")
    places = found.loc[pointed, ["longitude", "latitude"]].astype(float)
    found.loc[pointed, "district_code"] = assign_districts(places["longitude"], places["latitude"])[
        "district_code"
    ].to_numpy()
    return found


def set_of(programme_id: str) -> dict:
    keys = data()["switch"]
    return next(one for one in data()["sets"] if one["key"] in keys and one["programmes"] == [programme_id])


def test_it_is_small_and_whole():
    assert len(built()) < LIMIT_BYTES
    assert {level: len(rows) for level, rows in data()["layers"].items()} == {
        "country": 1, "region": 4, "region6": 6, "bma_group": 6, "province": 77, "district": 928,
    }  # fmt: skip
    assert len(data()["subdistricts"]["codes"]) == 7_436


def test_its_bar_goes_on_through_all_of_the_work():
    assert built()
    assert sorted(SHARES) == SHARES
    assert SHARES[-1] == 1
    assert max(after - before for before, after in itertools.pairwise(SHARES)) <= 0.12


def test_many_centres_are_deflated_and_stay_whole():
    """The columns of ten thousand named centres, with the sets that count them, as `centre_columns` writes them."""
    rng, count = np.random.default_rng(5), 10_000
    kinds = ("ห้องสมุดประชาชนอำเภอ", "ศูนย์เรียนรู้ตำบล", "บ้านหนังสือชุมชน", "ห้องสมุดโรงเรียนวัด")
    places = rng.permutation(data()["subdistricts"]["th"] * 2)[:count]
    column = {
        "id": [f"list-{number:05d}" for number in range(count)],
        "th": [f"{kinds[number % 4]}{place}" for number, place in enumerate(places)],
        "en": [""] * count,
        "lon": rng.uniform(97.5, 105.5, count).round(5).tolist(),
        "lat": rng.uniform(6, 20, count).round(5).tolist(),
        "district": rng.choice(data()["areas"]["district"]["codes"], count).tolist(),
    }
    old = data()["centres"]
    centres = {key: [*kept, *column.get(key, [kept[0]] * count)] for key, kept in old.items()}
    sets = [{**one, "centres": list(range(count))} for one in data()["sets"]]
    content = {**data(), "centres": centres, "sets": sets}
    assert len(data_text(content).encode()) > LIMIT_BYTES
    made = page(content, lang="th")
    assert len(made) < LIMIT_BYTES
    assert parsed(made)[0] == content
    assert b'type="application/json"' in built()


def test_it_names_no_address_and_forbids_every_request():
    text = built().decode()
    assert [one for one in parsed(built())[1] if one != "data:,"] == []
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none'")
    assert "unsafe" not in policy.group(1)


@pytest.mark.parametrize("programme_id", ["relearning", "public-library", "tk-park", "bma-library"])
@pytest.mark.parametrize(("level", "column"), [("province", "province_code"), ("district", "district_code")])
def test_counts_are_those_of_the_file(programme_id, level, column):
    expected = counted(programme_id)[column].value_counts()
    codes = data()["areas"][level]["codes"]
    told = set_of(programme_id)
    texts = told["measures"]["centre_count"]["values"][level] or [""] * len(codes)
    values = dict(zip(codes, texts, strict=True))
    claims = dict(zip(codes, told["levels"][level]["claim"], strict=True))
    for code in codes:
        assert int(values[code] or 0) == expected.get(code, 0), code
        assert (claims[code] == "y") == (expected.get(code, 0) > 0), code


@pytest.mark.parametrize(("asked", "radius_km"), [({}, 2.0), ({"radius": "5"}, 5.0), ({"programme": "tk-park"}, 10.0)])
def test_the_radius_is_that_of_every_other_page(asked, radius_km):
    params = {"programme": "bma-library", "measure": "population_within_km", **asked}
    maker = new_maker(tables(), today=DAY)
    request = question_of(params, tables())
    found = maker.sets.one(maker.key_of(request, measure="population_within_km"))
    assert found["rings"]["radius_km"] == radius_km
    assert found["rings"]["places"]
    table = coverage(
        "province", request.centre_filter, tables(), radius_km=radius_km, measures=("population_within_km",)
    )
    within = table.loc["10", "population_within_km"]
    assert found["measures"]["population_within_km"]["values"]["province"][0] == f"{100 * within:.1f}"


def test_people_are_those_of_the_files():
    for level in ("province", "district"):
        table = facts(f"{level}_population.csv").set_index(f"{level}_code")["population"].astype(int)
        told = data()["areas"][level]
        assert dict(zip(told["codes"], told["people"], strict=True)) == table.to_dict()


def without_library() -> pd.DataFrame:
    """The khet without a BMA learning library, with their people."""
    people = facts("district_population.csv").set_index("district_code")
    khet = people[people.index.str.startswith("10")]
    return khet[~khet.index.isin(counted("bma-library")["district_code"])].astype({"population": int})


def slides(page: str) -> list[dict]:
    return [view for view in data()["sequence"]["views"] if view["page"] == page]


def test_the_headlines_say_what_the_files_say():
    cards = slides("overview")[0]["blocks"][0]["cards"]
    without = without_library()
    assert "70,000" in cards[1]["value"]["th"]
    assert "More than" in cards[1]["value"]["en"]
    assert re.findall(r"\d+", cards[3]["value"]["en"]) == [str(50 - len(without)), "50"]
    for lang in ("th", "en"):
        assert f"{without['population'].sum():,}" in cards[3]["detail"][lang]
        assert str(len(without)) in cards[3]["detail"][lang]


def test_the_gaps_are_the_khet_without_a_library():
    (gaps,) = slides("ranking")
    rows = gaps["blocks"][1]["rows"]
    without = without_library()
    assert len(rows) == len(without)
    assert sorted(row[2] for row in rows) == sorted(f"{people:,}" for people in without["population"])


def test_every_page_has_its_slide_and_what_is_gone_says_so():
    views = data()["sequence"]["views"]
    assert [view["page"] for view in views] == [view.page for view in sequence().views]
    assert views[-2]["blocks"] == []
    assert "ทะเบียน" in views[-2]["text"]["th"]
    assert all(view["blocks"] for at, view in enumerate(views) if at != len(views) - 2)
    assert (views[-1]["title"], views[-1]["text"]) == (HOSTILE.strip(), "ข้อความของผู้นำเสนอ")


THAI = re.compile(r"[\u0e00-\u0e7f]")


def test_each_language_speaks_for_itself():
    """Names without an English form stand in answers about places; elsewhere English is complete."""
    for view in data()["sequence"]["views"][:-1]:
        words = [view["title"], view["text"], view["source"]]
        tables_ = [block for block in view["blocks"] if block["kind"] == "table"]
        words += [cell for block in tables_ for row in block["rows"] for cell in row]
        told = [one["en"] if isinstance(one, dict) else one for one in words]
        if view["page"] != "place":
            assert [one for one in told if THAI.search(one)] == [], view["page"]
        assert THAI.search(view["title"]["th"]), view["page"]


def test_of_a_centre_only_what_every_reader_sees_is_carried():
    assert set(data()["centres"]) == {
        "id", "programme", "th", "en", "province", "district", "subdistrict", "lon", "lat", "precision", "access",
        "status", "derived", "opened",
    }  # fmt: skip


def test_a_hostile_name_is_data():
    names = dict(zip(data()["centres"]["id"], data()["centres"]["th"], strict=True))
    assert names[RENAMED] == HOSTILE
    text = built().decode()
    assert text.count("</script>") == 2
    assert "<img" not in text
    assert "<!--" not in text


def test_the_sentences_are_those_of_the_answer():
    """Where nothing is recorded the facts are told from the table alone: they equal those asked for one by one."""
    told, sets = tables(), Sets(tables())
    programmes, centres = told.programmes, told.centres
    packed = json.loads(zlib.decompress(base64.b64decode(data()["answers"])))
    asked = {Level.REGION: ["R4-S"], Level.BMA_GROUP: ["BMA-BKE"], Level.PROVINCE: ["10", "40", "21"],
             Level.DISTRICT: ["1042", "1001", "4001", "4010", "5001", "8401", "9503"]}  # fmt: skip
    for level, codes in asked.items():
        quick = dict(answers_of(level, sets))
        for code in codes:
            slow = place_answer(code, told, table_of=lambda level, wanted: sets.table(wanted, level))
            assert quick[code].facts == slow.facts, code
            for lang in ("th", "en"):
                words = headline(slow, programmes=programmes, centres=centres, lang=lang)
                assert words.casefold().endswith(packed[code][lang].casefold()), code


def test_rings_are_packed_as_polylines_are():
    """The example of the format's own description."""
    assert encoded([3850000, -12020000, 220000, -75000, 255200, -550300]) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


def test_the_scripts_are_all_there_once():
    assert {path.name for path in (ROOT / "reports" / "onefile" / "assets").glob("*.js")} == {*SCRIPTS, "main.js"}


def test_an_empty_register_still_presents():
    empty = Register.empty().tables()
    made = ready_made(empty)
    assert [view.page for view in made.views] == ["title", "sources"]
    require_drawable(made, empty, today=DAY)


@pytest.mark.parametrize(
    "params", [{"area": "ZZ"}, {"programme": "nothing"}, {"measure": "centres"}, {"radius": "-1"}, {"mode": "x"}]
)
def test_a_sequence_that_the_register_cannot_show_is_refused(params):
    with pytest.raises(SequenceError, match="View 2") as caught:
        require_drawable(Sequence((view_of("title", {}), view_of("map", params))), tables(), today=DAY)
    assert caught.value.key == "sequence_view_param"


def test_the_command_refuses_a_bad_sequence_in_a_sentence(tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_bytes(sequence_bytes(Sequence((view_of("map", {"area": "ZZ"}),))))
    told = subprocess.run(
        [sys.executable, "-m", "reports", "html", str(tmp_path / "out.html"), "--sequence", str(bad)],
        cwd=ROOT, capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert told.returncode == 2
    assert "View 1" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "out.html").exists()


def test_without_a_sequence_the_views_tell_the_question():
    maker = new_maker(tables(), today=DAY)
    yala = usual_sequence(Question(programme=("public-library",), area="95"), maker)
    assert [view.page for view in yala.views] == ["title", "map", "unknowns", "sources"]
    assert yala.views[1].values() == {"programme": "public-library", "area": "95"}
    assert usual_sequence(Question(), maker) == ready_made(tables())
