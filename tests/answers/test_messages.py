"""The title of a map's slide is what its numbers say, sentence by sentence, in both languages."""

from __future__ import annotations

import re

import pytest

from answers.messages import map_message
from answers.story.maker import Maker
from answers.story.sequence import view_of
from answers.story.slides.made import slide_of
from tests.reports.conftest import TODAY, facts_of, tables

BANGKOK = {"programme": "bma-library", "area": "10"}


@pytest.mark.parametrize(
    ("params", "thai", "english"),
    [
        (
            BANGKOK | {"mode": "gaps"},
            (
                "ห้องสมุดเพื่อการเรียนรู้ กทม. · กรุงเทพมหานคร: 21 จาก 50 เขตยังไม่มี ประชากรรวม 1,894,738 คน "
                "29.5% อยู่ในสายไหม บางแค และหนองแขม"
            ),
            (
                "BMA learning libraries · Bangkok: 21 of 50 districts have none; 1,894,738 people live there, "
                "29.5% of them in Sai Mai, Bang Khae and Nong Khaem"
            ),
        ),
        (
            {"programme": "public-library"},
            "ห้องสมุดประชาชน · ประเทศไทย: มีแล้ว 41 จาก 77 จังหวัด อีก 36 จังหวัดข้อมูลยังไม่ครบ",
            "Public libraries · Thailand: 41 of 77 provinces have at least one; of 36 it is not known yet",
        ),
        (
            {"programme": "relearning"},
            "Relearning Space @ Library · ประเทศไทย: มีแล้วทั้ง 9 จังหวัด",
            "Relearning Space @ Library · Thailand: all 9 provinces have at least one",
        ),
        (
            {"programme": "relearning", "area": "R4-NE"},
            "Relearning Space @ Library · ภาคตะวันออกเฉียงเหนือ: มีแล้วทั้งสองจังหวัด",
            "Relearning Space @ Library · Northeast: both provinces have at least one",
        ),
        (
            {"programme": "district-corner", "area": "10"},
            "มุมหนังสือสำนักงานเขต · กรุงเทพมหานคร: ข้อมูลยังไม่ครบทั้ง 50 เขต จึงยังสรุปไม่ได้",
            "District-office book corners · Bangkok: nothing can be said yet of any of the 50 districts",
        ),
        (
            BANGKOK | {"area": "1042", "level": "subdistrict"},
            "ห้องสมุดเพื่อการเรียนรู้ กทม. · เขตสายไหม: 3 จาก 3 แขวงยังไม่มี ประชากรรวม 212,912 คน",
            "BMA learning libraries · Sai Mai: 3 of 3 subdistricts have none; 212,912 people live there",
        ),
        (
            BANGKOK | {"measure": "mean_distance_km"},
            "ระยะเฉลี่ยถึงแห่งที่ใกล้ที่สุด: มากที่สุดที่ทวีวัฒนา (9.5 กม.) น้อยที่สุดที่พระนคร (0.7 กม.)",
            "Mean distance to the nearest centre: most in Thawi Watthana (9.5 km), least in Phra Nakhon (0.7 km)",
        ),
        (
            {"programme": "relearning", "measure": "population_within_km"},
            "ร้อยละประชากรในรัศมีให้บริการ: ยังบอกไม่ได้ทั้ง 77 จังหวัด",
            "People within the radius: of none of the 77 provinces can it be told yet",
        ),
    ],
)
def test_a_map_says_what_its_numbers_say(params, thai, english):
    assert map_message(facts_of(lang="th", **params)) == thai
    assert map_message(facts_of(lang="en", **params)) == english


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_filter_is_no_want_of_data(lang):
    message = map_message(facts_of(programme="bma-library", area="10", q="ไม่มีชื่อนี้", lang=lang))
    unknown = {"th": "ข้อมูลยังไม่ครบ", "en": "not known"}[lang]
    assert unknown not in message
    assert {"th": "มีแล้ว แต่ไม่ตรงกับตัวกรอง", "en": "none that the filters ask for"}[lang] in message


MAKER = Maker(tables(), today=TODAY)


@pytest.mark.parametrize(
    ("page", "params", "thai", "english"),
    [
        (
            "overview",
            {},
            "Relearning ไปถึงแล้ว 9 จังหวัด ครบทั้ง 4 ภาค ส่วนกรุงเทพมหานคร 21 จาก 50 เขตยังไม่มีห้องสมุดเพื่อการเรียนรู้",
            (
                "Relearning has reached 9 provinces and all 4 regions; "
                "in Bangkok 21 of 50 districts have no learning library"
            ),
        ),
        (
            "programmes",
            {"programme": "relearning"},
            "Relearning Space @ Library: รายงาน 9 ทราบชื่อ 2 ระบุตำแหน่งถึงอาคาร 0",
            "Relearning Space @ Library: 9 reported, 2 known by name, 0 placed to the building",
        ),
        (
            "programmes",
            {"programme": "near-home"},
            "เครือข่ายศูนย์เรียนรู้ใกล้บ้าน: รายงาน 200 ทราบชื่อ 1 ระบุตำแหน่งถึงอาคาร 0",
            "Near-home learning centres: 200 reported, 1 known by name, 0 placed to the building",
        ),
        (
            "bangkok",
            {},
            (
                "ห้องสมุดเพื่อการเรียนรู้ กทม. · กรุงเทพมหานคร: 21 จาก 50 เขตยังไม่มี ประชากรรวม 1,894,738 คน "
                "29.5% อยู่ในสายไหม บางแค และหนองแขม"
            ),
            (
                "BMA learning libraries · Bangkok: 21 of 50 districts have none; 1,894,738 people live there, "
                "29.5% of them in Sai Mai, Bang Khae and Nong Khaem"
            ),
        ),
        (
            "groups",
            {},
            "เขตที่ยังไม่มีอยู่ในกลุ่มกรุงเทพใต้มากที่สุด: 7 จาก 10 เขต",
            "Most districts without one are in the South group: 7 of 10",
        ),
        (
            "ranking",
            BANGKOK | {"mode": "gaps"},
            "สายไหม บางแค และหนองแขม อยู่ลำดับต้นใน 21 เขตที่ยังไม่มี โดย 39.0% ของผู้ที่อยู่ไกลกว่า 2 กม. อยู่ที่นั่น",
            (
                "Sai Mai, Bang Khae and Nong Khaem come first among the 21 districts without one: "
                "39.0% of those who live more than 2 km away live there"
            ),
        ),
        (
            "all-programmes",
            {},
            "3 จาก 10 โครงการที่มีสถานที่มีรายชื่อครบแล้ว อีก 7 โครงการยังขาดบางแห่ง",
            "3 of 10 programmes with sites have a complete list; of 7 some sites are still missing",
        ),
        (
            "unknowns",
            {},
            "ทั้ง 12 โครงการยังขาดข้อมูล ต้องถามเจ้าของโครงการ 4 ราย",
            "Something is missing from all 12 programmes; 4 owners can tell",
        ),
        (
            "unknowns",
            {"programme": "relearning"},
            "Relearning Space @ Library: มี 4 เรื่องที่ต้องถามสมาคมห้องสมุดแห่งประเทศไทยฯ",
            "Relearning Space @ Library: 4 open questions to Thai Library Association",
        ),
        (
            "siting",
            BANGKOK | {"at": "100.65,13.9|100.4,13.7"},
            "ผู้ที่อยู่ในระยะ 2 กม. ตามฉากทัศน์นี้: 38.3% จากเดิม 36.0%",
            "Within 2 km after this scenario: 38.3% of the people, before it 36.0%",
        ),
        (
            "analysis",
            BANGKOK,
            "ห้องสมุดเพื่อการเรียนรู้ กทม.: ต้องย้าย 37.2% ของแหล่งเรียนรู้จึงจะกระจายตามประชากร (ดัชนีจีนี 0.50)",
            "BMA learning libraries: 37.2% of the centres would have to move to follow the people (Gini 0.50)",
        ),
        (
            "analysis",
            {"programme": "public-library"},
            "ห้องสมุดประชาชน: รายชื่อยังไม่ครบ จึงยังบอกการกระจายไม่ได้",
            "Public libraries: the list is incomplete, so nothing can be said of the spread yet",
        ),
        (
            "place",
            {"place": "95"},
            "จังหวัดยะลา: มีแหล่งเรียนรู้ของ 2 จาก 6 โครงการ อีก 3 โครงการยังไม่ทราบ",
            "Yala: 2 of 6 programmes have a centre here; of 3 it is not known yet",
        ),
        (
            "compare",
            {"with": "1042|1001", "programme": "bma-library"},
            "จำนวนแหล่งเรียนรู้: มากที่สุดที่พระนคร (2 แห่ง) น้อยที่สุดที่สายไหม (0 แห่ง)",
            "Learning centres: most in Phra Nakhon (2 centres), least in Sai Mai (0 centres)",
        ),
        (
            "partner",
            {"partner_name": "สมาคมห้องสมุดแห่งประเทศไทยฯ (TLA)"},
            "สมาคมห้องสมุดแห่งประเทศไทยฯ: ยังมีคำถามใน 1 จาก 1 โครงการ",
            "Thai Library Association: open questions about 1 of 1 programme",
        ),
        (
            "map",
            {"programme": "bma-library|relearning"},
            ("มีอย่างน้อยหนึ่งแห่ง: ห้องสมุดเพื่อการเรียนรู้ กทม. 1 จาก 1 จังหวัด; Relearning Space @ Library 9 จาก 9 จังหวัด"),
            "With at least one: BMA learning libraries 1 of 1 province; Relearning Space @ Library 9 of 9 provinces",
        ),
    ],
)
def test_a_view_says_what_its_numbers_say(page, params, thai, english):
    view = view_of(page, params)
    assert slide_of(view, MAKER, lang="th").title == thai
    assert slide_of(view, MAKER, lang="en").title == english


def test_areas_outside_a_programme_are_said_to_be():
    of_bangkok = {"programme": "relearning", "area": "10", "level": "district"}
    assert map_message(facts_of(lang="en", **of_bangkok)) == (
        "Relearning Space @ Library · Bangkok: none of the 50 districts is in the programme's area"
    )


def test_a_benchmark_is_said_with_how_many_reach_it():
    params = BANGKOK | {"measure": "people_per_centre", "benchmark": "norm:people_per_centre:40000"}
    message = map_message(facts_of(lang="en", **params))
    assert re.match(r"People per centre: \d+ of \d+ districts (reach|reaches) the norm of 40,000", message), message
