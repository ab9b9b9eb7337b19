"""Every place of the official tables is found by its own names, with its parents and with the words for its level."""

from __future__ import annotations

import geothai
import pytest

from geodata.gazetteer import Kind, Place, find_places, place, resolve
from geodata.gazetteer.places import all_places

PLACES = list(all_places().values())
PROVINCES = [one for one in PLACES if one.kind == Kind.PROVINCE]
DISTRICTS = [one for one in PLACES if one.kind == Kind.DISTRICT]
SUBDISTRICTS = [one for one in PLACES if one.kind == Kind.SUBDISTRICT]
THAI_WORDS = {
    Kind.PROVINCE: ("จังหวัด", "จ.", "จ. "),
    Kind.DISTRICT: ("อำเภอ", "อ.", "อ. "),
    Kind.SUBDISTRICT: ("ตำบล", "ต.", "ต. "),
}
ENGLISH_WORDS = {Kind.PROVINCE: "Changwat", Kind.DISTRICT: "Amphoe", Kind.SUBDISTRICT: "Tambon"}
# Two districts and two tambons have one English name: there the Thai one must be given.
TWINS = {"1404", "1413"}


def home(code: str) -> Place:
    found = place(code)
    assert found is not None
    return found


def test_the_tables_are_complete():
    assert [len(PROVINCES), len(DISTRICTS), len(SUBDISTRICTS)] == [77, 928, 7436]
    assert {one.code for one in SUBDISTRICTS} == {
        row.code for one in DISTRICTS for row in geothai.subdistricts(one.code)
    }


@pytest.mark.parametrize("lang", ["name_th", "name_en"])
def test_every_province_is_itself(lang):
    for one in PROVINCES:
        name = getattr(one, lang)
        for text in (name, name.upper(), name.replace(" ", ""), f"  {name} "):
            assert resolve(province=text).code == one.code
            assert resolve(address=text).code == one.code
        assert find_places(name)[0] == one


@pytest.mark.parametrize("lang", ["name_th", "name_en"])
def test_every_district_is_itself_in_its_province(lang):
    for one in DISTRICTS:
        found = resolve(district=getattr(one, lang), province=getattr(home(one.province_code), lang))
        if lang == "name_en" and one.code in TWINS:
            assert (found.problem, set(found.candidates), found.province_code) == ("ambiguous", TWINS, "14")
        else:
            assert (found.code, found.problem, found.notes) == (one.code, "", ())


@pytest.mark.parametrize("lang", ["name_th", "name_en"])
def test_every_subdistrict_is_itself_in_its_district(lang):
    for one in SUBDISTRICTS:
        above = home(one.district_code)
        found = resolve(
            subdistrict=getattr(one, lang),
            district=above.name_th,
            province=getattr(home(one.province_code), lang),
        )
        if found.problem:  # two tambons of one district, spelt alike in English
            assert lang == "name_en"
            assert (found.problem, found.district_code) == ("ambiguous", one.district_code)
            assert {home(code).name_en for code in found.candidates} == {one.name_en}
        else:
            assert (found.code, found.notes) == (one.code, ())


def test_every_place_with_the_words_for_its_level():
    for one in (*PROVINCES, *DISTRICTS):
        province = home(one.province_code).name_th
        for word in THAI_WORDS[one.kind]:
            if one.kind == Kind.PROVINCE:
                assert resolve(province=f"{word}{one.name_th}").code == one.code
            else:
                assert resolve(district=f"{word}{one.name_th}", province=province).code == one.code
                assert resolve(address=f"{word}{one.name_th} จ.{province}").code == one.code


def test_every_khet_and_khwaeng_by_its_bangkok_words():
    for one in SUBDISTRICTS:
        if one.province_code == "10":
            above = home(one.district_code).name_th
            for text in (
                f"แขวง{one.name_th} เขต{above} กทม.",
                f"แขวง{one.name_th}เขต{above}กรุงเทพฯ",
                f"Khwaeng {one.name_en}, Khet {home(one.district_code).name_en}, Bangkok",
                f"{one.name_en} Subdistrict, {home(one.district_code).name_en} District, Bangkok 10000",
            ):
                assert resolve(address=text).code == one.code, text


def test_every_subdistrict_in_a_whole_address():
    for one in SUBDISTRICTS:
        district, province = home(one.district_code).name_th, home(one.province_code).name_th
        text = f"12/๓ หมู่ที่ 4 ถ.สายหลัก ต.{one.name_th} อ.{district} จ.{province} 99999"
        assert resolve(address=text).code == one.code, text


def test_every_code_is_itself_and_its_own_answer():
    for one in PLACES:
        assert find_places(one.code) == [one]
        if one.code.isdigit():
            assert resolve(address=one.code).code == one.code
            once = resolve(**{one.kind.value: one.code})
            again = resolve(province=once.province_code, district=once.district_code, subdistrict=once.subdistrict_code)
            assert again == once


def test_every_name_is_found_among_the_first():
    for one in (*PROVINCES, *DISTRICTS):
        for name in (one.name_th, one.name_en):
            alike = [other for other in (*PROVINCES, *DISTRICTS) if name in (other.name_th, other.name_en)]
            assert one in find_places(name, limit=len(alike) + 5), (one, name)
