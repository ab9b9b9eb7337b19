"""What every file says of itself: filters in words, dates, sources, licence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from answers.scenario.words import as_it_would_be_words, columns_words
from answers.words import t
from answers.words.dates import when, year
from answers.words.filters import filter_words, term_words
from answers.words.kinds import kind_of_areas, kind_words
from answers.words.names import each_of_set, set_words, spaced
from geodata.codes import Level
from geodata.layers import layer_record

if TYPE_CHECKING:
    from answers.facts import Facts
    from answers.question import Question


@dataclass(frozen=True, slots=True)
class Provenance:
    """Sentences in the reader's language. lists is "" where no programme is chosen.

    subject is the set that the values are of, after the scenario where they follow one.
    """

    filters: str
    filter_phrases: str
    set_words: str
    subject: str
    data_date: str
    population: str
    lists: str
    sources: str
    licence: str
    printed: str
    all_programmes: str
    no_filter: str

    @property
    def dates(self) -> str:
        """Return the dates of lists, population and reading in one line."""
        return " · ".join(part for part in (self.lists, self.population, self.data_date) if part)

    def filters_of(self, area: str) -> str:
        """Return the filters of a file that is of one area and of every programme."""
        return self.all_programmes.replace("{area}", area)

    def lines(self) -> list[str]:
        """Return all of it, a line each."""
        return [self.filters, self.dates, self.sources, f"{self.licence} · {self.printed}"]

    def lines_of_register(self) -> list[str]:
        """Return all of it for what no filter touches."""
        return [self.no_filter, self.data_date, *self.lines()[2:]]


def provenance(facts: Facts) -> Provenance:
    """Return what a file made of some facts says of itself."""
    return facts.once("provenance", _provenance)


def _provenance(facts: Facts) -> Provenance:
    question = facts.question
    lang, centre_filter = question.lang, question.centre_filter
    printed = when(facts.today.isoformat(), lang=lang)
    filters = filter_words(centre_filter, question.area, facts.tables.programmes, lang=lang)
    phrases = "; ".join([*filters, *_terms(facts)])
    words = set_words(centre_filter.programmes, facts.tables.programmes, lang=lang)
    return Provenance(
        filters=t("report.filters", lang=lang, filters=phrases),
        filter_phrases=phrases,
        set_words=words,
        subject=" · ".join(part for part in (as_it_would_be_words(facts), words) if part),
        data_date=t("report.data_date", lang=lang, date=when(facts.data_date, lang=lang)),
        population=t("report.population", lang=lang, year=year(facts.population_year, lang=lang)),
        lists="; ".join(_list_dates(facts)),
        sources=t("report.sources", lang=lang, boundaries=_boundaries(lang)),
        licence=_licence(lang),
        printed=t("report.printed", lang=lang, date=printed),
        all_programmes=t("report.all_programmes", lang=lang, area="{area}"),
        no_filter=t("book.no_filter", lang=lang),
    )


def _list_dates(facts: Facts) -> list[str]:
    """Return of which day the list of each chosen programme is; the programmes of one day together."""
    lang, programmes = facts.question.lang, facts.tables.programmes
    days: dict[str | None, list[str]] = {}
    for key in facts.question.centre_filter.programmes:
        days.setdefault(facts.list_dates([key])[0], []).append(key)
    words = {day: spaced(each_of_set(keys, programmes, lang=lang), lang=lang).rstrip() for day, keys in days.items()}
    return [
        t("report.list_date" if day else "report.list_undated", lang=lang, set=names, date=when(day, lang=lang))
        for day, names in words.items()
    ]


def _terms(facts: Facts) -> list[str]:
    """Return the radius, the group of age and the scenario in words, where they matter."""
    radius_km = facts.radius_km if facts.uses_radius else None
    return [*term_words(radius_km, facts.age, lang=facts.question.lang), *columns_words(facts)]


def one_of(level: Level, question: Question) -> str:
    """Return the word for one area of a level, as in "by province"; a district is a khet in Bangkok."""
    return kind_words(kind_of_areas(level, question.area), lang=question.lang)


def _boundaries(lang: str) -> str:
    record = layer_record()
    if record.get("kind") == "installed" and record.get("source"):
        return str(record["source"])
    return t("report.boundaries_default", lang=lang)


def _licence(lang: str) -> str:
    record = layer_record()
    if record.get("kind") == "installed":
        licence = record.get("licence") or t("common.not_stated", lang=lang)
        return t("report.licence_installed", lang=lang, licence=licence)
    return t("report.licence", lang=lang)
