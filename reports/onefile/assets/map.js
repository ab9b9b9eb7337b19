// A map on a canvas: the host of the painter, which it gives a model, a size and a place to look at.
(function (kb) {
  "use strict";

  const MARGIN = 0.04;
  const LARGEST = 6000; // pixels a degree: deep enough to tell the marks of one street apart

  class MapView {
    // on: { area(code), centre(target), outside(), hover(x, y), leave(), still }
    constructor(canvas, on) {
      this.canvas = canvas;
      this.on = on || {};
      this.painter = new mapPainter.Painter(canvas);
      this.view = { x: 0, y: 0, scale: 40 };
      canvas.tabIndex = 0;
      canvas.setAttribute("role", "img");
      kb.gestures(this);
      new ResizeObserver(() => this.resized()).observe(canvas);
      if (document.fonts) document.fonts.ready.then(() => this.draw());
    }

    // The legend stands on the map already: what is looked at keeps clear of it.
    show(model) {
      const before = this.model;
      this.model = model;
      this.painter.show(kb.scene(model));
      this.canvas.setAttribute("aria-label", model.description);
      const moved = !before || before.extent.code !== model.extent.code || !this.fitted;
      // A view that nobody moved makes room for another legend, too.
      if (moved || this.untouched) this.fit(model.extent.code, moved && Boolean(before));
      else this.draw();
    }

    // Gives the canvas as many pixels as its place on the screen has; false where it has none.
    sized() {
      const { clientWidth, clientHeight } = this.canvas;
      const ratio = window.devicePixelRatio || 1;
      if (!clientWidth || !clientHeight) return false;
      const { width, height } = this.painter;
      if (width !== clientWidth || height !== clientHeight || this.painter.ratio !== ratio) this.painter.resize(clientWidth, clientHeight, ratio);
      return true;
    }

    resized() {
      const { width, height } = this.painter;
      if (!this.model || !this.sized()) return;
      if (this.fitted && this.painter.width === width && this.painter.height === height) return;
      if (this.untouched !== false) this.fit(this.model.extent.code, false);
      else this.draw();
    }

    fit(code, animate) {
      const { shape } = kb.drawn(code);
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
        return !this.covers(legend, shape, plain);
      });
      let strip = 0;
      if (!free) {
        legend.dataset.corner = "bl";
        strip = legend.offsetLeft + legend.offsetWidth;
        const fits = strip < 0.7 * this.canvas.clientWidth && legend.offsetHeight < this.canvas.clientHeight;
        const beside = fits ? this.looking(shape.box, strip).scale : 0;
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
    covers(legend, shape, view) {
      const left = legend.offsetLeft;
      const top = legend.offsetTop;
      const { clientWidth, clientHeight } = this.canvas;
      let hit = false;
      for (let step = 0; step < 64 && !hit; step++) {
        const x = left + (legend.offsetWidth * (step % 8)) / 7;
        const y = top + (legend.offsetHeight * Math.floor(step / 8)) / 7;
        hit = mapPainter.holds(shape, view.x + (x - clientWidth / 2) / view.scale, view.y + (y - clientHeight / 2) / view.scale);
      }
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
        const eased = 1 - (1 - part) ** 3;
        const scale = from.scale * (target.scale / from.scale) ** eased;
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

    targetAt(x, y) {
      return this.painter.targetAt(x, y);
    }

    // The box of the legend, where it stands on the map.
    overlays() {
      const legend = this.canvas.parentElement?.querySelector(".legend");
      if (!legend || getComputedStyle(legend).position !== "absolute") return [];
      const { offsetLeft: left, offsetTop: top, offsetWidth: across, offsetHeight: high } = legend;
      return [[left, top, left + across, top + high]];
    }

    draw() {
      if (!this.model || !this.sized()) return;
      this.painter.unit = kb.unit ? kb.unit(this.canvas) : 1;
      this.painter.textPx = kb.mapText ? kb.mapText(this.canvas) : 12.5;
      this.painter.look(this.view);
      this.painter.covers = this.overlays();
      this.painter.draw();
    }
  }

  kb.MapView = MapView;
})((window.onefile = window.onefile || {}));
