"""A sequence as a file: JSON that says what it is and which version, checked line by line when it comes back."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from answers.story.sequence import INTERVALS_S, LONGEST, MOST_PARAMS, MOST_VIEWS, PAGES, Sequence, View, is_unwritable
from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT: Final = "klaibaan-sequence"
VERSION: Final = 1
MOST_BYTES: Final = 1_000_000
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,29}", re.ASCII)
_SHOWN: Final = 60


class SequenceError(KlaiBaanError, ValueError):
    """A file is not a sequence of views, or one of its views cannot be shown."""

    templates: ClassVar[Mapping[str, str]] = {
        "sequence_too_large": (
            "The file is larger than {limit_kb} kB, so it is no sequence of views. Choose the file that the page "
            "Present saved."
        ),
        "sequence_not_json": (
            "The file cannot be read as a sequence of views: {reason}. Choose the file that the page Present saved."
        ),
        "sequence_not_ours": (
            "The file is readable, but it is no sequence of views. Choose the file that the page Present saved."
        ),
        "sequence_version": (
            "The sequence was saved as version {version!r}; this app reads version {known}. Open it with the app that "
            "saved it, or save it there again."
        ),
        "sequence_field": "The sequence's {field} must be {expected}, not {value!r}. Correct it and load it again.",
        "sequence_empty": "The sequence has no views. Pin at least one and save it again.",
        "sequence_too_many": "The sequence has {count} views; {limit} are the most. Save it in two parts.",
        "sequence_view_form": (
            "View {number} is not written as a view: it needs page, params, title and text. Correct or remove it."
        ),
        "sequence_view_page": "View {number} shows the page {page!r}, which this app does not have. Remove it.",
        "sequence_view_words": "View {number}: its {field} must be text of at most {limit} characters. Shorten it.",
        "sequence_view_param": (
            "View {number}: its parameter {name!r} cannot be used here. Pin the page again and save the sequence."
        ),
    }


def sequence_bytes(sequence: Sequence) -> bytes:
    """Return a sequence as the bytes of a file (UTF-8 JSON, readable by a person)."""
    return (json.dumps(sequence_values(sequence), ensure_ascii=False, indent=1) + "\n").encode()


def sequence_values(sequence: Sequence) -> dict[str, Any]:
    """Return a sequence as plain values that JSON can hold."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": sequence.title,
        "interval_s": sequence.interval_s,
        "views": [
            {"page": view.page, "params": view.values(), "title": view.title, "text": view.text}
            for view in sequence.views
        ],
    }


def read_sequence(data: bytes) -> Sequence:
    """Return the sequence of a file.

    The form is checked here: what the parameters mean, the register decides (`reports.onefile.views.checked`).

    Raises
    ------
    SequenceError
        The file is too large, no JSON, no sequence, of another version, or a view is not written as one.

    """
    sequence = sequence_of(_content(data))
    if not sequence.views:
        raise SequenceError("sequence_empty")
    return sequence


def sequence_of(content: object) -> Sequence:
    """Return the sequence of plain values, which may have no view yet; a `SequenceError` where they are none."""
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise SequenceError("sequence_not_ours")
    version = content.get("version")
    if version != VERSION or isinstance(version, bool):
        raise SequenceError("sequence_version", version=_short_text(version), known=VERSION)
    views = content.get("views")
    if not isinstance(views, list):
        raise SequenceError("sequence_not_ours")
    if len(views) > MOST_VIEWS:
        raise SequenceError("sequence_too_many", count=len(views), limit=MOST_VIEWS)
    title = content.get("title", "")
    if not _is_words(title, "title"):
        raise SequenceError("sequence_field", field="title", expected=f"≤ {LONGEST['title']}", value=_short_text(title))
    return Sequence(tuple(_view(row, number) for number, row in enumerate(views, 1)), title, _interval(content))


def _content(data: bytes) -> object:
    if len(data) > MOST_BYTES:
        raise SequenceError("sequence_too_large", limit_kb=MOST_BYTES // 1000)
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SequenceError("sequence_not_json", reason=_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"JSON, {error.lineno}:{error.colno}"
    return "UTF-8" if isinstance(error, UnicodeDecodeError) else "JSON"


def _interval(content: dict[str, Any]) -> int:
    value = content.get("interval_s", 0)
    low, high = INTERVALS_S
    if isinstance(value, int) and not isinstance(value, bool) and (value == 0 or low <= value <= high):
        return value
    raise SequenceError("sequence_field", field="interval_s", expected=f"0, {low}–{high}", value=_short_text(value))


def _view(row: object, number: int) -> View:
    if not isinstance(row, dict) or not isinstance(row.get("page"), str):
        raise SequenceError("sequence_view_form", number=number)
    if row["page"] not in PAGES:
        raise SequenceError("sequence_view_page", number=number, page=_short_text(row["page"]))
    for field in ("title", "text"):
        if not _is_words(row.get(field, ""), field):
            raise SequenceError("sequence_view_words", number=number, field=field, limit=LONGEST[field])
    return View(row["page"], _params(row.get("params", {}), number), row.get("title", ""), row.get("text", ""))


def _params(params: object, number: int) -> tuple[tuple[str, str], ...]:
    if not isinstance(params, dict) or len(params) > MOST_PARAMS:
        raise SequenceError("sequence_view_form", number=number)
    for name, value in params.items():
        if not _NAME.fullmatch(name) or not _is_words(value, "value"):
            raise SequenceError("sequence_view_param", number=number, name=_short_text(name))
    return tuple(sorted(params.items()))


def _is_words(value: object, field: str) -> bool:
    """Tell whether a value is text of its field's length on one line, and such as a file can hold."""
    if not isinstance(value, str) or len(value) > LONGEST[field]:
        return False
    return not any(map(is_unwritable, value))


def _short_text(value: object) -> str:
    return value[:_SHOWN] if isinstance(value, str) else str(value)[:_SHOWN]
