// A map on a canvas: areas in their classes, borders, marks and names. It draws what it is told and says what was hit.
(function (kb) {
  "use strict";

  const MARGIN = 0.04;
  const LARGEST = 6000; // pixels a degree: deep enough to tell the marks of one street apart

  const LINES = { region: "region", region6: "region6", province: "region", district: "province", bma_group: "bma_group", country: "country" };

  class MapView {
    // told: { set, level, area, measure, chosen, marks } ; on: { area(code), centre(row), hover(what, x, y) }
    constructor(canvas, on) {
      this.canvas = canvas;
      this.on = on || {};
      this.view = { x: 101, y: kb.mercator(13.2), scale: 40 };
      this.patterns = {};
      this.unit = 1;
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "img");
      kb.gestures(this);
      new ResizeObserver(() => this.resized()).observe(canvas);
      if (document.fonts) document.fonts.ready.then(() => this.draw());
    }

    // What the areas are and which class each is in: all that the legend needs.
    classed(told) {
      this.before = this.told;
      this.told = told;
      this.areas = kb.inside(told.level, told.area);
      // Several programmes are never added up: then the areas stay neutral, and only the marks speak.
      const neutral = { labels: Object.fromEntries(this.areas.map((area) => [area.code, "s"])), bounds: {} };
      this.classes = told.fill === false ? neutral : kb.classify(told.set, this.areas, told.measure);
      const rows = told.marks === false ? [] : told.set.centres.map((index) => kb.centres[index]);
      this.rows = told.fill === false ? rows.filter((row) => kb.recordedIn(row, told.area)) : rows;
      this.canvas.setAttribute("aria-label", kb.inWords(this));
    }

    // The legend stands on the map already: what is looked at keeps clear of it.
    show(told) {
      if (this.told !== told) this.classed(told);
      const before = this.before;
      const moved = !before || before.area !== told.area || before.look !== told.look;
      if (moved || !this.fitted) this.fit(told.look || told.area, Boolean(before));
      else this.draw();
    }

    // Gives the canvas as many pixels as its place on the screen has; false where it has none.
    sized() {
      const ratio = window.devicePixelRatio || 1;
      const width = Math.round(this.canvas.clientWidth * ratio);
      const height = Math.round(this.canvas.clientHeight * ratio);
      if (!width || !height) return false;
      if (this.canvas.width !== width || this.canvas.height !== height) {
        this.canvas.width = width;
        this.canvas.height = height;
        this.patterns = {};
      }
      return true;
    }

    resized() {
      const { width, height } = this.canvas;
      if (!this.told || !this.sized()) return;
      if (this.fitted && this.canvas.width === width && this.canvas.height === height) return;
      if (this.untouched !== false) this.fit(this.told.look || this.told.area, false);
      else this.draw();
    }

    fit(code, animate) {
      const area = kb.areas[code];
      const shape = kb.shapesOf(area.level)[area.position];
      if (!this.canvas.clientWidth || !this.canvas.clientHeight) return;
      const legend = this.canvas.parentElement && this.canvas.parentElement.querySelector(".legend");
      const strip = legend ? this.makeRoom(legend, shape) : 0;
      const target = this.looking(shape.box, strip);
      this.fitted = target.scale;
      this.untouched = true;
      this.go(target, animate && !kb.reduced());
    }

    // Puts the legend into a corner where it hides nothing; where there is none, beside or below what is looked at,
    // whichever leaves it larger. Returns the strip to leave free on the left.
    makeRoom(legend, shape) {
      const box = this.canvas.parentElement;
      box.classList.remove("below");
      if (getComputedStyle(legend).position !== "absolute") return 0;
      const plain = this.looking(shape.box, 0);
      const free = ["bl", "br", "tl"].find((name) => {
        legend.dataset.corner = name;
        return !this.covers(legend, shape.path, plain);
      });
      let strip = 0;
      if (!free) {
        legend.dataset.corner = "bl";
        strip = legend.offsetLeft + legend.offsetWidth;
        const beside = strip < 0.7 * this.canvas.clientWidth ? this.looking(shape.box, strip).scale : 0;
        box.classList.add("below");
        if (this.looking(shape.box, 0).scale > beside) strip = 0;
        else box.classList.remove("below");
      }
      this.sized();
      return strip;
    }

    // The view that shows a box as large as it gets, right of a strip that is left free.
    looking(box, strip) {
      const across = this.canvas.clientWidth - strip;
      const scale = Math.min(across / (box[2] - box[0]), this.canvas.clientHeight / (box[3] - box[1]), LARGEST) * (1 - 2 * MARGIN);
      return { x: (box[0] + box[2]) / 2 - strip / 2 / scale, y: (box[1] + box[3]) / 2, scale: scale };
    }

    // Whether the legend would hide a part of what is looked at: asked at points of a grid over it.
    covers(legend, path, view) {
      const left = legend.offsetLeft;
      const top = legend.offsetTop;
      const pen = this.canvas.getContext("2d");
      const { clientWidth, clientHeight } = this.canvas;
      let hit = false;
      pen.save();
      pen.setTransform(1, 0, 0, 1, 0, 0);
      for (let step = 0; step < 64 && !hit; step++) {
        const x = left + (legend.offsetWidth * (step % 8)) / 7;
        const y = top + (legend.offsetHeight * Math.floor(step / 8)) / 7;
        hit = pen.isPointInPath(path, view.x + (x - clientWidth / 2) / view.scale, view.y + (y - clientHeight / 2) / view.scale, "evenodd");
      }
      pen.restore();
      return hit;
    }

    go(target, animate) {
      cancelAnimationFrame(this.moving);
      if (!animate) {
        this.view = target;
        this.draw();
        return;
      }
      const from = this.view;
      const start = performance.now();
      const step = (now) => {
        const part = Math.min((now - start) / 350, 1);
        const eased = 1 - Math.pow(1 - part, 3);
        const scale = from.scale * Math.pow(target.scale / from.scale, eased);
        this.view = { x: from.x + (target.x - from.x) * eased, y: from.y + (target.y - from.y) * eased, scale: scale };
        this.draw();
        if (part < 1) this.moving = requestAnimationFrame(step);
      };
      this.moving = requestAnimationFrame(step);
    }

    zoom(factor, x, y) {
      const [east, south] = this.world(x, y);
      const least = this.fitted ? Math.min(this.fitted, 30) * 0.6 : 10;
      const scale = Math.min(Math.max(this.view.scale * factor, least), LARGEST);
      const shift = this.view.scale / scale;
      this.untouched = false;
      this.view = { x: east + (this.view.x - east) * shift, y: south + (this.view.y - south) * shift, scale: scale };
      this.draw();
    }

    pan(dx, dy) {
      this.untouched = false;
      this.view = { x: this.view.x - dx / this.view.scale, y: this.view.y - dy / this.view.scale, scale: this.view.scale };
      this.draw();
    }

    world(x, y) {
      const { clientWidth, clientHeight } = this.canvas;
      return [this.view.x + (x - clientWidth / 2) / this.view.scale, this.view.y + (y - clientHeight / 2) / this.view.scale];
    }

    place(at) {
      const { clientWidth, clientHeight } = this.canvas;
      return [(at[0] - this.view.x) * this.view.scale + clientWidth / 2, (at[1] - this.view.y) * this.view.scale + clientHeight / 2];
    }

    areaAt(x, y) {
      if (!this.told) return null;
      const [east, south] = this.world(x, y);
      const pen = this.canvas.getContext("2d");
      const shapes = kb.shapesOf(this.told.level);
      return this.areas.find(function (area) {
        const { path, box } = shapes[area.position];
        if (east < box[0] || east > box[2] || south < box[1] || south > box[3]) return false;
        pen.save();
        pen.setTransform(1, 0, 0, 1, 0, 0);
        const hit = pen.isPointInPath(path, east, south, "evenodd");
        pen.restore();
        return hit;
      }) || null;
    }

    marksAt(x, y) {
      return (this.placed || []).map((mark) => [Math.hypot(mark.x - x, mark.y - y), mark.row])
        .filter(([distance]) => distance <= this.radius() + 5).sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
    }

    radius() {
      return 5.5 * this.unit;
    }

    draw() {
      const { canvas } = this;
      if (!this.told || !canvas.width) return;
      const pen = canvas.getContext("2d");
      const ratio = canvas.width / canvas.clientWidth;
      this.unit = kb.unit ? kb.unit(canvas) : 1;
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = kb.colours().sea;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      this.toMap(pen, ratio);
      kb.painting.areas(this, pen, ratio);
      kb.painting.lines(this, pen, LINES[this.told.level]);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      kb.painting.marks(this, pen);
      kb.painting.names(this, pen);
    }

    toMap(pen, ratio) {
      const scale = this.view.scale * ratio;
      const { clientWidth, clientHeight } = this.canvas;
      pen.setTransform(scale, 0, 0, scale, (clientWidth / 2) * ratio - this.view.x * scale, (clientHeight / 2) * ratio - this.view.y * scale);
    }

    seen(box) {
      const [west, north] = this.world(0, 0);
      const [east, south] = this.world(this.canvas.clientWidth, this.canvas.clientHeight);
      return box[0] <= east && box[2] >= west && box[1] <= south && box[3] >= north;
    }
  }

  kb.MapView = MapView;
})((window.onefile = window.onefile || {}));
