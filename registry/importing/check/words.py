"""The words of the register's vocabulary as people write them in tables."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from registry.importing.columns.headers import plain_header
from registry.importing.columns.mapping import VOCABULARIES
from registry.importing.problems import RowProblem
from registry.importing.read.cleaning import is_nothing
from registry.vocabulary import Access, Basis, NameStatus, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registry.importing.columns.body import Body
    from registry.importing.findings import Findings

_FORMS: Final[dict[type[StrEnum], dict[StrEnum, str]]] = {
    Status: {
        Status.OPEN: "เปิด|เปิดบริการ|เปิดให้บริการ|เปิดดำเนินการ|ดำเนินการ|ดำเนินการอยู่|ปกติ|ใช้งาน|active|opened|operating",
        Status.PLANNED: "แผน|วางแผน|อยู่ในแผน|ตามแผน|กำลังก่อสร้าง|อยู่ระหว่างก่อสร้าง|กำลังจะเปิด|ยังไม่เปิด|plan|"
        "underconstruction|future",
        Status.CLOSED: "ปิด|ปิดบริการ|ปิดถาวร|ปิดชั่วคราว|ยกเลิก|เลิก|เลิกกิจการ|close|inactive|cancelled",
    },
    Access: {
        Access.PUBLIC: "ทั่วไป|บุคคลทั่วไป|ประชาชน|ประชาชนทั่วไป|สาธารณะ|ทุกคน|everyone|all|open",
        Access.RESIDENTS: "ผู้อยู่อาศัย|ผู้พักอาศัย|ลูกบ้าน|เฉพาะผู้อยู่อาศัย|resident",
        Access.MILITARY_AND_COMMUNITY: "ทหารและชุมชน|ทหารและครอบครัว|กำลังพลและชุมชน|ทหาร|military",
        Access.UNKNOWN: "ไม่ทราบ|ไม่ระบุ|ไม่แน่ชัด",
    },
    Precision: {
        Precision.SITE: "อาคาร|ระบุถึงอาคาร|building|exact|rooftop|พิกัดจริง",
        Precision.TOWN: "ตัวเมือง|เมือง|ระบุถึงตัวเมือง|ใจกลางเมือง|approximate",
        Precision.INFERRED: "อนุมาน|อนุมานว่าอยู่ในตัวเมือง|inferred town",
        Precision.SUBDISTRICT: "ตำบล|แขวง|ระบุถึงตำบล|ระบุถึงแขวง|tambon|khwaeng",
        Precision.DISTRICT: "อำเภอ|เขต|เขตอำเภอ|ระบุถึงเขตอำเภอ|ระบุถึงอำเภอ|ระบุถึงเขต",
        Precision.PROVINCE: "จังหวัด|ระบุถึงจังหวัด",
    },
    Basis: {Basis.REPORTED: "รายงาน|มีในแหล่งข้อมูล", Basis.DERIVED: "ประมาณการ|ประมาณการจากจำนวนเขต"},
    NameStatus: {NameStatus.NAMED: "มีชื่อ|ทราบชื่อ", NameStatus.PROVINCE_ONLY: "ทราบเพียงจังหวัด|ไม่ทราบชื่อ"},
}  # fmt: skip


def word_column(body: Body, column: str, *, default: Sequence[str], findings: Findings | None = None) -> list[str]:
    """Return the words of a column of the vocabulary; a cell that is none of them takes the default, with a warning.

    What somebody said of a word goes before what it usually means.
    """
    cells, findings = body.cells_of(column), findings or body.findings
    if not any(cells):
        return list(default)
    vocabulary = VOCABULARIES[column]
    meanings = body.mapping.words.get(column, {})
    forms = {**_forms(vocabulary), **{word: vocabulary(meaning) for word, meaning in meanings.items()}}
    words: list[str] = []
    for row, cell in enumerate(cells):
        word = forms.get(plain_header(cell)) if cell else None
        words.append(default[row] if word is None else str(word))
        if word is None and not is_nothing(cell):
            findings.add(row, RowProblem("row_word", value=cell[:120], column=column, used=default[row]))
    return words


@cache
def _forms(vocabulary: type[StrEnum]) -> dict[str, StrEnum]:
    forms = {plain_header(str(word)): word for word in vocabulary}
    for word, spellings in _FORMS[vocabulary].items():
        forms |= {plain_header(spelling): word for spelling in spellings.split("|")}
    return forms
