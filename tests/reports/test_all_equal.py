"""One selection in all five files: the numbers of each equal a calculation that imports nothing of `reports`."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from functools import cache

import pandas as pd
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from analysis.ages import Age
from analysis.centre_filter import CentreFilter
from analysis.coverage import coverage
from analysis.gaps import MEASURES_USED, gaps_of
from analysis.ranking import Weights
from answers.story.of_question import SLIDES
from reports.book import book_xlsx
from reports.onefile.slides import new_maker
from reports.pdf.report import report_pdf
from reports.picture.map_sheet import map_sheet
from reports.picture.svg import svg_bytes
from reports.slides.deck import slides_pptx
from tests.reports import expected
from tests.reports.conftest import TODAY, facts_of, tables
from tests.reports.decks import grids, texts, titles
from tests.reports.expected import told
from tests.reports.reading import pdf_text

KHET = {"programme": "bma-library", "area": "10"}
SELECTIONS = {
    "khet": {**KHET, "measure": "centre_count"},
    "radius": {**KHET, "measure": "population_within_km", "radius": "3"},
    "age": {**KHET, "measure": "people_beyond_km", "age": "60+", "radius": "1.5"},
}
SVG = "{http://www.w3.org/2000/svg}"


@cache
def worked_out(name: str) -> pd.DataFrame:
    """Return the khet of a selection by code, with the analysis alone."""
    params = SELECTIONS[name]
    found = coverage(
        "district", CentreFilter(programmes=("bma-library",)), tables(), radius_km=float(params.get("radius", 2)),
        age=params.get("age", Age.ALL), measures=(*MEASURES_USED, "centre_count", params["measure"]),
    )  # fmt: skip
    return found[found.index.str.startswith("10")]


def ranked(name: str) -> pd.DataFrame:
    return gaps_of(worked_out(name), "district", weights=Weights()).ranked


def shown(name: str, value: float) -> str:
    if name == "radius":
        return f"{100 * value:.1f}"
    return told(expected.three_digits(value) if name == "age" else round(value))


def reported(values: pd.Series) -> list[float]:
    """Return a measure's values as data: estimates rounded."""
    estimates = values.name == "people_beyond_km"
    return [expected.three_digits(value) if estimates else float(value) for value in values]


def counts() -> dict[str, int]:
    """Return the libraries of every khet, from the file of facts alone."""
    rows = expected.table("centres.csv")
    kept = rows[(rows["programme_id"] == "bma-library") & (rows["status"] == "open") & (rows["access"] == "public")]
    return kept.drop_duplicates("site_id")["district_code"].value_counts().to_dict()


@pytest.fixture(scope="module", params=list(SELECTIONS))
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def facts(name):
    return facts_of(**SELECTIONS[name])


def test_the_analysis_counts_what_the_file_lists(name):
    assert worked_out(name)["centre_count"].to_dict() == {code: counts().get(code, 0) for code in expected.khet().index}
    assert (worked_out(name)["claim"] == "has_one").sum() == 29
    assert set(ranked(name).index) == set(expected.without().index)
    assert len(ranked(name)) == 21


def test_slides(facts, name):
    deck = Presentation(io.BytesIO(slides_pptx(facts, leave_out=set(SLIDES) - {"headline", "map", "bangkok", "gaps"})))
    words = [" ".join(texts(slide)) for slide in deck.slides]
    assert "29 เขตมีแล้วอย่างน้อย 1 แห่ง · 21 เขตยังไม่มี" in words[0] + words[1]
    assert "21 จาก 50 เขต" in words[0] + words[1]
    heading = next(one for one in titles(deck) if one.startswith("พื้นที่ที่ยังเข้าไม่ถึง"))
    rows = grids(deck, re.sub(r" \(\d+/\d+\)$", "", heading))
    assert [row[:4] for row in rows[:10]] == ten(name)


def ten(name: str) -> list[list[str]]:
    """Return rank, name, people and people beyond the radius of the first ten gaps."""
    found = ranked(name).head(10)
    return [
        [told(int(row["rank"])), f"เขต{expected.khet().at[code, 'name']}", told(int(row["people"])),
         told(expected.three_digits(row["people_beyond_km"], of=row["people"]))]
        for code, row in found.iterrows()
    ]  # fmt: skip


def test_report(facts, name):
    text = " ".join(pdf_text(report_pdf(facts)))
    assert "มีแล้ว 29 เขต" in text
    assert "29 เขตมีแล้วอย่างน้อย 1 แห่ง · 21 เขตยังไม่มี" in text
    for row in ten(name):
        assert " ".join(row) in text, row
    measure = SELECTIONS[name]["measure"]
    for code, row in worked_out(name).iterrows():
        value = "" if measure == "centre_count" else f" {shown(name, row[measure])}"
        assert re.search(
            rf"เขต{expected.khet().at[code, 'name']} \S+ {counts().get(code, 0)} [\d,]+{re.escape(value)}", text
        ), code


def test_workbook(facts, name):
    book = load_workbook(io.BytesIO(book_xlsx(facts)), read_only=True)
    head, *rows = book["อำเภอและเขต"].iter_rows(values_only=True)
    sheet = pd.DataFrame(rows, columns=head).set_index(head[0])
    measure, wanted = SELECTIONS[name]["measure"], worked_out(name)
    assert sheet.loc[wanted.index, "จำนวนแหล่งเรียนรู้"].astype(int).to_dict() == wanted["centre_count"].to_dict()
    assert sheet.loc[wanted.index, "ข้อสรุป (รหัส)"].value_counts().to_dict() == {"has_one": 29, "has_none": 21}
    column = next(one for one in head if one.startswith(heading(measure)))
    assert sheet.loc[wanted.index, column].astype(float).to_numpy() == pytest.approx(
        reported(wanted[measure]), abs=1e-3
    )
    gaps = list(book["ยังไม่มี (จัดอันดับ)"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert [str(row[1]) for row in gaps] == list(ranked(name).index)


def heading(measure: str) -> str:
    return {"centre_count": "จำนวนแหล่งเรียนรู้", "population_within_km": "สัดส่วนประชากรในรัศมี",
            "people_beyond_km": "ประชากรนอกรัศมี"}[measure]  # fmt: skip


def test_picture(facts, name):
    root = ET.fromstring(svg_bytes(map_sheet(facts)))  # noqa: S314 - our own file
    told_of = {node.get("data-code"): node.findtext(f"{SVG}title") or "" for node in root.iter(f"{SVG}path")}
    for code, row in worked_out(name).iterrows():
        per_cent = "%" if name == "radius" else ""
        assert shown(name, row[SELECTIONS[name]["measure"]]) + per_cent in told_of[code].split(), code
    assert "29 เขตมีแล้วอย่างน้อย 1 แห่ง" in (root.findtext(f"{SVG}desc") or "")
    assert "21 เขตยังไม่มี" in (root.findtext(f"{SVG}desc") or "")


def test_one_file(facts, name):
    maker = new_maker(tables(), today=TODAY)
    measure = SELECTIONS[name]["measure"]
    found = maker.sets.one(maker.key_of(facts.question, measure=measure))
    wanted = worked_out(name)
    claims = found["levels"]["district"]["claim"][: len(wanted)]
    assert (claims.count("y"), claims.count("z")) == (29, 21)
    texts = {one: found["measures"][one]["values"]["district"][: len(wanted)] for one in ("centre_count", measure)}
    assert texts["centre_count"] == [told(one) for one in wanted["centre_count"]]
    assert texts[measure] == [shown(name, value) for value in wanted[measure].astype(float)]
