// Views put in order with the mouse: one is taken by its small picture and let go above or below another.
(function (page) {
  "use strict";

  const ROW = /^st-key-view-(\d+)$/;
  let send = () => {};
  let version = 0;
  let from = -1;
  let to = -1;
  let line = null;
  let taken = "";

  function rowAt(target) {
    for (let box = target instanceof Element ? target : null; box; box = box.parentElement) {
      const name = [...box.classList].find((one) => ROW.test(one));
      if (name) return { box: box, place: Number(ROW.exec(name)[1]) };
    }
    return null;
  }

  function begin(event) {
    const row = event.target instanceof HTMLImageElement ? rowAt(event.target) : null;
    if (!row) return;
    from = row.place;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");  // not the picture's address: nothing else takes it
  }

  // Over the upper half of a row a view goes above it, over the lower half below it.
  function over(event) {
    if (from < 0) return;
    const row = rowAt(event.target);
    if (!row) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "move";
    const box = row.box.getBoundingClientRect();
    const below = event.clientY > box.top + box.height / 2;
    const gap = row.place + (below ? 1 : 0);
    to = gap > from ? gap - 1 : gap;
    mark(box, below ? box.bottom : box.top);
  }

  function mark(box, height) {
    if (!line) {
      line = document.body.appendChild(document.createElement("div"));
      line.className = "kb-drop";
    }
    Object.assign(line.style, { left: `${box.left}px`, width: `${box.width}px`, top: `${height - 2}px` });
  }

  function drop(event) {
    if (from < 0) return;
    event.preventDefault();
    if (to >= 0 && to !== from) send("moved", { place: from, to: to, version: version });
    end();
  }

  function end() {
    from = to = -1;
    line?.remove();
    line = null;
  }

  page.order = function (_parent, data, trigger) {
    send = trigger;
    version = data.version;
  };
  // Words are taken when their field is left. Who leaves the page with words in hand is asked whether to, and by then they
  // are taken.
  function leave(event) {
    const field = document.activeElement;
    if (!(field instanceof HTMLInputElement) || !rowAt(field) || field.value === taken) return;
    event.preventDefault();
    field.blur();
  }

  addEventListener("beforeunload", leave);
  for (const kind of ["focusin", "change"]) document.addEventListener(kind, ({ target }) => (taken = target.value));
  document.addEventListener("dragstart", begin);
  document.addEventListener("dragover", over);
  document.addEventListener("drop", drop);
  document.addEventListener("dragend", end);
})((window.klaibaanPage = window.klaibaanPage || {}));
