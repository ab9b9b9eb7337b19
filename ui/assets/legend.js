// The legend stands beside the map or below it, whichever leaves what the map is of larger: it never covers the map.
(function (kb) {
  "use strict";

  const SIDES = ["beside", "below"];

  function make(box) {
    const legend = mapPainter.element("aside", "kb-legend");
    legend.tabIndex = 0;
    legend.setAttribute("role", "group");
    box.after(legend);
    return legend;
  }

  // How many pixels a degree of what the map is of would get.
  function scale(kbmap, side) {
    const box = kbmap.map.getContainer();
    const [west, south, east, north] = kbmap.state.model.extent.bounds;
    const [left, bottom] = mapPainter.project(west, south);
    const [right, top] = mapPainter.project(east, north);
    box.parentElement.dataset.legend = side;
    return Math.min(box.clientWidth / (right - left), box.clientHeight / (bottom - top));
  }

  function arrange(kbmap) {
    const { legend } = kbmap;
    const more = legend.querySelector("details");
    if (more && !kbmap.folded) more.open = false;
    const [beside, below] = SIDES.map((side) => scale(kbmap, side));
    legend.parentElement.dataset.legend = legend.childElementCount ? SIDES[beside >= below ? 0 : 1] : "none";
    // What the marks mean is folded where it would not fit; a person's choice stays.
    if (!more || kbmap.folded || beside < below) return;
    more.open = true;
    more.open = legend.scrollHeight <= legend.clientHeight;
  }

  function show(kbmap, state) {
    const { areas, marks } = state.model.legend;
    const key = JSON.stringify([areas, marks, state.style, state.model.extent]);
    if (kbmap.legendKey === key) return;
    kbmap.legendKey = key;
    const { legend } = kbmap;
    // The signs of a scenario are few and always in sight; what the other marks mean may be folded.
    const isSign = (block) => block.entries.every(({ swatch }) => swatch.pin || swatch.strike);
    const drawn = (some) => some.map((block) => mapPainter.legendBlock(block, state.style));
    const [signs, blocks] = [drawn(marks.filter(isSign)), drawn(marks.filter((block) => !isSign(block)))];
    const more = mapPainter.element("details");
    more.append(mapPainter.element("summary", "", state.words.marks), ...blocks);
    more.firstChild.addEventListener("click", () => (kbmap.folded = true));
    legend.replaceChildren(...drawn(areas ? [areas] : []), ...signs, ...(blocks.length ? [more] : []));
    legend.setAttribute("aria-label", state.words.legend);
    arrange(kbmap);
  }

  function fail(kbmap, state) {
    kbmap.legendKey = "";
    kbmap.legend.replaceChildren(mapPainter.element("p", "", state.words.failed));
  }

  kb.legend = { make: make, show: show, arrange: arrange, fail: fail };
})((window.klaibaan = window.klaibaan || {}));
