"""What every slide is made with: the facts in both languages, the sets of the file, and blocks made of sections."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from answers.facts import Facts
from answers.question import Question, question_of
from answers.words import LANGUAGES, t
from reports.onefile.models import packed_model
from reports.onefile.wording import Words, both, each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from answers.mapping.model import MapModel
    from answers.sections.parts import Card, Table
    from answers.story.sequence import View
    from registry.tables import Tables
    from reports.onefile.sets import Sets

Block = dict[str, Any]


@dataclass(slots=True)
class Slide:
    """A view as it is shown: its own title and sentence, its blocks, and where the numbers are from."""

    title: Words
    text: Words = ""
    blocks: list[Block] = field(default_factory=list)
    source: Words = ""


@dataclass(frozen=True, slots=True)
class SlideRequest:
    """A view with its parameters read."""

    view: View
    question: Question
    params: dict[str, str]


class Maker:
    """Makes slides from one moment of the register."""

    def __init__(self, tables: Tables, sets: Sets, *, today: date) -> None:
        self.tables = tables
        self.sets = sets
        self.today = today
        self._facts: dict[Question, dict[str, Facts]] = {}

    def request(self, view: View) -> SlideRequest:
        """Return a view with its parameters read; a `KlaiBaanError` where they make no sense any more."""
        params = view.values()
        return SlideRequest(view, question_of(params, self.tables), params)

    def facts(self, question: Question, lang: str) -> Facts:
        """Return the facts of a question in a language; both languages stand on the same tables."""
        key = replace(question, lang=LANGUAGES[0])
        if key not in self._facts:
            first = Facts(key, self.tables, today=self.today)
            self._facts[key] = {one: first.in_language(one) for one in LANGUAGES} | {LANGUAGES[0]: first}
        return self._facts[key][lang]

    def both(self, question: Question, words: Callable[[Facts], str]) -> Words:
        """Return what a function says of a request's facts in each language."""
        return both(lambda lang: words(self.facts(question, lang)))

    def map(self, model: Callable[[str], MapModel], **more: object) -> Block:
        """Return a map's block; the model is that in a language."""
        return {"kind": "map", "side": "left", "model": packed_model(model, self.sets.centre_places()), **more}

    def table(
        self, question: Question, make: Callable[[Facts], Table], *, keys: Sequence[str] = (), **more: object
    ) -> Block:
        """Return a table's block; `keys` name the headings of the columns that are kept, all by default."""
        made = {lang: make(self.facts(question, lang)) for lang in LANGUAGES}
        return table_block(made, keys=keys, **more)

    def cards(self, question: Question, make: Callable[[Facts], Iterable[Card]], **more: object) -> Block:
        """Return a block of cards."""
        made = {lang: list(make(self.facts(question, lang))) for lang in LANGUAGES}
        count = len(made[LANGUAGES[0]])
        return {"kind": "cards", "cards": [_card(made, place) for place in range(count)], **more}


def table_block(made: dict[str, Table], *, keys: Sequence[str] = (), **more: object) -> Block:
    """Return a table in both languages as one block."""
    first = made[LANGUAGES[0]]
    headings = [column.heading for column in first.columns]
    columns = [headings.index(t(key, lang=LANGUAGES[0])) for key in keys] or list(range(len(headings)))
    return {
        "kind": "table",
        "head": each(columns, lambda at, lang: made[lang].columns[at].heading),
        "align": [first.columns[at].align for at in columns],
        "rows": [_cells(made, row, columns) for row in range(len(first.rows))],
        "muted": sorted(first.muted),
        **more,
    }


def _cells(made: dict[str, Table], row: int, columns: list[int]) -> list[Words]:
    return each(columns, lambda at, lang: made[lang].rows[row][at])


def _card(made: dict[str, list[Card]], place: int) -> dict[str, Words]:
    def dated(lang: str) -> str:
        card = made[lang][place]
        return " · ".join(part for part in (card.dated, card.age) if part)

    return {
        "label": both(lambda lang: made[lang][place].label),
        "value": both(lambda lang: made[lang][place].value),
        "detail": both(lambda lang: made[lang][place].detail),
        "dated": both(dated),
    }
