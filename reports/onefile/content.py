"""Everything the scripts show, as one value in both languages: computed by the analysis, ready to be JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from analysis.measures import AREA_MEASURES, MEASURES
from answers.mapping import palette
from answers.mapping.classes import STEPS
from answers.mapping.diverging import ALIKE, DIVERGING_CHARACTERS
from answers.mapping.outlines import SCALE, packed_ground, packed_layers
from answers.provenance import provenance
from answers.story.ready_made import USUAL_INTERVAL_S
from answers.words import LANGUAGES, strings
from answers.words.dates import year
from answers.words.measures import unit_of
from answers.words.names import programme_names
from geodata.areas import areas
from geodata.codes import Level
from registry.schema import Access, ListStatus
from reports.onefile.places import (
    ACCESSES,
    PRECISIONS,
    STATUSES,
    area_columns,
    centre_columns,
    subdistrict_columns,
)
from reports.onefile.slides.made import made_slides
from reports.onefile.slides.maps import key_of
from reports.onefile.wording import both, each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from answers.question import Question
    from answers.story.sequence import Sequence
    from registry.tables import Tables
    from reports.onefile.slides.maker import Maker

    Progress = Callable[[int, int], None]

_WORDS: Final = (
    "onefile.", "claim.", "claim_short.", "legend.", "level.", "word.", "value.precision.", "value.access.",
    "value.status.", "report.author", "report.title", "report.km", "report.radius", "measure.claim.name",
    "answer.alone.", "answer.name.", "answer.known.has_other", "caution.straight",
)  # fmt: skip
_HALO: Final = {"light": ("#ffffff", "#26363d"), "dark": ("#12191d", "#e8eff2")}


def common_content(maker: Maker, question: Question) -> dict[str, Any]:
    """Return what looking around and presenting both need: areas, centres, programmes, words, colours.

    The question names the language that is shown first.
    """
    tables = maker.tables
    programmes = tables.programmes
    provinces = areas(Level.PROVINCE)
    return {
        "format": "klaibaan-onefile",
        "version": 1,
        "lang": question.lang,
        "words": {lang: _words(lang) for lang in LANGUAGES},
        "palette": {theme: _palette(theme) for theme in ("light", "dark")},
        "people_year": both(lambda lang: year(maker.facts(question, lang).population_year, lang=lang)),
        "scale": SCALE,
        "layers": packed_layers(),
        "ground": packed_ground(),
        "areas": area_columns(),
        "region6": {str(code): str(region) for code, region in provinces["region6_code"].items()},
        "values": {"precision": PRECISIONS, "access": ACCESSES, "status": STATUSES},
        "programmes": [_programme(row, tables) for row in programmes.to_dict("records")],
        "centres": centre_columns(tables.centres, list(programmes["programme_id"])),
        "steps": STEPS,
        "diverging": {
            "measures": [one for one in AREA_MEASURES if MEASURES[one].middle is not None],
            "characters": DIVERGING_CHARACTERS,
            "alike": ALIKE,
        },
        "measures": [_measure(one) for one in AREA_MEASURES],
        "usual_interval_s": USUAL_INTERVAL_S,
    }


def explore_content(maker: Maker, question: Question, *, progress: Progress) -> dict[str, Any]:
    """Return what looking around needs besides: the sets to switch between, the search, what the file says of itself.

    Parameters
    ----------
    maker
        Makes the slides; its sets are those of the file.
    request
        Its set is shown first; its filter holds for every set in the switch.
    progress
        Told how many of the sets are done, and of how many.

    """
    switch = _switch(maker, question)
    told = {lang: provenance(maker.facts(question, lang)) for lang in LANGUAGES}
    lines = {lang: told[lang].lines()[1:] for lang in LANGUAGES}
    start = {"set": switch[0], "area": question.area, "level": str(question.map_level), "measure": question.measure}
    return {
        "subtitle": both(lambda lang: told[lang].data_date),
        "sources": both(lambda lang: told[lang].sources),
        "about": each(range(len(lines[question.lang])), lambda at, lang: lines[lang][at]),
        "subdistricts": subdistrict_columns(),
        "switch": switch,
        "start": start,
        "sets": maker.sets.content(progress=progress),
    }


def sequence_content(sequence: Sequence, maker: Maker, *, progress: Progress) -> dict[str, Any]:
    """Return a sequence with its views as slides."""
    return {
        "title": sequence.title,
        "interval_s": sequence.interval_s,
        "views": made_slides(sequence, maker, progress=progress),
    }


def _switch(maker: Maker, question: Question) -> list[str]:
    """Return the sets one can switch between: that of the question, then each programme that is a place."""
    first = key_of(maker, question, measure=question.measure)
    programmes = maker.tables.programmes
    places = programmes.loc[programmes["list_status"] != ListStatus.NOT_A_PLACE, "programme_id"]
    alone = (replace(question, programme=(str(one),)) for one in places)
    others = [key_of(maker, one, measure=question.measure) for one in alone]
    return list(dict.fromkeys((first, *others)))


def _words(lang: str) -> dict[str, str]:
    return {key: text for key, text in strings(lang).items() if key.startswith(_WORDS)}


def _palette(theme: str) -> dict[str, Any]:
    halo, text = _HALO[theme]
    return {
        **palette.colours(theme), **palette.statuses(theme), "ramp": palette.ramp(theme),
        "diverging": palette.diverging(theme), "halo": halo, "text": text,
    }  # fmt: skip


def _programme(row: Mapping[Any, Any], tables: Tables) -> dict[str, Any]:
    programme_id = str(row["programme_id"])
    colour, shape = palette.programme_mark(programme_id)
    own = tables.centres.loc[tables.centres["programme_id"] == programme_id, "access"]
    return {
        "id": programme_id,
        "name": both(lambda lang: programme_names(tables.programmes, lang=lang)[programme_id]),
        "colour": colour,
        "shape": shape,
        "place": row["list_status"] != ListStatus.NOT_A_PLACE,
        "open": bool((own == Access.PUBLIC).any()) or own.empty,
    }


def _measure(measure_id: str) -> dict[str, Any]:
    units = {lang: unit_of(measure_id, lang=lang) for lang in LANGUAGES}
    return {
        "id": measure_id,
        "name": both(lambda lang: units[lang].name),
        "unit": both(lambda lang: units[lang].unit),
        "note": both(lambda lang: units[lang].note),
        "decimals": units["th"].decimals,
        "factor": units["th"].factor,
        "direction": MEASURES[measure_id].direction,
        "by_radius": MEASURES[measure_id].slow,
    }
