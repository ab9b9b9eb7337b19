"""Maps as the scripts take them: a model in both languages as one, without what the file carries once."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from answers.mapping.outlines import packed_areas
from answers.words import LANGUAGES
from geodata.codes import Level
from reports.onefile.wording import merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from answers.mapping.model import LegendBlock, LegendEntry, MapModel


def packed_model(model: Callable[[str], MapModel], centre_places: Mapping[str, int]) -> dict[str, Any]:
    """Return a map in both languages by the names of `MapModel`; texts that differ are one for each language.

    lang and codes are left out: the file has the areas of every level. values and remarks are by position in them;
    marks are the positions of centres in the file's list; of a swatch there is only what it has. A map of subdistricts
    brings its own areas as layer (`answers.mapping.outlines.packed_areas`).

    Parameters
    ----------
    model
        The map in a language.
    centre_places
        Where each centre stands in the file's list, by centre_id.

    """
    by_language = {}
    one = model(LANGUAGES[0])
    layer = {"layer": packed_areas(one.level, one.extent.code)} if one.level == Level.SUBDISTRICT else {}
    for lang in LANGUAGES:
        made = model(lang)
        areas = made.legend.areas
        by_language[lang] = {
            **{name: value for name, value in made.to_json().items() if name not in ("lang", "codes")},
            "values": {str(place): text for place, text in enumerate(made.values) if text},
            "remarks": {str(place): text for place, text in enumerate(made.remarks) if text},
            "marks": [centre_places[mark.centre_id] for mark in made.marks],
            "legend": {
                "areas": areas and packed_block(areas),
                "marks": [packed_block(one) for one in made.legend.marks],
            },
        }
    return {**merged(by_language), **layer}


def packed_block(block: LegendBlock) -> dict[str, Any]:
    """Return a block of a legend in one language."""
    return {"title": block.title, "note": block.note, "entries": packed_entries(block.entries)}


def packed_entries(entries: Iterable[LegendEntry]) -> list[dict[str, Any]]:
    """Return lines of a legend in one language."""
    return [
        {"swatch": {name: value for name, value in asdict(entry.swatch).items() if value}, "label": entry.label}
        for entry in entries
    ]
