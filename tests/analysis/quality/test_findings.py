"""What needs a second look, on rows in which it can be read off."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.quality.find import quality_findings
from analysis.quality.finding import FindingKind
from answers.words.quality_sentences import effect_words, finding_sentence, kind_words
from registry.store import Register
from registry.tables import Tables
from tests.analysis.making import made_centres, made_counts, made_programmes

TODAY = date(2026, 11, 21)
BANG_RAK = {"province_code": "10", "district_code": "1004", "longitude": 100.5233, "latitude": 13.7272}
WHOLE = {**BANG_RAK, "location_precision": "site", "opened_be": 2560, "verified_on": "2026-11-01"}


def found(*rows, programmes=None, counts=(), located=None):
    centres = made_centres(*rows).assign(located_district_code="1004", warning="")
    if located is not None:
        centres = centres.assign(**located)
    programmes = made_programmes() if programmes is None else programmes
    tables = Tables(centres, programmes, area_counts=made_counts(dict(counts)))
    return centres, quality_findings(tables, today=TODAY)


def kinds(*rows, **more):
    return [(str(one.kind), one.subject) for one in found(*rows, **more)[1]]


def test_a_row_with_all_its_fields_gives_no_finding():
    assert kinds({**WHOLE, "name_th": "ห้องสมุดบางรัก"}) == []


def test_a_point_in_no_area_lies_outside_thailand():
    row = {**WHOLE, "longitude": 110.0, "latitude": 5.0}
    assert ("outside_thailand", "c0000") in kinds(row, located={"located_district_code": None})


def test_a_point_outside_its_district_says_how_far():
    _, findings = found({**WHOLE, "district_code": "1001"}, located={"warning": "point_outside_district"})
    (one,) = findings
    assert one.kind == FindingKind.OUTSIDE_DISTRICT
    assert one.facts["recorded"] == "1001"
    assert 1 < one.facts["km"] < 10


def test_alike_names_a_few_steps_apart_may_be_one_place():
    rows = [
        {**WHOLE, "name_th": "ห้องสมุดบางรักร่มรื่น"},
        {**WHOLE, "name_th": "ห้องสมุด บางรักรมรื่น", "longitude": 100.5238},
    ]
    (one,) = found(*rows)[1]
    assert (one.kind, one.subject, one.centre_ids) == (FindingKind.SAME_PLACE, "c0000+c0001", ("c0000", "c0001"))
    assert 50 < one.facts["metres"] < 60


def test_two_rows_of_one_building_or_one_member_are_meant():
    rows = [{**WHOLE, "name_th": "ห้องสมุดบางรัก", "site_id": "s"}, {**WHOLE, "name_th": "ห้องสมุดบางรัก", "site_id": "s"}]
    assert kinds(*rows) == []


def test_one_name_in_two_districts():
    far = {**WHOLE, "district_code": "1001", "longitude": 100.49, "latitude": 13.75}
    rows = [{**WHOLE, "name_th": "ห้องสมุดศาลเจ้าพ่อเสือ"}, {**far, "name_th": "ห้องสมุด ศาลเจ้าพ่อเสือ"}]
    assert kinds(*rows) == [("same_name", "c0000+c0001")]


def test_one_site_in_two_provinces():
    rows = [{**WHOLE, "name_th": "ก", "site_id": "s"}, {**WHOLE, "name_th": "ข", "site_id": "s", "province_code": "52"}]
    assert kinds(*rows) == [("site_in_two_provinces", "s")]


@pytest.mark.parametrize(("year", "wrong"), [(2399, True), (2400, False), (2569, False), (2570, True)])
def test_a_year_before_libraries_or_after_today_cannot_be(year, wrong):
    assert (("impossible_year", "c0000") in kinds({**WHOLE, "opened_be": year})) is wrong


def test_a_planned_centre_may_open_next_year():
    assert kinds({**WHOLE, "opened_be": 2570, "status": "planned"}) == []


def test_what_is_missing_is_one_finding_a_programme():
    rows = [WHOLE, {**WHOLE, "opened_be": None, "longitude": None, "latitude": None, "name_th": "อื่น"}]
    _, findings = found(*rows)
    assert {str(one.kind): (one.facts["count"], one.facts["of"]) for one in findings} == {
        "without_point": (1, 2), "without_year": (1, 2),
    }  # fmt: skip


@pytest.mark.parametrize(("day", "stale"), [("2025-11-20", True), ("2025-11-21", False)])
def test_a_date_of_more_than_a_year_ago_is_stale(day, stale):
    assert (("stale", "libraries") in kinds({**WHOLE, "verified_on": day})) is stale


def test_an_area_is_counted_below_its_parts():
    """The parts came in a later file: the larger number counts, and it is said that they differ."""
    assert kinds(counts=[("1004", 5), ("100401", 3), ("100402", 4)]) == [("count_below_parts", "libraries/1004")]
    assert kinds(counts=[("1004", 7), ("100401", 3), ("100402", 4)]) == []
    assert kinds(counts=[("10", 6), ("1004", 5), ("1005", 2)]) == [("count_below_parts", "libraries/10")]
    # The district between them has no number of its own.
    assert kinds(counts=[("10", 1), ("100401", 3)]) == [("count_below_parts", "libraries/10")]


def test_more_names_than_a_partner_counts():
    rows = [{**WHOLE, "name_th": "ห้องสมุดหนึ่ง"}, {**WHOLE, "name_th": "สวนสาธารณะสอง", "longitude": 100.53}]
    assert kinds(*rows, counts=[("1004", 1)]) == [("count_below_names", "libraries/1004")]
    assert kinds(*rows, counts=[("1004", 2), ("10", 5)]) == []


def test_reported_beside_named():
    programmes = made_programmes({"reported_count": 3, "reported_qualifier": "exact"})
    assert kinds(WHOLE, programmes=programmes) == [("reported_not_named", "libraries")]
    more = made_programmes({"reported_count": 3, "reported_qualifier": "more_than"})
    assert kinds(WHOLE, programmes=more) == []


def test_findings_of_the_shipped_register_and_their_sentences():
    tables = Register.in_memory().tables()
    findings = quality_findings(tables, today=TODAY)
    keys = [one.key for one in findings]
    assert len(keys) == len(set(keys))
    assert "outside_district:bma-library-030" in keys
    assert {f"sources_disagree:{name}" for name in ("book_houses", "bma_libraries", "people_trained")} <= set(keys)
    for one in findings:
        for lang in ("th", "en"):
            sentence = finding_sentence(one, tables.centres, lang=lang)
            assert "{" not in sentence + effect_words(one, lang=lang) + kind_words(one.kind, lang=lang)
            for value in one.facts.values():
                assert isinstance(value, str) or f"{value:,}" in sentence or one.kind == "sources_disagree"
