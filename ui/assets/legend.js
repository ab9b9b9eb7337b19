// The legend and the area names, built from text nodes only: names are data, never markup.
(function (kb) {
  "use strict";

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function swatch(entry) {
    const canvas = document.createElement("canvas");
    const ratio = window.devicePixelRatio || 1;
    canvas.width = 22 * ratio;
    canvas.height = 16 * ratio;
    canvas.className = "kb-swatch";
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    if (entry.mark) {
      kb.marks.draw(pen, { x: 11, y: 8 }, 5.5, entry.mark);
      return canvas;
    }
    if (entry.ring) {
      pen.beginPath();
      pen.arc(11, 8, 6.5, 0, 2 * Math.PI);
      pen.strokeStyle = pen.fillStyle = entry.ring;
      pen.lineWidth = 1.3;
      pen.stroke();
      pen.globalAlpha = 0.1;
      pen.fill();
      return canvas;
    }
    pen.fillStyle = entry.hatch ? kb.areas.hatch(pen, entry.hatch, entry.colour, entry.pattern) : entry.colour;
    pen.fillRect(1, 1, 20, 14);
    pen.strokeStyle = entry.line;
    pen.strokeRect(1.5, 1.5, 19, 13);
    return canvas;
  }

  function section(block) {
    const part = element("div", "kb-legend-part");
    part.append(element("div", "kb-legend-title", block.title));
    if (block.note) part.append(element("div", "kb-legend-note", block.note));
    block.entries.forEach(function (entry) {
      const row = element("div", "kb-legend-row");
      row.append(swatch(entry), element("span", "", entry.label));
      part.append(row);
    });
    return part;
  }

  // What fills the areas stands on the map at once; the marks are explained on demand where the map is small.
  const ROOM_FOR_ALL_PX = 680;

  const Legend = L.Control.extend({
    options: { position: "bottomright" },
    onAdd: function (map) {
      this._box = element("div", "kb-legend");
      this._more = element("details", "kb-legend-more");
      this._more.addEventListener("click", () => (this._chosen = true));
      map.on("resize", () => this._fit(map));
      this._fit(map);
      L.DomEvent.disableClickPropagation(this._box);
      L.DomEvent.disableScrollPropagation(this._box);
      return this._box;
    },
    // Open where there is room, until a person opens or closes it.
    _fit: function (map) {
      const size = map.getSize();
      if (!this._chosen) this._more.open = Math.min(size.x, size.y) > ROOM_FOR_ALL_PX;
    },
    show: function (legend) {
      this._more.replaceChildren(element("summary", "", legend.summary), ...legend.blocks.map(section));
      this._box.replaceChildren(...(legend.head ? [section(legend.head)] : []), ...(legend.blocks.length ? [this._more] : []));
      if (legend.head) this._box.firstChild.classList.add("kb-legend-head");
    },
  });

  const ENOUGH_ROOM = 0.35;

  function fits(map, area, text) {
    const east = map.latLngToLayerPoint(area.bounds.getNorthEast()).x;
    return east - map.latLngToLayerPoint(area.bounds.getSouthWest()).x > 7.5 * text.length + 8;
  }

  const STEPS_ASIDE_PX = [0, -16, 16, -30, 30];

  // A name steps up or down inside its area where marks would cover it; where nothing is free it stays in the middle.
  function aside(map, area, text, marks) {
    const at = map.latLngToLayerPoint(area.at);
    const top = map.latLngToLayerPoint(area.bounds.getNorthEast()).y + 8;
    const bottom = map.latLngToLayerPoint(area.bounds.getSouthWest()).y - 8;
    const covered = (step) => marks.some((mark) =>
      Math.abs(mark.x - at.x) < 3.2 * text.length + 8 && Math.abs(mark.y - at.y - step) < 13);
    const inside = (step) => at.y + step >= top && at.y + step <= bottom;
    const step = STEPS_ASIDE_PX.find((one) => (one === 0 || inside(one)) && !covered(one));
    return map.layerPointToLatLng(at.add([0, step || 0]));
  }

  // Names stand where their areas are wide enough, and only once a good part of those in view have room for theirs:
  // before that, the few short ones would read as if they were the important ones.
  const Names = L.LayerGroup.extend({
    show: function (map, areas, lang, marks) {
      this.clearLayers();
      const view = map.getBounds();
      const seen = areas.filter((area) => area.inside && view.contains(area.at));
      const wide = seen.filter((area) => fits(map, area, area[lang]));
      if (wide.length < ENOUGH_ROOM * seen.length) return;
      const points = marks.getLayers().map((mark) => mark._point).filter(Boolean);
      wide.forEach((area) => {
        const icon = L.divIcon({ className: "kb-name-anchor", html: element("span", "kb-name", area[lang]), iconSize: [0, 0] });
        const at = aside(map, area, area[lang], points);
        this.addLayer(L.marker(at, { icon: icon, pane: "kb-names", interactive: false, keyboard: false }));
      });
    },
  });

  kb.legend = { Legend: Legend, Names: Names, element: element };
})((window.klaibaan = window.klaibaan || {}));
