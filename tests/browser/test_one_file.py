"""The one HTML file as it is used: opened from disk, without a network, by mouse, by keys, by touch and by a link."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from reports.onefile.page import DEFLATED, PLAIN_BYTES
from reports.onefile.page import page as page_of
from tests.browser.one_file import LAPTOP, Opened
from tests.onefile import HOSTILE, RENAMED, data
from tests.reports.test_thai import ENOUGH, by_typst, ink, likeness

SMALLEST_PX = 18
HALL = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
KHON_KAEN = (102.35, 16.75)


def place(page: Page, longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on the page, in pixels."""
    script = "place => onefile.app.explore.map.painter.place(mapPainter.project(...place))"
    inner = page.evaluate(script, [longitude, latitude])
    box = page.locator(".explore .map").bounding_box()
    assert box is not None
    return box["x"] + inner[0], box["y"] + inner[1]


def settled(page: Page) -> None:
    """Wait until the map stands still."""
    page.evaluate(
        """async () => { const map = onefile.app.explore.map; let before;
             do { before = JSON.stringify(map.view); await new Promise(requestAnimationFrame);
                  await new Promise(requestAnimationFrame); } while (before !== JSON.stringify(map.view)); }"""
    )


def click(page: Page, at: tuple[float, float]) -> None:
    settled(page)
    page.mouse.click(*place(page, *at))


@pytest.mark.parametrize("opened", [{"viewport": HALL}, {"viewport": PHONE}], indirect=True)
def test_a_phrase_of_a_title_stays_on_one_line_where_it_fits(opened: Opened) -> None:
    page = opened.go()
    page.evaluate("() => onefile.app.stage.open(0)")
    parted = """() => [...document.querySelectorAll('.slide :is(h1, .say) .phrase')].filter(one => {
        const range = document.createRange(); range.selectNodeContents(one);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
        return lines.size > 1 && one.offsetWidth < one.parentElement.clientWidth - 2; }).map(one => one.textContent)"""
    count = page.evaluate("() => onefile.app.stage.views.length")
    phrases = 0
    for place in range(count):
        page.evaluate("place => onefile.app.stage.show(place)", place)
        phrases += page.locator(".slide h1 .phrase").count()
        assert page.evaluate(parted) == []
        assert page.locator(".slide h1").inner_text().strip()
    assert phrases > 2 * count


def test_a_file_of_many_centres_is_unpacked_by_the_browser(opened: Opened, tmp_path: Path) -> None:
    wanted = opened.go().locator(".explore").inner_text()
    path = tmp_path / "many.html"
    path.write_bytes(page_of({**data(), "ballast": os.urandom(PLAIN_BYTES // 2).hex()}, lang="th"))
    assert DEFLATED.encode() in path.read_bytes()
    opened.url = path.as_uri()
    page = opened.go()
    assert page.locator(".explore").inner_text() == wanted
    page.evaluate("() => { delete window.DecompressionStream; }")
    again = "() => onefile.inflated(document.getElementById('onefile-data').textContent).catch(() => 'old')"
    assert page.evaluate(again) == "old"


def test_it_opens_without_a_network_and_in_its_own_font(opened: Opened) -> None:
    page = opened.go()
    expect(page.locator(".answer h2")).to_have_text("ประเทศไทย")
    expect(page.locator(".areas tbody tr")).to_have_count(77)
    loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
    assert [name.strip('"') for name in loaded] == ["Noto Sans Thai"]


WRITTEN = """async word => { await document.fonts.load('400 50px "Noto Sans Thai"', word);
  const canvas = onefile.element("canvas"); canvas.width = 480; canvas.height = 160; canvas.id = "written-canvas";
  const pen = canvas.getContext("2d"); pen.font = '400 50px "Noto Sans Thai"'; pen.fillText(word, 40, 100);
  const line = onefile.element("div", "", word); line.id = "written-line";
  for (const one of [canvas, line]) one.style.cssText = "position:fixed;left:0;top:" + (one === line ? 200 : 0) +
    "px;width:480px;height:160px;z-index:99;background:#fff;color:#000;font:400 50px/160px 'Noto Sans Thai';";
  document.querySelectorAll("#written-canvas, #written-line").forEach(one => one.remove());
  document.body.append(canvas, line); }"""


def test_thai_on_a_page_and_on_a_map_is_written_as_typst_writes_it(opened: Opened) -> None:
    page = opened.go()
    for word in ("ลำปาง", "จำนวน", "ที่", "ปี่", "น้ำ", "กตัญญู", "ผู้ใหญ่"):
        page.evaluate(WRITTEN, word)
        for box in ("#written-canvas", "#written-line"):
            ours = Image.open(io.BytesIO(page.locator(box).screenshot()))
            assert likeness(ink(ours), ink(by_typst(word))) > ENOUGH - 0.05, (word, box)
    page.evaluate(WRITTEN, "ล\u0e4dาปาง")
    apart = Image.open(io.BytesIO(page.locator("#written-line").screenshot()))
    assert likeness(ink(apart), ink(by_typst("ลาปาง"))) < ENOUGH - 0.05


def test_one_drills_down_to_a_district_and_a_crumb_leads_back(opened: Opened) -> None:
    page = opened.go("#level=region")
    for expected in ("R4-NE", "40"):
        click(page, KHON_KAEN)
        assert page.evaluate("onefile.app.explore.now.chosen") == expected
        click(page, KHON_KAEN)
        assert page.evaluate("onefile.app.explore.now.area") == expected
    expect(page.locator(".areas tbody tr")).to_have_count(26)
    click(page, KHON_KAEN)
    expect(page.locator(".answer h2")).to_contain_text("จังหวัดขอนแก่น")
    page.locator(".crumb").first.click()
    expect(page.locator(".areas tbody tr")).to_have_count(77)


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("สายไหม", "เขตสายไหม"), ("เขตสายไหม", "เขตสายไหม"), ("Sai Mai", "เขตสายไหม"), ("lopburi", "จังหวัดลพบุรี"),
        ("ออเงิน", "แขวงออเงิน เขตสายไหม"), ("โคราช", "จังหวัดนครราชสีมา"),
        ("บางไทร อยุธยา", "อำเภอบางไทร จังหวัดพระนครศรีอยุธยา"),
        ("อำเภอเมืองขอนแก่น", "อำเภอเมืองขอนแก่น จังหวัดขอนแก่น"),
    ],
)  # fmt: skip
def test_a_place_is_found_and_answered(opened: Opened, typed: str, heading: str) -> None:
    page = opened.go()
    page.keyboard.press("/")
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".answer h2")).to_have_text(heading)
    expect(page.locator(".answer-sentence")).to_contain_text("ประชากรตามทะเบียนราษฎร")


def test_the_answer_says_what_is_there_and_names_are_text(opened: Opened) -> None:
    page = opened.go("#chosen=40")
    expect(page.locator(".answer-sentence")).to_contain_text("Relearning Space @ Library 1 แห่ง")
    expect(page.locator(".centres")).to_contain_text(HOSTILE.replace("\u2028", " ")[:40])
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert RENAMED in data()["centres"]["id"]


def test_measure_set_and_language_change_map_legend_and_table_together(opened: Opened) -> None:
    page = opened.go("#area=10")
    page.locator("select").nth(0).select_option(label="ห้องสมุดเพื่อการเรียนรู้ กทม.")
    page.locator("select").nth(1).select_option("claim")
    expect(page.locator(".legend")).to_contain_text("ยังไม่มี")
    expect(page.locator(".areas .claim-has_one")).to_have_count(29)
    expect(page.locator(".areas .claim-has_none")).to_have_count(21)
    page.get_by_role("button", name="English").click()
    expect(page.locator(".legend")).to_contain_text("Has none")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.reload()
    expect(page.locator(".legend")).to_contain_text("Has none")
    expect(page.locator(".areas .claim-has_none")).to_have_count(21)


def test_a_link_opens_a_view_and_keys_lead_through_all_of_them(opened: Opened) -> None:
    page = opened.go("#view=3")
    stage = page.locator(".stage")
    expect(stage).to_have_attribute("data-shown", "3")
    views = len(data()["sequence"]["views"])
    page.keyboard.press("PageUp")
    expect(stage).to_have_attribute("data-shown", "2")
    for key_ in ("PageDown", "ArrowRight"):
        page.keyboard.press(key_)
    expect(stage).to_have_attribute("data-shown", "4")
    page.keyboard.press("End")
    expect(stage).to_have_attribute("data-shown", str(views))
    page.keyboard.press("ArrowRight")
    expect(stage).to_have_attribute("data-shown", str(views))
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    expect(stage).to_have_attribute("data-shown", "7")
    assert page.url.endswith("#view=7")
    page.keyboard.press("Escape")
    expect(stage).to_be_hidden()
    assert "view" not in page.url.split("#")[-1]


def test_a_long_table_is_shown_part_by_part_and_no_row_is_lost(opened: Opened) -> None:
    at = next(at for at, view in enumerate(data()["sequence"]["views"], 1) if view["page"] == "unknowns")
    opened.context.pages[0].set_viewport_size(HALL)
    page = opened.go(f"#view={at}")
    page.evaluate("document.fonts.ready.then(() => null)")
    rows = data()["sequence"]["views"][at - 1]["blocks"][0]["rows"]
    seen: list[str] = []
    while page.locator(".stage").get_attribute("data-shown") == str(at):
        seen += page.locator(".slide-table tbody tr:visible td:first-child").all_inner_texts()
        page.keyboard.press("PageDown")
    expected = [(row[0] if isinstance(row[0], str) else row[0]["th"]).replace("\u00a0", " ") for row in rows]
    assert [one.strip() for one in seen] == expected


def test_a_date_in_a_table_is_on_one_line(opened: Opened) -> None:
    at = next(at for at, view in enumerate(data()["sequence"]["views"], 1) if view["page"] == "sources")
    page = opened.go(f"#view={at}")
    dates = page.locator(".slide-table tr:visible td:nth-child(3) .phrase").filter(has_text="25")
    expect(dates.first).to_be_visible()
    lines = dates.evaluate_all("all => all.map(one => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight))")
    assert len(lines) > 3
    assert max(lines) < 1.5


SMALLEST = """() => { const found = [];
  const walker = document.createTreeWalker(document.querySelector('.stage .slide'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.textContent.trim() || !box.offsetParent) continue;
    found.push([parseFloat(getComputedStyle(box).fontSize), node.textContent]);
  }
  document.querySelectorAll('.stage .map').forEach(canvas => found.push([onefile.mapText(canvas), 'map']));
  return found.sort((a, b) => a[0] - b[0])[0]; }"""
BEYOND = """() => { const slide = document.querySelector('.stage .slide');
  const parts = 'h1, p, td, li, footer span, .card > div, .map-legend-row';
  const outside = [...slide.querySelectorAll(parts)].filter(node => {
    if (!node.offsetParent || !node.textContent.trim()) return false;
    const box = node.getBoundingClientRect();
    return box.bottom > innerHeight + 1 || box.right > innerWidth + 1; });
  return outside.map(node => node.textContent.slice(0, 60)); }"""


@pytest.mark.parametrize(
    "opened", [{"viewport": HALL}, {"viewport": {"width": 1920, "height": 1080}, "color_scheme": "dark"}], indirect=True
)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_back_row_can_read_everything(opened: Opened, lang: str) -> None:
    page = opened.go(f"#view=1&lang={lang}")
    page.evaluate("document.fonts.ready.then(() => null)")
    stage = page.locator(".stage")
    for at in range(1, len(data()["sequence"]["views"]) + 1):
        page.keyboard.type(str(at))
        page.keyboard.press("Enter")
        expect(stage).to_have_attribute("data-shown", str(at))
        size, text = page.evaluate(SMALLEST)
        assert size >= SMALLEST_PX, (at, text)
        assert page.evaluate(BEYOND) == [], at


def test_it_plays_by_itself_and_stops(opened: Opened) -> None:
    opened.page.clock.install()
    page = opened.go("#view=1")
    stage = page.locator(".stage")
    page.keyboard.press("a")
    page.clock.run_for(data()["usual_interval_s"] * 1000 + 50)
    expect(stage).to_have_attribute("data-shown", "2")
    page.keyboard.press("a")
    page.clock.run_for(data()["usual_interval_s"] * 5000)
    expect(stage).to_have_attribute("data-shown", "2")


@pytest.mark.parametrize("opened", [{"reduced_motion": "reduce"}], indirect=True)
def test_nothing_moves_where_less_motion_is_wanted(opened: Opened) -> None:
    page = opened.go("#view=2")
    assert page.evaluate("getComputedStyle(document.querySelector('.slide')).animationName") == "none"
    page.keyboard.press("Escape")
    page.evaluate("onefile.app.explore.set({ area: '40' })")
    first = page.evaluate("JSON.stringify(onefile.app.explore.map.view)")
    settled(page)
    assert page.evaluate("JSON.stringify(onefile.app.explore.map.view)") == first


def test_theme_black_screen_and_help_by_keys(opened: Opened) -> None:
    page = opened.go("#view=2")
    before = page.evaluate("getComputedStyle(document.querySelector('.stage')).backgroundColor")
    page.keyboard.press("d")
    assert page.evaluate("getComputedStyle(document.querySelector('.stage')).backgroundColor") != before
    page.keyboard.press("b")
    expect(page.locator(".slide")).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(page.locator(".slide")).to_be_visible()
    expect(page.locator(".stage")).to_have_attribute("data-shown", "2")
    page.keyboard.press("?")
    expect(page.locator(".help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".help")).to_have_count(0)


HIDDEN = """() => { const slide = document.querySelector('.stage .slide');
  const wrong = [...slide.querySelectorAll('td, li, .map-legend-row')].filter(node => {
    const box = node.getBoundingClientRect();
    if (!node.textContent.trim()) return false;
    if (!box.height || box.left < 0 || box.right > innerWidth + 1) return true;
    const holder = node.closest('.list, .slide-table-box, .legend').getBoundingClientRect();
    return box.bottom > holder.bottom + 2; });
  slide.querySelectorAll('.map-box').forEach(box => { if (!box.querySelector('.map-legend-row')) wrong.push(box); });
  slide.querySelectorAll('.folded tbody td + td').forEach(cell => {
    if (!getComputedStyle(cell, '::before').content.includes(cell.dataset.label)) wrong.push(cell); });
  return wrong.map(node => node.textContent.slice(0, 60)); }"""
SIDEWAYS = "selector => (node => node.scrollWidth - node.clientWidth)(document.querySelector(selector))"


@pytest.mark.parametrize("opened", [{"viewport": PHONE, "is_mobile": True, "has_touch": True}], indirect=True)
def test_a_phone_shows_every_view_whole_without_a_sideways_scroll(opened: Opened) -> None:
    page = opened.go()
    assert page.evaluate(SIDEWAYS, "html") == 0
    legend = page.locator(".map-pane .legend")
    expect(legend.locator(".legend-marks .map-legend-row").first).to_be_visible()
    assert legend.bounding_box()["y"] >= page.locator(".map-pane .map").bounding_box()["y"]
    page.evaluate("location.hash = 'view=1&lang=en'")
    page.reload()
    folded = 0
    for at in range(1, len(data()["sequence"]["views"]) + 1):
        page.keyboard.type(str(at))
        page.keyboard.press("Enter")
        expect(page.locator(".stage")).to_have_attribute("data-shown", str(at))
        assert [page.evaluate(SIDEWAYS, selector) for selector in ("html", ".stage")] == [0, 0], at
        assert page.evaluate(HIDDEN) == [], at
        folded += page.locator(".slide-table.folded").count()
    assert folded, "the widest tables become lists of their rows"
    row = page.locator(".slide-table.folded tbody tr")
    page.keyboard.type(
        str(next(at for at, view in enumerate(data()["sequence"]["views"], 1) if view["page"] == "all-programmes"))
    )
    page.keyboard.press("Enter")
    assert page.get_by_role("table").get_by_role("row").count() == row.count() + 1
    page.set_viewport_size(LAPTOP)
    expect(page.locator(".slide-table.folded")).to_have_count(0)


@pytest.mark.parametrize("opened", [{"viewport": {"width": 1000, "height": 440}}], indirect=True)
def test_a_legend_taller_than_its_map_stands_below_it(opened: Opened) -> None:
    page = opened.go("#view=1")
    above = """() => [...document.querySelectorAll('.stage .legend')].filter(one =>
      one.getBoundingClientRect().top < one.parentElement.getBoundingClientRect().top - 1).length"""
    maps = [
        at for at, view in enumerate(data()["sequence"]["views"], 1) if any(b["kind"] == "map" for b in view["blocks"])
    ]
    below = 0
    for at in maps:
        page.keyboard.type(str(at))
        page.keyboard.press("Enter")
        expect(page.locator(".stage")).to_have_attribute("data-shown", str(at))
        assert page.evaluate(above) == 0, at
        below += page.locator(".map-box.below").count()
    assert below


UNDER_LEGEND = """() => { const { map } = onefile.app.explore, painter = map.painter;
  const [box] = map.overlays();
  map.pan((box[0] + box[2]) / 2 - painter.width / 2, (box[1] + box[3]) / 2 - painter.height / 2);
  if (!painter.names.length) return -1;
  return [...painter.names, ...painter.towns].filter(one => mapPainter.meets(one.box, box)).length; }"""
CROWD = """() => { const map = onefile.app.explore.map.painter, { model } = map.scene;
  const before = model.marks;
  const placed = () => mapPainter.placeMarks(map).filter(one => map.onCanvas(one.x, one.y, 0));
  const covered = list => list.reduce((sum, one) => sum + Math.PI * one.r ** 2, 0) / map.width / map.height;
  const usual = placed();
  model.marks = Array.from({ length: 10000 }, (_, at) => ({ ...before[0], centre_id: "c" + at,
    longitude: 98 + (at % 100) * 0.07, latitude: 6 + Math.floor(at / 100) * 0.14 }));
  const many = placed();
  model.marks = before;
  const least = Math.min(...usual.map(one => one.r));
  return { usual: least, many: many[0].r, count: many.length, share: covered(many) }; }"""


def test_ten_thousand_marks_leave_the_map_to_be_seen(opened: Opened) -> None:
    found = opened.go().evaluate(CROWD)
    assert opened.page.evaluate(UNDER_LEGEND) == 0, "names are written beside the legend, not below it"
    assert found["count"] > 5000
    assert found["share"] <= 0.25, "of the map lies under marks"
    assert 1 <= found["many"] < found["usual"]
