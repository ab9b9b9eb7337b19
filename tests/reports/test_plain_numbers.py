"""Numbers that would mislead by themselves stand with what they are of, on paper and in the workbook."""

from __future__ import annotations

import re

import pytest

from answers.cautions import cautions
from answers.sections.gaps import gaps_section
from answers.sections.programmes import programmes_section
from answers.words import t
from reports.book import book_sheets
from reports.picture.bars import Bar, Group, draw_groups
from tests.reports.conftest import facts_of

NEEDED = {lang: t("measure.centres_needed.name", lang=lang) for lang in ("th", "en")}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_how_many_fall_short_stands_beside_its_norm_and_where_it_is_from(lang):
    section = gaps_section(facts_of(lang=lang, programme="bma-library", area="10"))
    assert NEEDED[lang] in [column.heading for column in section.tables[0].columns]
    assert "40,000" in NEEDED[lang]
    assert t("gaps.norm_note", lang=lang) in section.notes


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_programme_without_a_norm_is_held_against_one(lang):
    facts = facts_of(lang=lang, programme="relearning", level="province")
    section = gaps_section(facts)
    assert all(NEEDED[lang] != column.heading for table in section.tables for column in table.columns)
    assert "40,000" not in " ".join((section.lead, section.method, *section.notes))
    for sheet in book_sheets(facts):
        assert "centres_needed" not in sheet.table.columns, sheet.title


def test_what_is_true_of_a_whole_list_is_not_said_of_each_row():
    section = gaps_section(facts_of(lang="en", programme="public-library", level="district"), reasons="few words")
    whys = [row[-1] for row in section.tables[-1].rows]
    assert len(whys) == 10
    assert not any("627" in why for why in whys)
    assert any("627 listed or reported" in note for note in section.notes)


def test_members_and_buildings_are_two_numbers():
    standing = facts_of().standing.loc["tk-park"]
    (note,) = [note for note in programmes_section(facts_of(lang="en")).notes if "buildings" in note]
    assert f"{standing['listed']} members have {standing['listed_sites']} buildings" in note
    assert note in cautions(facts_of(lang="en", programme="tk-park"))


def test_a_point_without_a_district_is_said_where_districts_are_counted():
    by_district = cautions(facts_of(lang="en", programme="relearning", level="district"))
    assert any(note.startswith("9 have a point on the map") for note in by_district)
    assert not any("have a point" in note for note in cautions(facts_of(lang="en", programme="relearning")))


def test_bars_of_several_groups_are_on_one_scale():
    groups = [Group("a", (Bar("x", 9, "9"),)), Group("b", (Bar("x", 116, "116"),))]
    widths = [
        float(re.search(r'width="([\d.]+)"', shape)[1])
        for shape in draw_groups(groups, x_mm=0, y_mm=0, across_mm=200).shapes
    ]
    assert widths[0] / widths[1] == pytest.approx(9 / 116, rel=0.01)


def test_lists_are_named_with_their_day():
    from answers.provenance import provenance

    lists = provenance(facts_of(lang="en", programme="bma-library|tk-park")).lists
    assert re.fullmatch(r"List of BMA learning libraries as of \S.*; List of TK \S.* as of \d{4}", lists), lists
