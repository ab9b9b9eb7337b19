from __future__ import annotations

import time

import numpy as np
import pytest

from registry.importing.check.alike import NEIGHBOURS, alike_pairs
from registry.importing.check.names import name_key
from registry.store import Register
from tests.registry.batches import ADMIN
from tests.registry.importing.making import adds_up, csv_bytes, outcomes, planned

HEADER = ["ชื่อ", "จังหวัด", "อำเภอ/เขต", "lat", "lon"]
WAT_PHO = ["บ้านหนังสือวัดโพธิ์", "กทม", "พระนคร", "13.7460", "100.4930"]


def register_with(*rows, header=HEADER, programme="book-house"):
    register = Register.in_memory()
    plan = planned(csv_bytes([header, *rows]), register=register, programme=programme)
    register.imports.commit(plan.batch, author=ADMIN)
    return register, list(plan.batch.centres["centre_id"])


def found(register, *rows, header=HEADER, programme="book-house", **options):
    plan = planned(csv_bytes([header, *rows], encoding="cp874"), register=register, programme=programme, **options)
    assert adds_up(plan)
    return plan


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ห้องสมุดประชาชน จ.ลำปาง", "ห้องสมุดประชาชนจังหวัดลำปาง", True), ("TK Park", "tk park", True),
        ("บ้านหนังสือ ๑", "บ้านหนังสือ 1", True), ("เเหล่งเรียนรู้", "แหล่งเรียนรู้", True), ("วัด ก (ใหม่)", "วัดกใหม่", True),
        ("บ้านหนังสือ 1", "บ้านหนังสือ 2", False), ("ก", "ข", False),
    ],
)  # fmt: skip
def test_spellings_of_one_name_are_one(one, other, same):
    assert (name_key(one) == name_key(other)) is same


def test_the_same_row_twice_in_a_file_is_a_duplicate_of_the_first():
    plan = found(Register.in_memory(), WAT_PHO, WAT_PHO, ["บ้านหนังสือ วัดโพธิ์", *WAT_PHO[1:]])
    assert outcomes(plan) == {
        2: ("accepted", []),
        3: ("duplicate", ["row_same_row"]),
        4: ("duplicate", ["row_same_row"]),
    }
    assert plan.outcomes["of"][1] == plan.outcomes["id"][0]


def test_one_name_within_two_hundred_metres_is_one_place_and_farther_is_not():
    register, (first,) = register_with(WAT_PHO)
    near = ["บ้านหนังสือ วัดโพธิ์", "กทม", "พระนคร", "13.7470", "100.4930"]  # 111 m north
    far = ["บ้านหนังสือ วัดโพธิ์", "กทม", "พระนคร", "13.7490", "100.4930"]  # 333 m north
    plan = found(register, near, far)
    assert outcomes(plan)[2] == ("duplicate", ["row_same_place"])
    assert plan.outcomes["problems"][0][0].params == {"of": first, "metres": 111, "similarity": 100}
    assert outcomes(plan)[3][0] == "accepted"


def test_a_misspelt_name_at_the_same_place_is_a_duplicate_and_a_like_one_near_by_a_warning():
    register, (first,) = register_with(WAT_PHO)
    plan = found(
        register,
        ["บ้านหนังสือวัดโพธิ", *WAT_PHO[1:]],
        ["บ้านหนังสือวัดโพธิ์เก่า", "กทม", "พระนคร", "13.7475", "100.4930"],
        ["บ้านหนังสือตลาดน้อย", *WAT_PHO[1:]],
    )
    assert outcomes(plan) == {
        2: ("duplicate", ["row_same_place"]), 3: ("accepted", []), 4: ("accepted", []),
    }  # fmt: skip
    assert plan.outcomes["of"][0] == first


def test_house_one_is_not_house_two_however_alike():
    rows = [[f"บ้านหนังสือชุมชนริมคลองบางกอกน้อย {number}", *WAT_PHO[1:]] for number in (1, 2)]
    assert [outcome for outcome, _ in outcomes(found(Register.in_memory(), *rows)).values()] == ["accepted", "accepted"]


def test_without_a_point_one_name_in_one_area_is_one_place():
    header = ["ชื่อ", "จังหวัด", "อำเภอ/เขต", "แขวง"]
    register, (first,) = register_with(["บ้านหนังสือตลาด", "กทม", "บางรัก", "สีลม"], header=header)
    plan = found(
        register, ["บ้านหนังสือ ตลาด", "กทม", "บางรัก", ""], ["บ้านหนังสือตลาด", "กทม", "บางรัก", "สี่พระยา"],
        ["บ้านหนังสือตลาด", "กทม", "ดุสิต", ""], header=header,
    )  # fmt: skip
    assert [found for found, _ in outcomes(plan).values()] == ["duplicate", "accepted", "accepted"]
    assert plan.outcomes["of"][0] == first


def test_a_row_with_a_point_completes_the_centre_that_had_none():
    register, (first,) = register_with(["บ้านหนังสือตลาด", "กทม", "บางรัก", "", ""])
    plan = found(register, ["บ้านหนังสือตลาด", "กทม", "บางรัก", "13.727", "100.524"])
    assert outcomes(plan)[2] == ("accepted", ["row_updates"])
    register.imports.commit(plan.batch, author=ADMIN)
    centre = register.centres().set_index("centre_id").loc[first]
    assert (centre["location_precision"], centre["latitude"]) == ("site", 13.727)
    assert len(register.centres()) == 336


def test_an_id_that_exists_changes_its_centre_and_an_empty_cell_takes_nothing_away():
    register, (first,) = register_with(WAT_PHO)
    header = ["centre_id", "ชื่อ", "จังหวัด", "หมายเหตุ", "สถานะ"]
    plan = found(register, [first, "บ้านหนังสือวัดพระเชตุพน", "กทม", "ย้าย", ""], header=header)
    assert outcomes(plan)[2] == ("accepted", ["row_updates"])
    register.imports.commit(plan.batch, author=ADMIN)
    centre = register.centres().set_index("centre_id").loc[first]
    assert (centre["name_th"], centre["notes"], centre["district_code"]) == ("บ้านหนังสือวัดพระเชตุพน", "ย้าย", "1001")
    assert (centre["latitude"], centre["status"], centre["location_precision"]) == (13.746, "open", "site")


def test_the_register_s_id_for_two_places_and_an_id_of_another_programme_are_rejected():
    header = ["centre_id", "ชื่อ", "จังหวัด"]
    plan = found(
        Register.in_memory(),
        ["book-house-x1", "ก", "กทม"],
        ["book-house-x1", "ข", "กทม"],
        ["book-house-x1", "ก", "กทม"],
        ["tk-park-001", "ค", "กทม"],
        header=header,
    )
    assert [outcomes(plan)[row] for row in (2, 3, 4)] == [
        ("accepted", []), ("rejected", ["row_id_twice"]), ("duplicate", ["row_same_row"]),
    ]  # fmt: skip
    assert outcomes(plan)[5] == ("rejected", ["row_id_elsewhere"])


def test_replacing_a_list_keeps_the_ids_of_what_stays_and_says_what_goes():
    register, (first, second) = register_with(WAT_PHO, ["บ้านหนังสือสอง", "กทม", "ดุสิต", "", ""])
    plan = found(register, ["บ้านหนังสือ วัดโพธิ์", *WAT_PHO[1:]], ["ใหม่", "กทม", "บางรัก", "", ""], mode="replace")
    assert [found for found, _ in outcomes(plan).values()] == ["accepted", "accepted"]
    assert plan.batch.centres["centre_id"][0] == first
    closing = register.imports.would_close(["book-house"], brought_ids=list(plan.batch.centres["centre_id"]))
    assert second in set(closing["centre_id"])
    register.imports.commit(plan.batch, author=ADMIN)
    left = register.centres()
    assert set(left.loc[left["programme_id"] == "book-house", "centre_id"]) == set(plan.batch.centres["centre_id"])


def test_two_sheets_of_one_file_are_held_against_each_other():
    from tests.registry.importing.making import xlsx_bytes

    data = xlsx_bytes([], sheets={"a": [HEADER, WAT_PHO], "b": [HEADER, WAT_PHO]})
    for mode in ("add", "replace"):
        plan = planned(data, "x.xlsx", programme="book-house", mode=mode)
        assert list(plan.outcomes["outcome"]) == ["accepted", "duplicate"]
        assert len(plan.batch.centres) == 1


def test_pairs_are_those_that_lie_near_and_are_alike():
    """Every pair that comparing all with all would find, where no square is crowded."""
    random = np.random.default_rng(7)
    count = 300
    keys = ["".join(random.choice(list("กขคงจ"), 6)) for _ in range(count)]
    keys[1::2] = keys[::2]
    lon, lat = 100 + random.random(count) * 0.05, 14 + random.random(count) * 0.05
    pairs = alike_pairs(keys, [""] * count, lon, lat)
    got = set(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    from rapidfuzz import fuzz

    from registry.importing.check.alike import ALIKE, NEAR_M, _metres

    first, second = (array.ravel() for array in np.meshgrid(np.arange(count), np.arange(count)))
    metres = _metres(lon, lat, first, second)
    expected = {
        (int(a), int(b)) for a, b, m in zip(first, second, metres, strict=True)
        if a < b and m <= NEAR_M and fuzz.ratio(keys[a], keys[b]) >= ALIKE
    }  # fmt: skip
    assert got == expected
    assert expected


def test_a_crowd_at_one_point_takes_time_in_proportion_to_its_size():
    """All at one point: comparing all with all would take a hundred times as long for ten times as many."""

    def took(count):
        keys = [
            f"{number * 7919 % count:06d}".translate(str.maketrans("0123456789", "กขคงจฉชซฌญ"))
            for number in range(count)
        ]
        start = time.process_time()
        pairs = alike_pairs(keys, ["x"] * count, np.full(count, 100.5), np.full(count, 13.7))
        assert len(pairs.first) <= count * NEIGHBOURS
        return time.process_time() - start

    took(1_000)
    assert took(20_000) < 40 * took(2_000) + 1
