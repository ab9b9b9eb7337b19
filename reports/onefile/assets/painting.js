// The layers of a map, from the ground up: areas in their colours, borders, marks, names.
(function (kb) {
  "use strict";

  const HOLLOW = { "o": "out_of_scope", "u": "unknown", "n": "no_data", "0": "zero", "y": "has_one", "h": "has_other", "z": "has_none", "?": "unknown", "s": "out_of_scope" };

  function colourOf(label) {
    const colours = kb.colours();
    const place = kb.data.diverging.characters.indexOf(label);
    if (place >= 0) return colours.diverging[place];
    return label in HOLLOW ? colours[HOLLOW[label]] : colours.ramp[Number(label) - 1];
  }

  function fill(map, pen, label, ratio) {
    if (label !== "?") return colourOf(label);
    const key = kb.state.theme;
    map.patterns[key] = map.patterns[key] || kb.marks.hatch(pen, kb.colours().hatch, colourOf("?"));
    const scale = map.view.scale * ratio;
    map.patterns[key].setTransform(new DOMMatrix([1 / scale, 0, 0, 1 / scale, map.view.x, map.view.y]));
    return map.patterns[key];
  }

  function ground(map, pen) {
    const colours = kb.colours();
    kb.ground = kb.ground || kb.data.ground.map((rings) => kb.shape(rings, kb.data.scale));
    pen.fillStyle = colours.ground;
    pen.strokeStyle = colours.groundLine;
    pen.lineWidth = 0.8 / map.view.scale;
    [...kb.ground, ...kb.shapesOf("country")].forEach(function (one) {
      if (!map.seen(one.box)) return;
      pen.fill(one.path, "evenodd");
      pen.stroke(one.path);
    });
  }

  function areas(map, pen, ratio) {
    ground(map, pen);
    const shapes = kb.shapesOf(map.told.level);
    const seen = map.areas.filter((area) => map.seen(shapes[area.position].box));
    pen.strokeStyle = kb.colours().line;
    pen.lineWidth = (seen.length > 200 ? 0.35 : 0.8) / map.view.scale;
    pen.lineJoin = "round";
    seen.forEach(function (area) {
      const shape = shapes[area.position];
      pen.fillStyle = fill(map, pen, map.classes.labels[area.code], ratio);
      pen.fill(shape.path, "evenodd");
      pen.stroke(shape.path);
    });
  }

  function outline(map, pen, code, colour, width) {
    const area = kb.areas[code];
    pen.strokeStyle = colour;
    pen.lineWidth = (width * map.unit) / map.view.scale;
    pen.stroke(kb.shapesOf(area.level)[area.position].path);
  }

  function lines(map, pen, level) {
    const colours = kb.colours();
    kb.inside(level, map.told.area).forEach((area) => outline(map, pen, area.code, colours.strongLine, 1.1));
    if (kb.areas[map.told.area].level !== "country") outline(map, pen, map.told.area, colours.strongLine, 1.6);
    if (map.told.chosen && kb.areas[map.told.chosen]) outline(map, pen, map.told.chosen, colours.accent, 3.2);
  }

  function marks(map, pen) {
    const stacks = {};
    map.placed = [];
    map.rows.forEach(function (row) {
      const key = row.at.join();
      stacks[key] = stacks[key] === undefined ? 0 : stacks[key] + 1;
      const shift = kb.marks.offset(stacks[key], map.radius());
      const [x, y] = map.place(row.at);
      map.placed.push({ x: x + shift[0], y: y + shift[1], row: row });
    });
    map.placed.forEach(function (mark) {
      const r = map.radius() * (mark.row.derived ? 0.75 : 1);
      kb.marks.draw(pen, mark.x, mark.y, r, kb.marks.of(mark.row));
      if (mark.row.id !== map.told.chosen) return;
      pen.beginPath();
      pen.arc(mark.x, mark.y, r + 4, 0, 2 * Math.PI);
      pen.lineWidth = 2.5;
      pen.strokeStyle = kb.colours().accent;
      pen.stroke();
    });
  }

  function overlaps(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  const FEW = 14;

  // First the chosen area, then those that a claim singles out where they are few, then all that have room.
  function wanted(map) {
    const shapes = kb.shapesOf(map.told.level);
    const width = (area) => (shapes[area.position].box[2] - shapes[area.position].box[0]) * map.view.scale;
    const singled = map.areas.filter((area) => /[yz1-5A-F]/.test(map.classes.labels[area.code]));
    const few = singled.length <= FEW ? new Set(singled) : new Set();
    const rank = (area) => (area.code === map.told.chosen ? 0 : few.has(area) ? 1 : 2);
    return map.areas.filter((area) => map.seen(shapes[area.position].box)).map((area) => [rank(area), -width(area), area])
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  const ENOUGH_ROOM = 0.35;

  function label(map, area) {
    return kb.name(area.code, true).replace(/^(เขต|อำเภอ)/, "");
  }

  // Where a few are singled out only they are named; otherwise names stand once a good part of those in view have room
  // for theirs: before that, the few short ones would read as if they were the important ones.
  function named(map, pen) {
    const ordered = wanted(map).map(([rank, width, area]) => ({ rank: rank, room: -width, area: area, text: label(map, area) }));
    ordered.forEach((one) => (one.wide = pen.measureText(one.text).width));
    const few = ordered.some((one) => one.rank === 1);
    const fitting = ordered.filter((one) => one.wide <= one.room * 1.05);
    const enough = !few && fitting.length >= ENOUGH_ROOM * ordered.length;
    return ordered.filter((one) => one.rank < 2 || (enough && fitting.includes(one)));
  }

  function names(map, pen) {
    const size = kb.mapText ? kb.mapText(map.canvas) : 12.5;
    const colours = kb.colours();
    const { clientWidth } = map.canvas;
    pen.font = "500 " + size + 'px "Noto Sans Thai", sans-serif';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = size / 4;
    pen.strokeStyle = colours.halo;
    pen.fillStyle = colours.text;
    const taken = map.placed.map((mark) => [mark.x - 4, mark.y - 4, mark.x + 4, mark.y + 4]);
    named(map, pen).forEach(function ({ area, text, wide }) {
      const [east, y] = map.place(area.at);
      const edge = wide / 2 + 4;
      const x = east > 0 && east < clientWidth ? Math.min(Math.max(east, edge), Math.max(clientWidth - edge, edge)) : east;
      const place = [0, -size * 1.15, size * 1.15].map((shift) => [x - wide / 2 - 2, y + shift - size * 0.7, x + wide / 2 + 2, y + shift + size * 0.7, y + shift])
        .find((box) => !taken.some((other) => overlaps(box, other)));
      if (!place) return;
      taken.push(place);
      pen.strokeText(text, x, place[4]);
      pen.fillText(text, x, place[4]);
    });
  }

  kb.painting = { areas: areas, lines: lines, marks: marks, names: names, colourOf: colourOf };
})((window.onefile = window.onefile || {}));
