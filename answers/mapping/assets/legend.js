// The legend as nodes, and what is told of an area or a mark: built from text, never parsed, since names are data.
(function (painter) {
  "use strict";

  const SWATCH = [22, 16];

  function element(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function ring(pen, colour) {
    pen.beginPath();
    pen.arc(11, 8, 6.5, 0, 2 * Math.PI);
    pen.strokeStyle = pen.fillStyle = colour;
    pen.lineWidth = 1.3;
    pen.stroke();
    pen.globalAlpha = 0.1;
    pen.fill();
  }

  function area(pen, look, line, ratio) {
    pen.fillStyle = painter.fillOf(pen, look, ratio);
    if (look.hatch) pen.fillStyle.setTransform(new DOMMatrix([1 / ratio, 0, 0, 1 / ratio, 0, 0]));
    pen.fillRect(1, 1, 20, 14);
    pen.strokeStyle = line;
    pen.strokeRect(1.5, 1.5, 19, 13);
  }

  function strike(pen, style) {
    painter.drawMark(pen, 11, 8, 4.5, { programme: "", precision: "site" }, style);
    painter.strike(pen, { x: 11, y: 8, r: 2.5 }, style.colours);
  }

  function swatch(one, style) {
    const canvas = element("canvas", "map-swatch");
    const ratio = window.devicePixelRatio || 1;
    [canvas.width, canvas.height] = SWATCH.map((side) => side * ratio);
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    if (one.ring) ring(pen, style.colours.reach);
    else if (one.pin) painter.drawPin(pen, { x: 11, y: 15.5, r: 5.5, pin: { label: "" } }, style.colours);
    else if (one.strike) strike(pen, style);
    else if (one.area_class) area(pen, style.areas[one.area_class], style.colours.strongLine, ratio);
    else painter.drawMark(pen, 11, 8, 5.5, one, style);
    return canvas;
  }

  // A block of a model's legend as a node.
  painter.legendBlock = function (block, style) {
    const part = element("div", "map-legend-block");
    if (block.title) part.append(element("div", "map-legend-title", block.title));
    if (block.note) part.append(element("div", "map-legend-note", block.note));
    block.entries.forEach(function (entry) {
      const row = element("div", "map-legend-row");
      row.append(swatch(entry.swatch, style), element("span", "", entry.label));
      part.append(row);
    });
    return part;
  };

  function labelOf(model, fits) {
    const entries = model.legend.marks.flatMap((block) => block.entries);
    const entry = entries.find((one) => fits(one.swatch));
    return entry ? entry.label : "";
  }

  function ofMark(model, ids, words) {
    const mark = model.marks.find((one) => one.centre_id === ids[0]);
    const known = mark.derived ? (one) => one.derived : (one) => !one.programme && !one.derived && one.precision === mark.precision;
    const kind = [labelOf(model, known), mark.planned && words.planned].filter(Boolean).join(" · ");
    const others = ids.length > 1 ? words.more.replace("{n}", ids.length - 1) : "";
    return [mark.name, labelOf(model, (one) => one.programme === mark.programme), kind, others];
  }

  function ofArea(model, area, position) {
    const value = model.values[position];
    const told = value ? [model.measure, value].filter(Boolean).join(": ") : "";
    return [area.name[model.lang], told, model.remarks[position] || model.statements[model.classes[position]]];
  }

  // What is told of a target as lines of text, the name first; words: { planned, more } with the number of others as {n}.
  painter.linesOf = function (map, target, words) {
    const { model } = map.scene;
    const area = target.kind === "area" ? map.byCode.get(target.code) : null;
    const lines = target.kind === "centre" ? ofMark(model, target.ids, words) : area ? ofArea(model, area, area.position) : [];
    return lines.filter(Boolean);
  };

  painter.element = element;
})((window.mapPainter = window.mapPainter || {}));
