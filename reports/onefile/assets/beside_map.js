// What stands on a map beside its drawing: the legend, and the note that follows the pointer.
(function (kb) {
  "use strict";

  const style = () => kb.data.styles[kb.state.theme];

  kb.legend = function (model) {
    const blocks = model.legend.areas ? [mapPainter.legendBlock(model.legend.areas, style())] : [];
    const marks = model.legend.marks.map((block) => mapPainter.legendBlock(block, style()));
    const below = marks.length ? [kb.element("div", "legend-marks", ...marks)] : [];
    return kb.element("div", "legend", ...blocks, ...below);
  };

  // A mark among words: { programme, precision, derived }.
  kb.markSwatch = function (mark) {
    const canvas = kb.element("canvas", "swatch");
    const ratio = 2 * (window.devicePixelRatio || 1);
    canvas.width = 24 * ratio;
    canvas.height = 17 * ratio;
    const pen = canvas.getContext("2d");
    pen.scale(ratio, ratio);
    mapPainter.drawMark(pen, 12, 8.5, 6, mark, style());
    return canvas;
  };

  kb.tip = function (box) {
    const node = kb.element("div", "tip");
    node.hidden = true;
    box.append(node);
    return {
      show: function (lines, x, y) {
        node.replaceChildren(...lines.map((line, index) => kb.element(index ? "div" : "strong", "", line)));
        node.hidden = false;
        const right = x + 16 + node.offsetWidth > box.clientWidth;
        node.style.left = (right ? Math.max(x - 12 - node.offsetWidth, 4) : x + 14) + "px";
        node.style.top = Math.min(y + 12, Math.max(box.clientHeight - node.offsetHeight - 6, 4)) + "px";
      },
      hide: () => (node.hidden = true),
    };
  };

  // Shows beside the pointer what lies under it; returns whether anything does.
  kb.hover = function (map, tip, x, y) {
    const target = map.targetAt(x, y);
    const words = { planned: kb.t("value.status.planned"), more: kb.t("onefile.more_here") };
    if (target.kind === "outside") tip.hide();
    else tip.show(mapPainter.linesOf(map.painter, target, words), x, y);
    return target.kind !== "outside";
  };
})((window.onefile = window.onefile || {}));
