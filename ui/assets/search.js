// The search box: what fits stands under the field from the second letter on, by mouse and by keys, and nothing is asked
// of the server but once a language for the index.
(function (kb) {
  "use strict";

  const FEWEST = 2;
  const MOST = { areas: 7, centres: 6, postcodes: 6 };
  const indexes = new Map();

  function element(name, kind, text) {
    const node = document.createElement(name);
    if (kind) node.className = kind;
    if (text) node.textContent = text;
    return node;
  }

  // Each found thing is { group, key, label, about, code }; code is the area it leads to, where it is one.
  function finders(index) {
    const { areas, subdistricts } = index;
    const { clean, key, loose } = finding.spelling(index.letters);
    const label = new Map(areas.codes.map((code, at) => [code, areas.labels[at]]));
    const places = areas.codes.map((code, at) => (
      { code: code, kind: areas.kinds[at], th: areas.th[at], en: areas.en[at], others: areas.others[code] || [], parents: areas.parents[at] }));
    subdistricts.codes.forEach((code, at) => places.push(
      { code: code, kind: "subdistrict", th: subdistricts.th[at], en: subdistricts.en[at], others: [], parents: [code.slice(0, 4), code.slice(0, 2)] }));
    const byCode = new Map(places.map((place) => [place.code, place]));
    const find = finding.places(places, index.letters);
    // Word by word: Thai and Latin letters are compared by rules of their own.
    const words = (text) => clean(text).split(" ").map((word) => loose(key(word))).filter(Boolean);
    const heard = (text) => words(text).join("");
    const centres = index.centres.map(([id, known, shown, about]) => ({ id: id, heard: heard(known), name: heard(shown), shown: shown, about: about }));

    function name(place) {
      const alone = index.alone[place.code.startsWith("10") ? "khwaeng" : "subdistrict"].replace("{name}", place[index.lang]);
      return place.kind === "subdistrict" ? index.in.replace("{name}", alone).replace("{district}", label.get(place.code.slice(0, 4))) : label.get(place.code);
    }

    function named(found) {
      const names = found.map(name);
      return found.map((place, at) => ({
        group: "areas", key: place.code, code: place.code,
        label: names.indexOf(names[at]) === names.lastIndexOf(names[at]) ? names[at] : names[at] + " (" + place.th + ")",
      }));
    }

    function areasOf(text) {
      const code = clean(text).toUpperCase();
      const exact = byCode.get(code);
      return named(exact ? [exact] : find(text, MOST.areas));
    }

    // All words of the text must stand in a name; one that begins so comes first.
    function centresOf(text) {
      const whole = heard(text);
      if (!whole) return [];
      const asked = words(text);
      return centres.filter((one) => asked.every((word) => one.heard.includes(word)))
        .map((one) => [one.name.startsWith(whole) ? 0 : one.heard.includes(whole) ? 1 : 2, one])
        .sort((a, b) => a[0] - b[0]).slice(0, MOST.centres)
        .map(([, one]) => ({ group: "centres", key: one.id, label: one.shown, about: one.about }));
    }

    // A postcode may cover parts of several districts: each is one thing to choose.
    function postcodesOf(text) {
      const digits = clean(text);
      if (!/^\d{3,5}$/.test(digits)) return [];
      return Object.keys(index.postcodes).filter((code) => code.startsWith(digits)).flatMap(function (postcode) {
        return [...byDistrict(index.postcodes[postcode])].map(([district, parts]) => ({
          group: "postcodes", key: district, code: district, label: postcode + " " + label.get(district),
          about: parts.map((code) => byCode.get(code)[index.lang]).join(", "),
        }));
      }).slice(0, MOST.postcodes);
    }

    function byDistrict(codes) {
      const found = new Map();
      codes.forEach((code) => found.set(code.slice(0, 4), [...(found.get(code.slice(0, 4)) || []), code]));
      return found;
    }

    return {
      all: (text, groups) => Object.entries({ postcodes: postcodesOf, areas: areasOf, centres: centresOf })
        .filter(([group]) => groups.includes(group)).flatMap(([, of]) => of(text)),
      named: (codes) => named(codes.map((code) => byCode.get(code)).filter(Boolean)),
    };
  }

  function indexOf(url) {
    if (!indexes.has(url)) {
      indexes.set(url, fetch(url).then((answer) => answer.json()).then(finders));
      indexes.get(url).catch(() => indexes.delete(url));
    }
    return indexes.get(url);
  }

  class SearchBox {
    constructor(box) {
      this.found = [];
      this.at = -1;
      this.field = element("input", "kb-search-field");
      Object.assign(this.field, { type: "text", autocomplete: "off", spellcheck: false, maxLength: 200 });
      this.list = element("ul", "kb-found");
      this.list.setAttribute("role", "listbox");
      this.list.hidden = true;
      Object.entries({ role: "combobox", "aria-autocomplete": "list" }).forEach((one) => this.field.setAttribute(...one));
      const frame = element("div", "kb-search");
      frame.append(this.field, this.list);
      box.replaceChildren(frame);
      this.field.addEventListener("focus", () => indexOf(this.told.index).catch(() => null));
      this.field.addEventListener("input", () => this.look());
      this.field.addEventListener("blur", () => this.close());
      this.field.addEventListener("keydown", (event) => this.press(event));
    }

    tell(told, send) {
      this.told = told;
      this.send = send;
      this.field.placeholder = told.words.hint;
      this.field.setAttribute("aria-label", told.words.label);
      this.list.setAttribute("aria-label", told.words.label);
      this.list.id = told.id;
      this.field.setAttribute("aria-controls", told.id);
      if (this.list.hidden) this.field.setAttribute("aria-expanded", "false");
      if (told.answer.text && this.waits === told.answer.text) this.answered();
    }

    async look() {
      const text = this.field.value;
      if (text.trim().length < FEWEST) {
        this.close();
        return;
      }
      const { all } = await indexOf(this.told.index);
      if (this.field.value !== text) return;
      this.waits = "";
      this.show(all(text, this.told.groups), this.told.words.nothing);
    }

    // What the scripts do not find the app is asked for: it reads whole addresses and forgives more.
    ask() {
      const text = this.field.value.trim();
      if (text.length < FEWEST) return;
      this.waits = text;
      this.send("asked", text);
    }

    async answered() {
      const { named } = await indexOf(this.told.index);
      if (this.field.value.trim() !== this.waits) return;
      this.show(named(this.told.answer.codes), this.told.words.none);
    }

    show(found, otherwise) {
      this.found = found;
      const rows = [];
      let group = "";
      found.forEach((one, at) => {
        if (one.group !== group) {
          const head = element("li", "kb-found-group", this.told.words[one.group]);
          head.setAttribute("role", "presentation");
          rows.push(head);
        }
        group = one.group;
        rows.push(this.row(one, at));
      });
      if (!found.length) rows.push(Object.assign(element("li", "kb-found-nothing", otherwise), { role: "presentation" }));
      this.list.replaceChildren(...rows);
      this.list.hidden = false;
      this.field.setAttribute("aria-expanded", "true");
      this.point(found.length ? 0 : -1);
    }

    row(one, at) {
      const row = element("li", "kb-found-row", one.label);
      row.id = this.told.id + "-" + at;
      row.dataset.key = one.key;
      row.setAttribute("role", "option");
      if (one.about) row.append(element("span", "kb-found-about", one.about));
      row.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the keys
      row.addEventListener("click", () => this.take(one));
      return row;
    }

    point(at) {
      this.at = at;
      this.list.querySelectorAll("[role=option]").forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
      const row = document.getElementById(this.told.id + "-" + at);
      if (row) {
        this.field.setAttribute("aria-activedescendant", row.id);
        row.scrollIntoView({ block: "nearest" });
      } else this.field.removeAttribute("aria-activedescendant");
    }

    take(one) {
      this.field.value = "";
      this.close();
      this.send("taken", { group: one.group, key: one.key });
    }

    close() {
      this.list.hidden = true;
      this.field.setAttribute("aria-expanded", "false");
      this.field.removeAttribute("aria-activedescendant");
    }

    press(event) {
      const shown = !this.list.hidden;
      if (event.key === "ArrowDown" && shown) this.point((this.at + 1) % Math.max(this.found.length, 1));
      else if (event.key === "ArrowUp" && shown) this.point((this.at - 1 + this.found.length) % Math.max(this.found.length, 1));
      else if (event.key === "Enter" && shown && this.found[this.at]) this.take(this.found[this.at]);
      else if (event.key === "Enter") this.ask();
      else if (event.key === "Escape" && shown) this.close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }
  }

  const boxes = new WeakMap();
  kb.search = function (box, told, send) {
    if (!boxes.has(box)) boxes.set(box, new SearchBox(box));
    boxes.get(box).tell(told, send);
  };
})((window.klaibaanPage = window.klaibaanPage || {}));
