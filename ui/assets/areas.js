// Area polygons: fetched once per layer as a static file, decoded once, afterwards only restyled.
(function (kb) {
  "use strict";

  const layers = new Map();

  // A ring is a flat list of integers: the first point absolute, the rest as steps, in units of 1/scale degree.
  function ring(numbers, scale) {
    const points = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      x += numbers[i];
      y += numbers[i + 1];
      points.push([y / scale, x / scale]);
    }
    return points;
  }

  function decode(asset) {
    return asset.areas.map(function (area) {
      return {
        code: area.code,
        th: area.th,
        en: area.en,
        at: area.at,
        rings: area.polygons.map((polygon) => polygon.map((numbers) => ring(numbers, asset.scale))),
      };
    });
  }

  function load(url) {
    if (!layers.has(url)) {
      const loading = fetch(kb.base + url)
        .then(function (response) {
          if (!response.ok) throw new Error("layer " + response.status);
          return response.json();
        })
        .then(decode);
      loading.catch(() => layers.delete(url));
      layers.set(url, loading);
    }
    return layers.get(url);
  }

  const strokes = {
    lines: (pen) => { pen.moveTo(-1, 8); pen.lineTo(8, -1); },
    cross: (pen) => { pen.moveTo(-1, 8); pen.lineTo(8, -1); pen.moveTo(-1, -1); pen.lineTo(8, 8); },
    dots: (pen) => { pen.arc(3.5, 3.5, 0.9, 0, 2 * Math.PI); },
  };

  // A canvas pattern in map colours; the tile is small enough to read as texture at any zoom.
  function hatch(context, line, ground, kind) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 7;
    const pen = tile.getContext("2d");
    pen.fillStyle = ground;
    pen.fillRect(0, 0, 7, 7);
    pen.strokeStyle = line;
    pen.lineWidth = 1.2;
    pen.beginPath();
    (strokes[kind] || strokes.lines)(pen);
    pen.stroke();
    return context.createPattern(tile, "repeat");
  }

  const Area = L.Polygon.extend({
    // Leaflet writes a canvas pattern into fillStyle unchanged, so classes may be patterns.
    setClass: function (style) {
      const same = this.options.fillColor === style.fillColor && this.options.color === style.color &&
        this.options.weight === style.weight && this.options.fillOpacity === style.fillOpacity;
      if (!same) this.setStyle(style);
    },
  });

  kb.areas = { load: load, hatch: hatch, Area: Area };
})((window.klaibaan = window.klaibaan || {}));
