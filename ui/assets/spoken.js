// The map for who does not point or does not see: what it says in words, what Enter chooses, and no motion where none is wanted.
(function (kb) {
  "use strict";

  const less = window.matchMedia("(prefers-reduced-motion: reduce)");

  function heard(id, role) {
    let node = document.getElementById(id);
    if (!node) {
      node = kb.legend.element("p", "kb-heard");
      node.id = id;
      if (role) node.setAttribute("role", role);
      document.body.append(node);
    }
    return node;
  }

  // The page's frame is named by its map, not by the component that draws it.
  function describe(box, state) {
    heard("kb-summary").textContent = state.summary + " " + state.keys;
    box.setAttribute("aria-describedby", "kb-summary");
    if (window.frameElement) window.frameElement.setAttribute("aria-label", state.label);
    const zoom = box.querySelector(".leaflet-control-zoom");
    ["in", "out"].forEach(function (way) {
      const button = zoom && zoom.querySelector(".leaflet-control-zoom-" + way);
      if (button) button.title = state.zoom[way];
      if (button) button.setAttribute("aria-label", state.zoom[way]);
    });
  }

  function middle(map) {
    const point = map.getSize().divideBy(2);
    return { latlng: map.containerPointToLatLng(point), layerPoint: map.containerPointToLayerPoint(point) };
  }

  // The keys move the map under a ring in its middle: what lies there is told as under a pointer, and Enter is a click.
  function follow(kbmap, pointer) {
    const box = kbmap.map.getContainer();
    const byKeys = () => document.activeElement === box && box.matches(":focus-visible:not(.kb-by-hand)");
    // Leaflet gives a map that is clicked the focus itself, and a browser may take that for the keys.
    box.addEventListener("pointerdown", () => box.classList.add("kb-by-hand"), true);
    ["keydown", "blur"].forEach((type) => box.addEventListener(type, () => box.classList.remove("kb-by-hand"), true));
    function tell() {
      if (!byKeys()) return;
      pointer.hover(kbmap, middle(kbmap.map));
      const tip = kbmap.map.hasLayer(kbmap.tip) ? kbmap.tip.getContent() : null;
      const words = tip ? [...tip.children].map((line) => line.textContent).join(", ") : "";
      const live = heard("kb-live", "status");
      if (live.textContent !== words) live.textContent = words;
    }
    heard("kb-live", "status");
    // The canvases clip their shapes anew in this same event: what lies in the middle is asked after all of them have.
    kbmap.map.on("moveend", () => queueMicrotask(tell));
    box.addEventListener("focus", tell);
    box.addEventListener("blur", () => kbmap.map.closeTooltip(kbmap.tip));
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.target !== box) return;
      event.preventDefault();
      pointer.click(kbmap, middle(kbmap.map));
    });
  }

  // Leaflet moves by itself on keys, wheel and buttons; where less motion is wanted it jumps.
  function still(map) {
    if (!less.matches) return;
    const panBy = map.panBy;
    map.panBy = (offset, options) => panBy.call(map, offset, Object.assign({}, options, { animate: false }));
    map._zoomAnimated = false;
    Object.assign(map.options, { inertia: false, zoomAnimation: false, markerZoomAnimation: false, fadeAnimation: false });
  }

  kb.spoken = { describe: describe, follow: follow, still: still };
})((window.klaibaan = window.klaibaan || {}));
