"""Building the file from the register: the one entry that the command line and the app use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from answers.story.of_question import views_of
from answers.story.ready_made import ready_made
from answers.story.sequence import Sequence
from reports.onefile.answers import packed_answers
from reports.onefile.content import common_content, explore_content, sequence_content
from reports.onefile.page import page
from reports.onefile.slides import new_maker

if TYPE_CHECKING:
    from answers.question import Question
    from registry.tables import Tables
    from reports.onefile.slides import Packer
    from reports.progress import Progress


_WEIGHTS: Final = (14, 58, 28)
"""What views, sets and answers take of the time, in parts of a hundred, as measured on the register of `data/`."""


def one_file(
    question: Question,
    tables: Tables,
    *,
    sequence: Sequence | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return the one HTML file: the map, its table, the search, and a sequence of views to present.

    Parameters
    ----------
    question
        What it opens with, in which language, and the filter that holds for all its sets.
    tables
        The register's tables.
    sequence
        The views to present; by default those that tell the question, and of a first visit the ready-made ones.
    today
        The day that ages are counted to, and that the file is dated.
    progress
        Called with the steps done and their total.

    """
    maker = new_maker(tables, today=today or date.today())  # noqa: DTZ011 - the reader's calendar day
    chosen = usual_sequence(question, maker) if sequence is None else sequence
    steps = Parts(_WEIGHTS, progress)
    slides = sequence_content(chosen, maker, progress=steps.part(0))
    content = common_content(maker, question) | explore_content(maker, question, progress=steps.part(1))
    answers = packed_answers(maker.sets, progress=steps.part(2))
    return page({**content, "answers": answers, "sequence": slides}, lang=question.lang)


def usual_sequence(question: Question, maker: Packer) -> Sequence:
    """Return the views that tell a question; of a first visit, which asks nothing yet, the ready-made ones."""
    if question.is_first_view:
        return ready_made(maker.tables)
    return Sequence(tuple(views_of(maker.facts(question, question.lang)).values()))


class Parts:
    """Tells one progress of several parts, each of some weight."""

    def __init__(self, weights: tuple[int, ...], progress: Progress | None) -> None:
        self._weights = [max(weight, 1) for weight in weights]
        self._progress = progress

    def part(self, place: int) -> Progress:
        """Return what a part tells its own progress to."""
        before, weight, total = sum(self._weights[:place]), self._weights[place], sum(self._weights)

        def tell(done: int, of: int) -> None:
            if self._progress is not None:
                self._progress(before + weight * done // max(of, 1), total)

        return tell
