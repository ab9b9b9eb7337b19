"""The title of a map's slide is what its numbers say, sentence by sentence, in both languages."""

from __future__ import annotations

import pytest

from answers.messages import map_message
from tests.reports.conftest import facts_of

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
            {"programme": "district-corner", "area": "10"},
            "มุมหนังสือสำนักงานเขต · กรุงเทพมหานคร: ข้อมูลยังไม่ครบทั้ง 50 เขต จึงยังสรุปไม่ได้",
            "District-office book corners · Bangkok: of none of the 50 districts is it known yet",
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
