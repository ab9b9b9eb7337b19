"""``python -m reports html``: the one file that presents itself in any browser, without a network."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reports.commands.options import ProgressPrinter, add_file, add_sequence, facts_of, sequence_of

if TYPE_CHECKING:
    from reports.commands.options import Commands


def add(commands: Commands) -> None:
    """Add the file."""
    parser = add_file(commands, "html", _html, short="the one file that presents: map, search, table, views")
    add_sequence(parser)


def _html(chosen: argparse.Namespace) -> bytes:
    from reports.onefile.build import one_file  # noqa: PLC0415

    facts = facts_of(chosen)
    sequence = sequence_of(chosen, facts)
    return one_file(facts.question, facts.tables, sequence=sequence, today=facts.today, progress=ProgressPrinter())
