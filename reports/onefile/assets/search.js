// Search for a place: provinces, districts and subdistricts in both languages, a slip of the pen forgiven.
(function (kb) {
  "use strict";

  const MOST = 12;
  // Words for the kinds of places: they say what is meant, and are no part of a name.
  const KINDS = [
    [/^(จังหวัด|จ\.|changwat\s|province of\s)/, "province"], [/(\sprovince)$/, "province"],
    [/^(อำเภอ|อ\.|เขต|amphoe\s|khet\s|district of\s)/, "district"], [/(\sdistrict)$/, "district"],
    [/^(ตำบล|ต\.|แขวง|tambon\s|khwaeng\s|subdistrict of\s)/, "subdistrict"], [/(\ssubdistrict)$/, "subdistrict"],
  ];

  let index = null;

  function add(code, kind, th, en, others) {
    const { clean, key, loose } = kb.spelling;
    const keys = [th, en, ...others].filter(Boolean).map((name) => key(clean(name)));
    index.push({ code: code, kind: kind, th: th, en: en, keys: keys, loose: keys.map(loose) });
  }

  function build() {
    index = [];
    const { usual } = kb.data.subdistricts;
    ["country", "region", "province", "bma_group", "district"].forEach(function (level) {
      kb.levels[level].forEach(function (area) {
        const home = kb.areas[area.parent];
        const capital = level === "district" && area.code.endsWith("01") && !area.code.startsWith("10");
        const named = capital ? ["เมือง" + home.th, "mueang " + home.en] : [];
        add(area.code, level, area.th.replace(/^เขต/, ""), area.en, [...(usual[area.code] || []), ...named]);
      });
    });
    const { codes, th, en } = kb.data.subdistricts;
    codes.forEach((code, at) => add(code, "subdistrict", th[at], en[at], []));
  }

  function asked(text) {
    let rest = kb.spelling.clean(text);
    let kind = "";
    KINDS.forEach(function ([pattern, meant]) {
      if (kind || !pattern.test(rest)) return;
      rest = rest.replace(pattern, "").trim();
      kind = meant;
    });
    return { kind: kind, name: rest };
  }

  const LEVELS = ["country", "region", "province", "bma_group", "district", "subdistrict"];

  function score(entry, name, slip) {
    if (entry.keys.includes(name)) return 0;
    if (name.length > 2 && entry.loose.includes(slip)) return 1;
    if (entry.loose.some((one) => one.startsWith(slip))) return 2;
    return slip.length > 2 && entry.loose.some((one) => one.includes(slip)) ? 3 : -1;
  }

  // What lies above a place, as one may add it: "บางไทร อยุธยา".
  function above(entry) {
    const codes = entry.kind === "subdistrict" ? [entry.code.slice(0, 4), entry.code.slice(0, 2)]
      : entry.kind === "district" || entry.kind === "bma_group" ? [kb.areas[entry.code].parent] : [];
    return codes.map((code) => index.find((one) => one.code === code)).filter(Boolean);
  }

  function ranked(name, kind) {
    const { key, loose } = kb.spelling;
    const wanted = key(name);
    const slip = loose(wanted);
    if (!wanted) return [];
    return index.map((entry) => [score(entry, wanted, slip), LEVELS.indexOf(entry.kind), entry])
      .filter(([points, , entry]) => points >= 0 && (!kind || entry.kind === kind))
      .sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2].code < b[2].code ? -1 : 1));
  }

  kb.findPlaces = function (text) {
    if (!index) build();
    const { kind, name } = asked(text);
    const whole = ranked(name, kind);
    if (whole.length && whole[0][0] <= 1) return whole.slice(0, MOST).map((row) => row[2]);
    // A name with what it lies in: the first word is the place, the others must be found above it.
    const words = name.split(" ").map((word) => asked(word));
    for (let split = words.length - 1; split > 0; split--) {
      const inner = ranked(words.slice(0, split).map((word) => word.name).join(""), words[0].kind || kind);
      const outer = words.slice(split).map((word) => kb.spelling.loose(kb.spelling.key(word.name))).filter(Boolean);
      const both = inner.filter(([, , entry]) => outer.every((part) => above(entry).some((one) => one.loose.some((known) => known.startsWith(part)))));
      if (both.length) return both.slice(0, MOST).map((row) => row[2]);
    }
    return whole.slice(0, MOST).map((row) => row[2]);
  };

  kb.placeName = function (entry) {
    if (entry.kind !== "subdistrict") return kb.fullName(entry.code);
    const kind = entry.code.startsWith("10") ? "khwaeng" : "subdistrict";
    const alone = kb.t("answer.alone." + kind, { name: entry[kb.state.lang] });
    return kb.t("answer.name.subdistrict", { name: alone, district: kb.fullName(entry.code.slice(0, 4)) });
  };
})((window.onefile = window.onefile || {}));
