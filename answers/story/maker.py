"""What every slide is made with: the facts of a view's question, of one moment of the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.measures import FRONT_MEASURES
from answers.facts import Facts
from answers.question import Question, question_of
from answers.words import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import pandas as pd

    from analysis.centre_filter import CentreFilter
    from answers.computations import Computations
    from answers.story.sequence import View
    from geodata.codes import Level
    from registry.tables import Tables


@dataclass(frozen=True, slots=True)
class SlideRequest:
    """A view with its parameters read, for a reader of one language."""

    view: View
    question: Question
    params: dict[str, str]
    facts: Facts

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.question.lang


class Maker:
    """Makes slides from one moment of the register.

    Parameters
    ----------
    tables
        The register's tables.
    today
        The day that ages are counted to.
    front_table
        Returns `analysis.coverage` of a level and a filter with at least the front measures, where somebody has it.
    computations
        Those of other facts of the same tables, to be shared.

    """

    def __init__(
        self,
        tables: Tables,
        *,
        today: date,
        front_table: Callable[[CentreFilter, Level], pd.DataFrame] | None = None,
        computations: Computations | None = None,
    ) -> None:
        self.tables = tables
        self.today = today
        self._front_table = front_table
        self._computations = computations
        self._facts: dict[Question, dict[str, Facts]] = {}

    def request(self, view: View, *, lang: str) -> SlideRequest:
        """Return a view with its parameters read; a `KlaiBaanError` where they make no sense any more."""
        params = view.values()
        question = replace(question_of(params, self.tables), lang=lang)
        return SlideRequest(view, question, params, self.facts(question, lang))

    def facts(self, question: Question, lang: str) -> Facts:
        """Return the facts of a question in a language; all languages stand on the same tables."""
        key = replace(question, lang=LANGUAGES[0])
        if key not in self._facts:
            first = Facts(key, self.tables, today=self.today, computations=self._computations)
            self._computations = first.computations
            self._facts[key] = {one: first.in_language(one) for one in LANGUAGES} | {LANGUAGES[0]: first}
        return self._facts[key][lang]

    def front_table(self, centre_filter: CentreFilter, level: Level) -> pd.DataFrame:
        """Return every area of a level with the measures that stand in front, for a filter."""
        if self._front_table is not None:
            return self._front_table(centre_filter, level)
        facts = self.facts(Question(), LANGUAGES[0])
        return facts.computations.coverage(level, centre_filter, measures=FRONT_MEASURES)
