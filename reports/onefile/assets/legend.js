// What stands on a map: the legend, which says what is concluded, and the note that follows the pointer.
(function (kb) {
  "use strict";

  function swatch(draw) {
    const canvas = kb.element("canvas", "swatch");
    const ratio = 2 * (window.devicePixelRatio || 1);
    canvas.width = 24 * ratio;
    canvas.height = 17 * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    draw(pen);
    return canvas;
  }

  function box(label) {
    return swatch(function (pen) {
      pen.fillStyle = kb.painting.colourOf(label);
      pen.fillRect(1, 1, 22, 15);
      if (label === "?") {
        pen.save();
        pen.beginPath();
        pen.rect(1, 1, 22, 15);
        pen.clip();
        pen.strokeStyle = kb.colours().hatch;
        pen.lineWidth = 1.4;
        pen.beginPath();
        for (let x = -16; x < 24; x += 6) {
          pen.moveTo(x, 17);
          pen.lineTo(x + 17, 0);
        }
        pen.stroke();
        pen.restore();
      }
      pen.strokeStyle = kb.colours().strongLine;
      pen.strokeRect(1.5, 1.5, 21, 14);
    });
  }

  function row(picture, label) {
    const line = kb.element("div", "legend-row", picture, kb.element("span", "", label));
    return line;
  }

  const CLAIMS = { y: "claim.has_one", h: "claim.has_other", z: "claim.has_none", "?": "claim.unknown", o: "claim.out_of_scope" };
  const STATUSES = { u: "legend.unknown", n: "legend.no_data", o: "legend.out_of_scope" };

  // On which side of a middle a class lies is said in words, not by the colour alone.
  function classWords(label, ends, measure) {
    const { characters } = kb.data.diverging;
    const place = characters.indexOf(label);
    if (place === (characters.length - 1) / 2) return kb.t("legend.alike");
    const sizes = place < 0 ? ends : ends.map(Math.abs).sort((a, b) => a - b);
    const [low, high] = sizes.map((value) => kb.told(value, measure));
    const values = low === high ? low : low + " – " + high;
    return place < 0 ? values : kb.t(ends[0] > 0 ? "legend.above" : "legend.below", { values: values });
  }

  // Every class on the map with its words, in the order of the legend.
  function classesOf(map) {
    const present = new Set(Object.values(map.classes.labels));
    const { measure } = map.told;
    if (measure === "claim") return Object.keys(CLAIMS).filter((key) => present.has(key)).map((key) => [key, kb.t(CLAIMS[key])]);
    const { characters } = kb.data.diverging;
    const order = (label) => -characters.indexOf(label);
    const bounds = Object.keys(map.classes.bounds).sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1)).map(function (label) {
      return [label, classWords(label, map.classes.bounds[label], measure)];
    });
    return [...bounds, ...Object.keys(STATUSES).filter((key) => present.has(key)).map((key) => [key, kb.t(STATUSES[key])])];
  }

  const classRows = (map) => classesOf(map).map(([label, words]) => row(box(label), words));

  // What the map says to who cannot see it: how many areas each colour has.
  kb.inWords = function (map) {
    const labels = Object.values(map.classes.labels);
    const parts = classesOf(map).map(([label, words]) => words + ": " + labels.filter((one) => one === label).length);
    return [map.told.label, ...(map.told.fill === false ? [] : parts)].filter(Boolean).join(" · ");
  };

  function markRows(map) {
    const programmes = [...new Set(map.rows.map((one) => one.programme))];
    const precisions = new Set(map.rows.map((one) => one.precision));
    // One programme, every place known to the building: the marks explain themselves.
    if (programmes.length === 1 && precisions.size === 1 && precisions.has("site")) return [];
    const grey = { shape: "circle", colour: "#5f6b70" };
    const mark = (look) => swatch((pen) => kb.marks.draw(pen, 12, 8.5, 6, look));
    const shown = programmes.map(function (id) {
      const { shape, colour } = kb.programmes[id];
      return row(mark({ shape: shape, colour: colour, precision: "site" }), kb.say(kb.programmes[id].name));
    });
    const known = kb.data.values.precision.filter((one) => precisions.has(one))
      .map((one) => row(mark(Object.assign({ precision: one }, grey)), kb.t("legend.precision_" + one)));
    const derived = map.rows.some((one) => one.derived)
      ? [row(mark(Object.assign({ precision: "district", derived: true }, grey)), kb.t("legend.derived"))] : [];
    return [...shown, ...known, ...derived];
  }

  kb.heading = function (measure) {
    if (measure === "claim") return kb.t("measure.claim.name");
    const unit = kb.data.measures.find((one) => one.id === measure);
    return kb.say(unit.name) + (kb.say(unit.unit) ? " (" + kb.say(unit.unit) + ")" : "");
  };

  kb.legend = function (map, marks) {
    const { set, measure } = map.told;
    const unit = kb.data.measures.find((one) => one.id === measure);
    const radius = unit && unit.by_radius && set.radius_km && kb.t("report.radius", { km: set.radius_km });
    const notes = [kb.say(set.words), unit && kb.say(unit.note), radius].filter(Boolean).join(" · ");
    const head = [kb.element("div", "legend-title", kb.heading(measure)), kb.element("div", "legend-note", notes), ...classRows(map)];
    const legend = kb.element("div", "legend", ...(map.told.fill === false ? [] : head));
    const rows = marks === false ? [] : markRows(map);
    if (rows.length) legend.append(kb.element("div", "legend-marks", ...rows));
    return legend;
  };

  // The note beside the pointer.
  kb.tip = function (box) {
    const node = kb.element("div", "tip");
    node.hidden = true;
    box.append(node);
    return {
      show: function (lines, x, y) {
        node.replaceChildren(...lines.filter(Boolean).map((line, index) => kb.element(index ? "div" : "strong", "", line)));
        node.hidden = false;
        const right = x + 16 + node.offsetWidth > box.clientWidth;
        node.style.left = (right ? Math.max(x - 12 - node.offsetWidth, 4) : x + 14) + "px";
        node.style.top = Math.min(y + 12, Math.max(box.clientHeight - node.offsetHeight - 6, 4)) + "px";
      },
      hide: () => (node.hidden = true),
    };
  };

  kb.areaLines = function (told, code) {
    const area = kb.areas[code];
    const value = kb.value(told.set, area, told.measure);
    const claim = kb.claim(told.set, area);
    const unit = kb.data.measures.find((one) => one.id === (told.measure === "claim" ? "centre_count" : told.measure));
    return [
      kb.name(code),
      value === null ? "" : kb.say(unit.name) + ": " + kb.told(value, told.measure) + " " + kb.say(unit.unit),
      told.measure === "claim" || value === null ? kb.t(CLAIMS[claim]) : "",
    ];
  };

  kb.markLines = function (rows) {
    const first = rows[0];
    const state = [kb.t("value.precision." + first.precision), first.derived && kb.t("legend.derived"),
      first.status === "planned" && kb.t("value.status.planned")];
    return [
      kb.centreName(first), kb.say(kb.programmes[first.programme].name), state.filter(Boolean).join(" · "),
      rows.length > 1 ? kb.t("onefile.more_here", { n: rows.length - 1 }) : "",
    ];
  };

  kb.claims = CLAIMS;
  kb.swatch = { box: box, mark: (look) => swatch((pen) => kb.marks.draw(pen, 12, 8.5, 6, look)) };
})((window.onefile = window.onefile || {}));
