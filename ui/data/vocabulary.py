"""What words of a file mean that the register has no word for: said by the person, and remembered for the programme."""

from __future__ import annotations

from functools import partial

import streamlit as st

from registry.importing.columns.headers import plain_header
from registry.importing.columns.mapping import VOCABULARIES
from registry.importing.plan import ImportPlan
from ui.data import draft as drafts
from ui.data.draft import Draft
from ui.data.rows import meaning_words
from ui.text import t

_MOST_WORDS = 12


def vocabulary_step(draft: Draft, plan: ImportPlan) -> None:
    """Ask what each unknown word of a column means; nothing is drawn where every word is known."""
    unknown = dict.fromkeys(
        (str(problem.params["column"]), str(problem.params["value"]))
        for problems in plan.outcomes["problems"]
        for problem in problems
        if problem.key == "row_word"
    )
    if not unknown:
        return
    st.markdown(f"### {t('data.vocabulary.title')}")
    st.caption(t("data.vocabulary.lead"))
    columns = st.columns(3)
    for place, (field, word) in enumerate(list(unknown)[:_MOST_WORDS]):
        key = f"word-{draft.turn}-{field}-{plain_header(word)}"
        meanings: list[str] = ["", *map(str, VOCABULARIES[field])]
        columns[place % 3].selectbox(
            t("data.vocabulary.one", field=t(f"data.field.{field}"), word=word), meanings, key=key,
            on_change=partial(_say, draft, field, word, key), format_func=partial(_meaning, field),
        )  # fmt: skip


def _meaning(field: str, meaning: str) -> str:
    return meaning_words(field, meaning) if meaning else t("data.vocabulary.unsaid")


def _say(draft: Draft, field: str, word: str, widget: str) -> None:
    meaning = st.session_state[widget]
    if meaning:
        words = draft.statements.get("words", {})
        drafts.say(draft, words={**words, field: {**words.get(field, {}), word: meaning}})
