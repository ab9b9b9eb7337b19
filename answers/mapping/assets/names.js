// Names of areas: the most important first; none covers a mark, a pin or a name before it, or leaves the canvas.
(function (painter) {
  "use strict";

  const GAP_PX = 3;

  // In the middle, below, above, right, left of the area's own point.
  function places(width, line) {
    const aside = width / 2 + 8;
    return [[0, 0], [0, line * 0.95], [0, -line * 0.95], [aside, 0], [-aside, 0]];
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
    return [...marks, ...pins].filter((box) => painter.meets(box, [0, 0, map.width, map.height]));
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
    model.names.forEach(function (code) {
      const area = map.byCode.get(code);
      if (!area) return;
      const [x, y] = map.place(area.at);
      if (!map.onCanvas(x, y, 0)) return;
      const text = area.label[model.lang];
      const width = pen.measureText(text).width;
      if (model.name_stretch && width > model.name_stretch * (area.shape.box[2] - area.shape.box[0]) * map.view.scale) return;
      const free = places(width, line).map(([right, down]) => boxAt(x + right, y + down, width, line)).find((box) =>
        box[0] >= 0 && box[1] >= 0 && box[2] <= map.width && box[3] <= map.height && !full.some((other) => painter.meets(box, other)));
      if (!free) return;
      full.push(free);
      names.push({ code: code, text: text, box: free });
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
