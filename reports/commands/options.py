"""Options that several kinds of files share: the filters, by the names they have in a page's address."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from answers.errors import ReportError
from geodata.writing import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from answers.facts import Facts
    from answers.story.sequence import Sequence

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name

_SEPARATOR: Final = "|"
_QUIET_S: Final = 3.0
"""What takes no longer says nothing to a file; what does says a line in each such time."""
_MEANINGS: Final = {
    "programme": "a programme; several stand side by side",
    "area": "the area looked at, such as TH, R4-N, BMA-BKC, 10 or 52 (default: TH)",
    "level": "the level of the areas compared: region, province, district, bma_group, or subdistrict inside an --area",
    "measure": "a measure, such as centre_count or population_within_km, or claim",
    "beside": "a second measure, on a map beside the first",
    "scheme": "the regions: 4 (National Statistical Office) or 6 (Royal Society)",
    "region": "only centres in a region", "province": "only centres in a province",
    "district": "only centres in a district", "group": "only centres in a Bangkok group",
    "partner": "only programmes with a partner", "owner": "only programmes of an owner",
    "status": "open, planned or closed (default: open)",
    "access": "public, residents, military-and-community or unknown (default: public)",
    "precision": "how well a place is known: site, town, inferred, district or province",
    "basis": "reported or derived", "from_year": "opened from a Buddhist-era year",
    "to_year": "opened until a Buddhist-era year", "year_unknown": "1: with centres of unknown year; 0: without",
    "q": "a part of the name", "mode": "gaps: the areas not reached", "radius": "the catchment radius in km",
    "age": "all, 0-14 or 60+ (Bangkok)", "weights": "of the rank of gaps: beyond|distance|needed",
    "at": "hypothetical sites: longitude,latitude|…", "opens": "the programmes of those sites, in their order",
    "closed": "centres that a scenario closes: centre_id|…", "chosen": "the area or centre that is singled out",
    "bounds": "1: distances as upper bounds where too few positions are known",
    "inferred": "1: distances to inferred positions too",
    "benchmark": "what the areas are held to, such as norm:people_per_centre:40000 or national:mean_distance_km",
}  # fmt: skip


def add_file(
    commands: Commands, name: str, make: Callable[[argparse.Namespace], bytes], *, short: str, filters: bool = True
) -> argparse.ArgumentParser:
    """Add a kind of file with its help and what makes it; return its parser."""
    parser = commands.add_parser(name, help=short, description=f"Makes {short}.")
    parser.add_argument("out", type=Path, metavar="OUT", help="the file to write")
    parser.add_argument("--lang", choices=("th", "en"), help="the language (default: th, or that of --link)")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help=argparse.SUPPRESS)
    if filters:
        parser.add_argument("--link", help="the address of a page, whose filters are taken; other options change them")
        group = parser.add_argument_group("filters, as in a page's address; repeat an option for several")
        for option, meaning in _MEANINGS.items():
            flags = list(dict.fromkeys((f"--{option}", f"--{option.replace('_', '-')}")))
            group.add_argument(*flags, dest=option, action="append", metavar="VALUE", help=meaning.replace("%", "%%"))
    parser.set_defaults(make=make)
    return parser


def facts_of(chosen: argparse.Namespace) -> Facts:
    """Return the facts that the options ask for, from the register of this home."""
    from answers.facts import Facts  # noqa: PLC0415
    from answers.question import params_of_link, question_of  # noqa: PLC0415
    from registry.store import Register  # noqa: PLC0415

    link = getattr(chosen, "link", None)
    params = params_of_link(link) if link else {}
    values_by_name = {name: getattr(chosen, name, None) for name in _MEANINGS}
    params |= {name: _SEPARATOR.join(values) for name, values in values_by_name.items() if values}
    if chosen.lang:
        params["lang"] = chosen.lang
    tables = Register.open().tables()
    today = chosen.today or date.today()  # noqa: DTZ011 - the reader's calendar day
    return Facts(question_of(params, tables), tables, today=today)


def add_sequence(parser: argparse.ArgumentParser) -> None:
    """Add the options that name the views to present."""
    audiences = "meeting, board, minister, district (of --area) or partner (of --partner)"
    short = f"the views to present: a file that the app saved, or the ready-made one for an audience: {audiences}"
    parser.add_argument("--sequence", metavar="FILE", help=short)


def sequence_of(chosen: argparse.Namespace, facts: Facts) -> Sequence | None:
    """Return the sequence that the options name, None where they name none.

    Raises
    ------
    ReportError
        The file cannot be read, or the audience lacks its area or organisation.
    SequenceError
        The file is no sequence, or one of its views cannot be shown.

    """
    from answers.story.ready_made import AUDIENCES, ready_made  # noqa: PLC0415
    from answers.story.sequence_file import read_sequence  # noqa: PLC0415
    from answers.story.slides.made import require_drawable  # noqa: PLC0415

    if chosen.sequence is None:
        return None
    path = Path(chosen.sequence)
    if chosen.sequence in AUDIENCES and not path.exists():
        area, partner = ((getattr(chosen, name) or [""])[0] for name in ("area", "partner"))
        return ready_made(facts.tables, chosen.sequence, area=area, partner_name=partner)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReportError("report_unreadable", file=str(path), reason=error.strerror or str(error)) from error
    sequence = read_sequence(content)
    require_drawable(sequence, facts.tables, today=facts.today)
    return sequence


class ProgressPrinter:
    """Tells on stderr how far the making has come: a terminal one line that renews itself, a file a line now and then.

    Parameters
    ----------
    clock
        Returns seconds that only grow.

    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()

    def __call__(self, done: int, total: int) -> None:
        """Note that so many steps of all are done."""
        if sys.stderr.isatty():
            print(f"\r{done}/{total}", end="\n" if done == total else "", file=sys.stderr, flush=True)
        elif self._clock() - self._last >= _QUIET_S and done < total:
            self._last = self._clock()
            print(f"{100 * done // total} %", file=sys.stderr, flush=True)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a `FileError` says why it cannot be."""
    with whole_file(path) as partial:
        partial.write_bytes(content)
