"""The register once, and facts and files made of it once: they are only read here."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from answers.facts import Facts
from answers.question import question_of
from registry.store import Register
from registry.tables import Tables
from reports.book import book_xlsx
from reports.pdf.report import report_pdf
from reports.slides.deck import slides_pptx

TODAY = date(2026, 11, 21)


@cache
def tables() -> Tables:
    return Register.in_memory().tables()


def facts_of(known: Tables | None = None, **params: str) -> Facts:
    """Return the facts of parameters as they stand in an address."""
    known = known or tables()
    return Facts(question_of(params, known), known, today=TODAY)


@pytest.fixture(scope="session")
def report_th():
    return report_pdf(facts_of())


@pytest.fixture(scope="session")
def deck_th():
    return Presentation(io.BytesIO(slides_pptx(facts_of())))


@pytest.fixture(scope="session")
def deck_en():
    return Presentation(io.BytesIO(slides_pptx(facts_of(lang="en"))))


@pytest.fixture(scope="session")
def book_th():
    return load_workbook(io.BytesIO(book_xlsx(facts_of())))
