// The hand's own tools on every page: undo of the last choice, views kept by name in this browser, and the keys on "?".
(function (page) {
  "use strict";

  const STORE = "klaibaan-views";
  const MOST = 100;
  const LONGEST = 80;

  function element(name, kind, text) {
    const node = document.createElement(name);
    if (kind) node.className = kind;
    if (text) node.textContent = text;
    return node;
  }

  function button(icon, kind, act) {
    const node = element("button", "kb-tool " + kind);
    node.type = "button";
    const sign = element("span", "kb-icon", icon);
    sign.setAttribute("aria-hidden", "true");
    node.append(sign);
    node.addEventListener("click", act);
    return node;
  }

  function name(node, words) {
    node.title = words;
    node.setAttribute("aria-label", words);
  }

  // What stands in the store may come from another version, or from a hand.
  function views() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE) || "[]");
      return kept.filter((one) => typeof one?.name === "string" && /^\/(?!\/)/.test(one.address));
    } catch {
      return [];
    }
  }

  function keep(all) {
    try {
      localStorage.setItem(STORE, JSON.stringify(all));
      return true;
    } catch {
      return false;
    }
  }

  const here = () => location.pathname + location.search;

  // The app takes up an address that the browser comes back to: so a view opens without loading the page anew.
  function go(address) {
    history.pushState(null, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }

  function dialog(kind) {
    const box = element("dialog", "kb-dialog " + kind);
    box.addEventListener("click", (event) => event.target === box && box.close());
    return box;
  }

  function close(box, words) {
    const node = button("close", "kb-close", () => box.close());
    name(node, words.close);
    return node;
  }

  function open(box) {
    if (!box.open) box.showModal();
  }

  function showViews(box, words, said = "") {
    const all = views();
    const form = element("form", "kb-views-form");
    const field = Object.assign(element("input", "kb-search-field"), { maxLength: LONGEST, required: true, autofocus: true, placeholder: words.name });
    field.setAttribute("aria-label", words.name);
    form.append(field, element("button", "kb-save", words.save));
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const text = field.value.trim();
      if (!text) return;
      const rest = views().filter((one) => one.name !== text);
      const full = rest.length >= MOST;
      const kept = !full && keep([{ name: text, address: here() }, ...rest]);
      showViews(box, words, kept ? words.saved : full ? words.full : words.failed);
    });
    const list = element("ul", "kb-views");
    all.forEach(function (one) {
      const row = element("li");
      const link = Object.assign(element("a", "", one.name), { href: one.address });
      link.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        box.close();
        go(one.address);
      });
      const away = button("delete", "", function () {
        const kept = keep(views().filter((other) => other.name !== one.name));
        showViews(box, words, kept ? "" : words.failed);
      });
      name(away, words.remove.replace("{name}", one.name));
      row.append(link, away);
      list.append(row);
    });
    const copy = element("button", "kb-copy", words.copy);
    copy.type = "button";
    copy.addEventListener("click", () => navigator.clipboard.writeText(location.href).then(() => (copy.textContent = words.copied), () => (copy.textContent = location.href)));
    const state = element("p", "kb-said", said || (all.length ? "" : words.none));
    state.setAttribute("role", "status");
    box.replaceChildren(close(box, words), element("h2", "", words.views), element("p", "", words.about), form, state, list, copy);
    box.setAttribute("aria-label", words.views);
    field.focus();
  }

  function showKeys(box, words) {
    const list = element("dl", "kb-keys");
    words.keys.forEach(([key, what]) => list.append(element("dt", "", key), element("dd", "", what)));
    box.replaceChildren(close(box, words), element("h2", "", words.help), list);
    box.setAttribute("aria-label", words.help);
  }

  const typing = (node) => Boolean(node?.closest?.('input, textarea, select, [contenteditable="true"], [role="combobox"]'));

  function make() {
    const tools = { bar: element("div", "kb-tools"), views: dialog("kb-views-dialog"), keys: dialog("kb-keys-dialog") };
    tools.undo = button("undo", "kb-undo", () => history.back());
    tools.open = button("bookmark", "kb-open-views", function () {
      showViews(tools.views, tools.words);
      open(tools.views);
    });
    tools.help = button("help", "kb-help", function () {
      showKeys(tools.keys, tools.words);
      open(tools.keys);
    });
    tools.bar.append(tools.undo, tools.open, tools.help);
    // Keys work wherever one does not type; the maps hand theirs on.
    page.key = function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
      const act = {
        "?": () => tools.help.click(),
        "/": () => document.querySelector(".kb-search .kb-search-field")?.focus(),
        u: () => tools.undo.click(),
        v: () => tools.open.click(),
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", page.key);
    page.steps = () => (tools.undo.disabled = !history.state?.klaibaanStep);
    return tools;
  }

  page.tools = async function (parent, data) {
    const words = await (await fetch(new URL(data.words, document.baseURI))).json();
    const tools = (page.madeTools = page.madeTools || make());
    tools.words = words;
    [[tools.undo, "undo"], [tools.open, "views"], [tools.help, "help"]].forEach(([node, word]) => name(node, words[word]));
    if (tools.bar.parentNode !== parent) parent.append(tools.bar, tools.views, tools.keys);
    page.steps();
  };
})((window.klaibaanPage = window.klaibaanPage || {}));
