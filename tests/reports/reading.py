"""Reads the text of a PDF as readers do that know letters of glyphs only."""

from __future__ import annotations

import io

import pypdf


def pdf_text(content: bytes) -> list[str]:
    """Return the text of each page; lines and cells are set apart by one space."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]
