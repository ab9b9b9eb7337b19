"""The printing press: typst, with our font and with data as data, so that no name is ever read as markup."""

from __future__ import annotations

import json
import re
import struct
import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal

import typst

from reports.font import font_folder
from reports.text_layer import mend_text_layer

if TYPE_CHECKING:
    from collections.abc import Mapping

_PNG_HEAD: Final = 33  # the signature and the header chunk: what describes the picture comes right after
_MM_PER_INCH: Final = 25.4
_NOTHING: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def pdf(templates: tuple[str, ...], data: Mapping[str, object], *, pictures: Mapping[str, str] | None = None) -> bytes:
    """Return a tagged PDF that can be searched: PDF/UA-1, unless a name has a sign that no font of ours can show.

    Parameters
    ----------
    templates
        Names of the typst files of ``reports/pages``, in the order in which they are read as one document.
    data
        What they find as ``data``: texts, numbers, lists and tables.
    pictures
        SVG drawings that they find by name as ``picture(name)``.

    """
    return mend_text_layer(_press(templates, data, pictures or {}, form="pdf"))


def png(
    templates: tuple[str, ...], data: Mapping[str, object], *, pictures: Mapping[str, str] | None = None, dpi: int = 300
) -> bytes:
    """Return the first page as a PNG that knows its own resolution."""
    return _with_resolution(_press(templates, data, pictures or {}, form="png", dpi=dpi), dpi)


def _press(
    templates: tuple[str, ...],
    data: Mapping[str, object],
    pictures: Mapping[str, str],
    *,
    form: Literal["pdf", "png"],
    dpi: int = 300,
) -> bytes:
    inputs = {"data": json.dumps(_clean(data), ensure_ascii=False, allow_nan=False)}
    inputs |= {f"picture-{name}": markup for name, markup in pictures.items()}

    def compiled(standard: Literal["ua-1"] | None) -> bytes:
        return typst.compile(
            _source(templates),
            format=form,
            ppi=float(dpi) if form == "png" else None,
            font_paths=_fonts(),
            sys_inputs=inputs,
            pdf_standards=standard or [],
        )

    if form == "png":
        return compiled(None)
    try:
        return compiled("ua-1")
    except typst.TypstError as error:
        # A name may hold a sign that none of the fonts has: the standard forbids the box that stands in for it.
        if "could not be displayed" not in error.message:
            raise
        return compiled(None)


def _clean(value: object) -> object:
    """Return data without the characters that mean nothing on paper: controls and halves of pairs."""
    if isinstance(value, str):
        return _NOTHING.sub("", value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def _fonts() -> typst.Fonts:
    """Return the font of the reports; typst's own stand behind it for signs that it lacks. No machine's fonts."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(font_folder())])


@cache
def _source(templates: tuple[str, ...]) -> bytes:
    folder = resources.files("reports.pages")
    return b"\n".join(folder.joinpath(f"{name}.typ").read_bytes() for name in ("base", *templates))


def _with_resolution(picture: bytes, dpi: int) -> bytes:
    """Return a PNG with a pHYs chunk: pixels a metre, so that programs place it in its true size."""
    per_metre = round(dpi * 1000 / _MM_PER_INCH)
    content = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return picture[:_PNG_HEAD] + chunk + picture[_PNG_HEAD:]
