// The map's controller: takes one small state per change and restyles what already stands.
(function (kb) {
  "use strict";

  // This file is served beside the layers and catalogues that it fetches.
  kb.base = document.currentScript.src.replace(/[^/]*$/, "");

  // Each kind of drawing has a canvas of its own: a change of marks does not redraw the areas.
  function canvas(map, name, level) {
    const pane = map.createPane(name);
    pane.style.zIndex = level;
    pane.style.pointerEvents = "none";
    return L.canvas({ pane: name, padding: 0.25 });
  }

  function start(map) {
    kb.spoken.still(map);
    const kbmap = {
      map: map,
      paper: {
        ground: canvas(map, "kb-ground", 391), areas: canvas(map, "kb-areas", 401),
        lines: canvas(map, "kb-lines", 411), reach: canvas(map, "kb-reach", 412), pins: canvas(map, "kb-reach-pins", 413),
        marks: canvas(map, "kb-marks", 421),
      },
      ground: L.layerGroup().addTo(map),
      areas: L.layerGroup().addTo(map),
      lines: L.layerGroup().addTo(map),
      chosen: L.layerGroup().addTo(map),
      reach: L.layerGroup().addTo(map),
      marks: L.layerGroup().addTo(map),
      names: new kb.legend.Names().addTo(map),
      legend: new kb.legend.Legend().addTo(map),
      tip: L.tooltip({ className: "kb-tip", direction: "auto", offset: [12, 0] }),
      drawn: {},
      patterns: {},
    };
    map.createPane("kb-names").style.zIndex = 415;
    map.createPane("kb-pins").style.zIndex = 431;
    map.attributionControl.setPrefix(false);
    map.on("moveend", function () {
      naming(kbmap);
      kb.view.remember(kbmap);
    });
    new ResizeObserver(() => kb.view.resized(kbmap)).observe(map.getContainer());
    kb.pointer.follow(kbmap);
    return kbmap;
  }

  function makeAreas(kbmap, areas) {
    kbmap.areas.clearLayers();
    kbmap.list = areas.map(function (source, position) {
      const layer = new kb.areas.Area(source.rings, { renderer: kbmap.paper.areas, interactive: false, smoothFactor: 0 });
      return Object.assign({ position: position, layer: layer, bounds: layer.getBounds() }, source);
    });
    kbmap.list.forEach((area) => kbmap.areas.addLayer(area.layer));
  }

  function fill(kbmap, look) {
    if (!look.hatch) return look.colour;
    const key = look.hatch + look.colour + look.pattern;
    kbmap.patterns[key] = kbmap.patterns[key] || kb.areas.hatch(kbmap.paper.areas._ctx, look.hatch, look.colour, look.pattern);
    return kbmap.patterns[key];
  }

  function paintAreas(kbmap) {
    const state = kbmap.state;
    const styles = {};
    Object.entries(state.looks).forEach(function ([character, look]) {
      styles[character] = {
        fillColor: fill(kbmap, look), fillOpacity: look.opacity, color: state.colours.line, weight: look.opacity ? 0.7 : 0,
      };
    });
    kbmap.list.forEach(function (area) {
      const character = state.classes[area.position];
      area.inside = character !== ".";
      area.layer.setClass(styles[character]);
    });
  }

  function outlines(kbmap, group, paper, areas, style) {
    const common = { renderer: kbmap.paper[paper], interactive: false, smoothFactor: 0 };
    group.clearLayers();
    areas.forEach((area) => group.addLayer(new L.Polygon(area.rings, Object.assign(common, style))));
  }

  function paintChosen(kbmap) {
    const chosen = kbmap.list.filter((area) => area.code === kbmap.state.chosen);
    outlines(kbmap, kbmap.chosen, "lines", chosen, { fill: false, color: kbmap.state.colours.accent, weight: 3.2 });
  }

  function makeMark(kbmap, row, stacked) {
    const state = kbmap.state;
    const programme = state.programmes[row.programme];
    return new kb.marks.Mark([row.at[1], row.at[0]], {
      renderer: kbmap.paper.marks,
      interactive: false,
      radius: row.derived ? 4 : 5.5,
      offset: kb.marks.offset(stacked),
      row: row,
      mark: {
        shape: programme.shape, colour: programme.colour, ground: state.colours.mark, precision: row.precision,
        derived: row.derived, chosen: row.id === state.chosen, accent: state.colours.accent,
      },
    });
  }

  function paintMarks(kbmap, rows) {
    const shown = kb.marks.bits(kbmap.state.centres.visible);
    const stacks = {};
    kbmap.marks.clearLayers();
    rows.forEach(function (row, index) {
      if (!shown(index)) return;
      const place = row.at.join();
      stacks[place] = stacks[place] || 0;
      kbmap.marks.addLayer(makeMark(kbmap, row, stacks[place]++));
    });
  }

  function naming(kbmap) {
    if (kbmap.list && kbmap.state) kbmap.names.show(kbmap.map, kbmap.list, kbmap.state.lang, kbmap.marks);
  }

  function tiles(kbmap) {
    const wanted = kbmap.state.tiles;
    if (kbmap.tiles) kbmap.tiles.remove();
    kbmap.tiles = null;
    if (!wanted) return;
    kbmap.tiles = L.tileLayer(wanted.url, { attribution: wanted.attribution, maxZoom: 18 });
    kbmap.tiles.on("tileerror", (event) => event.target.remove());
    kbmap.tiles.addTo(kbmap.map);
  }

  // Each part is drawn again only when what it depends on has changed.
  function when(kbmap, part, depends, draw) {
    const key = JSON.stringify(depends);
    if (kbmap.drawn[part] === key) return;
    draw();
    kbmap.drawn[part] = key;
  }

  async function paint(kbmap, state) {
    const [areas, rows, ground, lines] = await Promise.all([
      kb.areas.load(state.areas), kb.marks.load(state.centres.url), kb.areas.load(state.ground), kb.areas.load(state.lines),
    ]);
    if (kbmap.state !== state) return;
    const colours = state.colours;
    when(kbmap, "areas", state.areas, () => makeAreas(kbmap, areas));
    when(kbmap, "ground", [state.ground, colours, Boolean(state.tiles)], () => outlines(kbmap, kbmap.ground, "ground", ground, {
      color: colours.groundLine, weight: 0.8, fillColor: colours.ground, fillOpacity: state.tiles ? 0 : 1,
    }));
    when(kbmap, "fill", [state.areas, state.classes, state.looks, colours], () => paintAreas(kbmap));
    when(kbmap, "lines", [state.lines, colours], () =>
      outlines(kbmap, kbmap.lines, "lines", lines, { fill: false, color: colours.strongLine, weight: 1.2 }));
    when(kbmap, "chosen", [state.areas, state.chosen, colours], () => paintChosen(kbmap));
    when(kbmap, "marks", [state.centres, state.chosen, state.programmes, colours], () => paintMarks(kbmap, rows));
    when(kbmap, "reach", [state.reach, state.pins, state.centres.url, colours], () => kb.reach.paint(kbmap, rows));
    when(kbmap, "legend", state.legend, () => kbmap.legend.show(state.legend));
    when(kbmap, "tiles", state.tiles, () => tiles(kbmap));
    kb.view.look(kbmap);
    naming(kbmap);
    settle(kbmap, state);
  }

  // Tests and benchmarks wait for this: it is set in the frame after the canvases were drawn.
  function settle(kbmap, state) {
    requestAnimationFrame(() => requestAnimationFrame(function () {
      kbmap.map.getContainer().dataset.painted = state.id;
    }));
  }

  function dress(box, state) {
    box.style.background = state.colours.sea;
    box.dataset.theme = state.theme;
    box.classList.toggle("kb-placing", Boolean(state.placing));
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", state.label);
    kb.spoken.describe(box, state);
    document.documentElement.lang = state.lang;
  }

  function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
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
      kb.current.legend.show({ head: { title: state.failed, entries: [] }, summary: "", blocks: [] });
    });
  }
})((window.klaibaan = window.klaibaan || {}));
