"""``python -m reports brief|shortlist``: an area or a scenario on one page; all areas of a kind as a zip."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from answers.errors import ReportError
from reports.commands.options import ProgressPrinter, add_file, facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from answers.changes import Earlier
    from reports.commands.options import Commands

_KINDS = ("province", "khet", "group")
_LAST = "last"


def add(commands: Commands) -> None:
    """Add the briefs."""
    parser = add_file(commands, "brief", _brief, short="the one-page brief of an area", filters=False)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--area", metavar="CODE", help="a province, a district or a Bangkok group: 52, 5201, BMA-BKE")
    which.add_argument("--all", choices=_KINDS, help="all areas of a kind; OUT is a zip then")
    since = "say what changed in the register since that day began, or since the last brief of the area was made"
    parser.add_argument("--since", type=day_or_last, metavar="YYYY-MM-DD|last", help=since)
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

    if chosen.area is not None:
        require_brief_area(chosen.area)
    facts = facts_of(argparse.Namespace(lang=chosen.lang, today=chosen.today))
    codes = brief_areas(chosen.all) if chosen.area is None else [chosen.area]
    before = _before(codes, chosen.since, facts.today)
    if chosen.area is None:
        content = briefs_zip(facts, codes, progress=ProgressPrinter(), before=before, address=chosen.address)
    else:
        address = chosen.address.replace("{area}", chosen.area)
        content = brief_pdf(facts, chosen.area, progress=ProgressPrinter(), before=before[chosen.area], address=address)
    _remember(codes, facts.today)
    return content


def day_or_last(value: str) -> date | str:
    """Return the day of an option, or that it is the day of the last brief."""
    return value if value == _LAST else date.fromisoformat(value)


def _before(codes: Sequence[str], since: date | str | None, today: date) -> dict[str, Earlier | None]:
    """Return by area what its brief compares with, None where it says nothing of what changed."""
    from answers.changes import EarlierRegister, since_last_briefs  # noqa: PLC0415
    from registry.brief_days import last_days  # noqa: PLC0415
    from registry.store import Register  # noqa: PLC0415

    if since is None:
        return dict.fromkeys(codes)
    register = Register.open()
    if isinstance(since, date):
        return dict.fromkeys(codes, EarlierRegister(since, register.tables_before(since)))
    return {**since_last_briefs(codes, last_days(register.documents, today=today), register.tables_before)}


def _remember(codes: Sequence[str], today: date) -> None:
    from registry.author import local_administrator  # noqa: PLC0415
    from registry.brief_days import remember  # noqa: PLC0415
    from registry.store import Register  # noqa: PLC0415

    remember(Register.open().documents, codes, today=today, author=local_administrator())
