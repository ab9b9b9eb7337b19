"""``python -m reports brief|shortlist``: an area or a scenario on one page; all areas of a kind as a zip."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from answers.errors import ReportError
from reports.commands.options import ProgressPrinter, add_file, facts_of

if TYPE_CHECKING:
    from answers.changes import EarlierRegister
    from reports.commands.options import Commands

_KINDS = ("province", "khet", "group")


def add(commands: Commands) -> None:
    """Add the briefs."""
    parser = add_file(commands, "brief", _brief, short="the one-page brief of an area", filters=False)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--area", metavar="CODE", help="a province, a district or a Bangkok group: 52, 5201, BMA-BKE")
    which.add_argument("--all", choices=_KINDS, help="all areas of a kind; OUT is a zip then")
    since = "say what changed in the register since that day began, the last brief's say"
    parser.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help=since)
    address = "print where the view is found, with a code for a camera; {area} stands for the area's code"
    parser.add_argument("--address", default="", metavar="URL", help=address)
    short = "the shortlist of a scenario (--at, --closed): OUT ends in .pdf, .pptx, .xlsx, .csv or .geojson"
    add_file(commands, "shortlist", _shortlist, short=short)


def _shortlist(chosen: argparse.Namespace) -> bytes:
    from reports.scenario_files import SUFFIXES, scenario_file  # noqa: PLC0415

    suffix = chosen.out.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReportError("report_suffix", file=chosen.out.name, known=", ".join(SUFFIXES))
    return scenario_file(facts_of(chosen), suffix)


def _brief(chosen: argparse.Namespace) -> bytes:
    from reports.pdf.brief import brief_areas, brief_pdf, briefs_zip, require_brief_area  # noqa: PLC0415

    area = chosen.area
    if area is not None:
        require_brief_area(area)
    facts = facts_of(argparse.Namespace(lang=chosen.lang, today=chosen.today))
    before = None if chosen.since is None else _before(chosen.since)
    if area is None:
        codes = brief_areas(chosen.all)
        return briefs_zip(facts, codes, progress=ProgressPrinter(), before=before, address=chosen.address)
    address = chosen.address.replace("{area}", area)
    return brief_pdf(facts, area, progress=ProgressPrinter(), before=before, address=address)


def _before(day: date) -> EarlierRegister:
    from answers.changes import EarlierRegister  # noqa: PLC0415
    from registry.store import Register  # noqa: PLC0415

    return EarlierRegister(day, Register.open().tables_before(day))
