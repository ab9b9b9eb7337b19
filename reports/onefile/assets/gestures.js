// Mouse, touch, wheel and keyboard on a map: pan, zoom, hover, click.
(function (kb) {
  "use strict";

  const MOVED_PX = 5;

  function at(map, event) {
    const box = map.canvas.getBoundingClientRect();
    // Measured in the map's own pixels, also where the page is scaled.
    const scale = box.width ? map.canvas.clientWidth / box.width : 1;
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  }

  function click(map, x, y) {
    const target = map.targetAt(x, y);
    if (target.kind === "centre" && map.on.centre) map.on.centre(target);
    else if (target.kind === "area" && map.on.area) map.on.area(target.code);
    else if (target.kind === "outside" && map.on.outside) map.on.outside();
  }

  function pointers(map) {
    const down = new Map();
    let travelled = 0;
    let spread = 0;
    const middle = (points) => [points.reduce((sum, p) => sum + p[0], 0) / points.length, points.reduce((sum, p) => sum + p[1], 0) / points.length];
    const gap = (points) => Math.hypot(points[0][0] - points[1][0], points[0][1] - points[1][1]);
    map.canvas.addEventListener("pointerdown", function (event) {
      if (event.button) return;
      down.set(event.pointerId, at(map, event));
      map.canvas.setPointerCapture(event.pointerId);
      if (down.size === 1) travelled = 0;
      if (down.size === 2) spread = gap([...down.values()]);
    });
    map.canvas.addEventListener("pointermove", function (event) {
      const place = at(map, event);
      if (!down.has(event.pointerId)) {
        if (map.on.hover) map.on.hover(...place);
        return;
      }
      const before = middle([...down.values()]);
      down.set(event.pointerId, place);
      const points = [...down.values()];
      const after = middle(points);
      travelled += Math.hypot(after[0] - before[0], after[1] - before[1]);
      if (travelled <= MOVED_PX && points.length === 1) return;
      if (map.on.leave) map.on.leave();
      map.pan(after[0] - before[0], after[1] - before[1]);
      if (points.length === 2) {
        const now = gap(points);
        if (spread) map.zoom(now / spread, ...after);
        spread = now;
        travelled = Infinity;
      }
    });
    const up = function (event) {
      const was = down.get(event.pointerId);
      down.delete(event.pointerId);
      if (event.type === "pointerup" && was && travelled <= MOVED_PX && !down.size) click(map, ...was);
    };
    map.canvas.addEventListener("pointerup", up);
    map.canvas.addEventListener("pointercancel", up);
    map.canvas.addEventListener("pointerleave", () => map.on.leave && map.on.leave());
  }

  function keys(map) {
    const step = 60;
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    map.canvas.addEventListener("keydown", function (event) {
      if (map.on.still || event.ctrlKey || event.metaKey || event.altKey) return;
      const { clientWidth, clientHeight } = map.canvas;
      if (moves[event.key]) map.pan(...moves[event.key]);
      else if (event.key === "+" || event.key === "=") map.zoom(1.4, clientWidth / 2, clientHeight / 2);
      else if (event.key === "-") map.zoom(1 / 1.4, clientWidth / 2, clientHeight / 2);
      else if (event.key === "0") map.fit(map.model.extent.code, true);
      else return;
      event.preventDefault();
    });
  }

  kb.gestures = function (map) {
    pointers(map);
    keys(map);
    map.canvas.addEventListener("wheel", function (event) {
      if (map.on.still) return;
      event.preventDefault();
      map.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0018)), ...at(map, event));
    }, { passive: false });
  };
})((window.onefile = window.onefile || {}));
