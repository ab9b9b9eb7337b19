// How far centres reach: rings of the radius around them, and the numbered pins of places that are only thought of.
(function (kb) {
  "use strict";

  const KM_IN_A_DEGREE = 111.195;

  // Web Mercator stretches with the latitude: the same radius is larger on the screen farther north.
  function pixels(map, at, km) {
    return Math.abs(map.project(at).y - map.project([at[0] + km / KM_IN_A_DEGREE, at[1]]).y);
  }

  // All rings are one shape: where they overlap there is no line and no darker ground.
  const Rings = L.Path.extend({
    initialize: function (places, options) {
      L.setOptions(this, options);
      this._places = places;
      this._discs = [];
    },
    _project: function () {
      const km = this.options.km;
      this._discs = this._places.map((at) => ({ at: this._map.latLngToLayerPoint(at), r: pixels(this._map, at, km) }));
      this._updateBounds();
    },
    _updateBounds: function () {
      const bounds = new L.Bounds();
      this._discs.forEach(function (disc) {
        bounds.extend(disc.at.subtract([disc.r + 4, disc.r + 4]));
        bounds.extend(disc.at.add([disc.r + 4, disc.r + 4]));
      });
      this._pxBounds = bounds;
    },
    _update: function () {
      if (this._map) this._updatePath();
    },
    _updatePath: function () {
      if (!this._renderer._drawing || !this._discs.length) return;
      const pen = this._renderer._ctx;
      pen.save();
      pen.beginPath();
      this._discs.forEach(function (disc) {
        pen.moveTo(disc.at.x + disc.r, disc.at.y);
        pen.arc(disc.at.x, disc.at.y, disc.r, 0, 2 * Math.PI);
      });
      pen.strokeStyle = pen.fillStyle = this.options.color;
      pen.lineWidth = 2 * this.options.weight;
      pen.stroke();
      pen.globalCompositeOperation = "destination-out";
      pen.fill();
      pen.globalCompositeOperation = "source-over";
      pen.globalAlpha = this.options.fillOpacity;
      pen.fill();
      pen.restore();
    },
    _empty: function () {
      return !this._discs.length;
    },
    _containsPoint: () => false,
  });

  function ring(kbmap, paper, places, style) {
    const common = { renderer: kbmap.paper[paper], interactive: false };
    kbmap.reach.addLayer(new Rings(places, Object.assign(common, style)));
  }

  function pin(candidate) {
    const icon = L.divIcon({
      className: "kb-pin-anchor", html: kb.legend.element("span", "kb-pin", candidate.label), iconSize: [0, 0],
    });
    return L.marker([candidate.at[1], candidate.at[0]], { icon: icon, pane: "kb-pins", interactive: false, keyboard: false });
  }

  function paint(kbmap, rows) {
    const state = kbmap.state;
    kbmap.reach.clearLayers();
    if (state.reach) {
      const within = kb.marks.bits(state.reach.centres);
      const places = rows.filter((row, index) => within(index)).map((row) => [row.at[1], row.at[0]]);
      if (places.length) ring(kbmap, "reach", places, { km: state.reach.km, color: state.reach.colour, weight: 1.3, fillOpacity: 0.1 });
    }
    const pins = state.pins || [];
    if (pins.length && state.reach) {
      const places = pins.map((candidate) => [candidate.at[1], candidate.at[0]]);
      ring(kbmap, "pins", places, { km: state.reach.km, color: state.colours.candidate, weight: 2, fillOpacity: 0.16 });
    }
    pins.forEach((candidate) => kbmap.reach.addLayer(pin(candidate)));
  }

  kb.reach = { paint: paint };
})((window.klaibaan = window.klaibaan || {}));
