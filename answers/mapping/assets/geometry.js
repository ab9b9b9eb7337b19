// Where things are on the plane of the map: Web Mercator in degrees, x eastwards and y southwards of the middle of Thailand.
(function (painter) {
  "use strict";

  const MIDDLE = [101, 13.2];
  const ordinate = (latitude) => (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  const SOUTH = ordinate(MIDDLE[1]);

  const project = (longitude, latitude) => [longitude - MIDDLE[0], ordinate(latitude) - SOUTH];

  function unproject(x, y) {
    const latitude = (Math.atan(Math.exp((-(y + SOUTH) * Math.PI) / 180)) * 360) / Math.PI - 90;
    return [x + MIDDLE[0], latitude];
  }

  // The numbers of a text in Google's polyline encoding: five bits a character, the sign in the lowest bit.
  function numbers(text) {
    const all = [];
    let value = 0;
    let shift = 0;
    for (let i = 0; i < text.length; i++) {
      const bits = text.charCodeAt(i) - 63;
      value |= (bits & 31) << shift;
      if (bits & 32) {
        shift += 5;
        continue;
      }
      all.push(value & 1 ? ~(value >> 1) : value >> 1);
      value = 0;
      shift = 0;
    }
    return all;
  }

  // The path of an area's rings, holes and islands among them, or of a river's lines, which stay open, and its bounds; each
  // is steps of 1/scale degree.
  function shape(rings, scale, open) {
    const path = new Path2D();
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    rings.forEach(function (text) {
      const steps = numbers(text);
      let east = 0;
      let north = 0;
      for (let i = 0; i < steps.length; i += 2) {
        east += steps[i];
        north += steps[i + 1];
        const [x, y] = project(east / scale, north / scale);
        path[i ? "lineTo" : "moveTo"](x, y);
        box[0] = Math.min(box[0], x);
        box[1] = Math.min(box[1], y);
        box[2] = Math.max(box[2], x);
        box[3] = Math.max(box[3], y);
      }
      if (!open) path.closePath();
    });
    return { path: path, box: box };
  }

  // The areas of a layer as `answers.mapping.outlines` packs them.
  function layer(packed) {
    return packed.areas.map((area) => Object.assign({}, area, { at: project(...area.at), shape: shape(area.rings, packed.scale) }));
  }

  // Rivers and lakes as `answers.mapping.water` packs them.
  function water(packed) {
    const all = (rows, ways, open) => rows.map((row) => ({ ...row, at: row.at.map((at) => project(...at)), shape: shape(row[ways], packed.scale, open) }));
    return { rivers: all(packed.rivers, "lines", true), lakes: all(packed.lakes, "rings", false) };
  }

  const probe = document.createElement("canvas").getContext("2d");

  function holds(one, x, y) {
    const { box, path } = one;
    return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && probe.isPointInPath(path, x, y, "evenodd");
  }

  const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  Object.assign(painter, { project: project, unproject: unproject, shape: shape, layer: layer, water: water, holds: holds, meets: meets });
})((window.mapPainter = window.mapPainter || {}));
