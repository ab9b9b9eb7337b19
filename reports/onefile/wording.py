"""Words in both languages, as the scripts take them: one text where the languages agree, else one for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from answers.words import LANGUAGES, t

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Words = str | dict[str, str]
Thing = TypeVar("Thing")


def both(words: Callable[[str], str]) -> Words:
    """Return what a function says in each language."""
    by_language = {lang: words(lang) for lang in LANGUAGES}
    texts = set(by_language.values())
    return texts.pop() if len(texts) == 1 else by_language


def each(things: Iterable[Thing], words: Callable[[Thing, str], str]) -> list[Words]:
    """Return what a function says of each of some things in each language."""
    return [both(partial(words, thing)) for thing in things]


def both_t(key: str, **params: object) -> Words:
    """Return the string of a key in both languages; parameters that are words in both are put in each in its own."""
    return both(lambda lang: t(key, lang=lang, **{name: in_lang(value, lang) for name, value in params.items()}))


def merged(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a value of JSON
    """Return values of one shape, one for each language, as one: texts that differ are words, all else is alike.

    Examples
    --------
    >>> merged({"th": {"km": 2, "label": ["เขต", "N"]}, "en": {"km": 2, "label": ["khet", "N"]}})
    {'km': 2, 'label': [{'th': 'เขต', 'en': 'khet'}, 'N']}

    """
    first = values[LANGUAGES[0]]
    if isinstance(first, dict):
        return {key: merged({lang: value[key] for lang, value in values.items()}) for key in first}
    if isinstance(first, list | tuple):
        return [merged(dict(zip(LANGUAGES, row, strict=True))) for row in zip(*values.values(), strict=True)]
    return both(lambda lang: values[lang]) if isinstance(first, str) else first


def in_lang(words: object, lang: str) -> object:
    """Return words in one language; anything else as it is."""
    return words[lang] if isinstance(words, dict) else words
