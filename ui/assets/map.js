// The app's host of the painter: a Leaflet layer that paints one small state per change; Leaflet keeps pan, zoom and tiles.
(function (kb) {
  "use strict";

  // This file is served beside the layers and catalogues that it fetches.
  const base = document.currentScript.src.replace(/[^/]*$/, "");
  const files = new Map();

  // Fetched once and kept; one that failed is asked for again.
  function load(url, make) {
    if (!files.has(url)) {
      const loading = fetch(base + url).then(function (response) {
        if (!response.ok) throw new Error(url + " " + response.status);
        return response.json();
      }).then(make);
      loading.catch(() => files.delete(url));
      files.set(url, loading);
    }
    return files.get(url);
  }

  const Painted = L.Layer.extend({
    onAdd: function (map) {
      this._canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated", map.getPane("overlayPane"));
      this.painter = new mapPainter.Painter(this._canvas);
      this.draw();
    },
    getEvents: function () {
      const events = { move: this.draw, moveend: this.draw, viewreset: this.draw, resize: this.draw };
      return this._zoomAnimated ? Object.assign(events, { zoomanim: this._follow }) : events;
    },
    draw: function () {
      const map = this._map;
      const size = map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const { painter } = this;
      if (painter.width !== size.x || painter.height !== size.y || painter.ratio !== ratio) {
        painter.resize(size.x, size.y, ratio);
        Object.assign(this._canvas.style, { width: size.x + "px", height: size.y + "px" });
      }
      const centre = map.getCenter();
      const [x, y] = mapPainter.project(centre.lng, centre.lat);
      L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
      painter.look({ x: x, y: y, scale: (256 * 2 ** map.getZoom()) / 360 });
      painter.covers = this._covers();
      painter.draw();
      this._bounds = map.getBounds();
    },
    _covers: function () {
      const frame = this._map.getContainer();
      const { left, top } = frame.getBoundingClientRect();
      return [...frame.querySelectorAll(".leaflet-control")].map(function (control) {
        const box = control.getBoundingClientRect();
        return [box.left - left, box.top - top, box.right - left, box.bottom - top];
      });
    },
    // While Leaflet zooms, the canvas moves with its panes; it is drawn anew at the end.
    _follow: function (event) {
      const start = this._map._latLngBoundsToNewLayerBounds(this._bounds, event.zoom, event.center).min;
      L.DomUtil.setTransform(this._canvas, start, this._map.getZoomScale(event.zoom));
    },
  });

  function start(map) {
    kb.spoken.still(map);
    map.attributionControl.setPrefix(false);
    const layer = new Painted().addTo(map);
    const kbmap = { map: map, layer: layer, painter: layer.painter, legend: kb.legend.make(map.getContainer()) };
    kb.hand.follow(kbmap);
    kb.spoken.follow(kbmap);
    kb.view.follow(kbmap);
    kb.together.join(kbmap);
    return kbmap;
  }

  // One bit a mark of the catalogue, packed: whether it is shown.
  function chosenOf(marks, packed) {
    const bytes = atob(packed);
    return marks.filter((_mark, index) => (bytes.charCodeAt(index >> 3) >> (index & 7)) & 1);
  }

  async function scene(state) {
    const { layers } = state;
    const layer = (url) => (url ? load(url, mapPainter.layer) : []);
    const [areas, borders, ground, above, marks, towns, water] = await Promise.all([
      layer(layers.areas), layer(layers.borders), layer(layers.ground), layer(layers.chosen), load(state.marks.url, (all) => all), load(layers.towns, (all) => all),
      load(layers.water, mapPainter.water),
    ]);
    const model = Object.assign(state.model, { marks: chosenOf(marks, state.marks.visible) });
    const chosen = above.find((area) => area.code === model.chosen) || null;
    return { model: model, style: state.style, areas: areas, borders: borders, ground: ground, towns: towns, water: water, chosen: chosen, veil: state.veil };
  }

  function tiles(kbmap) {
    const address = kbmap.state.tiles?.url;
    if (kbmap.tiled === address) return;
    kbmap.tiled = address;
    if (kbmap.tiles) kbmap.tiles.remove();
    kbmap.tiles = null;
    if (!address) return;
    kbmap.tiles = L.tileLayer(address, { attribution: kbmap.state.tiles.attribution, maxZoom: 18 });
    kbmap.tiles.on("tileerror", (event) => event.target.remove());
    kbmap.tiles.addTo(kbmap.map);
  }

  async function paint(kbmap, state) {
    const shown = await scene(state);
    if (kbmap.state !== state) return;
    kbmap.painter.show(shown);
    kb.legend.show(kbmap, state);
    tiles(kbmap);
    kb.view.look(kbmap);
    kbmap.layer.draw();
    settle(kbmap, state);
    // The font may come after the first drawing.
    document.fonts.ready.then(() => kbmap.layer.draw());
  }

  // It is set once the canvas was drawn and the map has come to rest: then the outline over the frame goes. Tests wait for
  // it too.
  function settle(kbmap, state) {
    function done() {
      kbmap.map.getContainer().dataset.painted = state.id;
      if (window.frameElement) window.frameElement.dataset.painted = state.id;
    }
    requestAnimationFrame(() => requestAnimationFrame(() => (kbmap.map._animatingZoom ? kbmap.map.once("zoomend", done) : done())));
  }

  function dress(box, state) {
    box.style.background = state.style.colours.sea;
    box.dataset.theme = document.documentElement.dataset.theme = state.style.theme;
    box.classList.toggle("kb-placing", Boolean(state.words.placing));
    kb.spoken.describe(box, state);
    document.documentElement.lang = state.model.lang;
  }

  function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  }

  // States are unpacked one after the other, so that the last one sent is the last one drawn.
  let queue = Promise.resolve();
  kb.receive = function (map, packed) {
    queue = queue.then(() => unpack(packed)).then((state) => update(map, state));
  };

  function update(map, state) {
    kb.current = kb.current && kb.current.map === map ? kb.current : start(map);
    kb.current.state = state;
    dress(map.getContainer(), state);
    paint(kb.current, state).catch(function (error) {
      console.warn("klaibaan: the map could not be drawn", error);
      kb.legend.fail(kb.current, state);
    });
  }
})((window.klaibaan = window.klaibaan || {}));
