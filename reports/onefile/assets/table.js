// The table beside the map: the same areas, the same numbers; a row takes the map there.
(function (kb) {
  "use strict";

  const CLAIM_ORDER = "yhz?o";

  function sorted(told) {
    const unit = kb.data.measures.find((one) => one.id === told.measure);
    const rising = unit && unit.direction === "less" ? 1 : -1;
    return kb.inside(told.level, told.area).map(function (area) {
      const value = kb.value(told.set, area, told.measure);
      return { area: area, claim: kb.claim(told.set, area), value: value };
    }).sort(function (a, b) {
      if (told.measure === "claim") return CLAIM_ORDER.indexOf(a.claim) - CLAIM_ORDER.indexOf(b.claim) || b.area.people - a.area.people;
      if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
      return (a.value === null ? 0 : rising * (a.value - b.value)) || b.area.people - a.area.people;
    });
  }

  kb.areaTable = function (explore) {
    const told = explore.told();
    const rows = sorted(told);
    const short = told.level === "district" && !/^(10|BMA)/.test(told.area) && told.area.length !== 2;
    const shown = told.measure === "claim" ? "centre_count" : told.measure;
    const body = rows.map(function ({ area, claim, value }) {
      const name = kb.button("", short ? kb.fullName(area.code) : kb.name(area.code, true), () => explore.set({ chosen: area.code }));
      const line = kb.element("tr", area.code === told.chosen ? "chosen" : "",
        kb.element("td", "", name), kb.element("td", "number", kb.number(area.people)),
        kb.element("td", "", kb.element("span", "claim claim-" + { y: "y", z: "z", "?": "u", o: "o" }[claim], kb.t(kb.claims[claim].replace("claim.", "claim_short.")))),
        kb.element("td", "number", kb.told(value, shown)));
      line.dataset.code = area.code;
      return line;
    });
    const heads = [kb.t("level." + told.level), kb.t("onefile.table_people"), kb.t("onefile.answer_claim"), kb.heading(shown)];
    const head = kb.element("tr", "", ...heads.map(function (text, at) {
      const cell = kb.element("th", at === 1 || at === 3 ? "number" : "", text);
      cell.scope = "col";
      return cell;
    }));
    const caption = kb.element("caption", "", kb.t("onefile.table", { count: kb.number(rows.length), set: kb.say(told.set.words) }));
    return kb.element("table", "areas", caption, kb.element("thead", "", head), kb.element("tbody", "", ...body));
  };
})((window.onefile = window.onefile || {}));
