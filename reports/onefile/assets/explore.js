// Looking around: the map with drill-down, the measure and the set, the table, the answer about a place.
(function (kb) {
  "use strict";

  const NEXT = { country: "region", region: "province", province: "district", bma_group: "district" };
  const LEVELS = ["region", "province", "district", "bma_group"];

  function fitting(area) {
    const { level } = kb.areas[area];
    return level === "country" || level.startsWith("region") ? "province" : "district";
  }

  class Explore {
    constructor(box) {
      this.box = box;
      this.now = Object.assign({ chosen: "", place: null }, kb.data.start);
    }

    set(changes) {
      const before = this.now;
      this.now = Object.assign({}, before, changes);
      if (changes.area && changes.area !== before.area) {
        this.now.level = changes.level || fitting(changes.area);
        if (changes.chosen === undefined) this.now.chosen = "";
      }
      if (!kb.canLook(this.now.level, this.now.area)) this.now.level = fitting(this.now.area);
      if (!this.carried(this.now.measure)) this.now.measure = "centre_count";
      if (changes.chosen !== undefined && changes.place === undefined) this.now.place = null;
      kb.route.write(this.hash());
      this.paint();
    }

    // Whether the set that is shown has a measure: one that was asked for by the radius stands in few of them.
    carried(measure) {
      return measure in kb.sets[this.now.set].measures;
    }

    hash() {
      const { set, area, level, measure, chosen } = this.now;
      const start = kb.data.start;
      const told = { set: set, area: area, level: level === fitting(area) ? "" : level, measure: measure, chosen: chosen };
      return Object.entries(told).filter(([name, value]) => value && value !== start[name]).map(([name, value]) => name + "=" + value).join("&");
    }

    // Take up what an address says, as far as it makes sense.
    read(params) {
      const now = Object.assign({ chosen: "", place: null }, kb.data.start);
      if (kb.areas[params.area] && kb.canLook(fitting(params.area), params.area)) now.area = params.area;
      now.level = LEVELS.includes(params.level) ? params.level : params.area ? fitting(now.area) : now.level;
      if (kb.sets[params.set]) now.set = params.set;
      if (kb.data.measures.some((one) => one.id === params.measure)) now.measure = params.measure;
      if (kb.areas[params.chosen]) now.chosen = params.chosen;
      if (!kb.canLook(now.level, now.area)) now.level = fitting(now.area);
      this.now = now;
      if (!this.carried(now.measure)) now.measure = "centre_count";
      this.paint();
    }

    build() {
      this.canvas = kb.element("canvas", "map");
      this.mapBox = kb.element("div", "map-box", this.canvas);
      this.crumbs = kb.element("nav", "crumbs");
      this.crumbs.setAttribute("aria-label", kb.t("onefile.where"));
      this.levels = kb.element("div", "segments");
      this.levels.setAttribute("role", "group");
      this.levels.setAttribute("aria-label", kb.t("onefile.level"));
      this.side = kb.element("section", "side");
      this.side.tabIndex = 0; // it scrolls, so that keys must reach it
      this.side.setAttribute("aria-label", kb.t("onefile.answer"));
      this.table = kb.element("div", "table-box");
      this.line = kb.element("p", "set-line");
      this.box.replaceChildren(
        kb.element("div", "controls", this.select("set"), this.select("measure"), this.levels),
        kb.element("div", "crumb-line", this.crumbs, this.line),
        kb.element("div", "panes", kb.element("div", "map-pane", this.mapBox), kb.element("div", "side-pane", this.side, this.table)),
      );
      this.map = new kb.MapView(this.canvas, this.events());
      this.tip = kb.tip(this.mapBox);
      this.mapBox.append(this.zoomButtons());
      this.paint();
    }

    events() {
      return {
        area: (code) => (code === this.now.chosen && NEXT[kb.areas[code].level] ? this.set({ area: code }) : this.set({ chosen: code })),
        centre: (target) => this.showCentre(kb.centreById[target.ids[0]]),
        outside: () => this.set({ chosen: "" }),
        hover: (x, y) => this.hover(x, y),
        leave: () => this.tip.hide(),
      };
    }

    hover(x, y) {
      this.canvas.classList.toggle("over", kb.hover(this.map, this.tip, x, y));
    }

    // Chooses the area that a centre is recorded in, as far as one of the level is known.
    showCentre(row) {
      const chain = [row.district, row.province].filter(Boolean).flatMap(kb.chain);
      const area = kb.inside(this.now.level, this.now.area).find((one) => chain.includes(one.code));
      this.set({ chosen: area ? area.code : "" });
    }

    zoomButtons() {
      const middle = () => [this.canvas.clientWidth / 2, this.canvas.clientHeight / 2];
      return kb.element("div", "zoom",
        kb.button("", kb.icon(kb.icons.plus), () => this.map.zoom(1.5, ...middle()), kb.t("onefile.zoom_in")),
        kb.button("", kb.icon(kb.icons.minus), () => this.map.zoom(1 / 1.5, ...middle()), kb.t("onefile.zoom_out")),
        kb.button("", kb.icon(kb.icons.home), () => this.map.fit(this.now.area, true), kb.t("onefile.zoom_fit")));
    }

    select(name) {
      const field = kb.element("select", "");
      field.addEventListener("change", () => this.set({ [name]: field.value }));
      this[name + "Field"] = field;
      return kb.element("label", "control", kb.element("span", "", kb.t("onefile.choose_" + name)), field);
    }

    options(field, rows, value) {
      field.replaceChildren(...rows.map(function ([key, label]) {
        const option = kb.element("option", "", label);
        option.value = key;
        return option;
      }));
      field.value = value;
    }

    told() {
      const { area, level, measure, chosen } = this.now;
      const set = kb.sets[this.now.set];
      return { set: set, level: level, area: area, measure: measure, chosen: chosen };
    }

    paint() {
      const { set, measure, area, level } = this.now;
      const sets = kb.data.switch.includes(set) ? kb.data.switch : [set, ...kb.data.switch];
      this.options(this.setField, sets.map((key) => [key, kb.say(kb.sets[key].words)]), set);
      const measures = kb.data.measures.filter((one) => this.carried(one.id)).map((one) => [one.id, kb.say(one.name)]);
      this.options(this.measureField, measures, measure);
      this.paintLevels(area, level);
      this.paintCrumbs(area);
      this.line.textContent = kb.say(kb.sets[set].filters);
      this.paintMap();
      this.paintSide();
      this.table.replaceChildren(kb.areaTable(this));
    }

    paintMap() {
      const { set, level, area, measure, chosen } = this.told();
      const model = kb.placeModel(set, level, area, measure, chosen);
      const old = this.mapBox.querySelector(".legend");
      const legend = kb.legend(model);
      if (old) legend.dataset.corner = old.dataset.corner || "bl";
      if (old) old.replaceWith(legend);
      else this.mapBox.append(legend);
      this.map.show(model);
    }

    paintLevels(area, level) {
      const fit = LEVELS.filter((one) => kb.canLook(one, area));
      this.levels.replaceChildren(...fit.map((one) => {
        const node = kb.button(one === level ? "on" : "", kb.t("level." + one), () => this.set({ level: one, chosen: "" }));
        node.setAttribute("aria-pressed", String(one === level));
        return node;
      }));
    }

    paintCrumbs(area) {
      const chain = kb.chain(area).filter((code) => !code.startsWith("R6"));
      this.crumbs.replaceChildren(...chain.reverse().map((code, at) => {
        const node = kb.button("crumb", kb.name(code, true), () => this.set({ area: code, chosen: "" }));
        if (at === chain.length - 1) node.setAttribute("aria-current", "location");
        return node;
      }));
    }

    paintSide() {
      const code = this.now.chosen || this.now.area;
      const parts = [kb.answer(code, this.now.place)];
      const down = NEXT[kb.areas[code].level];
      if (this.now.chosen && down) {
        parts.unshift(kb.button("drill", kb.t("onefile.drill", { level: kb.t("level." + down) }), () => this.set({ area: code })));
      }
      this.side.replaceChildren(...parts);
      this.side.scrollTop = 0;
    }

    goTo(entry) {
      const code = entry.kind === "subdistrict" ? entry.code.slice(0, 4) : entry.code;
      const { level, parent } = kb.areas[code];
      const place = { place: entry };
      if (level === "district") this.set(Object.assign({ area: parent, level: "district", chosen: code }, place));
      else if (level === "bma_group") this.set(Object.assign({ area: "10", level: "bma_group", chosen: code }, place));
      else if (level === "province") this.set(Object.assign({ area: "TH", level: "province", chosen: code }, place));
      else this.set(Object.assign({ area: code, chosen: "" }, place));
    }
  }

  kb.Explore = Explore;
  kb.fittingLevel = fitting;
})((window.onefile = window.onefile || {}));
