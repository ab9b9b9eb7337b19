"""The text layer of a PDF, what is searched and copied: each letter once, in the order in which it is written.

typst gives every glyph of a syllable the letters of the whole syllable, and repeats them where a mark moved up or down
(https://github.com/typst/typst/issues/7610). Here each letter is one glyph of the embedded font, a mark that moved and
SARA AM with its ring too, for readers that know letters of glyphs only; a syllable of several glyphs stands in a span
with its letters as ``ActualText`` besides, for readers that would put the glyphs into an order of their own.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Name

from reports.text_layer.content import PageContent
from reports.text_layer.font import EmbeddedFont


def mend_text_layer(document: bytes) -> bytes:
    """Return a PDF of typst with each letter once in its text; its looks, tags and bookmarks stay as they are."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        fonts: dict[tuple[int, int], EmbeddedFont] = {}
        for page in pdf.pages:
            names: Any = page.Resources.get("/Font", {})
            used = {
                name: fonts.get(font.objgen) or fonts.setdefault(font.objgen, EmbeddedFont(font))
                for name, font in names.items()
                if _can_have_more_glyphs(font)
            }
            if used:
                page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(PageContent(page, used).mended()))
        for font in fonts.values():
            font.write(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _can_have_more_glyphs(font: pikepdf.Object) -> bool:
    """Whether a font is TrueType with its glyphs' numbers as codes; others are left as they are."""
    return bool(
        font.get("/Subtype") == Name.Type0
        and font.get("/Encoding") == Name("/Identity-H")
        and "/ToUnicode" in font
        and font.DescendantFonts[0].get("/CIDToGIDMap") == Name.Identity
    )
