"""The words of the reports: each that is asked for is there, in both languages, and measures have theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.measures import AREA_MEASURES
from answers.words import LANGUAGES, strings
from answers.words.bodies import body_name, partner_names
from answers.words.dates import when
from answers.words.numbers import amount
from answers.words.sources import short_source
from tests.reports.conftest import facts_of, tables
from tests.test_house import fixed_keys

SOURCES = sorted(path for room in ("answers", "reports") for path in (Path(__file__).parents[2] / room).rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_key_a_report_asks_for_exists(path):
    known = strings("th")
    missing = []
    for key in fixed_keys(path.read_text(encoding="utf-8")):
        pattern = re.compile(re.escape(key).replace(r"\*", ".+"))
        if key != "*" and not any(pattern.fullmatch(name) for name in known):
            missing.append(key)
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_has_name_unit_and_definition(lang):
    known = strings(lang)
    wanted = [f"measure.{key}.{part}" for key in AREA_MEASURES for part in ("name", "unit", "definition")]
    assert [key for key in wanted if key not in known] == []


def test_dates_are_buddhist_in_thai_and_what_is_missing_says_so():
    assert when("2024-03", lang="th") == "มี.ค. 2567"
    assert when("2024-03-28/2024-04-01", lang="en") == "28 Mar 2024 – 1 Apr 2024"
    assert when(None, lang="th") == "ไม่ระบุวันที่"
    assert amount(None, None, lang="th") == "แหล่งข้อมูลไม่ได้ระบุ"
    assert amount(70000, "more_than", lang="en") == "more than 70,000"
    assert amount(0, "exact", lang="th") == "0"


def test_a_shared_host_is_named_with_its_owner():
    assert short_source("https://github.com/itbmaculture/cstdgis (layers)", lang="en") == "github.com/itbmaculture"
    assert short_source("https://www.tkpark.or.th/a | https://tkpark.or.th/b", lang="en") == "tkpark.or.th"


def test_offices_have_english_names():
    details = tables().details
    assert body_name("กรุงเทพมหานคร (BMA)", details, lang="en") == "Bangkok Metropolitan Administration"
    assert body_name("สมาคมห้องสมุดแห่งประเทศไทยฯ (TLA)", details, lang="en") == "Thai Library Association"
    assert body_name("สำนักที่ไม่มีใครรู้จัก", details, lang="en") == "สำนักที่ไม่มีใครรู้จัก"
    near_home = facts_of().programme("near-home")
    assert len(partner_names(near_home, details, lang="en")) == 7
    assert not any(re.search("[ก-๙]", name) for name in partner_names(near_home, details, lang="en"))
