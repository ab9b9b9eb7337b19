// Maps as the painter takes them (answers.mapping.model): those of views unpacked, those of looking around put together.
(function (kb) {
  "use strict";

  // Values of JSON in the language shown: words in both are one text.
  function inLanguage(value) {
    if (Array.isArray(value)) return value.map(inLanguage);
    if (!value || typeof value !== "object") return value;
    const names = Object.keys(value);
    if (names.length === 2 && "th" in value && "en" in value) return value[kb.state.lang];
    return Object.fromEntries(names.map((name) => [name, inLanguage(value[name])]));
  }

  function mark(place) {
    const row = kb.centres[place];
    return {
      centre_id: row.id, name: kb.centreName(row), programme: row.programme, precision: row.precision, longitude: row.lon,
      latitude: row.lat, derived: row.derived, planned: row.status === "planned",
    };
  }

  // A value as it stands alone, with its unit.
  function textOf(map, number) {
    if (!number) return "";
    return Number.parseFloat(number) === 0 ? map.zero : map.pattern.replace("{value}", number);
  }

  const codesOf = (level) => kb.levels[level].map((area) => area.code);

  kb.viewModel = function (packed) {
    const { values, remarks, marks, layer, ...others } = packed;
    const model = inLanguage(others);
    const codes = layer ? layer.areas.map((area) => area.code) : codesOf(model.level);
    return Object.assign(model, {
      layer: layer,
      lang: kb.state.lang, codes: codes, marks: marks.map(mark), values: codes.map((_code, place) => kb.say(values[place])),
      remarks: codes.map((_code, place) => kb.say(remarks[place])),
    });
  };

  // One character for each area of the level: those inside the area looked at have their class, others ".".
  function classesOf(map, level, area, place) {
    const steps = map.steps[place] || "";
    let next = 0;
    return kb.levels[level].map(function (one) {
      if (!kb.contains(area, one.code)) return ".";
      const character = map.classes[level][one.position];
      return character === "+" ? steps[next++] : character;
    }).join("");
  }

  function named(level, classes, order) {
    return kb.levels[level].filter((one) => order.includes(classes[one.position]))
      .sort((a, b) => order.indexOf(classes[a.position]) - order.indexOf(classes[b.position]) || b.people - a.people)
      .map((one) => one.code);
  }

  // As answers/words/kinds.py: districts are khet in Bangkok, amphoe elsewhere, and both in an area that holds Bangkok.
  function kindOf(level, area) {
    if (level === "region6") return "region";
    if (level !== "district" || (kb.contains(area, "10") && !kb.contains("10", area))) return level;
    return kb.contains("10", area) ? "khet" : "amphoe";
  }

  function titleOf(level, area, measure) {
    const { map_title: title } = kb.data.measures.find((one) => one.id === measure);
    const parts = { level: kb.t("kind." + kindOf(level, area), { count: 1 }), area: kb.fullName(area) };
    return kb.say(title).replace(/\{(\w+)\}/g, (_all, name) => parts[name]);
  }

  // What a map says to who cannot see it: how many areas each colour has.
  function described(title, subtitle, classes, entries) {
    const rows = entries.filter((entry) => entry.swatch.area_class).map(function (entry) {
      const count = Array.from(classes).filter((one) => one === entry.swatch.area_class).length;
      return count ? kb.t("picture.count_of", { claim: entry.label, count: kb.number(count) }) : "";
    });
    return [title, subtitle, ...rows].filter(Boolean).join(" · ");
  }

  kb.placeModel = function (set, level, area, measure, chosen) {
    const place = kb.places[level + " " + area];
    const map = inLanguage(set.measures[measure]);
    const legend = inLanguage(kb.data.legends[map.legends[place]]);
    const classes = classesOf(map, level, area, place);
    const title = titleOf(level, area, measure);
    const subtitle = kb.say(set.words);
    const marks = set.mark_legends[area];
    const values = map.values[level];
    return {
      lang: kb.state.lang, level: level, codes: codesOf(level), classes: classes,
      values: kb.levels[level].map((_one, at) => (classes[at] === "." ? "" : textOf(map, values[at]))),
      statements: inLanguage(set.statements),
      remarks: kb.levels[level].map((_one, at) => (classes[at] === "." || values[at] ? "" : kb.say(kb.data.reasons[set.levels[level].reasons[at]]))),
      legend: {
        areas: legend.entries.length ? { title: map.title, note: [map.note, legend.note].filter(Boolean).join(" · "), entries: legend.entries } : null,
        marks: marks === undefined ? [] : inLanguage(kb.data.mark_legends[marks]),
      },
      marks: set.centres.filter((index) => kb.recordedIn(kb.centres[index], area)).map(mark),
      borders: kb.data.borders[level], names: named(level, classes, legend.names), name_stretch: legend.name_stretch,
      rings: map.rings ? set.rings : null, pins: [], closed: [], chosen: chosen, extent: { code: area, level: kb.areas[area].level },
      title: title, subtitle: subtitle, measure: map.name, description: described(title, subtitle, classes, legend.entries), message: kb.say(set.message), notes: [],
    };
  };

  // Areas that a map brings along, unpacked once.
  const own = new WeakMap();
  function ownAreas(layer) {
    if (!own.has(layer)) own.set(layer, mapPainter.layer(layer));
    return own.get(layer);
  }

  // What the painter draws of a model.
  kb.scene = function (model) {
    const area = kb.areas[model.chosen];
    const areas = model.layer ? ownAreas(model.layer) : kb.layer(model.level);
    return {
      model: model, style: kb.data.styles[kb.state.theme], areas: areas, borders: kb.layer(model.borders),
      ground: kb.groundLayer(), towns: kb.data.towns, water: kb.water(), chosen: area && area.level !== model.level ? kb.drawn(model.chosen) : null, veil: 0,
    };
  };
})((window.onefile = window.onefile || {}));
