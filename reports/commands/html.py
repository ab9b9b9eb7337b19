"""``python -m reports html``: the one file that presents itself in any browser, without a network."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from answers.errors import ReportError
from reports.commands.options import add_file, facts_of, print_progress

if TYPE_CHECKING:
    from reports.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the file."""
    parser = add_file(commands, "html", _html, short="the one file that presents: map, search, table, views")
    parser.add_argument("--sequence", type=Path, metavar="FILE", help="the views to present, as the app saved them")


def _html(chosen: argparse.Namespace) -> bytes:
    from answers.story.sequence_file import read_sequence  # noqa: PLC0415
    from answers.story.slides.made import require_drawable  # noqa: PLC0415
    from reports.onefile.build import one_file  # noqa: PLC0415

    facts = facts_of(chosen)
    sequence = None
    if chosen.sequence is not None:
        sequence = read_sequence(_read(chosen.sequence))
        require_drawable(sequence, facts.tables, today=facts.today)
    return one_file(facts.question, facts.tables, sequence=sequence, today=facts.today, progress=print_progress)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReportError("report_unreadable", file=str(path), reason=error.strerror or str(error)) from error
