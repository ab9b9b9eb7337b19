// What lies below the marks: ground, areas in the looks of their classes, borders, the chosen area, rings of a radius.
(function (painter) {
  "use strict";

  const TILE_PX = 7;
  const KM_IN_A_DEGREE = 111.195;

  const strokes = {
    lines: (pen) => { pen.moveTo(-1, 8); pen.lineTo(8, -1); },
    cross: (pen) => { pen.moveTo(-1, 8); pen.lineTo(8, -1); pen.moveTo(-1, -1); pen.lineTo(8, 8); },
    dots: (pen) => { pen.arc(3.5, 3.5, 0.9, 0, 2 * Math.PI); },
  };

  // A tile small enough to read as texture at any zoom.
  function pattern(pen, look, ratio) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = TILE_PX * ratio;
    const inner = tile.getContext("2d");
    inner.scale(ratio, ratio);
    inner.fillStyle = look.colour;
    inner.fillRect(0, 0, TILE_PX, TILE_PX);
    inner.strokeStyle = look.hatch;
    inner.lineWidth = 1.2;
    inner.beginPath();
    (strokes[look.pattern] || strokes.lines)(inner);
    inner.stroke();
    return pen.createPattern(tile, "repeat");
  }

  // The fill of a look on a pen that draws in pixels.
  painter.fillOf = (pen, look, ratio) => (look.hatch ? pattern(pen, look, ratio) : look.colour);

  // On the map a pattern keeps its size on the screen and moves with the ground.
  function fillOn(map, look) {
    if (!look.hatch) return look.colour;
    const key = [look.colour, look.hatch, look.pattern, map.ratio].join();
    map.patterns[key] = map.patterns[key] || pattern(map.pen, look, map.ratio);
    const { scale } = map.view;
    const start = (middle) => Math.round((middle * scale) / TILE_PX) * (TILE_PX / scale);
    const one = 1 / (scale * map.ratio);
    map.patterns[key].setTransform(new DOMMatrix([one, 0, 0, one, start(map.view.x), start(map.view.y)]));
    return map.patterns[key];
  }

  // How wide a line may be that parts areas: as wide as most where they measure full pixels, quieter where they are small.
  function width(map, areas, most, full) {
    const sides = areas.map(({ shape }) => Math.min(shape.box[2] - shape.box[0], shape.box[3] - shape.box[1])).sort((a, b) => a - b);
    const typical = sides.length ? sides[sides.length >> 1] * map.view.scale : 0;
    return (Math.min(Math.max(typical / full, 0.15), 1) * most * map.unit) / map.view.scale;
  }

  function strokeAll(map, areas, colour, lineWidth) {
    map.pen.strokeStyle = colour;
    map.pen.lineWidth = lineWidth;
    areas.filter((area) => map.sees(area.shape.box)).forEach((area) => map.pen.stroke(area.shape.path));
  }

  function ground(map) {
    const { pen, scene } = map;
    const { colours } = scene.style;
    pen.fillStyle = colours.ground;
    pen.strokeStyle = colours.groundLine;
    pen.lineWidth = 0.8 / map.view.scale;
    scene.ground.filter((area) => map.sees(area.shape.box)).forEach(function (area) {
      if (!scene.veil) pen.fill(area.shape.path, "evenodd");
      pen.stroke(area.shape.path);
    });
    if (map.inside.length < scene.areas.length || scene.model.level === "subdistrict") strokeAll(map, scene.borders, colours.groundLine, 0.8 / map.view.scale);
  }

  // Over the fills, or no river would be seen on a map of the country; tiles have their own.
  function water(map) {
    const { pen, scene } = map;
    if (!scene.water || scene.veil) return;
    const { colours } = scene.style;
    const width = (Math.min(Math.max(map.view.scale / 60, 0.7), 2) * map.unit) / map.view.scale;
    pen.fillStyle = colours.sea;
    scene.water.lakes.filter(({ shape }) => map.sees(shape.box)).forEach(({ shape }) => pen.fill(shape.path, "evenodd"));
    strokeAll(map, scene.water.lakes, colours.water, width / 2);
    strokeAll(map, scene.water.rivers, colours.water, width);
  }

  function areas(map) {
    const { pen, scene } = map;
    const { colours } = scene.style;
    pen.lineJoin = "round";
    pen.strokeStyle = colours.line;
    pen.lineWidth = width(map, map.inside, 0.8, 45);
    map.inside.filter((area) => map.sees(area.shape.box)).forEach(function (area) {
      const look = scene.style.areas[area.character];
      pen.globalAlpha = look.opacity * (scene.veil || 1);
      pen.fillStyle = fillOn(map, look);
      pen.fill(area.shape.path, "evenodd");
      pen.globalAlpha = 1;
      pen.stroke(area.shape.path);
    });
    water(map);
    strokeAll(map, map.strong, colours.strongLine, width(map, map.strong, 1.25, 90));
    if (map.litArea) strokeAll(map, [map.litArea], colours.accent, (2 * map.unit) / map.view.scale);
    if (map.chosenArea) strokeAll(map, [map.chosenArea], colours.accent, (3.2 * map.unit) / map.view.scale);
  }

  // Web Mercator stretches with the latitude: the same radius is larger on the screen farther north. All circles are one
  // shape: where they overlap there is no line and no darker ground.
  function circles(map, places, km, colour, lineWidth, opacity) {
    if (!places.length) return;
    const layer = document.createElement("canvas");
    layer.width = map.canvas.width;
    layer.height = map.canvas.height;
    const pen = layer.getContext("2d");
    pen.scale(map.ratio, map.ratio);
    pen.beginPath();
    places.forEach(function ([longitude, latitude]) {
      const [x, y] = map.place(painter.project(longitude, latitude));
      const r = y - map.place(painter.project(longitude, latitude + km / KM_IN_A_DEGREE))[1];
      if (x + r < 0 || y + r < 0 || x - r > map.width || y - r > map.height) return;
      pen.moveTo(x + r, y);
      pen.arc(x, y, r, 0, 2 * Math.PI);
    });
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 2 * lineWidth;
    pen.stroke();
    pen.globalCompositeOperation = "destination-out";
    pen.fill();
    pen.globalCompositeOperation = "source-over";
    pen.globalAlpha = opacity;
    pen.fill();
    map.pen.drawImage(layer, 0, 0, map.width, map.height);
  }

  function rings(map) {
    const { model, style } = map.scene;
    if (!model.rings) return;
    const { radius_km: km, places } = model.rings;
    circles(map, places, km, style.colours.reach, 1.3, 0.1);
    circles(map, model.pins.map((pin) => [pin.longitude, pin.latitude]), km, style.colours.candidate, 2, 0.16);
  }

  painter.layers = { ground: ground, areas: areas, rings: rings };
})((window.mapPainter = window.mapPainter || {}));
