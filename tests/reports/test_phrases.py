"""Lines end where a phrase does: no program has to break Thai, and no number stands apart from its unit."""

from __future__ import annotations

import pytest

from reports.picture.lettering import width_mm
from reports.slides.breadth import line_count, phrase_lines
from tests.reports.test_slides_room import WIDER, made

ROOM_MM = 308.0
MESSAGES = {
    "สายไหม บางแค และหนองแขม อยู่ลำดับต้นใน 21 เขตที่ยังไม่มี โดย 39.0% ของผู้ที่อยู่ไกลกว่า 2 กม. อยู่ที่นั่น": (
        "สายไหม บางแค และหนองแขม อยู่ลำดับต้นใน 21 เขตที่ยังไม่มี",
        "โดย 39.0% ของผู้ที่อยู่ไกลกว่า 2 กม. อยู่ที่นั่น",
    ),
    "Relearning ไปถึงแล้ว 9 จังหวัด ครบทั้ง 4 ภาค ส่วนกรุงเทพมหานคร 21 จาก 50 เขตยังไม่มีห้องสมุดเพื่อการเรียนรู้": (
        "Relearning ไปถึงแล้ว 9 จังหวัด ครบทั้ง 4 ภาค",
        "ส่วนกรุงเทพมหานคร 21 จาก 50 เขตยังไม่มีห้องสมุดเพื่อการเรียนรู้",
    ),
    "Relearning has reached 9 provinces and all 4 regions; in Bangkok 21 of 50 districts have no learning library": (
        "Relearning has reached 9 provinces and all 4 regions;",
        "in Bangkok 21 of 50 districts have no learning library",
    ),
}


@pytest.mark.parametrize("message", list(MESSAGES))
def test_a_message_ends_its_lines_with_a_phrase(message):
    assert phrase_lines(message, ROOM_MM, 26, 700) == MESSAGES[message]


def test_a_cover_does_not_part_the_words_of_not_reached():
    words = "แหล่งเรียนรู้สาธารณะอยู่ที่ใด ถึงใครบ้าง และที่ใดยังเข้าไม่ถึง"
    for room_mm in range(90, 240, 7):
        lines = phrase_lines(words, room_mm, 20)
        assert lines == (words,) or not any(line.endswith("เข้าไม่") for line in lines)
        assert len(lines) <= line_count(words, room_mm, 20, widest=True)


def test_the_number_of_a_part_does_not_stand_alone():
    assert phrase_lines("The 12 programmes and their partners (1/5)", 190, 26, 700)[-1] == "and their partners (1/5)"


def test_words_that_belong_together_are_not_parted():
    assert phrase_lines("แล้ว 9 จังหวัด", 20, 20) == ("แล้ว 9 จังหวัด",), "no line is short enough: as it is"
    for room_mm in range(60, 300, 5):
        lines = phrase_lines("มีแล้วใน 1,865,501 คน จาก 77 จังหวัด รัศมี 2 กม. ทั้ง 4 ภาค", room_mm, 20)
        assert not any(line[-1].isdigit() or line.endswith(("จาก", "ทั้ง")) for line in lines)


def test_titles_of_decks_and_templates_end_their_lines_with_a_phrase():
    parted = 0
    for one in (("first", "th", ""), ("gaps", "th", ""), ("first", "th", "light"), ("gaps", "th", "dark")):
        for slide in made(*one).slides:
            lines = slide.shapes.title.text_frame.text.split("\v")
            parted += len(lines) > 1
            assert not any(line[-1].isdigit() for line in lines[:-1]), lines
            for line, run in zip(lines, slide.shapes.title.text_frame.paragraphs[0].runs, strict=True):
                if len(lines) > 1 and run.font.size is not None:
                    assert width_mm(line, run.font.size.pt, 700) * WIDER[True] <= slide.shapes.title.width / 36_000
    assert parted >= 8


def test_a_break_has_the_size_of_its_line():
    cover = made("first", "th", "light").slides[2]
    for node in cover._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}br"):
        assert node.getnext().tag.endswith("}r")
        following = node.getnext()[0].get("sz")
        assert (node[0].get("sz") if len(node) else None) == following
