"""Sources as they stand in a small line; the whole source stands in every file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from answers.words import t
from answers.words.dates import when

if TYPE_CHECKING:
    import pandas as pd


def read_on(centres: pd.DataFrame, programme_id: str, *, lang: str) -> str:
    """Return when the sources of a programme's centres were last read, in words."""
    days = centres.loc[centres["programme_id"] == programme_id, "verified_on"].dropna()
    return t("report.data_date", lang=lang, date=when(max(days, default=""), lang=lang))


def short_source(source: object, *, lang: str) -> str:
    """Return a source for a small line: a publication by its name, an address by its host."""
    if not isinstance(source, str) or not source:
        return t("common.not_stated", lang=lang)
    return " · ".join(dict.fromkeys(_publisher(part) for part in source.split(" | ")))


def _publisher(part: str) -> str:
    address = urlsplit(part.split(" ", maxsplit=1)[0])
    if address.hostname is None:
        return part.split(', "', maxsplit=1)[0]
    host = address.hostname.removeprefix("www.")
    # A shared host says nothing: there the first step of the path is the publisher.
    return f"{host}/{address.path.strip('/').split('/')[0]}" if host == "github.com" else host
