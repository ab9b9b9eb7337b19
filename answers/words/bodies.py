"""Owners and partners of programmes in a language that is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from answers.words import has, t

if TYPE_CHECKING:
    import pandas as pd

_IN_BRACKETS: Final = re.compile(r"\s*\(([A-Za-z][\w &.-]*)\)")


def body_name(name: object, details: pd.DataFrame, *, lang: str) -> str:
    """Return the name of an office, foundation or company; one without an English form shows the Thai one.

    The English form is that of a partner of the same Thai name in the details, or the one in brackets behind it.
    """
    if not isinstance(name, str) or not name:
        return ""
    if lang != "en":
        return _IN_BRACKETS.sub("", name)
    bare = _IN_BRACKETS.sub("", name).removesuffix("ฯ").strip()
    if has(f"body.{bare}", lang=lang):
        return t(f"body.{bare}", lang=lang)
    partners = details[(details["kind"] == "partner") & details["name_en"].notna()]
    for thai, english in zip(partners["name_th"], partners["name_en"], strict=True):
        if thai.startswith(bare) or bare.split(" ")[0] in thai:
            return str(english)
    match = _IN_BRACKETS.search(name)
    return match.group(1) if match else name


def partner_names(programme: pd.Series, details: pd.DataFrame, *, lang: str) -> list[str]:
    """Return a programme's partners in the order of its record; empty where the sources name none."""
    listed = programme["partners"]
    if not isinstance(listed, str) or not listed:
        return []
    return [body_name(name, details, lang=lang) for name in listed.split("; ")]


def owner_name(programme: pd.Series, details: pd.DataFrame, *, lang: str) -> str:
    """Return a programme's owner, or "" where the sources name none."""
    return body_name(programme["owner"], details, lang=lang)
