"""The words of what a person takes away, Thai first, English complete; the screen finds them too.

The strings stand in files such as gaps.th.toml and gaps.en.toml beside this one, with the same keys in both languages.
A key that says the same as another refers to it: ``people = "@list.population"``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, partial
from importlib import resources
from string import Formatter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("th", "en")


def read_strings(package: str, lang: str) -> dict[str, str]:
    """Return the strings of a language in a package's ``*.{lang}.toml`` (and ``{lang}.toml``) by their dotted keys.

    Raises
    ------
    ValueError
        If two files have the same key: which of them would be shown is then nobody's decision.

    """
    folder = resources.files(package)
    names = sorted(file.name for file in folder.iterdir() if f".{file.name}".endswith(f".{lang}.toml"))
    strings: dict[str, str] = {}
    for name in names:
        more = _flatten(tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8")))
        if twice := strings.keys() & more.keys():
            raise ValueError(f"{name} repeats keys of another file: {', '.join(sorted(twice))}")
        strings |= more
    return strings


def _flatten(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat |= _flatten(value, f"{prefix}{key}.")
        else:
            flat[prefix + key] = str(value)
    return flat


def with_references(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts with each ``@key`` replaced by the text of that key: what is said twice is written once.

    Examples
    --------
    >>> with_references({"near": "@here", "here": "@place", "place": "Place"})
    {'near': 'Place', 'here': 'Place', 'place': 'Place'}

    Raises
    ------
    KeyError
        If a text refers to a key that does not exist.

    """

    def text_of(text: str) -> str:
        return text_of(texts[text[1:]]) if text.startswith("@") else text

    return {key: text_of(text) for key, text in texts.items()}


@cache
def strings(lang: str) -> dict[str, str]:
    """Return every string of a language by its dotted key; ValueError where two files have the same key."""
    return with_references(read_strings(__name__, lang))


def t(key: str, /, *, lang: str, **params: object) -> str:
    """Return the string of a dotted key with its parameters filled in.

    Raises
    ------
    KeyError
        If the key does not exist: a missing string is a mistake of ours, never shown to a person.

    """
    return filled(strings(lang)[key], params)


def filled(sentence: str, params: Mapping[str, object]) -> str:
    """Return a sentence with its parameters filled in; ``{count:centre|centres}`` is the word for one or for others.

    Thai and Latin letters are set apart by a space where a parameter meets the sentence.

    Examples
    --------
    >>> filled("{count} {count:centre has|centres have} no name", {"count": 1})
    '1 centre has no name'
    >>> filled("{count} {count:centre has|centres have} no name", {"count": "1,234"})
    '1,234 centres have no name'
    >>> filled("{people} {people:person|people}", {"people": "about 1"})
    'about 1 person'
    >>> filled("รายชื่อ{set}ณ วันนี้", {"set": "TK Park"}), filled("รายชื่อ{set}", {"set": "ห้องสมุด"})
    ('รายชื่อ TK Park ณ วันนี้', 'รายชื่อห้องสมุด')

    """
    if not params:
        return sentence
    for pattern, form, end in _JOINTS:
        sentence = pattern.sub(partial(_with_space, params, form, end), sentence)
    return _SENTENCES.vformat(sentence, (), params)


def _with_space(params: Mapping[str, object], form: str, end: int, match: re.Match[str]) -> str:
    letters = str(params.get(match["name"], ""))
    is_latin = bool(letters) and letters[end].isascii() and letters[end].isalpha()
    return form.format(**match.groupdict()) if is_latin else match[0]


_JOINTS: Final = (
    (re.compile("(?P<thai>[\u0e00-\u0e7f])(?P<field>{(?P<name>[a-z_]+)})"), "{thai} {field}", 0),
    (re.compile("(?P<field>{(?P<name>[a-z_]+)})(?P<thai>[\u0e00-\u0e7f])"), "{field} {thai}", -1),
)
"""Where Thai meets a parameter without a space: the place, how it stands apart, and which end of the parameter."""


class _Sentences(Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        one, bar, other = format_spec.partition("|")
        if not bar:
            return format(value, format_spec)
        return one if str(value).split()[-1:] == ["1"] else other


_SENTENCES: Final = _Sentences()


def has(key: str, *, lang: str) -> bool:
    """Tell whether a string of that key exists in a language."""
    return key in strings(lang)
