// Names of areas: the most important first; none covers a mark, a pin or a name before it, lies below what stands over the
// canvas, or leaves it.
(function (painter) {
  "use strict";

  const GAP_PX = 3;
  // The first names are those the map is about: they may stand farther over the borders of their areas.
  const FIRST = 10;
  const FIRST_STRETCH = 3;

  // In the middle, below, above, right, left of the area's own point, then around it.
  function places(width, line) {
    const aside = width / 2 + 8;
    const up = line * 0.95;
    return [[0, 0], [0, up], [0, -up], [aside, 0], [-aside, 0], [aside, up], [-aside, up], [aside, -up], [-aside, -up], [0, 2 * up], [0, -2 * up]];
  }

  // Farther off, for the first names: a line leads from there to the area.
  function farPlaces(width, line) {
    const found = [];
    for (const rows of [2.6, 3.6, 4.6, 5.6]) for (const share of [0, -0.8, 0.8, -1.6, 1.6]) for (const side of [-1, 1]) found.push([share * width, side * rows * line]);
    return found;
  }

  function lead(map, x, y, box) {
    const [left, top, right, bottom] = box;
    map.pen.save();
    map.pen.lineWidth = Math.max(1, map.textPx / 14);
    map.pen.strokeStyle = map.scene.style.colours.text;
    map.pen.beginPath();
    map.pen.moveTo(x, y);
    map.pen.lineTo(Math.min(Math.max(x, left), right), y < top ? top + GAP_PX : bottom - GAP_PX);
    map.pen.stroke();
    map.pen.restore();
  }

  function boxAt(x, y, width, line) {
    return [x - width / 2 - GAP_PX, y - line / 2, x + width / 2 + GAP_PX, y + line / 2];
  }

  function taken(map) {
    const marks = map.marks.map((one) => [one.x - one.r - 1, one.y - one.r - 1, one.x + one.r + 1, one.y + one.r + 1]);
    const pins = map.scene.model.pins.map(function (pin) {
      const [x, y] = map.place(painter.project(pin.longitude, pin.latitude));
      return [x - 13, y - 34, x + 13, y + 4];
    });
    return [...map.covers, ...marks, ...pins].filter((box) => painter.meets(box, [0, 0, map.width, map.height]));
  }

  function isFree(map, box, full) {
    return box[0] >= 0 && box[1] >= 0 && box[2] <= map.width && box[3] <= map.height && !full.some((other) => painter.meets(box, other));
  }

  function dress(map) {
    const { pen } = map;
    const { colours } = map.scene.style;
    pen.font = "500 " + map.textPx + 'px "Noto Sans Thai", sans-serif';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.lineJoin = "round";
    pen.lineWidth = map.textPx / 4;
    pen.strokeStyle = colours.halo;
    pen.fillStyle = colours.text;
  }

  function write(map, text, x, y) {
    map.pen.strokeText(text, x, y);
    map.pen.fillText(text, x, y);
  }

  // Returns where each name stands: its code, text and box.
  painter.drawNames = function (map) {
    const { pen, scene } = map;
    const { model } = scene;
    const line = map.textPx * 1.5;
    const full = taken(map);
    const names = [];
    dress(map);
    model.names.forEach(function (code, place) {
      const area = map.byCode.get(code);
      if (!area) return;
      const [x, y] = map.place(area.at);
      if (!map.onCanvas(x, y, 0)) return;
      const text = area.label[model.lang];
      const width = pen.measureText(text).width;
      const stretch = model.name_stretch * (place < FIRST ? FIRST_STRETCH : 1);
      if (stretch && width > stretch * (area.shape.box[2] - area.shape.box[0]) * map.view.scale) return;
      const find = (around) => around.map(([right, down]) => boxAt(x + right, y + down, width, line)).find((box) => isFree(map, box, full));
      const near = find(places(width, line));
      const free = near || (model.name_stretch && place < FIRST ? find(farPlaces(width, line)) : null);
      if (!free) return;
      if (!near) lead(map, x, y, free);
      full.push(free);
      names.push({ code: code, text: text, box: free });
      write(map, text, (free[0] + free[2]) / 2, (free[1] + free[3]) / 2);
    });
    return names;
  };

  const TOWN_PX = 2;

  // Towns say where one is: small and quiet, a dot and a name beside it, and only where nothing else stands.
  painter.drawTowns = function (map) {
    const { pen, scene } = map;
    const lang = scene.model.lang;
    const line = map.textPx * 1.25;
    const written = new Set(map.names.map((one) => one.text));
    const full = [...taken(map), ...map.names.map((one) => one.box)];
    const towns = [];
    dress(map);
    pen.font = "400 " + map.textPx * 0.85 + 'px "Noto Sans Thai", sans-serif';
    pen.textAlign = "left";
    (scene.towns || []).filter((town) => map.view.scale >= town.from && !written.has(town.name[lang])).forEach(function (town) {
      const [x, y] = map.place(painter.project(...town.at));
      if (!map.onCanvas(x, y, 0)) return;
      const text = town.name[lang];
      const box = [x - TOWN_PX - 1, y - line / 2, x + TOWN_PX + 3 + pen.measureText(text).width + GAP_PX, y + line / 2];
      if (!isFree(map, box, full)) return;
      full.push(box);
      towns.push({ text: text, box: box });
      pen.beginPath();
      pen.arc(x, y, TOWN_PX * map.unit, 0, 2 * Math.PI);
      pen.stroke();
      pen.fill();
      write(map, text, x + TOWN_PX + 3, y);
    });
    return towns;
  };

  // Rivers and lakes come last: they lead to a place and are none.
  painter.drawWaterNames = function (map) {
    const { pen, scene } = map;
    const { water, model } = scene;
    if (!water || scene.veil) return [];
    const line = map.textPx * 1.25;
    const full = [...taken(map), ...[...map.names, ...map.towns].map((one) => one.box)];
    const names = [];
    dress(map);
    pen.font = "italic 400 " + map.textPx * 0.85 + 'px "Noto Sans Thai", sans-serif';
    pen.fillStyle = scene.style.colours.waterText;
    [...water.rivers, ...water.lakes].filter((one) => one.name && map.view.scale >= one.from).forEach(function (one) {
      const text = one.name[model.lang];
      const width = pen.measureText(text).width;
      const free = one.at.map((at) => boxAt(...map.place(at), width, line)).find((box) => isFree(map, box, full));
      if (!free) return;
      full.push(free);
      names.push({ text: text, box: free });
      write(map, text, (free[0] + free[2]) / 2, (free[1] + free[3]) / 2);
    });
    return names;
  };

  // A text in lines no wider than the canvas; Thai is cut between words where the browser knows them.
  function lines(pen, text, most) {
    const words = window.Intl && Intl.Segmenter
      ? [...new Intl.Segmenter("th", { granularity: "word" }).segment(text)].map((one) => one.segment) : text.split(/(?<= )/);
    return words.reduce(function (all, word) {
      const longer = all[all.length - 1] + word;
      if (pen.measureText(longer).width <= most) all[all.length - 1] = longer;
      else all.push(word.trimStart());
      return all;
    }, [""]);
  }

  painter.drawMessage = function (map) {
    const { message } = map.scene.model;
    if (!message) return;
    dress(map);
    map.pen.font = "600 " + map.textPx * 1.25 + 'px "Noto Sans Thai", sans-serif';
    const all = lines(map.pen, message, map.width * 0.8);
    const line = map.textPx * 2;
    all.forEach((text, position) => write(map, text, map.width / 2, map.height / 2 + (position - (all.length - 1) / 2) * line));
  };
})((window.mapPainter = window.mapPainter || {}));
