"""Words in both languages, as the scripts take them: one text where the languages agree, else one for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from answers.words import LANGUAGES, t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Words = str | dict[str, str]
Thing = TypeVar("Thing")


def both(words: Callable[[str], str]) -> Words:
    """Return what a function says in each language."""
    told = {lang: words(lang) for lang in LANGUAGES}
    texts = set(told.values())
    return texts.pop() if len(texts) == 1 else told


def each(things: Iterable[Thing], words: Callable[[Thing, str], str]) -> list[Words]:
    """Return what a function says of each of some things in each language."""
    return [both(partial(words, thing)) for thing in things]


def both_t(key: str, **params: object) -> Words:
    """Return the string of a key in both languages; parameters that are words in both are put in each in its own."""
    return both(lambda lang: t(key, lang=lang, **{name: in_lang(value, lang) for name, value in params.items()}))


def in_lang(words: object, lang: str) -> object:
    """Return words in one language; anything else as it is."""
    return words[lang] if isinstance(words, dict) else words
