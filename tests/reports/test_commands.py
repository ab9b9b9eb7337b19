"""The command line of the reports: files from the register, filters as in an address, and plain sentences."""

from __future__ import annotations

import io
import zipfile

import pytest
from pptx import Presentation

from answers.story.of_question import SLIDES
from answers.words import t
from reports.commands import main
from reports.commands.options import ProgressPrinter
from tests.reports.reading import pdf_text


def test_a_brief_from_the_command_line(tmp_path):
    out = tmp_path / "brief.pdf"
    assert main(["brief", str(out), "--area", "52", "--lang", "en", "--today", "2026-11-21"]) == 0
    (page,) = pdf_text(out.read_bytes())
    assert "Lampang" in page
    assert "Prepared on 21 Nov 2026" in page


def test_all_briefs_of_a_kind_are_a_zip(tmp_path):
    out = tmp_path / "groups.zip"
    assert main(["brief", str(out), "--all", "group"]) == 0
    assert len(zipfile.ZipFile(out).namelist()) == 6


def test_a_picture_takes_the_filters_of_a_link(tmp_path):
    out = tmp_path / "map.svg"
    link = "http://localhost:8501/map?programme=bma-library&area=10&measure=claim&tiles=1"
    assert main(["svg", str(out), "--link", link, "--lang", "en"]) == 0
    assert "Filters: Bangkok; BMA learning libraries; Status: Open" in out.read_text(encoding="utf-8")


def test_an_option_repeated_sets_programmes_side_by_side(tmp_path):
    out = tmp_path / "map.svg"
    assert main(["svg", str(out), "--programme", "tk-park", "--programme", "relearning", "--from-year", "2550"]) == 0
    text = out.read_text(encoding="utf-8")
    assert "TK park และเครือข่าย" in text
    assert "Relearning Space @ Library" in text
    assert "TK park และเครือข่าย หรือ Relearning Space @ Library" not in text
    assert "ปีที่เปิด ตั้งแต่ 2550" in text


def test_slides_take_filters_and_leave_slides_out(tmp_path):
    out, kept = tmp_path / "s.pptx", ["gaps", "sources"]
    left_out = [part for name in SLIDES if name not in kept for part in ("--leave-out", name)]
    filters = ["--programme", "bma-library", "--area", "10", "--radius", "3"]
    assert main(["pptx", str(out), *filters, *left_out]) == 0
    deck = Presentation(io.BytesIO(out.read_bytes()))
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles.index(t("slide.appendix", lang="th")) == len(kept)
    assert "รัศมี 3 กม." in " ".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)


def test_a_file_that_takes_a_while_says_how_far_it_is_in_plain_lines(capsys):
    seconds = iter([0.0, 1.0, 3.0, 3.0, 4.0, 9.0, 9.0])
    progress = ProgressPrinter(lambda: next(seconds))
    for done in (5, 20, 30, 80):
        progress(done, 80)
    assert capsys.readouterr().err == "25 %\n", "nothing within three seconds, and the last step speaks for itself"


@pytest.mark.parametrize(("arguments", "said"), [
    (["svg", "{}/a.svg", "--programme", "nonsense"], "programme cannot be 'nonsense'"),
    (["svg", "{}/a.svg", "--radius", "0"], "The radius 0 km is not above 0"),
    (["svg", "{}/a.svg", "--link", "nonsense"], "'nonsense' is no link of this app"),
    (["svg", "{}/a.svg", "--picture", "pie"], "There is no picture 'pie'"),
    (["pptx", "{}/a.pptx", "--leave-out", "pie"], "There is no slide 'pie'"),
    (["pptx", "{}/a.pptx", "--template", "{}/none.pptx"], "cannot be used as a template"),
    (["brief", "{}/a.pdf", "--area", "R4-N"], "A brief is made for a province"),
    (["svg", "{}/none/a.svg"], "cannot be written"),
])  # fmt: skip
def test_nonsense_is_a_sentence_and_leaves_nothing(tmp_path, capsys, arguments, said):
    assert main([argument.format(tmp_path) for argument in arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole(tmp_path):
    out = tmp_path / "map.svg"
    out.write_text("what was there before")
    assert main(["svg", str(out)]) == 0
    assert out.read_bytes().startswith(b"<svg")
    assert [path.name for path in tmp_path.iterdir()] == ["map.svg"]
