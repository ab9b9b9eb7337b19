"""What somebody said of a partner's layout is known for its next file: headers and words alike."""

import pytest

from registry.importing.check.register_index import RegisterIndex
from registry.importing.columns.guess import guess_mapping
from registry.importing.errors import ImportMappingError
from registry.importing.plan import ImportOptions, plan_import
from registry.importing.read.file import read_file
from registry.store import Register
from tests.registry.batches import ADMIN

from .making import TODAY, csv_bytes, outcomes, planned

FIRST = [["ป้าย", "จังหวัด", "สถานะ"], ["ศูนย์ริมน้ำ", "ลำปาง", "ย้าย"], ["ศูนย์เชิงเขา", "ลำปาง", "เปิด"]]
NEXT = [["ป้าย", "จังหวัด", "สถานะ"], ["ศูนย์หน้าวัด", "ลำปาง", "ย้าย"]]
SAID = {"columns": {"ป้าย": "name_th"}, "words": {"status": {"ย้าย": "closed"}}}


def test_a_word_that_was_given_a_meaning_keeps_it_for_the_next_file():
    register = Register.in_memory()
    unsaid = planned(csv_bytes(FIRST), register=register)
    assert outcomes(unsaid)[2] == ("warned", ["row_word"])
    plan = planned(csv_bytes(FIRST), register=register, given=SAID)
    assert plan.batch.centres["status"].tolist() == ["closed", "open"]
    register.imports.commit(plan.batch, author=ADMIN)

    index = RegisterIndex.of(register)
    remembered = register.decisions.mapping("public-library")
    file = read_file(csv_bytes(NEXT), name="next.csv")
    mapping = guess_mapping(file, programmes=index.tables.programmes, remembered=remembered)
    again = plan_import(file, mapping, index, ImportOptions(programme_id="public-library", today=TODAY))
    assert outcomes(again)[2] == ("accepted", [])
    assert again.batch.centres[["name_th", "status"]].to_numpy().tolist() == [["ศูนย์หน้าวัด", "closed"]]


@pytest.mark.parametrize(
    "words", [["status"], {"status": {"ย้าย": "moved"}}, {"name_th": {"ก": "open"}}, {"status": "x"}]
)
def test_a_meaning_that_cannot_be_is_refused(words):
    with pytest.raises(ImportMappingError) as raised:
        planned(csv_bytes(FIRST), given={"words": words})
    assert raised.value.key == "mapping_value"


def test_names_that_are_counted_by_the_list_lose_their_numbers():
    rows = [["ชื่อ", "จังหวัด"], ["1 ศูนย์ ก", "ลำปาง"], ["ข้อ 2 ศูนย์ ข", "ลำปาง"], ["3 - ศูนย์ ค", "ลำปาง"]]
    assert planned(csv_bytes(rows)).batch.centres["name_th"].tolist() == ["ศูนย์ ก", "ศูนย์ ข", "ศูนย์ ค"]
    other = [["ชื่อ", "จังหวัด"], ["2499 คลับ", "ลำปาง"], ["100 ปี ห้องสมุด", "ลำปาง"], ["7 สี", "ลำปาง"]]
    assert planned(csv_bytes(other)).batch.centres["name_th"].tolist() == [row[0] for row in other[1:]]
