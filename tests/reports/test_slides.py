"""The slides, read back: their messages, numbers, native tables and charts, Thai as PowerPoint takes it, and notes."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pptx import Presentation

from answers.errors import ReportError
from answers.facts import Facts
from answers.story.of_question import SLIDES, views_of
from answers.words import t
from answers.words.dates import when
from answers.words.names import at_start
from reports.slides.deck import slides_pptx
from tests.reports import expected
from tests.reports.conftest import facts_of
from tests.reports.decks import A, charts, deck_of, every_shape, grid, grids, texts, title, titles
from tests.reports.expected import told

USUAL = [name for name in SLIDES if name != "openings"]
"""The slides of a question without a scenario."""
THAI = re.compile("[\u0e00-\u0e7f]")
NOTHING = {"programme": "relearning", "area": "95", "q": "ไม่มีชื่อนี้"}


def slide_of(deck, name: str):
    return deck.slides[USUAL.index(name)]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_slide_of_the_story_says_something_of_its_own(lang, request):
    deck = request.getfixturevalue(f"deck_{lang}")
    assert abs(deck.slide_width / deck.slide_height - 16 / 9) < 0.001
    assert len(set(titles(deck))) == len(deck.slides)
    story = titles(deck)[1 : len(USUAL)]
    assert all(re.search(r"\d", message) for message in story), "a message is made of numbers"
    assert titles(deck)[len(USUAL)] == t("slide.appendix", lang=lang)


def test_the_messages_are_those_of_the_numbers(deck_th):
    without, khet = expected.without(), expected.khet()
    headline, bangkok = title(slide_of(deck_th, "headline")), title(slide_of(deck_th, "bangkok"))
    assert f"{len(without)} จาก {len(khet)} เขตยังไม่มี" in headline
    assert f"{len(without)} จาก {len(khet)} เขตยังไม่มี ประชากรรวม {told(without['people'].sum())} คน" in bangkok
    first = without.sort_values("people", ascending=False)["name"].iloc[0]
    assert first in title(slide_of(deck_th, "gaps"))


def test_layouts_are_used_as_they_are_meant(deck_th):
    kinds = [slide.slide_layout.name for slide in deck_th.slides]
    story = dict(zip(USUAL, kinds, strict=False))
    assert story["cover"] == "Cover"
    assert {story[name] for name in ("map", "relearning", "bangkok")} == {"Message with picture"}
    assert story["gaps"] == "Message with chart"
    assert {story[name] for name in ("programmes", "unknown", "sources")} == {"Message with table"}
    assert kinds[len(USUAL)] == "Section"
    assert kinds.count("Appendix") > 3
    for slide in deck_th.slides:
        held = [one for one in slide.placeholders if one.placeholder_format.type is not None]
        filled = [not one.has_text_frame or one.text_frame.text for one in held]
        assert all(filled), title(slide)


def test_the_headlines_are_those_of_the_files(deck_th):
    text = " ".join(texts(slide_of(deck_th, "headline")))
    without = expected.without()
    assert f"มีแล้ว {expected.khet()['has_library'].sum()} จาก {len(expected.khet())} เขต" in text
    assert f"ยังไม่มี {len(without)} เขต ประชากร {told(without['people'].sum())} คน" in text
    assert "มากกว่า 70,000 คน" in text
    assert text.count("ข้อมูลเก่ากว่า 2 ปี") == 3


def test_relearning_is_a_native_table_and_a_native_chart(deck_th):
    rows = grids(deck_th, t("nine.title", lang="th", count=len(expected.nine())))
    chart = next(one for one in charts(deck_th) if set(one.plots[0].categories) == set(expected.nine()["name_th"]))
    assert {row[0] for row in rows} == set(chart.plots[0].categories)
    assert list(chart.plots[0].series[0].values) == sorted(expected.nine()["people"], reverse=True), "the most first"
    people = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
    assert people == dict(zip(expected.nine()["name_th"], expected.nine()["people"], strict=True))


def test_the_chart_of_bangkok_counts_khet_by_group(deck_en):
    chart = next(one for one in charts(deck_en) if len(list(one.plots[0].series)) == 2)
    has, none = (list(series.values) for series in chart.plots[0].series)
    assert (sum(has), sum(none)) == (expected.khet()["has_library"].sum(), len(expected.without()))
    groups = expected.khet().groupby("group")["has_library"]
    assert sorted(zip(has, none, strict=True)) == sorted((g.sum(), (~g).sum()) for _, g in groups)


def test_ages_stand_on_the_slide_of_bangkok(deck_th):
    text = " ".join(texts(slide_of(deck_th, "bangkok")))
    without = expected.without()
    for column in ("people", "children", "elderly"):
        assert told(without[column].sum()) in text


def test_programmes_are_never_added_up(deck_th):
    rows = grids(deck_th, t("eleven.title", lang="th", count=len(expected.table("programmes.csv"))))
    assert len(rows) == len(expected.table("programmes.csv"))
    assert not any("รวม" in row[0] for row in rows)
    library = next(row for row in rows if row[0] == "ห้องสมุดเพื่อการเรียนรู้ กทม.")
    known = expected.standing("bma-library")
    assert library[3:6] == [str(known[key]) for key in ("named", "placed_district", "placed_site")]
    assert next(row for row in rows if row[0] == "ห้องสมุดประชาชน")[2].startswith("มากกว่า 627")


def test_the_gaps_are_the_khet_without_and_have_reasons(deck_th):
    heading = next(one for one in titles(deck_th) if one.startswith("พื้นที่ที่ยังเข้าไม่ถึง"))
    rows = grids(deck_th, re.sub(r" \(\d+/\d+\)$", "", heading))
    without = {f"เขต{row.name}": row.people for row in expected.without().itertuples()}
    assert {row[1]: row[2] for row in rows} == {name: told(people) for name, people in without.items()}
    assert all("กม." in row[-1] for row in rows)
    chart = next(shape.chart for shape in slide_of(deck_th, "gaps").shapes if shape.has_chart)
    assert [f"เขต{name}" for name in chart.plots[0].categories] == [row[1] for row in rows[:10]]


def test_what_is_not_known_names_whom_to_ask(deck_th):
    rows = grids(deck_th, t("slide.unknown_table", lang="th"))
    near_home = next(row for row in rows if row[0] == "เครือข่ายศูนย์เรียนรู้ใกล้บ้าน")
    assert "มีรายชื่อ 1 จากที่รายงาน 200" in near_home[1]
    assert near_home[3] == "สำนักงานอุทยานการเรียนรู้"
    mobile = next(row for row in rows if row[0] == "ห้องสมุดเคลื่อนที่ใกล้อาคารสูง")
    assert "แหล่งข้อมูลไม่ได้ระบุจำนวน" in mobile[1]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_filters_that_leave_nothing_make_one_honest_slide(lang):
    deck = deck_of(slides_pptx(facts_of(lang=lang, **NOTHING)))
    honest = deck.slides[1]
    assert {"th": "เรื่องที่ต้องถาม", "en": "open questions to"}[lang] in title(honest)
    assert any(text.startswith(t("slide.nothing_fits", lang=lang, filters="")) for text in texts(honest))
    assert any(at_start(t("ask.unnamed", lang=lang)) in text for text in texts(honest))
    others = [title(slide) for slide in deck.slides][2:]
    assert not any("50" in one for one in others), "nothing about Bangkok under a filter of Yala"


@pytest.mark.parametrize("params", [{}, NOTHING, {"programme": "relearning", "province": "52"}])
def test_no_table_has_a_heading_and_no_row(params):
    deck = deck_of(slides_pptx(facts_of(**params), leave_out=["headline", "bangkok"]))
    tables = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]
    assert tables
    assert min(len(grid(shape)) for shape in tables) > 1


def test_a_slide_is_there_when_it_is_about_the_question():
    northeast = facts_of(programme="public-library", area="R4-NE")
    assert list(views_of(northeast)) == ["cover", "map", "unknown", "sources"]
    assert "bangkok" in views_of(facts_of())
    of_khet = views_of(facts_of(programme="bma-library", area="10", mode="gaps"))
    assert of_khet["bangkok"].page == "groups", "the map says the rest"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_not_known_of_a_whole_programme_has_no_footer_of_an_area(lang):
    deck = deck_of(slides_pptx(facts_of(lang=lang, programme="public-library", area="46")))
    foot = next(text for text in texts(deck.slides[2]) if text.startswith(t("report.filters", lang=lang, filters="")))
    assert {"th": "ประเทศไทย; ห้องสมุดประชาชน", "en": "Thailand; Public libraries"}[lang] in foot
    assert "67" in " ".join(texts(deck.slides[2])), "the list of the whole country"


def test_a_cover_of_several_programmes_shows_the_centres_of_each():
    params = {"programme": "bma-library|public-library|book-house"}
    cover = deck_of(slides_pptx(facts_of(**params))).slides[0]
    legend = next(shape for shape in cover.shapes if shape.name == t("legend.title", lang="th"))
    words = legend._element.xpath("./*/p:cNvPr")[0].get("descr")
    assert all(name in words for name in ("ห้องสมุดเพื่อการเรียนรู้ กทม.", "ห้องสมุดประชาชน", "บ้านหนังสือ กทม."))
    assert "ห้องสมุดเพื่อการเรียนรู้ กทม. ห้องสมุดประชาชน และบ้านหนังสือ กทม. · ประเทศไทย" in " ".join(texts(cover))


@pytest.mark.parametrize(
    "params", [{}, {"programme": "public-library", "level": "district"}, {"programme": "public-library", "area": "46"}]
)
def test_a_whole_table_has_one_size_of_type_and_does_not_repeat_its_slide(params):
    sizes: dict[str, set[float]] = {}
    tables = []
    for slide in deck_of(slides_pptx(facts_of(**params))).slides:
        for shape in (one for one in slide.shapes if one.has_table):
            tables.append({row[0] for row in grid(shape)[1:]})
            size = shape.table.cell(0, 0).text_frame.paragraphs[0].runs[0].font.size.pt
            sizes.setdefault(re.sub(r" \(\d+/\d+\)$", "", title(slide)), set()).add(size)
    assert all(len(of) == 1 for of in sizes.values()), sizes
    conclusions = [heading for heading in sizes if "รายอำเภอ: จังหวัดกาฬสินธุ์" in heading]
    assert conclusions == [], "a table that says of every district that nothing can be said"


def test_a_footer_names_the_scope_of_its_own_slide(deck_th):
    for slide in deck_th.slides:
        foot = " ".join(texts(slide))
        bangkok = "กรุงเทพมหานคร: " in title(slide)
        of = "กรุงเทพมหานคร; ห้องสมุดเพื่อการเรียนรู้ กทม." if bangkok else ""
        assert f"ตัวกรอง: {of}" in foot
        assert "31 ธ.ค. 2568" in foot
        assert slide._element.findall(f".//{A}fld[@type='slidenum']")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_long_filter_leaves_the_dates_in_the_footer(lang):
    facts = facts_of(programme="relearning", province="10|52|53|67|71|75|84|95|34", lang=lang)
    for slide in deck_of(slides_pptx(facts)).slides:
        footer = next(text for text in texts(slide) if text.startswith(t("report.filters", lang=lang, filters="")))
        assert when(facts.data_date, lang=lang) in footer


def test_a_long_name_leaves_a_message_its_numbers():
    long = "ศูนย์เรียนรู้ต่อเนื่องอย่างยั่งยืนในห้องสมุดประชาชนจังหวัด" * 4
    facts = facts_of(programme="public-library")
    programmes = facts.tables.programmes.copy()
    for column in [one for one in programmes.columns if one.startswith(("name", "short"))]:
        programmes.loc[programmes["programme_id"] == "public-library", column] = long
    told = Facts(facts.question, replace(facts.tables, programmes=programmes), today=facts.today)
    slide = deck_of(slides_pptx(told, leave_out=set(SLIDES) - {"map"})).slides[0]
    assert title(slide).endswith("มีแล้ว 41 จาก 77 จังหวัด อีก 36 จังหวัดข้อมูลยังไม่ครบ")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_run_names_language_and_face(lang, request):
    count = 0
    for slide in request.getfixturevalue(f"deck_{lang}").slides:
        for part in (slide, slide.notes_slide):
            for run in part._element.iter(f"{A}r"):
                properties, text = run.find(f"{A}rPr"), run.findtext(f"{A}t") or ""
                assert properties.get("lang") == ("th-TH" if THAI.search(text) else "en-GB"), text
                assert properties.find(f"{A}cs").get("typeface"), text
                count += 1
    assert count > 300


def test_charts_name_language_and_face_too(deck_th):
    for chart in charts(deck_th):
        properties = list(chart._chartSpace.iter(f"{A}defRPr"))
        assert properties
        assert all(one.get("lang") == "th-TH" and one.find(f"{A}cs") is not None for one in properties)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_notes_hold_what_is_said_and_where_it_comes_from(lang, request):
    deck = request.getfixturevalue(f"deck_{lang}")
    for slide in deck.slides:
        say, method = slide.notes_slide.notes_text_frame.text.split(t("slide.origin", lang=lang))
        head, *spoken = say.strip().split("\n")
        assert head == t("slide.say", lang=lang)
        assert sum(map(len, spoken[1:])) < 500, "what one says in half a minute"
        assert t("report.filters", lang=lang, filters="") in method
        assert "CC BY 4.0" in method
    spoken = slide_of(deck, "map").notes_slide.notes_text_frame.text
    assert title(slide_of(deck, "map")) in spoken
    assert t("slide.method", lang=lang, method="") in spoken


def test_pictures_tables_charts_and_legends_are_described(deck_th):
    described = 0
    for slide in deck_th.slides:
        for shape in slide.shapes:
            if shape.shape_type is not None and (shape.has_chart or shape.has_table or hasattr(shape, "image")):
                assert shape._element.xpath("./*/p:cNvPr")[0].get("descr"), shape.name
                described += 1
    legends = [shape for shape in deck_th.slides[0].shapes if shape.name == t("legend.title", lang="th")]
    assert "Relearning Space @ Library" in legends[0]._element.xpath("./*/p:cNvPr")[0].get("descr")
    assert described >= 20


def test_slides_can_be_left_out():
    left_out = ["cover", "map", "bangkok", "relearning"]
    deck = deck_of(slides_pptx(facts_of(), leave_out=left_out))
    assert titles(deck).index(t("slide.appendix", lang="th")) == len(USUAL) - len(left_out)
    with pytest.raises(ReportError, match="There is no slide 'nonsense'"):
        slides_pptx(facts_of(), leave_out=["nonsense"])


def test_the_file_says_what_it_is(deck_th):
    properties = deck_th.core_properties
    assert properties.title == t("slide.cover", lang="th")
    assert properties.author == t("report.author", lang="th")
    assert "python-pptx" not in (properties.comments or "")
    assert (properties.created.year, properties.language) == (2026, "th-TH")


@pytest.mark.parametrize("content", [b"", b"no presentation", b"PK\x03\x04 broken"])
def test_a_template_that_is_none_is_a_sentence(content):
    with pytest.raises(ReportError, match=r"my\.pptx cannot be used as a template"):
        slides_pptx(facts_of(), template=content, template_name="my.pptx")


def test_a_cover_has_the_map_of_what_was_asked_with_its_legend():
    deck = Presentation(io.BytesIO(slides_pptx(facts_of(programme="bma-library", area="10", mode="gaps"))))
    cover = deck.slides[0]
    (picture,) = [shape for shape in cover.shapes if hasattr(shape, "image")]
    assert "กรุงเทพมหานคร" in picture.name
    words = [shape.text_frame.text for shape in every_shape(cover.shapes) if shape.has_text_frame]
    assert any("ประชากรนอกรัศมี" in one for one in words)
