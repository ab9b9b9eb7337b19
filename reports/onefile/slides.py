"""The slides of a sequence as the scripts take them: each in both languages, as one value that is ready to be JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.measures import measure_of
from answers.story.maker import Maker
from answers.story.slide import BarsPart, CardsPart, ChartPart, ListPart, MapPart, TablePart, WordsPart
from answers.story.slides.made import slide_of
from answers.words import LANGUAGES
from answers.words.phrases import with_whole_phrases
from reports.onefile.models import packed_model
from reports.onefile.sets import Sets
from reports.onefile.wording import both, merged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from answers.facts import Facts
    from answers.mapping.model import MapModel
    from answers.question import Question
    from answers.sections.parts import Card, Table
    from answers.story.sequence import Sequence, View
    from answers.story.slide import Part, Slide
    from registry.tables import Tables
    from reports.onefile.wording import Words

Block = dict[str, Any]


class Packer:
    """Packs slides of one moment of the register with the sets of the file that they stand in."""

    def __init__(self, tables: Tables, *, today: date) -> None:
        self.tables = tables
        self.sets = Sets(tables)
        self.maker = Maker(tables, today=today, front_table=self.sets.table)

    def facts(self, question: Question, lang: str) -> Facts:
        """Return the facts of a question in a language; both languages stand on the same tables."""
        return self.maker.facts(question, lang)

    def key_of(self, question: Question, *, measure: str) -> str:
        """Return the set of a question with a measure: its radius and its people are those that every page takes."""
        facts = self.facts(question, LANGUAGES[0])
        radius_km = facts.radius_km if measure_of(measure).slow else None
        return self.sets.key(question.centre_filter, radius_km=radius_km, age=facts.age, measures=(measure,))

    def map(self, model: Callable[[str], MapModel], **more: object) -> Block:
        """Return a map's block; the model is that in a language."""
        return {"kind": "map", "side": "left", "model": packed_model(model, self.sets.centre_places()), **more}

    def slide(self, view: View) -> dict[str, Any]:
        """Return one view as the scripts take it; what the presenter wrote stands before the view's own words."""
        slides = {lang: slide_of(view, self.maker, lang=lang) for lang in LANGUAGES}
        return {
            "page": view.page,
            "title": with_whole_phrases(view.title) or both(lambda lang: with_whole_phrases(slides[lang].title)),
            "text": with_whole_phrases(view.text) or both(lambda lang: with_whole_phrases(slides[lang].text)),
            "blocks": self._blocks(slides),
            "source": both(lambda lang: slides[lang].source),
        }

    def _blocks(self, slides: dict[str, Slide]) -> list[Block]:
        parts = zip(*(slides[lang].parts for lang in LANGUAGES), strict=True)
        blocks = (self._block(dict(zip(LANGUAGES, part, strict=True))) for part in parts)
        return [block for block in blocks if block]

    def _block(self, parts: dict[str, Part]) -> Block:
        first = parts[LANGUAGES[0]]
        if isinstance(first, ChartPart):  # the table beside it says the same
            return {}
        if isinstance(first, MapPart):
            wide = {"wide": first.wide} if first.wide else {}
            return self.map(lambda lang: _model(parts[lang]), side=first.side, **wide)
        packed = merged({lang: _packed(part) for lang, part in parts.items()})
        look = {"look": first.look} if isinstance(first, TablePart | CardsPart) and first.look else {}
        return {**packed, "side": first.side, **look}


def _model(part: Part) -> MapModel:
    if isinstance(part, MapPart):
        return part.model
    message = "the parts of a slide differ between languages"
    raise TypeError(message)


def _packed(part: Part) -> Block:
    """Return a part in one language by the names that the scripts read."""
    if isinstance(part, TablePart):
        return {"kind": "table", **_table(part.table)}
    if isinstance(part, CardsPart):
        return {"kind": "cards", "cards": [_card(card) for card in part.cards]}
    if isinstance(part, BarsPart):
        rows = [{"label": bar.label, "value": bar.value, "told": bar.text, "colour": bar.colour} for bar in part.bars]
        return {"kind": "bars", "title": part.title, "rows": rows}
    if isinstance(part, ListPart):
        return {"kind": "list", "title": part.title, "items": list(part.items)}
    if isinstance(part, WordsPart):
        return {"kind": "words", "look": "soft", "text": part.text}
    message = f"no block for {type(part).__name__}"
    raise TypeError(message)


def _table(table: Table) -> Block:
    return {
        "head": [column.heading for column in table.columns],
        "align": [column.align for column in table.columns],
        "rows": [[with_whole_phrases(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows],
        "muted": sorted(table.muted),
    }


def _card(card: Card) -> dict[str, Words]:
    dated = " · ".join(part for part in (card.dated, card.age) if part)
    return {"label": card.label, "value": card.value, "detail": card.detail, "dated": dated}


def new_maker(tables: Tables, *, today: date) -> Packer:
    """Return what packs slides of a register, with sets of its own."""
    return Packer(tables, today=today)


def made_slides(
    sequence: Sequence, maker: Packer, *, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> list[dict[str, Any]]:
    """Return the views of a sequence as the scripts take them, in their order."""
    slides = []
    for done, view in enumerate(sequence.views):
        progress(done, len(sequence.views))
        slides.append(maker.slide(view))
    progress(len(sequence.views), len(sequence.views))
    return slides
