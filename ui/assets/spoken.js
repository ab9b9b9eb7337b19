// The map for who does not point or does not see: what it says in words, what Enter chooses, and no motion where none is wanted.
(function (kb) {
  "use strict";

  const less = window.matchMedia("(prefers-reduced-motion: reduce)");

  function heard(id, role) {
    let node = document.getElementById(id);
    if (!node) {
      node = mapPainter.element("p", "kb-heard");
      node.id = id;
      if (role) node.setAttribute("role", role);
      document.body.append(node);
    }
    return node;
  }

  // The page's frame is named by its map, not by the component that draws it.
  function describe(box, state) {
    const { model, words } = state;
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", state.label);
    heard("kb-summary").textContent = model.description + " " + words.keys;
    box.setAttribute("aria-describedby", "kb-summary");
    if (window.frameElement) window.frameElement.setAttribute("aria-label", state.label);
    Object.entries({ ".leaflet-control-zoom-in": words.in, ".leaflet-control-zoom-out": words.out, ".kb-whole": words.whole })
      .forEach(function ([selector, name]) {
        const button = box.querySelector(selector);
        button.title = name;
        button.setAttribute("aria-label", name);
      });
  }

  // The keys move the map under a ring in its middle: what lies there is told as under a pointer, and Enter is a click.
  function follow(kbmap) {
    const { map } = kbmap;
    const box = map.getContainer();
    const middle = () => kb.hand.targetAt(kbmap, map.getSize().divideBy(2));
    const byKeys = () => document.activeElement === box && box.matches(":focus-visible:not(.kb-by-hand)");
    // Leaflet gives a map that is clicked the focus itself, and a browser may take that for the keys.
    box.addEventListener("pointerdown", () => box.classList.add("kb-by-hand"), true);
    ["keydown", "blur"].forEach((type) => box.addEventListener(type, () => box.classList.remove("kb-by-hand"), true));
    function tell() {
      if (!byKeys() || !kbmap.state) return;
      kb.hand.tell(kbmap, middle(), map.getCenter());
      const tip = map.hasLayer(kbmap.tip) ? kbmap.tip.getContent() : null;
      const words = tip ? [...tip.children].map((line) => line.textContent).join(", ") : "";
      const live = heard("kb-live", "status");
      if (live.textContent !== words) live.textContent = words;
    }
    heard("kb-live", "status");
    // The canvas is drawn in this same event: what lies in the middle is asked after it has been.
    map.on("moveend", () => queueMicrotask(tell));
    box.addEventListener("focus", tell);
    box.addEventListener("blur", () => map.closeTooltip(kbmap.tip));
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || event.target !== box) return;
      event.preventDefault();
      const target = middle();
      if (target) kb.hand.choose(target);
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
