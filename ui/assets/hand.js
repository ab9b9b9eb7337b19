// The hand on the map: what lies under the pointer is told, a press chooses what was under it then, the wheel is the page's.
// While sites are placed a pin can be dragged.
(function (kb) {
  "use strict";

  const MOVED_PX = 5;
  const TIP_PX = 14;
  const HINT_MS = 2600;

  // What lies at a point of the map; nothing while the map zooms, since what is seen then is not what is drawn.
  function targetAt(kbmap, point) {
    return kbmap.map._animatingZoom ? null : kbmap.painter.targetAt(point.x, point.y);
  }

  function choose(target) {
    window.Streamlit.setComponentValue({ event: { at: Date.now(), ...target } });
  }

  // The position of the pin under a place of the map, where pins are there to be moved; or -1.
  function pinAt(kbmap, point) {
    const { map, painter, state } = kbmap;
    return state?.words.placing && !map._animatingZoom ? painter.pinAt(point.x, point.y) : -1;
  }

  function tipOf(kbmap, target) {
    const { words } = kbmap.state;
    if (target.kind === "pin") return mapPainter.element("div", "", words.pin);
    const [name, ...rest] = mapPainter.linesOf(kbmap.painter, target, words);
    const box = mapPainter.element("div");
    box.append(mapPainter.element("strong", "", name));
    [...rest, words.placing].filter(Boolean).forEach((line) => box.append(mapPainter.element("div", "kb-tip-line", line)));
    return box;
  }

  // The tip stands beside the pointer on the side that has room for it, and inside the map where neither has.
  function keepInside({ map, tip }, latlng) {
    const box = tip.getElement();
    const room = map.getSize();
    const { x, y } = map.latLngToContainerPoint(latlng);
    const [wide, high] = [box.offsetWidth, box.offsetHeight];
    const beside = x + TIP_PX + wide <= room.x ? x + TIP_PX : x - TIP_PX - wide;
    const left = Math.max(0, Math.min(beside, room.x - wide));
    const over = left < x && left + wide > x;
    const top = over ? y - TIP_PX - high : y - high / 2;
    const inside = top < 0 && over ? y + TIP_PX : Math.max(0, Math.min(top, room.y - high));
    L.DomUtil.setPosition(box, map.containerPointToLayerPoint([left, inside]));
  }

  function tell(kbmap, target, latlng) {
    const { map, tip } = kbmap;
    const hit = target && target.kind !== "outside";
    kb.together.light(kbmap, target?.kind === "area" ? kbmap.painter.byCode.get(target.code) : null);
    map.getContainer().classList.toggle("kb-over", Boolean(hit));
    map.getContainer().classList.toggle("kb-on-pin", target?.kind === "pin");
    if (!hit) {
      map.closeTooltip(tip);
      return;
    }
    const under = { area: target.code, pin: "pin " + target.position }[target.kind] || target.ids.join();
    if (kbmap.under !== under || kbmap.told !== kbmap.state) {
      tip.setContent(tipOf(kbmap, target));
      Object.assign(kbmap, { under: under, told: kbmap.state });
    }
    tip.setLatLng(latlng);
    if (!map.hasLayer(tip)) map.openTooltip(tip);
    keepInside(kbmap, latlng);
  }

  const onControl = (event) => Boolean(event.target.closest(".leaflet-control"));

  // The press decides, whatever moves between it and its end: the page under the map, or the map in the page.
  function presses(kbmap, box) {
    const { map } = kbmap;
    let press = null;
    box.addEventListener("pointerdown", function (event) {
      const point = map.mouseEventToContainerPoint(event);
      press = event.button || onControl(event) || pinAt(kbmap, point) >= 0 ? null : { x: event.screenX, y: event.screenY, target: targetAt(kbmap, point) };
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

  // A pin goes with the hand, and the map stays; a press without a move is a click on it. Escape puts it back.
  function drags(kbmap, box) {
    const { map, layer, painter } = kbmap;
    let drag = null;
    function end() {
      if (drag.movable) map.dragging.enable();
      drag = null;
    }
    function back() {
      if (!drag) return;
      Object.assign(drag.pin, drag.from);
      end();
      layer.draw();
    }
    box.addEventListener("pointerdown", function (event) {
      const point = map.mouseEventToContainerPoint(event);
      const position = event.button || onControl(event) ? -1 : pinAt(kbmap, point);
      if (position < 0) return;
      const pin = painter.scene.model.pins[position];
      const at = map.latLngToContainerPoint([pin.latitude, pin.longitude]);
      drag = {
        pin: pin, position: position, from: { longitude: pin.longitude, latitude: pin.latitude }, start: point, off: point.subtract(at),
        moved: false, movable: map.dragging.enabled(),
      };
      map.dragging.disable();
      box.setPointerCapture(event.pointerId);
      map.closeTooltip(kbmap.tip);
    }, true);
    box.addEventListener("pointermove", function (event) {
      if (!drag) return;
      const point = map.mouseEventToContainerPoint(event);
      drag.moved = drag.moved || point.distanceTo(drag.start) > MOVED_PX;
      if (!drag.moved) return;
      const { lng, lat } = map.containerPointToLatLng(point.subtract(drag.off));
      Object.assign(drag.pin, { longitude: lng, latitude: lat });
      layer.draw();
    }, true);
    box.addEventListener("pointerup", function () {
      if (!drag) return;
      const { pin, position, moved } = drag;
      end();
      choose({ kind: moved ? "pin_moved" : "pin", position: position, longitude: pin.longitude, latitude: pin.latitude });
    }, true);
    box.addEventListener("pointercancel", back);
    document.addEventListener("keydown", (event) => event.key === "Escape" && back());
    // A finger on a pin moves it and not the page.
    box.addEventListener("touchstart", function (event) {
      const point = map.mouseEventToContainerPoint(event.touches[0]);
      if (event.touches.length === 1 && pinAt(kbmap, point) >= 0) event.preventDefault();
    }, { capture: true, passive: false });
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
    kbmap.tip = L.tooltip({ className: "kb-tip", direction: "center" });
    // Leaflet takes a height that is no whole number of pixels for a scale, and misses what is under the pointer by part of one.
    map.mouseEventToContainerPoint = function (event) {
      const { left, top } = box.getBoundingClientRect();
      return L.point(event.clientX - left - box.clientLeft, event.clientY - top - box.clientTop);
    };
    // Leaflet gives a pressed map the focus, for which a browser would scroll the page.
    box.focus = (options) => HTMLElement.prototype.focus.call(box, { ...options, preventScroll: true });
    presses(kbmap, box);
    drags(kbmap, box);
    wheel(kbmap, box);
    map.on("mousemove", function (event) {
      if (event.originalEvent.buttons) return;
      const position = pinAt(kbmap, event.containerPoint);
      const target = position < 0 ? targetAt(kbmap, event.containerPoint) : { kind: "pin", position: position };
      tell(kbmap, target, event.latlng);
    });
    map.on("mouseout movestart", () => map.closeTooltip(kbmap.tip));
    map.on("mouseout", () => kb.together.light(kbmap, null));
  }

  kb.hand = { follow: follow, targetAt: targetAt, tell: tell, choose: choose };
})((window.klaibaan = window.klaibaan || {}));
