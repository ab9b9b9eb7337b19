// The data as the parts ask for it: areas by code, sets by key, values that may be told, classes of a map.
(function (kb) {
  "use strict";

  // Google's polyline encoding: five bits a character, the sign in the lowest bit.
  function decode(text) {
    const numbers = [];
    let value = 0;
    let shift = 0;
    for (let i = 0; i < text.length; i++) {
      const bits = text.charCodeAt(i) - 63;
      value |= (bits & 31) << shift;
      if (bits & 32) {
        shift += 5;
        continue;
      }
      numbers.push(value & 1 ? ~(value >> 1) : value >> 1);
      value = 0;
      shift = 0;
    }
    return numbers;
  }

  const mercator = (latitude) => (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));

  // A shape: the path of its rings and its bounds, x the longitude and y the Mercator ordinate, southwards.
  function shape(rings, scale) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    rings.forEach(function (text) {
      const steps = decode(text);
      let east = 0;
      let north = 0;
      for (let i = 0; i < steps.length; i += 2) {
        east += steps[i];
        north += steps[i + 1];
        const x = east / scale;
        const y = mercator(north / scale);
        path[i ? "lineTo" : "moveTo"](x, y);
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
      path.closePath();
    });
    return { path: path, box: box };
  }

  function areasOf(level, columns) {
    return columns.codes.map((code, position) => ({
      code: code, level: level, position: position, th: columns.th[position], en: columns.en[position],
      parent: columns.parents[position], group: columns.groups[position], people: columns.people[position],
      at: [columns.at[position][0], mercator(columns.at[position][1])],
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
    kb.sets = Object.fromEntries(data.sets.map((set) => [set.key, set]));
    kb.programmes = Object.fromEntries(data.programmes.map((programme) => [programme.id, programme]));
    kb.centres = data.centres.id.map((id, index) => centre(data.centres, index));
    kb.shapes = {};
  }

  function centre(columns, index) {
    const row = { index: index, programme: kb.data.programmes[columns.programme[index]].id };
    ["id", "th", "en", "province", "district", "subdistrict", "opened"].forEach((name) => (row[name] = columns[name][index]));
    ["precision", "access", "status"].forEach((name) => (row[name] = kb.data.values[name][columns[name][index]]));
    row.derived = Boolean(columns.derived[index]);
    const known = columns.lon[index] !== null && columns.lat[index] !== null;
    // Without a point a centre stands in the middle of the smallest area it is known to.
    row.at = known ? [columns.lon[index], mercator(columns.lat[index])] : (kb.areas[row.district] || kb.areas[row.province]).at;
    return row;
  }

  // The shapes of a level are unpacked when it is first looked at.
  kb.shapesOf = function (level) {
    if (!kb.shapes[level]) kb.shapes[level] = kb.data.layers[level].map((rings) => shape(rings, kb.data.scale));
    return kb.shapes[level];
  };

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
  kb.name = function (code, short) {
    const area = kb.areas[code];
    if (code === "10" || (short && area.level === "province")) return area[kb.state.lang];
    const bangkok = area.level === "district" && code.startsWith("10");
    const pattern = kb.t("word.name." + (bangkok ? "khet" : area.level));
    const word = pattern.replace("{name}", "");
    return word && area[kb.state.lang].startsWith(word) ? area[kb.state.lang] : pattern.replace("{name}", area[kb.state.lang]);
  };

  kb.fullName = function (code) {
    const area = kb.areas[code];
    if (area.level !== "district" || code.startsWith("10")) return kb.name(code);
    return kb.t("word.in_province", { name: kb.name(code), province: kb.name(area.parent) });
  };

  kb.centreName = (row) => (kb.state.lang === "en" && row.en) || row.th;

  // What may be said of an area, and its value of a measure; null where nothing may be told.
  kb.claim = (set, area) => set.levels[area.level].claim[area.position];
  kb.value = function (set, area, measure) {
    const values = set.levels[area.level].values[measure === "claim" ? "centre_count" : measure] || [];
    const value = values[area.position];
    return value === undefined ? null : value;
  };
  kb.nearest = function (set, area) {
    const index = (set.levels[area.level].nearest || [])[area.position];
    return index === undefined || index < 0 ? null : kb.centres[index];
  };

  kb.told = function (value, measure) {
    const unit = kb.data.measures.find((one) => one.id === (measure === "claim" ? "centre_count" : measure));
    return kb.number(value === null ? null : value * unit.factor, unit.decimals);
  };

  // The upper bounds of at most k classes with about as many values each, as analysis.classes makes them.
  kb.breaks = function (values, k) {
    const sorted = Array.from(values).sort((a, b) => a - b);
    const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
    if (distinct.length <= k) return distinct;
    const bounds = [];
    for (let i = 1; i <= k; i++) bounds.push(sorted[Math.max(Math.ceil((sorted.length * i) / k - 1e-9) - 1, 0)]);
    return bounds.filter((value, index) => index === 0 || value !== bounds[index - 1]);
  };

  // The classes of a measure with a middle, as answers.mapping.diverging makes them: one side's steps are the other's mirrored.
  function diverging(found, labels) {
    const { characters, alike } = kb.data.diverging;
    const steps = (characters.length - 1) / 2;
    const bounds = {};
    const told = found.map((pair) => Math.abs(pair[1])).filter((size) => size >= alike);
    const breaks = kb.breaks(told, steps);
    found.forEach(function ([code, value]) {
      const size = Math.abs(value);
      const step = breaks.findIndex((bound) => size <= bound) + steps - breaks.length + 1;
      labels[code] = characters[steps + (size >= alike ? Math.sign(value) * step : 0)];
    });
    Array.from(characters).reverse().forEach(function (label) {
      const members = found.filter(([code]) => labels[code] === label).map((pair) => pair[1]);
      if (members.length) bounds[label] = [Math.min(...members), Math.max(...members)];
    });
    return { labels: labels, bounds: bounds };
  }

  // The class of every area looked at: "0" zero, "1"–"5" low to high, "A"–"F" about a middle "S", "u" unknown, "n" no data, "o" out of scope.
  kb.classify = function (set, areas, measure) {
    const labels = {};
    const bounds = {};
    const found = [];
    areas.forEach(function (area) {
      const claim = kb.claim(set, area);
      const value = kb.value(set, area, measure);
      if (measure === "claim") labels[area.code] = claim;
      else if (value === null) labels[area.code] = claim === "o" ? "o" : claim === "?" ? "u" : "n";
      else if (value === 0 && !kb.data.diverging.measures.includes(measure)) labels[area.code] = "0";
      else found.push([area.code, value]);
    });
    if (Object.values(labels).includes("0")) bounds["0"] = [0, 0];
    if (kb.data.diverging.measures.includes(measure)) return diverging(found, labels);
    const breaks = kb.breaks(found.map((pair) => pair[1]), kb.data.steps);
    const step = breaks.length > 1 ? (kb.data.steps - 1) / (breaks.length - 1) : 0;
    found.forEach(function ([code, value]) {
      const index = breaks.findIndex((bound) => value <= bound);
      const label = String(breaks.length > 1 ? Math.round(1 + index * step) : kb.data.steps - 1);
      labels[code] = label;
      bounds[label] = bounds[label] ? [Math.min(bounds[label][0], value), Math.max(bounds[label][1], value)] : [value, value];
    });
    return { labels: labels, bounds: bounds };
  };

  // The areas of a level that are looked at when one looks at an area.
  kb.inside = (level, area) => kb.levels[level].filter((one) => kb.contains(area, one.code));

  kb.recordedIn = (row, code) => [row.district, row.province].some((known) => known && kb.contains(code, known));

  kb.load = load;
  kb.mercator = mercator;
  kb.shape = shape;
})((window.onefile = window.onefile || {}));
