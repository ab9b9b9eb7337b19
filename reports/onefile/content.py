"""Everything the scripts show, as one value in both languages: computed by the analysis, ready to be JSON."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from analysis.claims import Reason
from analysis.measures import AREA_MEASURES, CLAIM, MEASURES
from answers.mapping.characters import CLAIM_CLASSES
from answers.mapping.looks import style
from answers.mapping.maps import BORDERS
from answers.mapping.outlines import SCALE, packed_ground, packed_layers
from answers.mapping.towns import packed_towns
from answers.mapping.water import packed_water
from answers.provenance import provenance
from answers.question import fitting_level
from answers.story.ready_made import USUAL_INTERVAL_S
from answers.words import LANGUAGES, strings
from answers.words.dates import year
from answers.words.measures import unit_of
from answers.words.names import programme_names
from geodata.areas import areas
from geodata.codes import Level
from registry.schema import ListStatus
from reports.onefile.contexts import contexts
from reports.onefile.places import (
    ACCESSES,
    PRECISIONS,
    STATUSES,
    area_columns,
    centre_columns,
    subdistrict_columns,
)
from reports.onefile.slides import made_slides
from reports.onefile.wording import both, both_t, each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from answers.question import Question
    from answers.story.sequence import Sequence
    from registry.tables import Tables
    from reports.onefile.slides import Packer

    Progress = Callable[[int, int], None]

_WORDS: Final = (
    "onefile.", "common.missing", "legend.derived", "level.", "kind.", "word.", "picture.count_of",
    "value.precision.", "value.access.", "value.status.", "report.author", "report.title", "report.km",
    "answer.alone.", "answer.name.", "assumption.straight",
)  # fmt: skip


def common_content(maker: Packer, question: Question) -> dict[str, Any]:
    """Return what looking around and presenting both need: areas, centres, programmes, words, colours.

    The question names the language that is shown first.
    """
    tables = maker.tables
    programmes = tables.programmes
    provinces = areas(Level.PROVINCE)
    return {
        "format": "klaibaan-onefile",
        "version": 2,
        "lang": question.lang,
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "styles": {theme: style(theme, programmes["programme_id"]) for theme in ("light", "dark")},
        "people_year": both(lambda lang: year(maker.facts(question, lang).population_year, lang=lang)),
        "scale": SCALE,
        "layers": packed_layers(),
        "ground": packed_ground(),
        "towns": packed_towns(),
        "water": packed_water(),
        "areas": area_columns(),
        "region6": {str(code): str(region) for code, region in provinces["region6_code"].items()},
        "values": {"precision": PRECISIONS, "access": ACCESSES, "status": STATUSES},
        "programmes": [_programme(row, tables) for row in programmes.to_dict("records")],
        "centres": centre_columns(tables.centres, list(programmes["programme_id"])),
        "usual_interval_s": USUAL_INTERVAL_S,
    }


def explore_content(maker: Packer, question: Question, *, progress: Progress) -> dict[str, Any]:
    """Return what looking around needs besides: the sets to switch between, the search, what the file says of itself.

    Parameters
    ----------
    maker
        Makes the slides; its sets are those of the file.
    request
        Its set is shown first; its filter holds for every set in the switch.
    progress
        Called with the sets done and their total.

    """
    switch = _switch(maker, question)
    origins = {lang: provenance(maker.facts(question, lang)) for lang in LANGUAGES}
    lines = {lang: origins[lang].lines()[1:] for lang in LANGUAGES}
    # Looking around goes down to districts.
    level = fitting_level(question.area) if question.map_level == Level.SUBDISTRICT else question.map_level
    start = {"set": switch[0], "area": question.area, "level": str(level), "measure": question.measure}
    return {
        "subtitle": both(lambda lang: origins[lang].data_date),
        "sources": both(lambda lang: origins[lang].sources),
        "about": each(range(len(lines[question.lang])), lambda at, lang: lines[lang][at]),
        "subdistricts": subdistrict_columns(),
        "switch": switch,
        "start": start,
        "sets": maker.sets.content(progress=progress),
        "claims": {
            character: {"claim": str(claim), "words": both_t(f"claim_short.{claim}")}
            for claim, character in CLAIM_CLASSES.items()
        },
        "reasons": {str(reason): both_t(f"claim_reason.{reason}") for reason in Reason},
        "contexts": [[str(one.level), one.area] for one in contexts()],
        "legends": maker.sets.legends.rows,
        "mark_legends": maker.sets.mark_legends.rows,
        "borders": {str(level): str(borders) for level, borders in BORDERS.items()},
        "measures": [_measure(one) for one in (CLAIM, *AREA_MEASURES)],
    }


def sequence_content(sequence: Sequence, maker: Packer, *, progress: Progress) -> dict[str, Any]:
    """Return a sequence with its views as slides."""
    return {
        "title": sequence.title,
        "interval_s": sequence.interval_s,
        "views": made_slides(sequence, maker, progress=progress),
    }


def _switch(maker: Packer, question: Question) -> list[str]:
    """Return the sets one can switch between: that of the question, then each programme that is a place."""
    first = maker.key_of(question, measure=question.measure)
    programmes = maker.tables.programmes
    places = programmes.loc[programmes["list_status"] != ListStatus.NOT_A_PLACE, "programme_id"]
    alone = (replace(question, programme=(str(one),)) for one in places)
    others = [maker.key_of(one, measure=question.measure) for one in alone]
    return list(dict.fromkeys((first, *others)))


def _words(lang: str) -> dict[str, str]:
    return {key: text for key, text in strings(lang).items() if key.startswith(_WORDS)}


def _programme(row: Mapping[Any, Any], tables: Tables) -> dict[str, Any]:
    programme_id = str(row["programme_id"])
    return {
        "id": programme_id,
        "name": both(lambda lang: programme_names(tables.programmes, lang=lang)[programme_id]),
        "place": row["list_status"] != ListStatus.NOT_A_PLACE,
    }


def _measure(measure_id: str) -> dict[str, Any]:
    measure = MEASURES.get(measure_id)
    return {
        "id": measure_id,
        "name": both(lambda lang: unit_of(measure_id, lang=lang).name),
        "map_title": both(partial(_map_title, measure_id)),
        "direction": "more" if measure is None else measure.direction,
    }


def _map_title(measure_id: str, lang: str) -> str:
    """Return the title of a map of a measure with {level} and {area} to be filled in (`answers.mapping.title`)."""
    if measure_id == CLAIM:
        return strings(lang)["picture.claim_title"]
    return strings(lang)["picture.map_title"].replace("{measure}", unit_of(measure_id, lang=lang).name)
