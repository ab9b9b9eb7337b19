// The maps of a page together: what one points at the others, the lists and the charts show too; those of a group move as one.
(function (kb) {
  "use strict";

  // The page has the meeting place; a map alone in its window has none.
  const meeting = () => window.parent.klaibaanPage;

  // A frame that was taken out of the page has no window any more.
  const living = (kbmap) => Boolean(kbmap.map.getContainer().ownerDocument.defaultView);

  function join(kbmap) {
    const page = meeting();
    if (!page) return;
    document.addEventListener("keydown", (event) => page.key?.(event));
    page.maps = (page.maps || []).filter(living).concat(kbmap);
    kbmap.painter.light(page.names || []);
    kbmap.light = function (names) {
      if (!living(kbmap)) return;
      const before = kbmap.painter.litArea;
      kbmap.painter.light(names);
      if (kbmap.painter.litArea !== before) kbmap.layer.draw();
    };
  }

  const others = (kbmap) => (meeting()?.maps || []).filter((other) => other !== kbmap && living(other)
    && other.state?.view.group && other.state.view.group === kbmap.state.view.group);

  function light(kbmap, area) {
    const lang = kbmap.state?.model.lang;
    meeting()?.light?.(area ? [area.name[lang], area.label[lang]] : []);
  }

  kb.together = { join: join, light: light, others: others };
})((window.klaibaan = window.klaibaan || {}));
