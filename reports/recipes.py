"""How each kind of file is made: the builders of `reports`, called with what was wished for.

Nothing here knows of a screen: it runs beside the script, or in a process aside. The builders are loaded when the
first file is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from answers.question import Question, question_of
from geodata.worker.errors import WorkStopped
from reports.progress import Progress, Steps
from reports.wish import Kind, Wish

if TYPE_CHECKING:
    from answers.changes import Earlier
    from answers.facts import Facts
    from registry.tables import Tables


@dataclass(frozen=True)
class Order:
    """A wish with what its file is made of: the register's tables, now and earlier, and the user's own template.

    before is by area what a brief compares with.
    """

    wish: Wish
    tables: Tables
    template: bytes | None = None
    before: Mapping[str, Earlier | None] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        """Return what the file is about; an error where the filters make no sense to a report."""
        return question_of({**dict(self.wish.params), "lang": self.wish.lang}, self.tables)

    @cached_property
    def facts(self) -> Facts:
        """The numbers of the file, each computed when it is first asked for."""
        from answers.facts import Facts  # noqa: PLC0415

        return Facts(self.question, self.tables, today=self.wish.today)


def _silent(_step: str, _done: int, _of: int) -> None:
    pass


def _never() -> bool:
    return False


def make(
    order: Order, *, progress: Callable[[str, int, int], None] = _silent, stop: Callable[[], bool] = _never
) -> bytes:
    """Return the file.

    Parameters
    ----------
    order
        What it is made of.
    progress
        Told "make", and how many steps are done, of how many.
    stop
        Asked after each step whether to stop.

    Raises
    ------
    WorkStopped
        `stop` said so.

    """

    def tell(done: int, of: int) -> None:
        if stop():
            raise WorkStopped("work_stopped")
        progress("make", done, of)

    return _RECIPES[order.wish.kind](order, tell)


def _slides(order: Order, progress: Progress) -> bytes:
    from reports.slides.deck import sequence_pptx, slides_pptx  # noqa: PLC0415

    wish = order.wish
    if wish.sequence is not None:
        return sequence_pptx(wish.sequence, order.tables, lang=wish.lang, today=wish.today, progress=progress)
    return slides_pptx(
        order.facts,
        progress=progress,
        leave_out=order.wish.leave_out,
        template=order.template,
        template_name=order.wish.template_name,
    )


def _report(order: Order, progress: Progress) -> bytes:
    wish = order.wish
    if wish.sequence is not None:
        from reports.pdf.deck import sequence_pdf  # noqa: PLC0415

        return sequence_pdf(wish.sequence, order.tables, lang=wish.lang, today=wish.today, progress=progress)
    from reports.pdf.report import report_pdf  # noqa: PLC0415

    return report_pdf(order.facts, progress=progress)


def _book(order: Order, progress: Progress) -> bytes:
    from reports.book import book_xlsx  # noqa: PLC0415

    return book_xlsx(order.facts, progress=progress)


def _picture(order: Order, progress: Progress) -> bytes:
    from reports.picture.catalogue import picture_sheet  # noqa: PLC0415
    from reports.picture.printing import png_bytes  # noqa: PLC0415
    from reports.picture.svg import svg_bytes  # noqa: PLC0415

    steps = Steps(2, progress)
    sheet = picture_sheet(order.facts, order.wish.part)
    steps.done()
    picture = svg_bytes(sheet) if order.wish.form == "svg" else png_bytes(sheet)
    steps.done()
    return picture


def _brief(order: Order, progress: Progress) -> bytes:
    from reports.pdf.brief import brief_pdf  # noqa: PLC0415

    wish = order.wish
    address, before = wish.address.replace("{area}", wish.part), order.before.get(wish.part)
    return brief_pdf(order.facts, wish.part, progress=progress, before=before, address=address)


def _briefs(order: Order, progress: Progress) -> bytes:
    from reports.pdf.brief import brief_areas, briefs_zip  # noqa: PLC0415

    codes, wish = brief_areas(order.wish.part), order.wish
    return briefs_zip(order.facts, codes, progress=progress, before=order.before, address=wish.address)


def _data(order: Order, progress: Progress) -> bytes:
    from reports.data_tables import data_bytes  # noqa: PLC0415

    steps = Steps(1, progress)
    content = data_bytes(order.facts, order.wish.part, order.wish.form)
    steps.done()
    return content


def _one_file(order: Order, progress: Progress) -> bytes:
    from reports.onefile.build import one_file  # noqa: PLC0415

    wish = order.wish
    return one_file(order.question, order.tables, sequence=wish.sequence, today=wish.today, progress=progress)


_RECIPES: Final[dict[Kind, Callable[[Order, Progress], bytes]]] = {
    Kind.SLIDES: _slides,
    Kind.REPORT: _report,
    Kind.BOOK: _book,
    Kind.PICTURE: _picture,
    Kind.BRIEF: _brief,
    Kind.BRIEFS: _briefs,
    Kind.ONE_FILE: _one_file,
    Kind.DATA: _data,
}
