"""Spellings that people write, read by hand: what each means, and what may not be concluded from it."""

from __future__ import annotations

import doctest
import json
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.commands import main
from geodata.gazetteer import find_places, place, resolve
from geodata.gazetteer.spelling import clean, key, loose


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((name, "10") for name in ("กทม", "กทม.", "กรุงเทพฯ", "กรุงเทพ", "จ.กรุงเทพฯ", "Bangkok", "Krung Thep", "BKK")),
        *((name, "14") for name in ("อยุธยา", "พระนครศรีอยุธยา", "Ayutthaya", "Phra Nakhon Si Ayutthaya")),
        *((name, "16") for name in ("Lop Buri", "Lopburi", "LOPBURI", "ลพบุรี", "จังหวัด ลพบุรี")),
        *((name, "20") for name in ("Chon Buri", "Chonburi", "Changwat Chonburi", "Chonburi Province")),
        *((name, "30") for name in ("โคราช", "Korat", "นครราชสีมา", "Nakorn Ratchasima")),
        *((name, "33") for name in ("Si Sa Ket", "Sisaket", "Srisaket", "ศรีสะเกษ", "ศรีษะเกษ")),
        *((name, "38") for name in ("Bueng Kan", "Bungkan", "บึงกาฬ")),
        *((name, "82") for name in ("Phangnga", "Phang Nga", "Phang-nga", "พังงา")),
        *((name, "31") for name in ("บุรีรัมย์", "บุรีรัม", "Buri Ram", "Buriram")),
        ("ล\u0e4d\u0e32พูน", "51"),  # SARA AM in two marks
        ("ประ\u200bจวบคีรี\u00a0ขันธ์", "77"),
        ("กรุงเทพมหานคร (กทม.)", "10"),
        ("10", "10"),
        ("TH10", "10"),
    ],
)
def test_a_province_in_its_usual_spellings(text, code):
    assert resolve(province=text).code == code
    assert find_places(text)[0].code == code


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("123/4 ถ.พหลโยธิน แขวงจตุจักร เขตจตุจักร กทม. 10900", "103005"),
        ("๑๒๓/๔ ถ.พหลโยธิน แขวงจตุจักรเขตจตุจักรกทม.๑๐๙๐๐", "103005"),
        ("สำนักงานเขตสายไหม กรุงเทพฯ", "1042"),
        ("อ.เมือง จ.เชียงใหม่", "5001"),
        ("อำเภอเมืองเชียงใหม่", "5001"),
        ("Mueang Chiang Mai", "5001"),
        ("Amphur Muang, Chiangmai", "5001"),
        ("ต.สุเทพอ.เมืองจ.เชียงใหม่", "500108"),
        ("99 Moo 4, T.Suthep, A.Muang, Chiang Mai 50200, Thailand", "500108"),
        ("12 ถ.เชียงใหม่-ลำปาง ต.ช้างเผือก อ.เมือง จ.เชียงใหม่", "500107"),
        ("ต.สามตำบล อ.จุฬาภรณ์ จ.นครศรีธรรมราช", "801906"),
        ("ต.จ.ป.ร. อ.กระบุรี จ.ระนอง", "850406"),
        ("หาดใหญ่ สงขลา", "9011"),
        ("หมู่ 3 บ้านดอน ต.ปอภาร อ.เมือง จ.ร้อยเอ็ด", "450109"),
        ("Bang Kapi, Bangkok", "1006"),
        ("Khwaeng Bang Kapi, Khet Huai Khwang, Krung Thep Maha Nakhon", "101702"),
        ("ศาลากลางจังหวัดนครนายก", "26"),
        ("นครนายก", "26"),
        ("แขวง/ตำบล ลาดยาว เขต/อำเภอ จตุจักร จังหวัด กรุงเทพมหานคร", "103001"),
        ("สำนักงานเขตพื้นที่การศึกษา กทม.", "10"),  # not a khet called พื้นที่การศึกษา
        ("Sukhumvit 21, Watthana, Bangkok 10110", "1039"),
        ("ศาลายา พุทธมณฑล นครปฐม", "730701"),
        ("กรุงเทพมหานคร พระนคร", "1001"),  # the larger first
        ("สงขลา หาดใหญ่ 90110", "9011"),
        ("ขอนแก่น บ้านไผ่ ในเมือง", "401002"),
        ("Chiang Mai, Mae Rim", "5007"),
        ("ข.สาทร จ.กรุงเทพฯ", "1028"),
        ("สาธร กทม", "1028"),
        ("ก.ท.ม.", "10"),
        ("Koh Phangan, Surat Thani", "8405"),
        ("เมืองพัทยา ชลบุรี", "2004"),
        ("ปากเกล็ด นนทบุรี", "1206"),  # a letter off, and nothing else is said
        ("ศีรราชา ชลบุรี", "2007"),
        ("ร้านบางรัด ซอยปากเกล็ด นนทบุรี", "12"),  # among other words it may be anything
        ("บางซื่อ", "1029"),  # the khet, and the khwaeng inside it: the khet holds both
    ],
)
def test_a_whole_address(address, code):
    found = resolve(address=address)
    assert (found.code, found.problem) == (code, "")


def test_a_name_of_many_places_is_ambiguous_until_its_home_is_named():
    many = resolve(subdistrict="หนองบัว")
    assert many.problem == "ambiguous"
    assert len(many.candidates) == 28
    assert many.code == ""
    assert resolve(subdistrict="หนองบัว", province="นครสวรรค์", district="หนองบัว").code == "600401"
    assert resolve(district="เมือง").problem == "ambiguous"
    assert len(resolve(district="เมือง").candidates) == 76


def test_both_bang_sai_of_ayutthaya():
    found = resolve(district="Bang Sai", province="Ayutthaya")
    assert (found.problem, found.candidates, found.province_code) == ("ambiguous", ("1404", "1413"), "14")
    assert resolve(district="บางไทร", province="อยุธยา").code == "1404"
    assert resolve(district="บางซ้าย", province="อยุธยา").code == "1413"
    assert {place.code for place in find_places("Bang Sai")} >= {"1404", "1413"}


def test_a_subdistrict_decides_between_districts_of_one_name():
    assert resolve(district="เฉลิมพระเกียรติ").problem == "ambiguous"
    assert resolve(district="เฉลิมพระเกียรติ", subdistrict="พนมรุ้ง").problem in {"ambiguous", "unknown_subdistrict"}
    assert resolve(district="เฉลิมพระเกียรติ", subdistrict="เจริญสุข").district_code == "3123"


def test_a_postal_code_decides_where_names_do_not():
    assert resolve(address="ต.หนองบัว 60110").code == "600401"


def test_slips_are_taken_only_where_one_place_fits_and_noted():
    assert resolve(district="บางซือ").code == "1029"
    assert resolve(district="บางซือ").notes == ("respelt",)
    assert resolve(district="Jatujak", province="กทม").notes == ("respelt",)
    assert resolve(province="ปัตตานนี").code == "94"
    assert resolve(province="Chiang Hai").problem == "unknown_province"  # Chiang Mai, or Chiang Rai
    assert resolve(district="ระยอง", province="ระยอง").code == "2101"
    assert resolve(district="ระยอง", province="ระยอง").notes == ("respelt",)


@pytest.mark.parametrize(
    ("fields", "problem", "known"),
    [
        ({"province": "แอตแลนติส"}, "unknown_province", ""),
        ({"province": "99"}, "unknown_province", ""),
        ({"province": "กทม", "district": "แอตแลนติส"}, "unknown_district", "10"),
        ({"province": "กทม", "district": "บางรัก", "subdistrict": "แอตแลนติส"}, "unknown_subdistrict", "1004"),
        ({"province": "เชียงใหม่", "district": "หาดใหญ่"}, "contradiction", "50"),
        ({"province": "กทม", "district": "บางกะปิ", "subdistrict": "บางกะปิ"}, "contradiction", "1006"),
        ({"province": "เชียงใหม่", "address": "อ.เมือง จ.เชียงราย"}, "contradiction", ""),
        ({"address": "ที่ไหนสักแห่ง"}, "unknown_province", ""),
        ({"address": "กทม./นนทบุรี"}, "ambiguous", ""),
        ({}, "", ""),
        ({"province": "", "district": None, "subdistrict": float("nan")}, "", ""),
    ],
)
def test_what_cannot_be_placed_says_why_and_keeps_what_is_certain(fields, problem, known):
    found = resolve(**fields)
    assert (found.problem, found.code) == (problem, known)


def test_abolished_areas_are_what_the_table_says_they_became():
    moved = resolve(district="บึงกาฬ", province="หนองคาย")
    assert (moved.code, moved.notes) == ("3801", ("abolished",))
    assert resolve(district="4303").code == "3801"
    assert resolve(subdistrict="บางนา", district="บางนา", province="กทม").problem == "ambiguous"
    assert resolve(subdistrict="บางนา", district="บางนา", province="กทม").candidates == ("104702", "104703")
    assert resolve(district="1081").problem == "unknown_district"  # abolished, and the table does not say for what
    assert find_places("4303")[0].code == "3801"


def test_the_field_is_believed_before_the_address():
    found = resolve(province="เชียงใหม่", district="แม่ริม", address="ข้างวัด ต.ริมใต้")
    assert found.code == "500701"
    assert resolve(province="เชียงใหม่", address="สันทราย").code == "5014"


def test_search_lists_every_place_of_a_name_the_larger_first():
    assert [one.code for one in find_places("บางซื่อ")][:2] == ["1029", "102901"]
    assert [one.code for one in find_places("เมือง", limit=100)][:76] == list(resolve(district="เมือง").candidates)
    assert [one.code for one in find_places("อ.เมือง จ.เชียงใหม่")] == ["5001"]
    assert find_places("ภาคอีสาน")[0].code == "R4-NE"
    assert find_places("หนองบว")[0].name_th == "หนองบัว"
    assert find_places("สายไหมม")[0].code == "1042"
    assert find_places("") == find_places("   ") == find_places("\u200b") == find_places("...") == []


@given(st.text(max_size=80))
def test_junk_never_crashes(text):
    for found in (resolve(address=text), resolve(province=text), resolve(district=text, subdistrict=text)):
        assert found.problem or found == resolve(address="") or found.province_code
        assert found.code == "" or place(found.code) is not None
        assert found.code.startswith(found.district_code or found.province_code)
    assert clean(clean(text)) == clean(text)
    assert key(key(clean(text))) == key(clean(text))
    loose(key(clean(text)))


WORDS = ("จ.", "อ.", "ต.", "เขต", "แขวง", "เมือง", "กทม", "บาง", "Khet ", "District")
ALPHABET = st.sampled_from([*"กขตอจเแำ่้ฯ. ,/()0๙-", *WORDS])


@settings(max_examples=60)
@given(st.lists(ALPHABET, max_size=12).map("".join))
def test_text_of_words_for_levels_never_crashes_nor_lists_a_place_twice(text):
    resolve(address=text, province=text)
    found = find_places(text)
    assert len({one.code for one in found}) == len(found) <= 20


def test_the_command_line_lists_places_and_says_when_there_is_none(capsys):
    assert main(["find", "เขตสายไหม", "--format", "json"]) == 0
    assert [row["code"] for row in json.loads(capsys.readouterr().out)] == ["1042"]
    assert main(["find", "Bang Sai", "--limit", "2"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == ["1404", "1413"]
    assert main(["find", "qqqq"]) == 2
    assert "qqqq" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["spelling", "places", "resolve"])
def test_the_examples_in_the_documentation_hold(name):
    found = doctest.testmod(import_module(f"geodata.gazetteer.{name}"))
    assert found.attempted
    assert not found.failed
