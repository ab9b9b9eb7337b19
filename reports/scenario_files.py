"""A scenario as files: its brief and slides, and the shortlist as CSV, GeoJSON and a workbook."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd

from answers.provenance import provenance
from answers.scenario.errors import ScenarioError
from answers.scenario.table import scenario_table
from answers.story.of_question import SLIDES
from answers.words import t
from geodata.crs import WGS84
from geodata.tabular import write_table
from reports.book import about_rows
from reports.book.areas import openings_sheet
from reports.book.sheet import plain_sheet
from reports.csv_table import csv_bytes
from reports.workbook import workbook_bytes

if TYPE_CHECKING:
    from answers.facts import Facts

SUFFIXES: Final = (".pdf", ".pptx", ".xlsx", ".csv", ".geojson")
_SLIDES: Final = ("map", "openings")


def scenario_file(facts: Facts, suffix: str) -> bytes:
    """Return the shortlist of a question's scenario as the bytes of a file, one of `SUFFIXES`.

    Raises
    ------
    ScenarioError
        Nothing is opened or closed.

    """
    if not facts.question.has_scenario:
        raise ScenarioError("scenario_empty")
    makers = {".pdf": _brief, ".pptx": _slides, ".xlsx": _workbook, ".csv": _csv, ".geojson": _geojson}
    return makers[suffix](facts)


def _brief(facts: Facts) -> bytes:
    from reports.pdf.shortlist import shortlist_pdf  # noqa: PLC0415 - the press is slow to load

    return shortlist_pdf(facts)


def _slides(facts: Facts) -> bytes:
    from reports.slides.deck import slides_pptx  # noqa: PLC0415 - slow to load

    return slides_pptx(facts.of(facts.question.of_scenario), leave_out=set(SLIDES) - set(_SLIDES))


def _csv(facts: Facts) -> bytes:
    origin = provenance(facts)
    return csv_bytes(
        scenario_table(facts), source=origin.sources, data_date=origin.dates, filters=origin.filter_phrases
    )


def _geojson(facts: Facts) -> bytes:
    table = scenario_table(facts)
    points = gpd.points_from_xy(table["longitude"].astype(float), table["latitude"].astype(float))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.geojson"
        write_table(gpd.GeoDataFrame(table, geometry=points, crs=WGS84), path, layer_name="scenario")
        return path.read_bytes()


def _workbook(facts: Facts) -> bytes:
    sheets = [plain_sheet(facts, "shortlist", scenario_table(facts)), openings_sheet(facts)]
    about_title = t("gap.sheet.about", lang=facts.question.lang)
    return workbook_bytes(sheets, about_title=about_title, about=about_rows(facts))
