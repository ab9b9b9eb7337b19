"""Lists of the same rows in every kind of file, and a short way from a file to a plan."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import shapely

from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.plan import ImportOptions, plan_import
from registry.importing.read.file import read_file
from registry.store import Register

TODAY = date(2026, 11, 21)
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def csv_bytes(rows, *, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows, *, sheets=None, change=None):
    """Write rows, or several sheets by name; `change` gets the first sheet before it is saved."""
    book = openpyxl.Workbook()
    for number, (name, table) in enumerate((sheets or {"Sheet1": rows}).items()):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = name
        for row in table:
            sheet.append([value if value != "" else None for value in row])
    if change:
        change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods_cell(value):
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def ods_bytes(rows, *, content=None):
    """Write an OpenDocument sheet by hand; `content` replaces its rows."""
    body = content or "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OFFICE}" '
        f'xmlns:table="{TABLE}" xmlns:text="{TEXT}"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": text})


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def frame_of(rows):
    """Return rows (the first are the headers, with longitude and latitude among them) as points."""
    table = pd.DataFrame(rows[1:], columns=rows[0])
    points = [
        shapely.Point(float(x), float(y)) if x != "" and y != "" else None
        for x, y in zip(table.pop("longitude"), table.pop("latitude"), strict=True)
    ]
    return gpd.GeoDataFrame(table.astype("string"), geometry=points, crs="EPSG:4326")


def map_bytes(rows, kind, folder: Path):
    """Write points as geojson, gpkg, kml, kmz or a zipped shapefile with a Thai table."""
    frame = frame_of(rows)
    if kind in ("geojson", "gpkg"):
        path = folder / f"list.{kind}"
        path.unlink(missing_ok=True)
        frame.to_file(path)
        return path.read_bytes()
    if kind == "shapefile":
        parts = folder / "parts"
        parts.mkdir(exist_ok=True)
        frame.to_file(parts / "list.shp", encoding="CP874")
        (parts / "list.cpg").unlink(missing_ok=True)
        return zipped({path.name: path.read_bytes() for path in parts.iterdir()})
    places = []
    for row in frame.itertuples(index=False):
        data = "".join(
            f'<Data name="{escape(name)}"><value>{escape(value)}</value></Data>'
            for name, value in zip(frame.columns[:-1], row[:-1], strict=True)
        )
        point = "" if row[-1] is None else (f"<Point><coordinates>{row[-1].x!r},{row[-1].y!r},0</coordinates></Point>")
        places.append(f"<Placemark><ExtendedData>{data}</ExtendedData>{point}</Placemark>")
    kml = (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<name>list</name>{''.join(places)}</Document></kml>"
    )
    return kml.encode() if kind == "kml" else zipped({"doc.kml": kml})


@cache
def untouched():
    """Return the real register in memory; for tests that commit nothing."""
    return Register.in_memory()


def planned(data, name="list.csv", *, register=None, programme="public-library", mode="add", given=None, **options):
    """Return the plan of a file's import into a register (the real one, in memory, by default)."""
    register = register or untouched()
    file = read_file(data, name=name)
    index = RegisterIndex.of(register)
    mapping = guess_mapping(file, programmes=index.tables.programmes, statements=given)
    return plan_import(file, mapping, index, ImportOptions(programme_id=programme, mode=mode, today=TODAY, **options))


def outcomes(plan):
    """Return by row its outcome and the keys of its problems."""
    return {row.row: (row.outcome, [problem.key for problem in row.problems]) for row in plan.rows()}


def apart(plan):
    """Return by row what the lines are that are no rows."""
    return {row: line.key for sheet in plan.sheets for row, line in sheet.apart.items()}


def adds_up(plan):
    counts = plan.counts
    parts = sum(counts[word] for word in ("accepted", "warned", "duplicate", "rejected"))
    return counts["read"] == parts == len(plan.batch.outcomes)
