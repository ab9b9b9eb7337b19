// The painter of maps: it draws a model (answers.mapping.model, by the same names) on a canvas and tells what lies where.
// It decides no class, colour, label or unit, and knows nothing of gestures, fetching or the page around it. A host does:
//
//   const map = new mapPainter.Painter(canvas);
//   map.resize(width, height, ratio);          // the canvas in pixels of the page, and pixels of the screen in one of them
//   map.show({ model, style, areas, borders, ground, water, towns, chosen, veil });
//   map.look({ x, y, scale });                 // the middle, by mapPainter.project(longitude, latitude); pixels a degree
//   map.covers = [[left, top, right, bottom]]; // what the host puts over the canvas: no name is written below it
//   map.draw();
//   map.targetAt(x, y);                        // { kind: "centre", ids } nearest first, or { kind: "area", code },
//                                              // or { kind: "outside" }; each with longitude and latitude
//   map.pinAt(x, y);                           // the position of the pin there among model.pins, the uppermost; or -1
//   map.light(names);                          // rings the area with one of these names, where just one has; draw follows
//   mapPainter.linesOf(map, target, words);    // what is told of a target
//   mapPainter.legendBlock(block, style);      // a block of model.legend as a node
//
// style is answers.mapping.looks.style. areas are those of model.level in the order of model.codes, borders those of
// model.borders, ground the country and its neighbours; each is { code, name, label, at, ancestors, shape }, with name
// and label as { th, en }, at as projected and shape by mapPainter.shape (mapPainter.layer makes them of a packed layer).
// towns are those of answers.mapping.towns.packed_towns; water is what mapPainter.water
// makes of answers.mapping.water.packed_water. A host that has no towns or no water leaves them out.
// chosen is the area of another level that is chosen, or null; veil the opacity of areas over tiles, or 0 without any.
// After draw, map.marks, map.names, map.towns and map.waters say where each mark and name stands.
(function (painter) {
  "use strict";

  const OUTSIDE = ".";
  const REACH_PX = 5;
  const MOST_NEAR = 20;

  class Painter {
    constructor(canvas) {
      this.canvas = canvas;
      this.pen = canvas.getContext("2d");
      this.view = { x: 0, y: 0, scale: 40 };
      this.unit = 1;
      this.textPx = 12.5;
      this.patterns = {};
      this.room = new WeakMap();
      this.marks = [];
      this.names = [];
      this.towns = [];
      this.waters = [];
      this.covers = [];
      this.lit = [];
      this.litArea = null;
    }

    resize(width, height, ratio) {
      Object.assign(this, { width: width, height: height, ratio: ratio });
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }

    show(scene) {
      const { model } = scene;
      const areas = scene.areas.map((area, position) => ({ ...area, position: position, character: model.classes[position] }));
      if (!this.scene || this.scene.areas !== scene.areas) this.room = new WeakMap();
      this.scene = scene;
      this.byCode = new Map(areas.map((area) => [area.code, area]));
      // Circles may overlap: the smaller one lies above.
      const across = ({ shape }) => shape.box[2] - shape.box[0];
      this.inside = areas.filter((area) => area.character !== OUTSIDE && area.shape.box[0] < Infinity).sort((a, b) => across(b) - across(a));
      const above = new Set(this.inside.flatMap((area) => [area.code, ...area.ancestors]));
      this.strong = scene.borders.filter((area) => above.has(area.code));
      this.chosenArea = scene.chosen || this.byCode.get(model.chosen) || null;
      this.light(this.lit);
    }

    light(names) {
      const { lang } = this.scene?.model || {};
      const named = (areas) => areas.filter((area) => names.includes(area.name[lang]) || names.includes(area.label[lang]));
      this.lit = names;
      this.litArea = null;
      if (!names.length || !this.scene) return;
      const near = named(this.inside);
      const areas = near.length ? near : named(this.strong);
      if (areas.length === 1) [this.litArea] = areas;
    }

    look(view) {
      this.view = view;
    }

    // Where a projected place is on the canvas, and which one a pixel of the canvas is.
    place([x, y]) {
      const { scale } = this.view;
      return [(x - this.view.x) * scale + this.width / 2, (y - this.view.y) * scale + this.height / 2];
    }

    world(x, y) {
      const { scale } = this.view;
      return [this.view.x + (x - this.width / 2) / scale, this.view.y + (y - this.height / 2) / scale];
    }

    onCanvas(x, y, margin) {
      return x >= -margin && y >= -margin && x <= this.width + margin && y <= this.height + margin;
    }

    sees(box) {
      return painter.meets(box, [...this.world(0, 0), ...this.world(this.width, this.height)]);
    }

    draw() {
      const { pen, ratio } = this;
      if (!this.scene || !this.width || !this.height) return;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
      if (!this.scene.veil) {
        pen.fillStyle = this.scene.style.colours.sea;
        pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
      }
      const scale = this.view.scale * ratio;
      const middle = [this.width, this.height].map((side) => (side / 2) * ratio);
      pen.setTransform(scale, 0, 0, scale, middle[0] - this.view.x * scale, middle[1] - this.view.y * scale);
      painter.layers.ground(this);
      painter.layers.areas(this);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      painter.layers.rings(this);
      this.marks = painter.placeMarks(this);
      this.names = painter.drawNames(this);
      this.towns = painter.drawTowns(this);
      this.waters = painter.drawWaterNames(this);
      painter.drawMarks(this);
      painter.drawPins(this);
      painter.drawMessage(this);
    }

    targetAt(x, y) {
      if (!this.scene) return { kind: "outside" };
      const at = this.world(x, y);
      const [longitude, latitude] = painter.unproject(...at);
      const place = { longitude: longitude, latitude: latitude };
      const near = this.marks.map((one) => [Math.hypot(one.x - x, one.y - y), one]).filter(([far, one]) => far <= one.r + REACH_PX);
      if (near.length) {
        const ids = near.sort((a, b) => a[0] - b[0]).slice(0, MOST_NEAR).map(([, one]) => one.mark.centre_id);
        return { kind: "centre", ids: ids, ...place };
      }
      const area = this.inside.findLast((one) => painter.holds(one.shape, ...at));
      return area ? { kind: "area", code: area.code, ...place } : { kind: "outside", ...place };
    }

    pinAt(x, y) {
      if (!this.scene) return -1;
      return painter.placePins(this).findLastIndex((one) => Math.hypot(one.x - x, one.y - 1.75 * one.r - y) <= one.r + 2 || Math.hypot(one.x - x, one.y - y) <= REACH_PX);
    }
  }

  painter.Painter = Painter;
})((window.mapPainter = window.mapPainter || {}));
