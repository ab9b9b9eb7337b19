"""One map of programmes that stand side by side: the marks of each, and no numbers, which are never added up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from answers.mapping.characters import OUT_OF_SCOPE
from answers.mapping.maps import map_model
from answers.mapping.model import Legend, LegendBlock
from answers.sections.beside import each_side, side_names
from answers.words import t

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.mapping.model import MapModel


def map_of_sides(facts: Facts) -> MapModel:
    """Return the centres of a question's programmes on one map whose areas are not coloured."""
    models = [map_model(side) for side in each_side(facts)]
    blocks: dict[str, LegendBlock] = {}
    for block in (one for model in models for one in model.legend.marks):
        before = blocks.get(block.title, replace(block, entries=()))
        entries = dict.fromkeys((*before.entries, *block.entries))
        blocks[block.title] = replace(before, entries=tuple(entries))
    title = t("picture.register_title", lang=facts.question.lang)
    names = " · ".join(side_names(facts))
    return replace(
        models[0],
        classes=re.sub(r"[^.]", OUT_OF_SCOPE, models[0].classes),
        statements={},
        remarks=("",) * len(models[0].codes),
        values=("",) * len(models[0].codes),
        legend=Legend(None, tuple(blocks.values())),
        marks=tuple(mark for model in models for mark in model.marks),
        title=title,
        subtitle=names,
        description=f"{title}: {names}",
        rings=None,
    )
