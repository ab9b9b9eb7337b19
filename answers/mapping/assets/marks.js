// Centres as marks: colour and shape say the programme, fill and outline how well the place is known. And numbered pins.
(function (painter) {
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

  // mark: programme ("" for one of no programme), precision, derived.
  painter.drawMark = function (pen, x, y, r, mark, style) {
    const look = style.programmes[mark.programme] || style.programmes[""];
    const known = style.precisions[mark.derived ? "derived" : mark.precision];
    const ground = style.colours.mark;
    pen.save();
    pen.beginPath();
    (outlines[look.shape] || outlines.circle)(pen, x, y, r);
    pen.fillStyle = known.solid ? look.colour : ground;
    pen.fill();
    pen.setLineDash(known.dashed ? [r * 0.45, r * 0.36] : []);
    pen.lineWidth = r * (known.solid ? 0.23 : 0.36);
    pen.strokeStyle = known.solid ? ground : look.colour;
    pen.stroke();
    if (known.core) {
      pen.beginPath();
      pen.setLineDash([]);
      pen.fillStyle = known.core === "gap" ? ground : look.colour;
      pen.arc(x, y, r * 0.42, 0, 2 * Math.PI);
      pen.fill();
    }
    pen.restore();
  };

  // Several centres at one place open like a sunflower around it.
  function petal(position, r) {
    const angle = position * 2.39996;
    const distance = 1.65 * r * Math.sqrt(position);
    return [distance * Math.cos(angle), distance * Math.sin(angle)];
  }

  const LEAST_PX = 2.4;

  // The narrower side of the area that a mark stands in, in degrees; 0 outside all.
  function roomOf(map, mark) {
    if (!map.room.has(mark)) {
      const at = painter.project(mark.longitude, mark.latitude);
      const area = map.scene.areas.find((one) => painter.holds(one.shape, ...at));
      map.room.set(mark, area ? Math.min(area.shape.box[2] - area.shape.box[0], area.shape.box[3] - area.shape.box[1]) : 0);
    }
    return map.room.get(mark);
  }

  // Marks grow with the zoom, and are never so large that they hide the area they stand in.
  function radius(map, mark) {
    const zoom = Math.log2((map.view.scale * 360) / 256);
    const usual = Math.min(Math.max(3.4 + (zoom - 5.2) * 0.55, 3.4), 6);
    const room = roomOf(map, mark);
    const most = room ? Math.max(0.3 * room * map.view.scale, LEAST_PX) : usual;
    return Math.min(usual, most) * (mark.derived ? 0.75 : 1) * map.unit;
  }

  const FULL = 0.15; // of the canvas: where marks would cover more, they shrink, so that the map below is still seen
  const SMALLEST = 0.35;

  function crowding(map, spots) {
    const seen = spots.filter((one) => map.onCanvas(one.x, one.y, 0));
    const covered = seen.reduce((sum, one) => sum + Math.PI * one.r ** 2, 0);
    return Math.max(Math.min(Math.sqrt((FULL * map.width * map.height) / Math.max(covered, 1)), 1), SMALLEST);
  }

  // Where every mark stands on the canvas, in the order in which they are drawn.
  painter.placeMarks = function (map) {
    const taken = new Map();
    const spots = map.scene.model.marks.map(function (mark) {
      const [x, y] = map.place(painter.project(mark.longitude, mark.latitude));
      return { mark: mark, x: x, y: y, r: radius(map, mark) };
    });
    const share = crowding(map, spots);
    return spots.map(function ({ mark, x, y, r }) {
      const key = mark.longitude.toFixed(4) + " " + mark.latitude.toFixed(4);
      const position = taken.get(key) || 0;
      taken.set(key, position + 1);
      const [right, down] = petal(position, r * share);
      return { mark: mark, x: x + right, y: y + down, r: r * share };
    });
  };

  // A centre that a scenario closes is struck out.
  painter.strike = function (pen, { x, y, r }, colours) {
    const arm = r + 4;
    [[colours.mark, 5], [colours.candidate, 2.5]].forEach(function ([colour, width]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      [-1, 1].forEach(function (turn) {
        pen.moveTo(x - arm, y - turn * arm);
        pen.lineTo(x + arm, y + turn * arm);
      });
      pen.stroke();
    });
  };

  painter.drawMarks = function (map) {
    const { pen, scene } = map;
    map.marks.filter((one) => map.onCanvas(one.x, one.y, 12)).forEach(function (one) {
      painter.drawMark(pen, one.x, one.y, one.r, one.mark, scene.style);
      if (scene.model.closed.includes(one.mark.centre_id)) painter.strike(pen, one, scene.style.colours);
      if (one.mark.centre_id !== scene.model.chosen) return;
      pen.beginPath();
      pen.arc(one.x, one.y, one.r + 4, 0, 2 * Math.PI);
      pen.lineWidth = 2.5;
      pen.strokeStyle = scene.style.colours.accent;
      pen.stroke();
    });
  };

  const PIN_PX = 11;

  // Where every pin stands on the canvas: the point that it marks, and the radius of its head above that.
  painter.placePins = function (map) {
    return map.scene.model.pins.map(function (pin) {
      const [x, y] = map.place(painter.project(pin.longitude, pin.latitude));
      return { pin: pin, x: x, y: y, r: PIN_PX * map.unit };
    });
  };

  painter.drawPin = function (pen, { pin, x, y, r }, colours) {
    pen.fillStyle = colours.candidate;
    pen.strokeStyle = colours.mark;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.arc(x, y - 1.75 * r, r, Math.PI * 0.8, Math.PI * 2.2);
    pen.closePath();
    pen.stroke();
    pen.fill();
    pen.font = "700 " + 1.2 * r + 'px "Noto Sans Thai", sans-serif';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillStyle = colours.mark;
    pen.fillText(pin.label, x, y - 1.7 * r);
  };

  painter.drawPins = function (map) {
    painter.placePins(map).forEach((one) => painter.drawPin(map.pen, one, map.scene.style.colours));
  };
})((window.mapPainter = window.mapPainter || {}));
