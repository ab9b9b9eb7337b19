// The hand on the map: what lies under the pointer is told, a press chooses what was under it then, the wheel is the page's.
(function (kb) {
  "use strict";

  const MOVED_PX = 5;
  const HINT_MS = 2600;

  // What lies at a point of the map; nothing while the map zooms, since what is seen then is not what is drawn.
  function targetAt(kbmap, point) {
    return kbmap.map._animatingZoom ? null : kbmap.painter.targetAt(point.x, point.y);
  }

  function choose(target) {
    window.Streamlit.setComponentValue({ event: { at: Date.now(), ...target } });
  }

  function tipOf(kbmap, target) {
    const { words } = kbmap.state;
    const [name, ...rest] = mapPainter.linesOf(kbmap.painter, target, words);
    const box = mapPainter.element("div");
    box.append(mapPainter.element("strong", "", name));
    [...rest, words.placing].filter(Boolean).forEach((line) => box.append(mapPainter.element("div", "kb-tip-line", line)));
    return box;
  }

  function tell(kbmap, target, latlng) {
    const { map, tip } = kbmap;
    const hit = target && target.kind !== "outside";
    map.getContainer().classList.toggle("kb-over", Boolean(hit));
    if (!hit) {
      map.closeTooltip(tip);
      return;
    }
    const under = target.kind === "area" ? target.code : target.ids.join();
    if (kbmap.under !== under || kbmap.told !== kbmap.state) {
      tip.setContent(tipOf(kbmap, target));
      Object.assign(kbmap, { under: under, told: kbmap.state });
    }
    tip.setLatLng(latlng);
    if (!map.hasLayer(tip)) map.openTooltip(tip);
  }

  const onControl = (event) => Boolean(event.target.closest(".leaflet-control"));

  // The press decides, whatever moves between it and its end: the page under the map, or the map in the page.
  function presses(kbmap, box) {
    const { map } = kbmap;
    let press = null;
    box.addEventListener("pointerdown", function (event) {
      const point = map.mouseEventToContainerPoint(event);
      press = event.button || onControl(event) ? null : { x: event.screenX, y: event.screenY, target: targetAt(kbmap, point) };
    }, true);
    box.addEventListener("pointermove", function (event) {
      if (press && Math.hypot(event.screenX - press.x, event.screenY - press.y) > MOVED_PX) press = null;
    }, true);
    box.addEventListener("pointercancel", () => (press = null), true);
    box.addEventListener("click", function (event) {
      if (press?.target && event.detail < 2) choose(press.target);
      press = null;
    });
    box.addEventListener("dblclick", function (event) {
      if (!onControl(event)) map.setZoomAround(map.mouseEventToContainerPoint(event), map.getZoom() + 1);
    });
  }

  function hint(kbmap, words) {
    if (kbmap.hinted) return;
    kbmap.hinted = true;
    const note = mapPainter.element("div", "kb-hint", words);
    kbmap.map.getContainer().append(note);
    setTimeout(() => note.remove(), HINT_MS);
  }

  // Without Ctrl or ⌘ the wheel scrolls the page, and one finger does: the map says once what moves it.
  function wheel(kbmap, box) {
    box.addEventListener("wheel", function (event) {
      if (event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      hint(kbmap, kbmap.state.words.wheel);
    }, { capture: true, passive: true });
    if (!window.matchMedia("(pointer: coarse)").matches) return;
    kbmap.map.dragging.disable();
    box.addEventListener("pointercancel", () => hint(kbmap, kbmap.state.words.fingers));
  }

  function follow(kbmap) {
    const { map } = kbmap;
    const box = map.getContainer();
    kbmap.tip = L.tooltip({ className: "kb-tip", direction: "auto", offset: [12, 0] });
    // Leaflet takes a height that is no whole number of pixels for a scale, and misses what is under the pointer by part of one.
    map.mouseEventToContainerPoint = function (event) {
      const { left, top } = box.getBoundingClientRect();
      return L.point(event.clientX - left - box.clientLeft, event.clientY - top - box.clientTop);
    };
    // Leaflet gives a pressed map the focus, for which a browser would scroll the page.
    box.focus = (options) => HTMLElement.prototype.focus.call(box, { ...options, preventScroll: true });
    presses(kbmap, box);
    wheel(kbmap, box);
    map.on("mousemove", (event) => tell(kbmap, targetAt(kbmap, event.containerPoint), event.latlng));
    map.on("mouseout movestart", () => map.closeTooltip(kbmap.tip));
  }

  kb.hand = { follow: follow, targetAt: targetAt, tell: tell, choose: choose };
})((window.klaibaan = window.klaibaan || {}));
