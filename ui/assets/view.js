// Where the map looks. It moves only when Python names a new place; every other change keeps pan and zoom.
(function (kb) {
  "use strict";

  function remember(kbmap) {
    if (!kbmap.fitted) return;
    const centre = kbmap.map.getCenter();
    const view = { token: kbmap.fitted, at: [centre.lat, centre.lng], zoom: kbmap.map.getZoom() };
    try {
      sessionStorage.setItem("klaibaan." + kbmap.state.name, JSON.stringify(view));
    } catch (error) {
      // Storage may be closed to us (private windows): the view is then simply not remembered.
    }
  }

  function remembered(state) {
    try {
      const view = JSON.parse(sessionStorage.getItem("klaibaan." + state.name));
      return view && view.token === state.view.token ? view : null;
    } catch (error) {
      return null;
    }
  }

  function look(kbmap) {
    const view = kbmap.state.view;
    if (kbmap.fitted === view.token) return;
    const first = !kbmap.fitted;
    const kept = first ? remembered(kbmap.state) : null;
    kbmap.fitted = view.token;
    const still = first || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (kept) kbmap.map.setView(kept.at, kept.zoom, { animate: false });
    else fit(kbmap, !still);
  }

  function place(map) {
    return JSON.stringify([map.getCenter(), map.getZoom()]);
  }

  // The frame may get its height after the first look: as long as nobody has moved the map, it is fitted again.
  function resized(kbmap) {
    const untouched = kbmap.fitted && kbmap.fittedAt === place(kbmap.map);
    kbmap.map.invalidateSize({ animate: false, pan: !untouched });
    if (untouched) fit(kbmap, false);
  }

  function fit(kbmap, animate) {
    const size = kbmap.map.getSize();
    if (!size.x || !size.y) {
      kbmap.fittedAt = place(kbmap.map); // hidden or not laid out yet: fitted when it gets its size
      return;
    }
    kbmap.map.fitBounds(kbmap.state.view.bounds, { padding: [10, 10], animate: animate });
    kbmap.map.once("moveend", () => (kbmap.fittedAt = place(kbmap.map)));
    kbmap.fittedAt = place(kbmap.map);
  }

  kb.view = { look: look, remember: remember, resized: resized };
})((window.klaibaan = window.klaibaan || {}));
