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
    const node = kb.element("table", "slide-table " + (block.look || ""), kb.element("thead", "", head), kb.element("tbody", "", ...rows));
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
    return kb.element("div", "list", heading(block), kb.element("ul", "", ...block.items.map((item) => kb.element("li", "", kb.say(item)))),
      kb.element("p", "cut"));
  }

  function words(block) {
    return kb.element("p", "words " + (block.look || ""), kb.say(block.text));
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

  // What does not fit is left out from the end and counted, so that no line is cut in half.
  function cut(box) {
    const rows = [...box.querySelectorAll("tbody tr")];
    const note = box.querySelector(".cut");
    note.textContent = "";
    rows.forEach((row) => (row.hidden = false));
    for (let kept = rows.length - 1; kept > 0 && overflows(box); kept--) {
      rows[kept].hidden = true;
      note.textContent = kb.t("onefile.more", { count: kb.number(rows.length - kept) });
    }
  }

  // A table over the whole width is shown in parts, each as many rows as fit; returns the parts as [from, to].
  function parts(box) {
    const rows = [...box.querySelectorAll("tbody tr")];
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

  // On a page that scrolls nothing is left out; a table too wide for it, or squeezed, becomes a list of its rows, which
  // keep what a table is to whoever hears it.
  kb.unroll = function (body) {
    body.querySelectorAll("tbody tr, .list li").forEach((one) => (one.hidden = false));
    body.querySelectorAll(".cut").forEach((note) => (note.textContent = ""));
    body.querySelectorAll(".slide-table").forEach(function (table) {
      fold(table, false);
      const squeezed = [...table.rows].some((row) => row.offsetHeight > TALLEST);
      fold(table, squeezed || table.scrollWidth > table.parentElement.clientWidth + 1);
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

  // Fits a view's body to its size and shows one of its parts; returns how many there are.
  kb.fit = function (body, part) {
    let count = 1;
    body.querySelectorAll(".slide-table").forEach((table) => fold(table, false));
    body.querySelectorAll(".slide-table-box").forEach(function (box) {
      if (!box.closest(".column-full") || body.classList.contains("two")) {
        cut(box);
        return;
      }
      const found = parts(box);
      const [from, to] = found[Math.min(part, found.length - 1)];
      [...box.querySelectorAll("tbody tr")].forEach((row, at) => (row.hidden = at < from || at >= to));
      count = found.length;
    });
    body.querySelectorAll(".list").forEach(function (box) {
      const items = [...box.querySelectorAll("li")];
      const note = box.querySelector(".cut");
      note.textContent = "";
      items.forEach((item) => (item.hidden = false));
      for (let kept = items.length - 1; kept > 0 && overflows(box); kept--) {
        items[kept].hidden = true;
        note.textContent = kb.t("onefile.more", { count: kb.number(items.length - kept) });
      }
    });
    return count;
  };
})((window.onefile = window.onefile || {}));
