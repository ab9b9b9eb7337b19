// Centres as marks: colour and shape say the programme, fill and outline how well the place is known.
(function (kb) {
  "use strict";

  function polygon(pen, x, y, r, sides, turn) {
    for (let i = 0; i < sides; i++) {
      const angle = turn + (i * 2 * Math.PI) / sides;
      pen.lineTo(x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    pen.closePath();
  }

  const outlines = {
    circle: (pen, x, y, r) => pen.arc(x, y, r, 0, 2 * Math.PI),
    square: (pen, x, y, r) => polygon(pen, x, y, r * 1.2, 4, Math.PI / 4),
    diamond: (pen, x, y, r) => polygon(pen, x, y, r * 1.25, 4, 0),
    triangle: (pen, x, y, r) => polygon(pen, x, y, r * 1.3, 3, -Math.PI / 2),
    down: (pen, x, y, r) => polygon(pen, x, y, r * 1.3, 3, Math.PI / 2),
    pentagon: (pen, x, y, r) => polygon(pen, x, y, r * 1.15, 5, -Math.PI / 2),
    hexagon: (pen, x, y, r) => polygon(pen, x, y, r * 1.15, 6, 0),
    cross: function (pen, x, y, r) {
      const a = r * 0.45;
      [[-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a], [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a]]
        .forEach((step) => pen.lineTo(x + step[0], y + step[1]));
      pen.closePath();
    },
  };

  // building: solid · town: solid with a gap · district: hollow · province: hollow and dashed.
  function draw(pen, x, y, r, mark) {
    const ground = kb.colours().mark;
    const solid = mark.precision === "site" || mark.precision === "town";
    pen.save();
    pen.globalAlpha = mark.derived ? 0.55 : 1;
    pen.beginPath();
    (outlines[mark.shape] || outlines.circle)(pen, x, y, r);
    pen.fillStyle = solid ? mark.colour : ground;
    pen.fill();
    pen.setLineDash(mark.precision === "province" || mark.derived ? [r * 0.45, r * 0.36] : []);
    pen.lineWidth = solid ? r * 0.23 : r * 0.36;
    pen.strokeStyle = solid ? ground : mark.colour;
    pen.stroke();
    if (mark.precision === "town") {
      pen.beginPath();
      pen.setLineDash([]);
      pen.fillStyle = ground;
      pen.arc(x, y, r * 0.42, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.restore();
  }

  // Several centres at one place open like a sunflower around it.
  function offset(position, r) {
    if (position === 0) return [0, 0];
    const angle = position * 2.39996;
    const distance = 1.65 * r * Math.sqrt(position);
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  }

  function markOf(row) {
    const programme = kb.programmes[row.programme];
    return { shape: programme.shape, colour: programme.colour, precision: row.precision, derived: row.derived };
  }

  // A pattern of lines; it is turned back from the map's scale when it is used.
  function hatch(pen, line, ground) {
    const tile = document.createElement("canvas");
    const size = 8 * (window.devicePixelRatio || 1);
    tile.width = tile.height = size;
    const inner = tile.getContext("2d");
    inner.fillStyle = ground;
    inner.fillRect(0, 0, size, size);
    inner.strokeStyle = line;
    inner.lineWidth = size / 6;
    inner.beginPath();
    [-size, 0, size].forEach(function (shift) {
      inner.moveTo(shift - 1, size + 1);
      inner.lineTo(shift + size + 1, -1);
    });
    inner.stroke();
    return pen.createPattern(tile, "repeat");
  }

  kb.marks = { draw: draw, offset: offset, of: markOf, hatch: hatch };
})((window.onefile = window.onefile || {}));
