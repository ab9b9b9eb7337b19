// Where the map looks. It moves when Python names another place, or the hand does; never out of what the map is of.
(function (kb) {
  "use strict";

  const PADDING = [10, 10];
  const BEYOND = 0.15;
  const REST_MS = 350;

  const less = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const boundsOf = ([west, south, east, north]) => L.latLngBounds([[south, west], [north, east]]);

  // Whether the map stands where it was last fitted, or is on its way there: then nobody has moved it.
  function isFitted({ map, home, homing }) {
    return homing || (Boolean(home) && map.getZoom() === home.zoom && map.project(map.getCenter()).distanceTo(map.project(home.center)) < 2);
  }

  // Leaflet forgets a move that is asked for while it zooms: it waits for the end.
  function afterZoom({ map }, move) {
    if (map._animatingZoom) map.once("zoomend", move);
    else move();
  }

  // The map can be neither zoomed out nor moved away from what it is of.
  function limit(kbmap) {
    const { map } = kbmap;
    const whole = boundsOf(kbmap.state.model.extent.bounds);
    map.options.minZoom = 0;
    map.options.maxBounds = null;
    const zoom = map._limitZoom(map.getBoundsZoom(whole, false, L.point(PADDING).multiplyBy(2)));
    const middle = map.project(whole.getSouthWest(), zoom).add(map.project(whole.getNorthEast(), zoom)).divideBy(2);
    const half = map.getSize().multiplyBy(0.5 + BEYOND);
    map.options.minZoom = zoom;
    map.options.maxBoundsViscosity = 1;
    map.options.maxBounds = L.latLngBounds(map.unproject(middle.subtract(half), zoom), map.unproject(middle.add(half), zoom));
  }

  // A move in which the maps beside do not follow.
  function alone(kbmap, move) {
    kbmap.alone = true;
    move();
    kbmap.alone = false;
  }

  function fit(kbmap, bounds, animate) {
    const { map } = kbmap;
    kbmap.bounds = bounds;
    alone(kbmap, () => map.invalidateSize({ animate: false, pan: false }));
    const size = map.getSize();
    if (!size.x || !size.y) return;
    limit(kbmap);
    const { center, zoom: fitting } = map._getBoundsCenterZoom(boundsOf(bounds), { padding: PADDING });
    const zoom = map._limitZoom(fitting);
    kbmap.home = { center: map._limitCenter(center, zoom, map.options.maxBounds), zoom: zoom };
    map._stop(); // whose end is not the end of what follows
    kbmap.homing = true;
    map.once("moveend", () => (kbmap.homing = false));
    map.setView(kbmap.home.center, zoom, { animate: animate });
    map.fire("zoomlevelschange"); // the buttons know that the limits are others
  }

  function home(kbmap) {
    afterZoom(kbmap, () => fit(kbmap, kbmap.state.model.extent.bounds, !less()));
    soon(kbmap);
  }

  // Each map moves by the scripts of its own frame: Leaflet takes no objects of another's.
  const whole = (kbmap) => [kbmap, ...kb.together.others(kbmap)].forEach((one) => one.goHome());

  // Maps of one group look at the same place: those beside the one that moves follow it at once.
  function lead(kbmap) {
    if (kbmap.alone || kbmap.homing || !kbmap.fitted) return;
    const { lat, lng } = kbmap.map.getCenter();
    kb.together.others(kbmap).forEach((other) => other.goTo(lat, lng, kbmap.map.getZoom()));
  }

  // "latitude,longitude,zoom" of an address, or null where it makes no sense.
  function spelled(text) {
    const numbers = (text || "").split(",").map(Number);
    return numbers.length === 3 && text && numbers.every(Number.isFinite) ? numbers : null;
  }

  function look(kbmap) {
    const { view } = kbmap.state;
    if (kbmap.fitted === view.token) {
      limit(kbmap);
      return;
    }
    const first = !kbmap.fitted;
    const link = spelled(view.at);
    kbmap.fitted = view.token;
    fit(kbmap, view.bounds, !first && !link && !less());
    if (link) kbmap.map.setView(link.slice(0, 2), link[2], { animate: false });
    soon(kbmap);
  }

  // The view travels in the page's address, once the map rests; one that nobody moved is the one that fits.
  function write(kbmap) {
    const { map, state } = kbmap;
    if (map._animatingZoom) return; // its end calls again
    const page = window.parent.klaibaanPage;
    if (!state.view.address || !page) return;
    const centre = map.getCenter();
    page.look(isFitted(kbmap) ? "" : [centre.lat.toFixed(4), centre.lng.toFixed(4), Number(map.getZoom().toFixed(2))].join());
  }

  function soon(kbmap) {
    clearTimeout(kbmap.writing);
    kbmap.writing = setTimeout(() => write(kbmap), REST_MS);
  }

  // The frame may get its height after the first look: as long as nobody has moved the map, it is fitted again.
  function resized(kbmap) {
    if (!kbmap.fitted) return;
    if (!kbmap.home || isFitted(kbmap)) {
      fit(kbmap, kbmap.bounds, false);
      return;
    }
    alone(kbmap, () => kbmap.map.invalidateSize({ animate: false }));
    limit(kbmap);
  }

  const SVG = "http://www.w3.org/2000/svg";

  // Four corners, drawn: not every machine has a font with such a sign.
  function corners() {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 14 14");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", "M1 5V1h4M9 1h4v4M13 9v4H9M5 13H1V9");
    svg.append(path);
    return svg;
  }

  function button(kbmap) {
    const bar = kbmap.map.zoomControl.getContainer();
    const home = L.DomUtil.create("a", "kb-whole", bar);
    home.href = "#";
    home.append(corners());
    home.setAttribute("role", "button");
    L.DomEvent.on(home, "click", L.DomEvent.stop).on(home, "click", () => whole(kbmap));
  }

  function follow(kbmap) {
    kbmap.goHome = () => home(kbmap);
    kbmap.goTo = (latitude, longitude, zoom) => alone(kbmap, () => kbmap.map.setView([latitude, longitude], zoom, { animate: false }));
    button(kbmap);
    kbmap.map.on("moveend", () => kbmap.fitted && soon(kbmap));
    kbmap.map.on("move", () => lead(kbmap));
    new ResizeObserver(() => kbmap.state && kb.legend.arrange(kbmap)).observe(kbmap.map.getContainer().parentElement);
    new ResizeObserver(() => afterZoom(kbmap, () => resized(kbmap))).observe(kbmap.map.getContainer());
  }

  kb.view = { look: (kbmap) => afterZoom(kbmap, () => look(kbmap)), follow: follow };
})((window.klaibaan = window.klaibaan || {}));
