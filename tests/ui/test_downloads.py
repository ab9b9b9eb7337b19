"""The panel of downloads: each kind of file is built in it and read back; faults, stopping; nothing while closed."""

from __future__ import annotations

import gc
import io
import re
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from answers.errors import ReportError
from answers.facts import Facts
from answers.story.of_question import SLIDES
from answers.story.sequence import Sequence, view_of
from answers.story.sequence_file import sequence_values
from geodata.worker.errors import WorkStopped
from registry.author import local_administrator
from registry.brief_days import last_days
from reports.picture.catalogue import PICTURES
from reports.slides.template import LARGEST_BYTES, require_template
from reports.wish import Kind, Wish
from tests.onefile import parsed
from tests.reports.expected import told as counted
from tests.reports.expected import without
from tests.reports.reading import pdf_text
from tests.test_house import ROOT
from tests.ui.downloading import PATIENCE_S, built, chosen, ended, panel_of, words
from ui import cached
from ui.downloads.built import Failed, Making
from ui.presentation import KIND
from ui.text import set_language, strings
from ui.words import area_name

LIBRARIES = {"programme": ("bma-library",), "area": "10", "measure": "claim", "status": ("open", "planned")}
FILTERS = {
    "th": "กรุงเทพมหานคร; ห้องสมุดเพื่อการเรียนรู้ กทม.; สถานะ: เปิดอยู่, อยู่ในแผน",
    "en": "Bangkok; BMA learning libraries; Status: Open, Planned",
}


def slide_texts(content: bytes) -> list[str]:
    deck = Presentation(io.BytesIO(content))
    found = []
    for slide in deck.slides:
        parts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append("\n".join([*parts, slide.notes_slide.notes_text_frame.text]))
    return found


def test_slides_carry_the_filters_and_leave_out_what_is_not_wanted():
    panel = panel_of("th", **LIBRARIES)
    assert FILTERS["th"] in words(panel)
    assert "2568" in words(panel)
    panel.multiselect(key="download-leave-out").set_value(["cover", "map", "sources"]).run()
    texts = slide_texts(built(panel))
    # The others are not about it; the appendix follows.
    appendix = next(place for place, text in enumerate(texts) if text.startswith(strings("th")["slide.appendix"]))
    assert appendix == len(["bangkok", "gaps", "unknown"])
    assert sum(FILTERS["th"] in text for text in texts) >= 3
    of_all = strings("th")["report.all_programmes"].format(area="ประเทศไทย")
    of_libraries = "ตัวกรอง: กรุงเทพมหานคร; ห้องสมุดเพื่อการเรียนรู้ กทม."
    of_programme = "ตัวกรอง: ประเทศไทย; ห้องสมุดเพื่อการเรียนรู้ กทม."
    assert all(any(scope in text for scope in (of_libraries, of_programme, of_all)) for text in texts)
    assert of_programme in texts[2], "what is not known is of the whole programme"
    name = panel.session_state["download"].name
    assert re.fullmatch(r"klaibaan-slides-bma-library-Bangkok-\d{4}-\d\d-\d\d-th\.pptx", name)
    assert name in words(panel)
    panel.multiselect(key="download-leave-out").set_value(list(SLIDES)).run()
    assert panel.button(key="build-panel").disabled
    assert strings("th")["download.no_slide"] in words(panel)


def test_the_workbook_is_in_the_language_asked_for():
    panel = chosen(panel_of("th", **LIBRARIES), "xlsx")
    panel.segmented_control(key="download-lang-th").set_value("en").run()
    book = load_workbook(io.BytesIO(built(panel)))
    about = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert any(FILTERS["en"] in text for text in about)
    assert any("2025" in text for text in about)
    cells = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert int(without()["people"].iloc[0]) in cells


def test_the_report_has_the_numbers_filters_and_page_numbers():
    pages = pdf_text(built(chosen(panel_of("en", **LIBRARIES), "pdf")))
    whole = " ".join(pages)
    assert FILTERS["en"] in whole
    assert counted(int(without()["people"].sum())) in whole
    assert f"{len(pages)}" in pages[-1]


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_is_built_in_either_form(form: str):
    panel = chosen(panel_of("th", **LIBRARIES), "picture")
    assert panel.selectbox(key="download-picture").options == [strings("th")[f"download.picture.{n}"] for n in PICTURES]
    panel.selectbox(key="download-picture").set_value("groups").run()
    panel.segmented_control(key="download-form-picture").set_value(form).run()
    content = built(panel)
    assert panel.session_state["download"].name.endswith(f"-th.{form}")
    if form == "png":
        picture = Image.open(io.BytesIO(content))
        assert round(float(picture.info["dpi"][0])) == 300
    else:
        assert 'lang="th"' in content.decode()
        assert "ห้องสมุดเพื่อการเรียนรู้" in content.decode()


def test_the_brief_is_of_the_area_looked_at():
    panel = chosen(panel_of("en", area="5001"), "brief")
    assert panel.selectbox(key="download-area-50").value == "50"
    assert "every programme" in words(panel)
    (page,) = pdf_text(built(panel))
    assert "Chiang Mai" in page
    assert panel.session_state["download"].name.startswith("klaibaan-brief-Chiang-Mai-")
    of_place = chosen(panel_of("en", page="place", place="104201"), "brief")
    assert of_place.selectbox(key="download-area-1042").value == "1042"
    of_country = chosen(panel_of("en"), "brief")
    assert of_country.button(key="build-panel").disabled


def test_a_brief_says_what_changed_since_the_last_one_and_a_viewer_has_it_too(monkeypatch):
    lead = {"none": strings("en")["change.no_brief"], "day": strings("en")["change.none"].partition("{day}")[0]}
    panel = since_last(panel_of("en", area="5001"))
    assert strings("en")["download.last_none"] in words(panel)
    (first,) = pdf_text(built(panel))
    assert lead["none"] in first
    (again,) = pdf_text(built(since_last(panel_of("en", area="5001"))))
    assert lead["day"] in again, "the first was remembered"
    monkeypatch.setenv("KLAIBAAN_OFFICE", "1")  # without sign-in everybody is a viewer in it
    (of_viewer,) = pdf_text(built(since_last(panel_of("en", area="5701"))))
    assert lead["none"] in of_viewer
    assert "57" not in last_days(cached.register().documents, today=cached.today())


def since_last(panel: AppTest) -> AppTest:
    """Choose the brief of the area looked at, with what changed since the last one."""
    panel = chosen(panel, "brief")
    return panel.segmented_control(key="download-since-what").set_value("last").run()


def test_all_briefs_of_a_kind_come_as_a_zip():
    panel = chosen(panel_of("th", **LIBRARIES), "briefs")
    panel.radio(key="download-areas").set_value("group").run()
    with zipfile.ZipFile(io.BytesIO(built(panel))) as bundle:
        assert len(bundle.namelist()) == 6
        assert all(bundle.read(name).startswith(b"%PDF") for name in bundle.namelist()[:2])


def test_a_long_one_says_its_step_and_stopping_leaves_nothing():
    panel = chosen(panel_of("th"), "briefs")
    panel.button(key="build-panel").click().run()
    making = panel.session_state["download"]
    assert isinstance(making, Making)
    assert panel.radio(key="download-kind").disabled
    panel.button(key="stop-panel").click().run()
    assert "download" not in panel.session_state
    assert making.job.wait(PATIENCE_S)
    assert making.job.result is None
    assert making.job.at[1] < 77
    assert [button.key for button in panel.button if button.key == "build-panel"]


def test_the_work_of_a_session_that_is_gone_stops():
    panel = chosen(panel_of("th"), "briefs")
    panel.button(key="build-panel").click().run()
    job = panel.session_state["download"].job
    del panel
    gc.collect()
    assert job.wait(PATIENCE_S)
    assert job.result is None


PRESENTED = Sequence((view_of("sources", {}, title="Where it is from"),))


def one_file_panel() -> AppTest:
    panel = panel_of("en", **LIBRARIES)
    content = sequence_values(PRESENTED)
    cached.register().documents.save(KIND, "ours", content, version=0, author=local_administrator())
    panel.session_state["sequence-name"] = "ours"
    return chosen(panel, "html")


def test_the_one_file_begins_with_the_sequence_and_the_filters():
    panel = one_file_panel()
    panel.button(key="build-panel").click().run()
    making = panel.session_state["download"]
    assert isinstance(making, Making)
    assert making.wish.sequence == PRESENTED
    assert dict(making.wish.params)["area"] == "10"
    panel.button(key="stop-panel").click().run()
    assert making.job.wait(PATIENCE_S)
    assert isinstance(making.job.fault, WorkStopped)


@pytest.mark.long
def test_the_one_file_is_built_with_the_sequence_and_the_filters():
    told, _ = parsed(built(one_file_panel()))
    assert told["lang"] == "en"
    assert told["start"]["area"] == "10"
    assert [view["title"] for view in told["sequence"]["views"]] == ["Where it is from"]


def test_a_changed_selection_says_that_the_file_is_of_the_earlier_one():
    panel = chosen(panel_of("th", **LIBRARIES), "picture")
    panel.segmented_control(key="download-form-picture").set_value("svg").run()
    content = built(panel)
    now = panel.session_state["selection"]
    panel.session_state["selection"] = type(now)(area="50")
    panel.run()
    assert strings("th")["download.earlier"].split("{")[0] in words(panel)
    assert FILTERS["th"] in words(panel)
    assert panel.button(key="build-panel").label == strings("th")["download.again"]
    assert panel.session_state["download"].content is content
    other = built(panel)
    assert other != content
    assert "เชียงใหม่" in other.decode()


def saved(deck: Presentation) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def with_macros() -> bytes:
    out = io.BytesIO(saved(Presentation()))
    with zipfile.ZipFile(out, "a") as parts:
        parts.writestr("ppt/vbaProject.bin", b"macro")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "key"),
    [
        ("x.pptx", lambda: b"no presentation", "report_template_damaged"),
        ("x.pptm", lambda: saved(Presentation()), "report_template_macros"),
        ("x.pptx", with_macros, "report_template_macros"),
        ("x.pptx", lambda: b"\0" * (LARGEST_BYTES + 1), "report_template_large"),
    ],
)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_bad_template_is_a_sentence_and_nothing_else_is_lost(name, make, key, lang):
    content = make()
    with pytest.raises(ReportError) as refused:
        require_template(content, file=name)
    assert refused.value.key == key
    if len(content) > LARGEST_BYTES or lang == "en":
        return
    panel = panel_of(lang, **LIBRARIES)
    panel.file_uploader(key="download-own").set_value((name, content, "application/octet-stream")).run()
    assert strings(lang)[f"error.{key}"].split("{file}")[1].split("{")[0] in words(panel)
    assert panel.button(key="build-panel").disabled
    assert not panel.exception


def test_a_template_of_ones_own_is_used():
    own = Presentation()
    panel = panel_of("th", **LIBRARIES)
    panel.file_uploader(key="download-own").set_value(("ours.pptx", saved(own), "application/octet-stream")).run()
    panel.multiselect(key="download-leave-out").set_value([name for name in SLIDES if name != "headline"]).run()
    made = Presentation(io.BytesIO(built(panel)))
    assert (made.slide_width, made.slide_height) == (own.slide_width, own.slide_height)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(
    ("fault", "key"),
    [
        (OSError(28, "No space left on device"), "download.fault_disk"),
        (MemoryError(), "download.fault_memory"),
        (RuntimeError("ours"), "error.unexpected"),
    ],
)
def test_a_fault_is_a_sentence(lang, fault, key):
    set_language(lang)
    asked = Wish(Kind.BOOK, lang, (), 0, date(2026, 1, 1))
    assert Failed(asked, fault).words() == strings(lang)[key].format(reason="No space left on device")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_file_from_the_page_of_bangkok_is_of_what_that_page_shows(lang):
    panel = panel_of(lang, page="bangkok", q="x", area="57")
    panel.session_state["address"] = "/bangkok"
    panel.run()
    told = " ".join(caption.value for caption in panel.caption)
    for code in ("10", "57"):
        assert (area_name(code) in told) == (code == "10")
    assert {"th": "ห้องสมุดเพื่อการเรียนรู้ กทม", "en": "BMA learning libraries"}[lang] in told
    chosen(panel, "brief")
    assert panel.selectbox(key="download-area-10").value == "10"


def test_a_fault_of_a_builder_is_told_in_the_panel():
    def script() -> None:
        import streamlit as st

        from answers.question import Question
        from reports.wish import Kind
        from ui.downloads.built import begin
        from ui.downloads.button import download_button
        from ui.downloads.wish import wish

        st.session_state.setdefault("selection", Question())
        st.session_state["download-open"] = True
        st.button("ask", key="ask", on_click=lambda: begin(wish(Kind.PICTURE, part="none", form="png")))
        download_button("map")

    set_language("th")
    panel = AppTest.from_function(script, default_timeout=PATIENCE_S).run()
    panel.button(key="ask").click().run()
    ended(panel)
    assert isinstance(panel.session_state["download"], Failed)
    assert not panel.exception


def test_closed_it_computes_and_loads_nothing():
    code = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        f"page = AppTest.from_file({str(ROOT / 'ui' / 'script.py')!r}, default_timeout=120)\n"
        "page.run(); page.button(key='language-button').click().run()\n"
        "assert not page.exception and page.button(key='download-overview')\n"
        "heavy = ('ui.downloads.panel', 'pptx', 'typst', 'xlsxwriter')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert said.strip() == "[]"


def test_a_filter_changed_with_the_panel_closed_makes_no_facts_but_those_of_the_page():
    from tests.ui.drawing import draw

    page = draw("th", "map", **LIBRARIES)
    before = [one for one in gc.get_objects() if isinstance(one, Facts)]
    asked = page.session_state["selection"] = type(page.session_state["selection"])(area="50")
    page.run()
    new = [one for one in gc.get_objects() if isinstance(one, Facts) and all(one is not old for old in before)]
    assert [one.question.area for one in new] in ([], [asked.area])


@pytest.mark.parametrize("lang", ["th", "en"])
def test_everything_that_can_be_chosen_has_a_name(lang):
    keys = [f"download.slide.{name}" for name in SLIDES] + [f"download.picture.{name}" for name in PICTURES]
    keys += [f"download.{part}.{kind}" for kind in Kind for part in ("kind", "step")]
    assert [key for key in keys if key not in strings(lang)] == []
