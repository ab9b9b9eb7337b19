// Centres as marks: colour and shape say the programme, fill and outline say how well the place is known.
(function (kb) {
  "use strict";

  const catalogues = new Map();

  function load(url) {
    if (!catalogues.has(url)) {
      const loading = fetch(kb.base + url).then(function (response) {
        if (!response.ok) throw new Error("centres " + response.status);
        return response.json();
      });
      loading.catch(() => catalogues.delete(url));
      catalogues.set(url, loading);
    }
    return catalogues.get(url);
  }

  // One bit a row of the catalogue, packed: whether the row is meant.
  function bits(packed) {
    const bytes = atob(packed);
    return (index) => Boolean((bytes.charCodeAt(index >> 3) >> (index & 7)) & 1);
  }

  function polygon(pen, p, r, sides, turn) {
    for (let i = 0; i < sides; i++) {
      const angle = turn + (i * 2 * Math.PI) / sides;
      pen.lineTo(p.x + r * Math.cos(angle), p.y + r * Math.sin(angle));
    }
    pen.closePath();
  }

  const outline = {
    circle: (pen, p, r) => pen.arc(p.x, p.y, r, 0, 2 * Math.PI),
    square: (pen, p, r) => polygon(pen, p, r * 1.2, 4, Math.PI / 4),
    diamond: (pen, p, r) => polygon(pen, p, r * 1.25, 4, 0),
    triangle: (pen, p, r) => polygon(pen, p, r * 1.3, 3, -Math.PI / 2),
    down: (pen, p, r) => polygon(pen, p, r * 1.3, 3, Math.PI / 2),
    pentagon: (pen, p, r) => polygon(pen, p, r * 1.15, 5, -Math.PI / 2),
    hexagon: (pen, p, r) => polygon(pen, p, r * 1.15, 6, 0),
    cross: function (pen, p, r) {
      const a = r * 0.45;
      [[-a, -r], [a, -r], [a, -a], [r, -a], [r, a], [a, a], [a, r], [-a, r], [-a, a], [-r, a], [-r, -a], [-a, -a]]
        .forEach((step) => pen.lineTo(p.x + step[0], p.y + step[1]));
      pen.closePath();
    },
  };

  // building: solid · town: solid with a gap ring · district: hollow · province: hollow and dashed.
  function draw(pen, p, r, mark) {
    const shape = outline[mark.shape] || outline.circle;
    pen.save();
    pen.globalAlpha = mark.derived ? 0.55 : 1;
    pen.beginPath();
    shape(pen, p, r);
    const solid = mark.precision === "site" || mark.precision === "town";
    pen.fillStyle = solid ? mark.colour : mark.ground;
    pen.fill();
    pen.setLineDash(mark.precision === "province" || mark.derived ? [2.5, 2] : []);
    pen.lineWidth = solid ? 1.25 : 2;
    pen.strokeStyle = solid ? mark.ground : mark.colour;
    pen.stroke();
    if (mark.precision === "town") {
      pen.beginPath();
      pen.setLineDash([]);
      pen.fillStyle = mark.ground;
      pen.arc(p.x, p.y, r * 0.42, 0, 2 * Math.PI);
      pen.fill();
    }
    if (mark.chosen) {
      pen.beginPath();
      pen.setLineDash([]);
      pen.lineWidth = 2.5;
      pen.strokeStyle = mark.accent;
      pen.arc(p.x, p.y, r + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.restore();
  }

  const Mark = L.CircleMarker.extend({
    _project: function () {
      L.CircleMarker.prototype._project.call(this);
      this._point = this._point.add(this.options.offset);
      this._updateBounds();
    },
    _updateBounds: function () {
      const reach = this._radius + 8;
      this._pxBounds = new L.Bounds(this._point.subtract([reach, reach]), this._point.add([reach, reach]));
    },
    _updatePath: function () {
      if (!this._renderer._drawing || this._empty()) return;
      draw(this._renderer._ctx, this._point, this._radius, this.options.mark);
    },
  });

  // Several centres known only to the same area (or to the same point) open like a sunflower around it.
  function offset(position) {
    if (position === 0) return L.point(0, 0);
    const angle = position * 2.39996;
    const distance = 9 * Math.sqrt(position);
    return L.point(distance * Math.cos(angle), distance * Math.sin(angle));
  }

  kb.marks = { load: load, bits: bits, Mark: Mark, draw: draw, offset: offset };
})((window.klaibaan = window.klaibaan || {}));
