"""Pictures, read back: an SVG that stands alone, classes and legend as the facts say, PNG in its true size."""

from __future__ import annotations

import io
import json
import re
import struct
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from answers.errors import ReportError
from answers.mapping import palette
from answers.mapping.diverging import DIVERGING_CHARACTERS
from geodata.codes import Level
from geodata.distance import nearest
from reports.data_tables import data_bytes
from reports.picture.catalogue import PICTURES, picture_sheet
from reports.picture.compass import bar_km
from reports.picture.lettering import shortened, width_mm, wrapped
from reports.picture.map_drawing import frame_around
from reports.picture.map_sheet import map_sheet
from reports.picture.printing import png_bytes
from reports.picture.svg import svg_bytes
from tests.reports import expected
from tests.reports.conftest import facts_of

SVG = "{http://www.w3.org/2000/svg}"


def drawn(**params: str) -> ET.Element:
    return ET.fromstring(svg_bytes(map_sheet(facts_of(**params))))  # noqa: S314 - our own file


def words(root: ET.Element) -> list[str]:
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def areas_by_class(root: ET.Element) -> dict[str, set[str]]:
    groups = [node for node in root.iter(f"{SVG}g") if "data-class" in node.attrib]
    return {node.get("data-class"): {path.get("data-code") for path in node} for node in groups}


def test_the_map_of_bangkok_fills_khet_as_the_files_say():
    found = areas_by_class(drawn(programme="bma-library", area="10", measure="claim"))
    assert found["z"] == set(expected.without().index)
    assert found["y"] == set(expected.khet().index) - set(expected.without().index)


def test_provinces_outside_the_programme_carry_no_claim():
    found = areas_by_class(drawn(measure="claim"))
    assert found["y"] == set(expected.nine().index)
    assert len(found["o"]) == 77 - len(expected.nine())


def test_a_map_of_disparity_has_two_colours_that_meet_in_the_middle():
    root = drawn(programme="bma-library", area="10", measure="disparity", lang="en")
    found = areas_by_class(root)
    below = set().union(*(found.get(character, set()) for character in "ABC"))
    assert set(found) <= {*DIVERGING_CHARACTERS}
    assert set(expected.without().index) <= below
    fills = {node.get("data-class"): node.get("fill") for node in root.iter(f"{SVG}g") if "data-class" in node.attrib}
    told = dict(zip(DIVERGING_CHARACTERS, palette.diverging("light"), strict=True))
    assert fills == {character: told[character] for character in found}
    said = " ".join(words(root))
    assert "Above: " in said
    assert "Below: " in said


def test_an_incomplete_list_is_hatched_only_where_a_conclusion_was_asked_for():
    asked = svg_bytes(map_sheet(facts_of(programme="public-library", measure="claim"))).decode()
    counted = svg_bytes(map_sheet(facts_of(programme="public-library", measure="centre_count"))).decode()
    assert "<pattern" in asked
    assert "<pattern" not in counted
    assert "รายชื่อยังไม่ครบ" in "".join(words(ET.fromstring(counted)))  # noqa: S314


def test_a_map_says_what_it_stands_on():
    root = drawn(programme="bma-library", area="10", measure="centre_count")
    text = " ".join(words(root))
    for said in (
        "ห้องสมุดเพื่อการเรียนรู้ กทม.",
        "ตัวกรอง: กรุงเทพมหานคร",
        "31 ธ.ค. 2568",
        "geoBoundaries (CC BY 4.0)",
        "กม.",
        "N",
    ):
        assert said in text
    assert root.findtext(f"{SVG}title")
    assert "29 เขตมีแล้วอย่างน้อย 1 แห่ง" in root.findtext(f"{SVG}desc")


def test_every_area_tells_its_value_when_pointed_at():
    root = drawn(programme="bma-library", area="10", measure="centre_count")
    told = {
        path.get("data-code"): path.findtext(f"{SVG}title") for path in root.iter(f"{SVG}path") if path.get("data-code")
    }
    assert len(told) == 50
    assert told[expected.without().index[0]].endswith(": 0 แห่ง")


@pytest.mark.parametrize("name", list(PICTURES))
def test_every_picture_stands_alone(name):
    content = svg_bytes(picture_sheet(facts_of(programme="bma-library", area="10"), name)).decode()
    root = ET.fromstring(content)  # noqa: S314
    assert not re.search(r"<script|<image|href|url\((?!#)|@import", content)
    assert "http://" not in content.replace("http://www.w3.org/2000/svg", "")
    width, height = (float(part) for part in root.get("viewBox").split()[2:])
    for node in root.iter(f"{SVG}text"):
        assert 0 <= float(node.get("x")) <= width
        assert 0 <= float(node.get("y")) <= height


def test_bars_show_the_people_of_the_nine_provinces():
    root = ET.fromstring(svg_bytes(picture_sheet(facts_of(lang="en"), "nine")))  # noqa: S314
    text = words(root)
    for row in expected.nine().itertuples():
        assert row.name_en in text
        assert f"{row.people:,}" in text


def test_the_lorenz_curve_tells_the_gini_of_the_files():
    rows, khet = expected.table("centres.csv"), expected.khet()
    counted = (rows["status"] == "open") & (rows["access"] == "public") & (rows["programme_id"] == "bma-library")
    centres = rows[counted].groupby("district_code")["site_id"].nunique().reindex(khet.index, fill_value=0)
    shares = pd.DataFrame({"people": khet["people"] / khet["people"].sum(), "centres": centres / centres.sum()})
    shares = shares.iloc[(shares["centres"] / shares["people"]).argsort(kind="stable")]
    heights = shares["centres"].cumsum()
    gini = 1 - (shares["people"] * (heights + heights.shift(fill_value=0.0))).sum()
    sheet = picture_sheet(facts_of(lang="en", programme="bma-library", area="10"), "lorenz")
    assert any(f"Gini coefficient {gini:.2f}" in word.text for word in sheet.words)


def test_bars_below_zero_go_to_the_left():
    sheet = picture_sheet(facts_of(programme="bma-library", area="10", measure="disparity", level="bma_group"), "bars")
    root = ET.fromstring(svg_bytes(sheet))  # noqa: S314 - our own file
    bars = [node for node in root.iter(f"{SVG}rect") if node.find(f"{SVG}title") is not None]
    values = [float(bar.find(f"{SVG}title").text.rsplit(": ", 1)[1].replace("−", "-")) for bar in bars]
    assert min(values) < 0 < max(values)
    zero = next(float(bar.get("x")) for bar, value in zip(bars, values, strict=True) if value > 0)
    scale = {round(float(bar.get("width")) / abs(value), 1) for bar, value in zip(bars, values, strict=True)}
    assert max(scale) - min(scale) <= 0.2
    for bar, value in zip(bars, values, strict=True):
        end = float(bar.get("x")) + (float(bar.get("width")) if value < 0 else 0)
        assert end == pytest.approx(zero, abs=0.02)


@pytest.mark.parametrize("date", ["21 พ.ย. 2569", "1 ม.ค. 2569", "21 Nov 2026"])
def test_a_date_is_not_broken_over_two_lines(date):
    for limit in range(30, 60):
        lines = wrapped(f"อ่านแหล่งข้อมูลล่าสุดเมื่อ {date} จัดทำเมื่อ {date}", limit, 9.5)
        assert sum(line.count(date) for line in lines) == 2


def test_the_curve_meets_the_share_of_its_radius():
    facts = facts_of(programme="bma-library", area="10", measure="population_within_km", level="bma_group", radius="3")
    share = facts.coverage(Level.PROVINCE, facts.question.centre_filter, measures=["population_within_km"]).loc["10"]
    drawing = svg_bytes(picture_sheet(facts, "curve")).decode()
    assert f"<title>3 กม.: {share['population_within_km']:.1%}</title>" in drawing


def test_a_png_knows_its_own_size():
    sheet = map_sheet(facts_of(programme="bma-library", area="10"))
    content = png_bytes(sheet, dpi=150)
    with Image.open(io.BytesIO(content)) as picture:
        assert abs(picture.width - sheet.width_mm / 25.4 * 150) <= 1
        assert abs(picture.height - sheet.height_mm / 25.4 * 150) <= 1
        assert [round(value) for value in picture.info["dpi"]] == [150, 150]
    place = content.index(b"pHYs") + 4
    assert struct.unpack(">IIB", content[place : place + 9]) == (5906, 5906, 1)


def test_the_scale_bar_is_true():
    frame = frame_around(["10"], x_mm=0, y_mm=0, width_mm=100, height_mm=100)
    (x1, y1), (x2, y2) = frame.at(100.4, 13.75), frame.at(100.8, 13.75)
    _, km = nearest([100.4], [13.75], [100.8], [13.75])
    drawn_km = ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5 * frame.metres_per_mm / 1000
    assert drawn_km == pytest.approx(float(km[0]), rel=0.003)
    assert 10 <= bar_km(frame) * 1000 / frame.metres_per_mm <= 27, "round, and about a quarter of the map"


def test_a_picture_that_is_not_there_is_a_sentence():
    with pytest.raises(ReportError, match="There is no picture 'pie'"):
        picture_sheet(facts_of(), "pie")


@given(st.text(alphabet="กขคงจนมรลวอาิีึืุูเแโใไำ่้๊๋์ ab.", max_size=80), st.floats(12, 60))
def test_wrapping_loses_no_letter_and_begins_no_line_with_a_mark(text, limit):
    lines = wrapped(text, limit, 9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert width_mm(line, 9) <= limit or len(line) <= 3
    assert width_mm(shortened(text, limit, 9), 9) <= max(limit, width_mm("…", 9) + width_mm(text[:1], 9) + 6)


LITTLE_PLACED = {"first": {}, "list": {"programme": "public-library"}, "nothing": {"area": "95", "q": "zzz"}}


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", LITTLE_PLACED)
def test_a_curve_that_cannot_be_told_is_a_sentence_and_no_empty_axes(name, lang):
    root = ET.fromstring(svg_bytes(picture_sheet(facts_of(lang=lang, **LITTLE_PLACED[name]), "curve")))  # noqa: S314
    assert not list(root.iter(f"{SVG}circle"))
    assert "50%" not in words(root)
    why = {"th": ("จึงไม่รายงานระยะทาง", "ไม่มีค่าที่แสดงได้"), "en": ("distances are not reported", "no value to show")}
    said = words(root)
    assert sum(one.endswith(why[lang][0]) or why[lang][1] in one for one in said) == 1
    assert len(said) == len(set(said)), "nothing is said twice"


@pytest.mark.parametrize("name", ["nine", "groups", "standing"])
def test_a_picture_that_no_filter_touches_names_none(name):
    sheet = picture_sheet(facts_of(lang="en", programme="public-library", area="R4-NE"), name)
    text = " ".join(word.text for word in sheet.words)
    assert "No filter: the whole register" in text
    assert "Northeast;" not in text
    assert "Filters:" not in text


def test_bars_say_when_others_have_the_value_of_the_last_one():
    sheet = picture_sheet(facts_of(lang="en", programme="public-library", level="district"), "bars")
    text = [word.text for word in sheet.words]
    rows = expected.table("centres.csv")
    counted = (rows["programme_id"] == "public-library") & (rows["status"] == "open") & (rows["access"] == "public")
    districts = rows.loc[counted, "district_code"].dropna().nunique()
    assert f"the first 25 of {districts} areas; {districts - 25} more have the same value as the last one" in text
    assert "Mueang Lop Buri, Lop Buri" in text, "a name of a district may occur twice in the country"


def test_bars_of_gaps_are_the_areas_that_have_none():
    facts = facts_of(lang="en", programme="bma-library", area="10", mode="gaps")
    root = ET.fromstring(svg_bytes(picture_sheet(facts, "bars")))  # noqa: S314 - our own file
    bars = [node for node in root.iter(f"{SVG}rect") if node.find(f"{SVG}title") is not None]
    without = expected.without()
    assert len(bars) == len(without)
    rows = json.loads(data_bytes(facts, "bars", "json"))["rows"]
    assert {row["admin_code"] for row in rows} == set(without.index)
