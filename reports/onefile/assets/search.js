// Search for a place of the file, by the rules of answers/finding.
(function (kb) {
  "use strict";

  const MOST = 12;
  let find = null;

  function parents(area) {
    return area.level === "district" || area.level === "bma_group" ? [area.parent] : [];
  }

  function places() {
    const { usual, codes, th, en } = kb.data.subdistricts;
    const found = ["country", "region", "province", "bma_group", "district"].flatMap((level) => kb.levels[level].map(function (area) {
      const home = kb.areas[area.parent];
      const capital = level === "district" && area.code.endsWith("01") && !area.code.startsWith("10");
      const named = capital ? ["เมือง" + home.th, "mueang " + home.en] : [];
      return { code: area.code, kind: level, th: area.th.replace(/^เขต/, ""), en: area.en, others: [...(usual[area.code] || []), ...named], parents: parents(area) };
    }));
    return found.concat(codes.map((code, at) => (
      { code: code, kind: "subdistrict", th: th[at], en: en[at], others: [], parents: [code.slice(0, 4), code.slice(0, 2)] })));
  }

  kb.findPlaces = function (text) {
    if (!find) find = finding.places(places(), kb.data.subdistricts.letters);
    return find(text, MOST);
  };

  kb.placeName = function (entry) {
    if (entry.kind !== "subdistrict") return kb.fullName(entry.code);
    const kind = entry.code.startsWith("10") ? "khwaeng" : "subdistrict";
    const alone = kb.t("answer.alone." + kind, { name: entry[kb.state.lang] });
    return kb.t("answer.name.subdistrict", { name: alone, district: kb.fullName(entry.code.slice(0, 4)) });
  };
})((window.onefile = window.onefile || {}));
