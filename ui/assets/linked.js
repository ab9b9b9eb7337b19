// What is pointed at in one place of the page is shown in the others: maps ring the area, lists mark its row, charts its bar.
(function (page) {
  "use strict";

  const HEADER_PX = 35;
  const ROW_PX = 35;
  const LIST = '[data-testid="stDataFrame"]';
  const BAR = '[aria-roledescription="bar"]';
  const REST_MS = 300;

  let lit = "";
  let rest = 0;

  // The row under a place of a list: the grid tells what it draws in words, with the number of each row.
  function namesOfRow(canvas, y) {
    const row = Math.floor((y - HEADER_PX + scrolled(canvas)) / ROW_PX);
    return y < HEADER_PX ? [] : cells(canvas.querySelector(`tr[aria-rowindex="${row + 2}"]`));
  }

  const scrolled = (canvas) => canvas.closest(LIST)?.querySelector(".dvn-scroller")?.scrollTop || 0;
  const cells = (row) => [...(row?.querySelectorAll("td") || [])].map((cell) => cell.textContent);
  // "area: Central; Regions: Central; ..."
  const namesOfBar = (bar) => (bar.getAttribute("aria-label") || "").split("; ").map((part) => part.slice(part.lastIndexOf(": ") + 2));

  function band(list) {
    const node = list.querySelector(".kb-band");
    if (node) return node;
    const made = document.createElement("div");
    made.className = "kb-band";
    list.append(made);
    return made;
  }

  function markRow(list, names) {
    const canvas = list.querySelector("canvas");
    const rows = [...(canvas?.querySelectorAll("tbody tr") || [])].filter((row) => cells(row).some((cell) => names.includes(cell)));
    const top = rows.length === 1 ? HEADER_PX + (rows[0].getAttribute("aria-rowindex") - 2) * ROW_PX - scrolled(canvas) : -1;
    const seen = top >= HEADER_PX && top + ROW_PX <= list.clientHeight + 1;
    if (!seen && !list.querySelector(".kb-band")) return;
    Object.assign(band(list).style, { top: top + "px", height: ROW_PX + "px", display: seen ? "" : "none" });
  }

  page.light = function (names) {
    const key = names.join("\n");
    if (key === lit) return;
    lit = key;
    page.names = names;
    (page.maps || []).forEach((kbmap) => kbmap.light(names));
    document.querySelectorAll(LIST).forEach((list) => markRow(list, names));
    document.querySelectorAll(BAR).forEach((bar) => bar.classList.toggle("kb-lit", namesOfBar(bar).some((name) => names.includes(name))));
  };

  // A list may scroll, be sorted or get its rows while the pointer rests on it: it is looked at again until the pointer leaves.
  function pointAt(x, y) {
    clearTimeout(rest);
    const target = document.elementFromPoint(x, y);
    const canvas = target?.closest(LIST)?.querySelector("canvas");
    const bar = target?.closest(BAR);
    if (canvas) page.light(namesOfRow(canvas, y - canvas.getBoundingClientRect().top));
    else page.light(bar ? namesOfBar(bar) : []);
    if (canvas) rest = setTimeout(pointAt, REST_MS, x, y);
  }

  document.addEventListener("mousemove", (event) => pointAt(event.clientX, event.clientY));
  document.addEventListener("mouseout", function ({ relatedTarget }) {
    if (!relatedTarget || relatedTarget.tagName === "IFRAME") clearTimeout(rest);
  });
})((window.klaibaanPage = window.klaibaanPage || {}));
