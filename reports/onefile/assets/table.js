// The table beside the map: the same areas, the same numbers; a row takes the map there.
(function (kb) {
  "use strict";

  const numberOf = (text) => (text ? Number.parseFloat(text.replace(/[^\d.-]/g, "")) : null);

  function sorted({ set, level, area, measure }) {
    const { direction } = kb.data.measures.find((one) => one.id === measure);
    const rising = direction === "less" ? 1 : -1;
    const order = Object.keys(kb.data.claims);
    const shown = measure === "claim" ? "centre_count" : measure;
    return kb.inside(level, area).map(function (one) {
      const text = kb.value(set, one, shown);
      return { area: one, claim: kb.claim(set, one), text: text, value: numberOf(text) };
    }).sort(function (a, b) {
      if (measure === "claim") return order.indexOf(a.claim) - order.indexOf(b.claim) || b.area.people - a.area.people;
      if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
      return (a.value === null ? 0 : rising * (a.value - b.value)) || b.area.people - a.area.people;
    });
  }

  kb.areaTable = function (explore) {
    const told = explore.told();
    const rows = sorted(told);
    const short = told.level === "district" && !/^(10|BMA)/.test(told.area) && told.area.length !== 2;
    const shown = told.measure === "claim" ? "centre_count" : told.measure;
    const body = rows.map(function ({ area, claim, text }) {
      const name = kb.button("", short ? kb.fullName(area.code) : kb.name(area.code, true), () => explore.set({ chosen: area.code }));
      const words = kb.data.claims[claim];
      const line = kb.element("tr", area.code === told.chosen ? "chosen" : "",
        kb.element("td", "", name), kb.element("td", "number", kb.number(area.people)),
        kb.element("td", "", kb.element("span", "claim claim-" + words.claim, kb.say(words.words))),
        kb.element("td", "number", text || kb.t("common.missing")));
      line.dataset.code = area.code;
      return line;
    });
    const heads = [kb.t("level." + told.level), kb.t("onefile.table_people"), kb.t("onefile.answer_claim"), kb.say(told.set.measures[shown].title)];
    const head = kb.element("tr", "", ...heads.map(function (text, at) {
      const cell = kb.element("th", at === 1 || at === 3 ? "number" : "", text);
      cell.scope = "col";
      return cell;
    }));
    const caption = kb.element("caption", "", kb.t("onefile.table", { count: kb.number(rows.length), set: kb.say(told.set.words) }));
    return kb.element("table", "areas", caption, kb.element("thead", "", head), kb.element("tbody", "", ...body));
  };
})((window.onefile = window.onefile || {}));
