// The data as the parts ask for it: areas by code, sets by key, centres, and the layers that the painter draws.
(function (kb) {
  "use strict";

  const painter = window.mapPainter;

  function areasOf(level, columns) {
    return columns.codes.map((code, position) => ({
      code: code, level: level, position: position, th: columns.th[position], en: columns.en[position],
      parent: columns.parents[position], group: columns.groups[position], people: columns.people[position],
      at: painter.project(...columns.at[position]),
      estimated: columns.estimated.includes(code), ages: columns.ages[code] || null,
    }));
  }

  function load(data) {
    kb.data = data;
    kb.levels = {};
    kb.areas = {};
    Object.entries(data.areas).forEach(function ([level, columns]) {
      kb.levels[level] = areasOf(level, columns);
      kb.levels[level].forEach((area) => (kb.areas[area.code] = area));
    });
    kb.sets = Object.fromEntries((data.sets || []).map((set) => [set.key, set]));
    kb.places = Object.fromEntries((data.contexts || []).map(([level, area], place) => [level + " " + area, place]));
    kb.programmes = Object.fromEntries(data.programmes.map((programme) => [programme.id, programme]));
    kb.centres = data.centres.id.map((_id, index) => centre(data.centres, index));
    kb.centreById = Object.fromEntries(kb.centres.map((row) => [row.id, row]));
    kb.layers = {};
    kb.ground = null;
    kb.waters = null;
  }

  function centre(columns, index) {
    const row = { index: index, programme: kb.data.programmes[columns.programme[index]].id };
    ["id", "th", "en", "province", "district", "subdistrict", "opened", "lon", "lat"].forEach((name) => (row[name] = columns[name][index]));
    ["precision", "access", "status"].forEach((name) => (row[name] = kb.data.values[name][columns[name][index]]));
    row.derived = Boolean(columns.derived[index]);
    return row;
  }

  const each = (words) => ({ th: words("th"), en: words("en") });

  // The areas of a level as the painter takes them; their shapes are unpacked when it is first looked at.
  kb.layer = function (level) {
    if (!kb.layers[level]) {
      kb.layers[level] = kb.levels[level].map((area) => ({
        code: area.code, at: area.at, ancestors: kb.chain(area.code).slice(1),
        name: each((lang) => kb.name(area.code, false, lang)),
        label: each((lang) => area[lang].replace(/^เขต/, "")),
        shape: painter.shape(kb.data.layers[level][area.position], kb.data.scale),
      }));
    }
    return kb.layers[level];
  };

  // The country and its neighbours.
  kb.groundLayer = function () {
    kb.ground = kb.ground || kb.data.ground.map((rings) => ({ shape: painter.shape(rings, kb.data.scale) }));
    return [...kb.ground, ...kb.layer("country")];
  };

  kb.water = () => (kb.waters = kb.waters || painter.water(kb.data.water));

  kb.drawn = (code) => kb.layer(kb.areas[code].level)[kb.areas[code].position];

  kb.chain = function (code) {
    const found = [];
    for (let area = kb.areas[code]; area; area = kb.areas[area.parent]) {
      found.push(area.code);
      if (area.group) found.push(area.group);
      if (area.level === "province") found.push(kb.data.region6[area.code]);
    }
    return found;
  };

  kb.contains = (scope, code) => scope === code || scope === "TH" || kb.chain(code).includes(scope);

  // A name as it stands alone: เขตบางรัก, อำเภอสะเมิง, จังหวัดอ่างทอง; short leaves out the word for a province.
  kb.name = function (code, short, lang) {
    const area = kb.areas[code];
    const own = area[lang || kb.state.lang];
    if (code === "10" || (short && area.level === "province")) return own;
    const bangkok = area.level === "district" && code.startsWith("10");
    const pattern = kb.data.words[lang || kb.state.lang]["word.name." + (bangkok ? "khet" : area.level)];
    const word = pattern.replace("{name}", "");
    return word && own.startsWith(word) ? own : pattern.replace("{name}", own);
  };

  kb.fullName = function (code) {
    const area = kb.areas[code];
    if (area.level !== "district" || code.startsWith("10")) return kb.name(code);
    return kb.t("word.in_province", { name: kb.name(code), province: kb.name(area.parent) });
  };

  kb.centreName = (row) => (kb.state.lang === "en" && row.en) || row.th;

  // The class of what may be said of an area, and the text of its value of a measure, "" where none is reported.
  kb.claim = (set, area) => set.levels[area.level].claim[area.position];
  kb.value = (set, area, measure) => kb.say(set.measures[measure].values[area.level][area.position]);
  kb.nearest = function (set, area) {
    const index = (set.levels[area.level].nearest || [])[area.position];
    return index === undefined || index < 0 ? null : kb.centres[index];
  };

  // The areas of a level that are looked at when one looks at an area.
  kb.inside = (level, area) => kb.levels[level].filter((one) => kb.contains(area, one.code));

  kb.canLook = (level, area) => level + " " + area in kb.places;

  kb.recordedIn = (row, code) => [row.district, row.province].some((known) => known && kb.contains(code, known));

  kb.load = load;
})((window.onefile = window.onefile || {}));
