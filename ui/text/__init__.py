"""The words on screen: every string of ours, Thai first, English complete.

The strings stand in th.toml and en.toml beside this file, and in further files such as overview.th.toml and
overview.en.toml, with the same keys in both languages. A key stands in one file only.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import cache

import answers.words
from answers.words import LANGUAGES as LANGUAGES
from answers.words import filled, read_strings, with_references
from ui.markdown import Markdown, inside

_language: ContextVar[str] = ContextVar("language", default="th")


def set_language(lang: str) -> None:
    """Choose the language of the running script; each browser session has its own."""
    _language.set(lang)


def language() -> str:
    """Return the language of the running script, "th" or "en"."""
    return _language.get()


@cache
def strings(lang: str) -> dict[str, str]:
    """Return every string of a language by its dotted key: those of the screen and those of the reports.

    Raises
    ------
    ValueError
        If two files have the same key: which of them would be shown is then nobody's decision.
    """
    ours, taken_away = read_strings(__name__, lang), answers.words.strings(lang)
    if twice := ours.keys() & taken_away.keys():
        raise ValueError(f"answers/words repeats keys of the screen: {', '.join(sorted(twice))}")
    return with_references(taken_away | ours)


def t(key: str, /, *, lang: str | None = None, **params: object) -> Markdown:
    """Return the string of a dotted key as Markdown: its own text may have markup, a parameter's is text.

    Raises
    ------
    KeyError
        If the key does not exist: a missing string is a mistake of ours, never shown to a person.
    """
    values = {name: value if isinstance(value, (int, float)) else inside(value) for name, value in params.items()}
    return Markdown(text(key, lang=lang, **values))


def text(key: str, /, *, lang: str | None = None, **params: object) -> str:
    """Return the string of a dotted key as plain text: a choice's name, a table's cell, a file, a script's words.

    Raises
    ------
    KeyError
        If the key does not exist: a missing string is a mistake of ours, never shown to a person.
    """
    return filled(strings(lang or language())[key], params)


def has(key: str) -> bool:
    """Tell whether a string of that key exists in the current language."""
    return key in strings(language())


def pick(thai: object, english: object) -> str:
    """Return the name in the current language; a name without an English form shows the Thai one."""
    from answers.words import names  # noqa: PLC0415 - it loads the boundaries

    return names.pick(thai, english, lang=language())
