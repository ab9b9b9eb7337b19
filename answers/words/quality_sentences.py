"""Findings on the data in words: what is found, and what it does to the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.quality.finding import FindingKind
from answers.words import t
from answers.words.dates import year_be
from answers.words.names import full_area_name
from answers.words.numbers import number
from geodata.gazetteer import place

if TYPE_CHECKING:
    import pandas as pd

    from analysis.quality.finding import Finding


def kind_words(kind: FindingKind, *, lang: str) -> str:
    """Return what a kind of finding is called."""
    return t(f"quality.kind.{kind}", lang=lang)


def effect_words(finding: Finding, *, lang: str) -> str:
    """Return what a finding does to the figures."""
    return t(f"quality.effect.{finding.kind}", lang=lang)


def finding_sentence(finding: Finding, centres: pd.DataFrame, *, lang: str) -> str:
    """Return a finding in one sentence, its centres by their names.

    Parameters
    ----------
    finding
        What was found.
    centres
        The register's centres, in which the finding's rows are.
    lang
        "th" or "en".

    """
    words: dict[str, Any] = {**finding.facts, **_names(finding, centres, lang=lang)}
    key = str(finding.kind)
    if finding.kind == FindingKind.OUTSIDE_DISTRICT:
        words["recorded"] = full_area_name(words["recorded"], lang=lang)
        key += "" if words["located"] else "_nowhere"
        words["located"] = full_area_name(words["located"], lang=lang) if words["located"] else ""
    elif finding.kind == FindingKind.SAME_PLACE and "metres" in words:
        key += "_metres"
    elif finding.kind == FindingKind.IMPOSSIBLE_YEAR:
        words["year"] = year_be(words["year_be"], lang=lang)
    elif finding.kind in (FindingKind.COUNT_BELOW_NAMES, FindingKind.COUNT_BELOW_PARTS):
        words["area"] = _area(words["area"], lang=lang)
    elif finding.kind == FindingKind.SOURCES_DISAGREE:
        words["conflict"] = t(f"conflict.{words['conflict']}", lang=lang)
    plain = {name: number(value, lang=lang) if isinstance(value, int) else value for name, value in words.items()}
    return t(f"quality.sentence.{key}", lang=lang, **plain)


def _names(finding: Finding, centres: pd.DataFrame, *, lang: str) -> dict[str, str]:
    rows = centres[centres["centre_id"].isin(finding.centre_ids[:2])]
    names = []
    for thai, english in zip(rows["name_th"], rows["name_en"], strict=True):
        chosen = english if lang == "en" and isinstance(english, str) else thai
        names.append(str(chosen) if isinstance(chosen, str) else t("common.not_stated", lang=lang))
    return dict(zip(("name", "other"), names, strict=False))


def _area(code: str, *, lang: str) -> str:
    if len(code) <= 4:
        return full_area_name(code, lang=lang)
    area = place(code)
    if area is None:
        return code
    return area.name_en if lang == "en" else area.name_th
