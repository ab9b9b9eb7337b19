"""Faults in words: the one place where an error of the rooms below becomes a sentence on screen."""

from __future__ import annotations

from analysis.complete import IncompleteError
from geodata.errors import KlaiBaanError
from registry.errors import AuthorError
from ui import cached
from ui.text import has, text
from ui.words import area_name, programme_names


def sentence(error: KlaiBaanError) -> str:
    """Return what is wrong and what to do, in the reader's language, as plain text.

    An incomplete list is told with the names of its programmes, an area with its own.
    """
    if "area_code" in error.params:
        error = type(error)(error.key, **{**error.params, "area": area_name(str(error.params["area_code"]))})
    if isinstance(error, IncompleteError) and "programmes" in error.params:
        names = programme_names(cached.programmes())
        ids = str(error.params["programmes"]).split(", ")
        error = IncompleteError(
            error.key, **{**error.params, "programmes": ", ".join(names.get(one, one) for one in ids)}
        )
    if isinstance(error, AuthorError) and "programmes" in error.params:
        ids, names = str(error.params["programmes"]).split(", "), programme_names(cached.programmes())
        error = AuthorError(error.key, **{**error.params, "programmes": ", ".join(names.get(one, one) for one in ids)})
    key = f"error.{error.key}"
    return text(key, lang=None, **error.params) if has(key) else str(error)
