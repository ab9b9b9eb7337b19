"""What imports brought of what is counted: how much, of which programme, in which file, when and from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from answers.words import t
from answers.words.dates import when
from answers.words.names import programme_names
from answers.words.numbers import amount, number
from answers.words.sources import short_source

if TYPE_CHECKING:
    from collections.abc import Collection

    from answers.facts import Facts

_KINDS: Final = ("centres", "area_counts", "figures")


def import_notes(facts: Facts, programmes: Collection[str] = (), *, longer_lists: bool = True) -> tuple[str, ...]:
    """Return a sentence for each import whose rows count, and for each list that is longer than what is reported.

    Parameters
    ----------
    facts
        The facts.
    programmes
        The programmes whose rows are looked at; all of them where none is given.
    longer_lists
        Whether to say of which programmes more are listed than reported; not where that is said beside the number.

    """
    lang = facts.question.lang
    names = programme_names(facts.tables.programmes, lang=lang)
    notes = []
    for _, row in imports_of(facts, programmes).iterrows():
        words = {
            "programme": names[row["programme_id"]], "what": rows_words(row, lang=lang), "file": row["file_name"],
            "date": when(row["imported_on"], lang=lang), "source": source_words(row, lang=lang),
        }  # fmt: skip
        key = "imports.by_hand_of" if row["by_hand"] else "imports.of_source" if words["source"] else "imports.of"
        notes.append(t(key, lang=lang, **words))
    return (*notes, *(_longer_lists(facts, programmes) if longer_lists else ()))


def imports_of(facts: Facts, programmes: Collection[str] = ()) -> pd.DataFrame:
    """Return the rows of `registry.tables.Tables.imports` of some programmes, or of all.

    Edits by hand are one row a programme, with the day of the last one: they have no file (by_hand).
    """
    table = facts.tables.imports
    table = table[table["programme_id"].isin(list(programmes))] if programmes else table
    is_edit = table["file_name"] == ""
    files, edits = table[~is_edit].assign(by_hand=False), table[is_edit]
    if edits.empty:
        return files
    rows = [
        {
            **of_programme.iloc[-1].to_dict(), **{kind: int(of_programme[kind].sum()) for kind in _KINDS},
            "source": " | ".join(sorted({one for text in of_programme["source"] for one in text.split(" | ") if one})),
            "file_name": t("imports.by_hand", lang=facts.question.lang), "by_hand": True,
        }
        for _, of_programme in edits.groupby("programme_id", sort=False)
    ]  # fmt: skip
    return pd.DataFrame([*files.to_dict("records"), *rows], columns=list(files.columns), dtype=object)


def _longer_lists(facts: Facts, programmes: Collection[str]) -> list[str]:
    """Return of which programmes an import lists more centres than the programme reports."""
    lang, standing = facts.question.lang, facts.standing
    names = programme_names(facts.tables.programmes, lang=lang)
    notes = []
    for programme_id in dict.fromkeys(imports_of(facts, programmes)["programme_id"]):
        programme, row = facts.programme(programme_id), standing.loc[[programme_id]].iloc[0]
        if programme is not None and not pd.isna(row["reported"]) and row["listed"] > row["reported"]:
            words = {"listed": number(int(row["listed"]), lang=lang), "reported": _reported(programme, lang=lang)}
            notes.append(t("imports.more_listed", lang=lang, programme=names[programme_id], **words))
    return notes


def rows_words(row: pd.Series, *, lang: str) -> str:
    """Return how many rows of which kind an import brought."""
    parts = [
        t(f"imports.{kind}", lang=lang, count=number(int(row[kind]), lang=lang)) for kind in _KINDS if int(row[kind])
    ]
    if row["reported"]:
        parts.append(t("imports.reported", lang=lang))
    return ", ".join(parts)


def source_words(row: pd.Series, *, lang: str) -> str:
    """Return from whom rows are: the first source by name and how many others, "" where only the file is known."""
    sources = [one for one in str(row["source"]).split(" | ") if one and one != row["file_name"]]
    if not sources:
        return ""
    first = short_source(sources[0], lang=lang)
    more = len(sources) - 1
    return t("imports.and_more", lang=lang, first=first, count=number(more, lang=lang)) if more else first


def _reported(programme: pd.Series, *, lang: str) -> str:
    count = amount(int(programme["reported_count"]), programme["reported_qualifier"], lang=lang)
    return f"{count}, {when(programme['reported_date'], lang=lang)}"
