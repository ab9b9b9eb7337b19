"""The pictures of a brief and of a printed sheet in README.md, made anew: ``python -m tests.reports.file_pictures``.

The sheet is printed by LibreOffice (``soffice``); without it only the brief is drawn.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from answers.changes import EarlierRegister
from answers.facts import Facts
from answers.question import question_of
from registry.store import Register
from reports.book import book_xlsx
from reports.pdf.brief import brief_pdf

IMAGES = Path(__file__).parents[2] / "docs" / "images"
BRIEF_DPI, SHEET_DPI = 96, 90
COLOURS = 128


def main() -> int:
    """Write the two pictures, of the shipped register as it is today."""
    tables, today = Register.in_memory().tables(), date.today()  # noqa: DTZ011 - the reader's calendar day
    facts = Facts(question_of({"lang": "th"}, tables), tables, today=today)
    before = EarlierRegister(date(today.year, 1, 1), tables)
    address = "https://klaibaan.example/place?place=1042"
    draw(brief_pdf(facts, "1042", before=before, address=address), 0, BRIEF_DPI, IMAGES / "brief-th.png")
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.stderr.write("no soffice: the sheet is not drawn\n")
        return 1
    question = question_of({"lang": "th", "programme": "bma-library", "area": "10", "level": "district"}, tables)
    with TemporaryDirectory() as name:
        book = Path(name, "book.xlsx")
        book.write_bytes(book_xlsx(Facts(question, tables, today=today)))
        command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", name, str(book)]
        subprocess.run(command, check=True, capture_output=True)
        content = book.with_suffix(".pdf").read_bytes()
    draw(content, page_of(content, "1001", "1042"), SHEET_DPI, IMAGES / "sheet-th.png")
    return 0


def page_of(content: bytes, *codes: str) -> int:
    """Return the first page that has all of some codes."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return next(place for place, text in enumerate(pages) if set(codes) <= set(text.split()))


def draw(content: bytes, page: int, dpi: int, path: Path) -> None:
    """Draw a page of a PDF as a small PNG."""
    picture = pypdfium2.PdfDocument(content)[page].render(scale=dpi / 72).to_pil()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
