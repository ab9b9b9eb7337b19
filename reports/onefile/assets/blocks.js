// The blocks of a view: cards, tables, bars, lists and maps, made of words and numbers that were computed before.
(function (kb) {
  "use strict";

  function cards(block) {
    return kb.element("div", "cards cards-" + block.cards.length + " " + (block.look || ""), ...block.cards.map((card) => kb.element("div", "card",
      kb.element("div", "card-label", kb.say(card.label)), kb.element("div", "card-value", kb.say(card.value)),
      kb.element("div", "card-detail", kb.say(card.detail)), kb.element("div", "card-dated", kb.say(card.dated)))));
  }

  function heading(block) {
    return block.title ? kb.element("h2", "", kb.say(block.title)) : null;
  }

  function cellOf(words, align, label) {
    const node = kb.element("td", align, kb.element("span", "", kb.phrases(kb.say(words))));
    if (label) node.dataset.label = label;
    return node;
  }

  function table(block) {
    const head = kb.element("tr", "", ...block.head.map(function (cell, at) {
      const node = kb.element("th", block.align[at], kb.say(cell));
      node.scope = "col";
      return node;
    }));
    const rows = block.rows.map((cells, at) => kb.element("tr", (block.muted || []).includes(at) ? "muted" : "",
      ...cells.map((cell, column) => cellOf(cell, block.align[column], column ? kb.say(block.head[column]) : ""))));
    const ranks = block.rows.length && block.rows.every((cells) => /^\d+$/.test(kb.say(cells[0]))) ? " ranks" : "";
    const node = kb.element("table", "slide-table " + (block.look || "") + ranks, kb.element("thead", "", head), kb.element("tbody", "", ...rows));
    return kb.element("div", "slide-table-box", heading(block), node, kb.element("p", "cut"));
  }

  function bars(block) {
    const most = Math.max(1, ...block.rows.map((row) => row.value || 0));
    return kb.element("div", "bars", heading(block), ...block.rows.map(function (row) {
      const bar = kb.element("div", "bar");
      bar.style.width = row.value === null ? "0" : Math.max((100 * row.value) / most, row.value ? 1 : 0) + "%";
      if (row.colour) bar.style.background = row.colour;
      return kb.element("div", "bar-row", kb.element("span", "bar-label", kb.say(row.label)),
        kb.element("span", "bar-track", bar), kb.element("span", "bar-told", kb.say(row.told)));
    }));
  }

  function list(block) {
    return kb.element("div", "list", heading(block), kb.element("ul", "", ...block.items.map((item) => kb.element("li", "", kb.phrases(kb.say(item))))));
  }

  function words(block) {
    return kb.element("p", "words " + (block.look || ""), kb.phrases(kb.say(block.text)));
  }

  // A map cannot be drawn before it has its size: the stage asks for it then.
  function map(block, stage) {
    const canvas = kb.element("canvas", "map");
    const box = kb.element("div", "map-box", canvas);
    stage.later(function () {
      const model = kb.viewModel(block.model);
      const tip = kb.tip(box);
      const view = new kb.MapView(canvas, { still: true, leave: () => tip.hide(), hover: (x, y) => kb.hover(view, tip, x, y) });
      canvas.tabIndex = -1;
      box.append(kb.legend(model));
      view.show(model);
    });
    return box;
  }

  const MAKERS = { cards: cards, table: table, bars: bars, list: list, words: words, map: map };

  kb.block = function (block, stage) {
    const node = MAKERS[block.kind](block, stage);
    node.classList.add("block", "side-" + (block.side || "full"));
    return node;
  };

  function overflows(box) {
    return box.scrollHeight > box.clientHeight + 1;
  }

  // What does not fit in the smallest type either is left out from the end and counted, so that no line is cut in half.
  function cut(box) {
    const rows = [...box.querySelectorAll("tbody tr")];
    const note = box.querySelector(".cut");
    const table = box.querySelector("table");
    note.textContent = "";
    rows.forEach((row) => (row.hidden = false));
    table.classList.remove("tight");
    keepWhole(table);
    if (overflows(box)) {
      table.classList.add("tight");
      keepWhole(table);
    }
    for (let kept = rows.length - 1; kept > 0 && overflows(box); kept--) {
      rows[kept].hidden = true;
      note.textContent = kb.t("onefile.more", { count: kb.number(rows.length - kept) });
    }
  }

  // Rows of a table over the whole width, or items of a list, are shown in parts, each as many as fit; returns the parts
  // as [from, to].
  function parts(box, rows) {
    const found = [];
    for (let from = 0; from < rows.length;) {
      rows.forEach((row, at) => (row.hidden = at < from));
      let to = rows.length;
      while (to > from + 1 && overflows(box)) rows[--to].hidden = true;
      found.push([from, to]);
      from = to;
    }
    return found.length ? found : [[0, 0]];
  }

  const TALLEST = 140; // of a row on a page that scrolls, about six lines

  // Whether a table has no room for what it says: a row of many lines, or a phrase on two.
  function squeezed(table) {
    const line = 1.9 * Number.parseFloat(getComputedStyle(table).lineHeight);
    return [...table.rows].some((row) => row.offsetHeight > TALLEST) || [...table.querySelectorAll("td .phrase")].some((one) => one.offsetHeight > line);
  }

  // On a page that scrolls nothing is left out; a table too wide for it, or squeezed, becomes a list of its rows, which
  // keep what a table is to whoever hears it.
  kb.unroll = function (body) {
    body.querySelectorAll("tbody tr, .list li").forEach((one) => (one.hidden = false));
    body.querySelectorAll(".list").forEach((one) => (one.style.fontSize = ""));
    body.querySelectorAll(".cut").forEach((note) => (note.textContent = ""));
    body.querySelectorAll(".slide-table").forEach(function (table) {
      fold(table, false);
      fold(table, squeezed(table) || table.scrollWidth > table.parentElement.clientWidth + 1);
    });
  };

  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };

  function fold(table, folded) {
    table.classList.toggle("folded", folded);
    [table, ...table.querySelectorAll("thead, tbody, tr, th, td")].forEach(function (node) {
      if (folded) node.setAttribute("role", ROLES[node.localName]);
      else node.removeAttribute("role");
    });
  }

  // Phrases of a table, else those of its first column, stay on one line each where that makes the table no wider than
  // its box, and no higher or not too high for it.
  function keepWhole(table) {
    table.classList.remove("whole", "whole-first");
    const before = table.offsetHeight;
    ["whole", "whole-first"].some(function (look) {
      table.classList.add(look);
      const box = table.parentElement;
      const fits = table.scrollWidth <= box.clientWidth + 1 && (table.offsetHeight <= before || !overflows(box));
      table.classList.toggle(look, fits);
      return fits;
    });
  }

  // Shows a part of a box, its last where it has fewer; returns how many it has.
  function showPart(box, rows, part) {
    const found = parts(box, rows);
    const [from, to] = found[Math.min(part, found.length - 1)];
    rows.forEach((row, at) => (row.hidden = at < from || at >= to));
    return found.length;
  }

  const LIST_SIZES = [21, 20, 19, 18]; // in units; what does not fit in the smallest is told in parts

  // Fits a view's body to its size and shows one of its parts; returns how many there are.
  kb.fit = function (body, part) {
    let count = 1;
    body.querySelectorAll(".slide-table").forEach((table) => fold(table, false));
    body.querySelectorAll(".slide-table-box").forEach(function (box) {
      if (!box.closest(".column-full") || body.classList.contains("two")) {
        cut(box);
        return;
      }
      keepWhole(box.querySelector("table"));
      count = Math.max(count, showPart(box, [...box.querySelectorAll("tbody tr")], part));
    });
    body.querySelectorAll(".list").forEach(function (box) {
      const items = [...box.querySelectorAll("li")];
      items.forEach((item) => (item.hidden = false));
      LIST_SIZES.some(function (size) {
        box.style.fontSize = "calc(" + size + " * var(--u))";
        return !overflows(box);
      });
      count = Math.max(count, showPart(box, items, part));
    });
    return count;
  };
})((window.onefile = window.onefile || {}));
