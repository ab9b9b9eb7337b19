"""What is not known yet, and whom to ask; and where the sources disagree, every value with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from answers.sections.parts import Keys, Section, Table, headed
from answers.words import t
from answers.words.bodies import owner_name
from answers.words.figures import value_words
from answers.words.names import programme_names
from answers.words.numbers import amount, number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from answers.facts import Facts
    from answers.unknowns import Unknown

_KEYS: Final[Keys] = (("programme", 1.7, "left"), ("gaps", 3.4, "left"), ("ask", 2.6, "left"), ("whom", 1.6, "left"))
_DISAGREEMENT_KEYS: Final[Keys] = (
    ("what", 2.4, "left"),
    ("value", 2.0, "left"),
    ("date", 1.0, "left"),
    ("source", 2.6, "left"),
)
_ASKS: Final = (
    "no_list",
    "unlisted",
    "unlisted_beyond",
    "derived",
    "unnamed",
    "no_district",
    "no_site",
    "no_count",
    "undated",
    "conflict",
)


def unknowns_of(facts: Facts, programme_ids: Collection[str] = ()) -> dict[str, tuple[Unknown, ...]]:
    """Return what is not known of some programmes, of all where none is named, by programme."""
    return {key: of for key, of in facts.unknowns.items() if not programme_ids or key in programme_ids}


def unknown_section(facts: Facts, *, most: int | None = None, programme_ids: Collection[str] = ()) -> Section:
    """Return for each programme what is not known and what its owner is asked for.

    Parameters
    ----------
    facts
        The facts.
    most
        How many things a programme at most; the number of the others stands behind them. None for all.
    programme_ids
        The programmes it is about; all where none is named.

    """
    lang = facts.question.lang
    names = programme_names(facts.tables.programmes, lang=lang)
    rows = tuple(
        (
            names[programme_id],
            _listed([unknown_words(one, lang=lang) for one in unknowns], most, lang=lang),
            _listed(asks_of(unknowns, lang=lang), most, lang=lang),
            _whom(facts, programme_id),
        )
        for programme_id, unknowns in unknowns_of(facts, programme_ids).items()
        if unknowns
    )
    return Section(
        key="unknown",
        title=t("unknown.title", lang=lang),
        lead=t("unknown.lead", lang=lang),
        tables=(Table(headed("unknown", _KEYS, lang=lang), rows),) if rows else (),
        notes=(t("unknown.whole", lang=lang),) if programme_ids and rows else (),
        method=t("method.unknown", lang=lang),
    )


def conflict_section(facts: Facts, *, programme_ids: Collection[str] = ()) -> Section:
    """Return every disagreement of the sources on some programmes, all where none is named; nothing is corrected."""
    lang = facts.question.lang
    rows = []
    for conflict in (one for one in facts.conflicts if not programme_ids or one.programme_id in programme_ids):
        for position, value in enumerate(conflict.values):
            what = t(f"conflict.{conflict.key}", lang=lang) if position == 0 else ""
            rows.append((what, *value_words(value, lang=lang)))
    return Section(
        key="conflicts",
        title=t("disagree.title", lang=lang),
        lead=t("disagree.lead" if rows else "disagree.none", lang=lang),
        tables=(Table(headed("disagree", _DISAGREEMENT_KEYS, lang=lang), tuple(rows)),) if rows else (),
        method=t("method.conflicts", lang=lang),
    )


def unknown_words(one: Unknown, *, lang: str) -> str:
    """Return one thing that is not known, in words."""
    if one.conflict:
        return t(f"conflict.{one.conflict}", lang=lang)
    numbers = {
        "missing": number(one.missing, lang=lang),
        "of_all": amount(one.of_all, one.qualifier, lang=lang),
    }
    key = "unlisted_of_unknown" if one.key == "unlisted" and one.of_all is None else one.key
    return t(f"unknown.{key}", lang=lang, **numbers)


def asks_of(unknowns: Iterable[Unknown], *, lang: str) -> list[str]:
    """Return what the owner of a programme is asked for: each thing once, the list before its details."""
    keys = {one.key for one in unknowns}
    return list(dict.fromkeys(t(f"ask.{key}", lang=lang) for key in _ASKS if key in keys))


def _listed(phrases: list[str], most: int | None, *, lang: str) -> str:
    if most is None or len(phrases) <= most:
        return "; ".join(phrases)
    more = t("unknown.more", lang=lang, count=number(len(phrases) - most, lang=lang))
    return "; ".join([*phrases[:most], more])


def _whom(facts: Facts, programme_id: str) -> str:
    programme, lang = facts.programme(programme_id), facts.question.lang
    owner = "" if programme is None else owner_name(programme, facts.tables.details, lang=lang)
    return owner or t("common.not_stated", lang=lang)
