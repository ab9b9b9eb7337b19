// What lies under the pointer, what it says, and what a click tells Python.
(function (kb) {
  "use strict";

  const REACH_PX = 5;
  const MOST_NEAR = 20;

  function marksAt(kbmap, point) {
    const hits = [];
    kbmap.marks.eachLayer(function (mark) {
      const distance = mark._point ? mark._point.distanceTo(point) : Infinity;
      if (distance <= mark._radius + REACH_PX) hits.push([distance, mark.options.row]);
    });
    return hits.sort((a, b) => a[0] - b[0]).map((hit) => hit[1]).slice(0, MOST_NEAR);
  }

  function areaAt(kbmap, point) {
    return kbmap.list.find((area) => area.inside && area.layer._pxBounds && area.layer._pxBounds.contains(point) &&
      area.layer._containsPoint(point));
  }

  function figure(state, value) {
    return new Intl.NumberFormat(state.lang === "th" ? "th-TH" : "en-GB", {
      minimumFractionDigits: state.decimals, maximumFractionDigits: state.decimals,
    }).format(value * state.factor);
  }

  function lines(title, rows) {
    const box = kb.legend.element("div");
    box.append(kb.legend.element("strong", "", title));
    rows.filter((row) => row[1]).forEach((row) => box.append(kb.legend.element("div", row[0], row[1])));
    return box;
  }

  function areaTip(state, area) {
    const value = state.values[area.position];
    const known = value !== null && value !== undefined;
    return lines(area[state.lang], [
      ["", known ? state.measure + ": " + figure(state, value) + " " + state.unit : ""],
      ["kb-tip-note", state.statusText[state.classes[area.position]]],
      ["kb-tip-note", state.placing],
    ]);
  }

  function markTip(state, row, others) {
    const kind = [state.precisions[row.precision], row.derived && state.derivedText, row.planned && state.plannedText];
    return lines((state.lang === "en" && row.en) || row.th, [
      ["", state.programmes[row.programme].label],
      ["kb-tip-note", kind.filter(Boolean).join(" · ")],
      ["kb-tip-note", others ? state.moreText.replace("{n}", others) : ""],
    ]);
  }

  function hover(kbmap, event) {
    if (!kbmap.list) return;
    const marks = marksAt(kbmap, event.layerPoint);
    const area = marks.length ? null : areaAt(kbmap, event.layerPoint);
    kbmap.map.getContainer().classList.toggle("kb-over", Boolean(marks.length || area));
    if (!marks.length && !area) {
      kbmap.map.closeTooltip(kbmap.tip);
      return;
    }
    const under = marks.length ? marks[0].id + "/" + marks.length : area.code;
    if (kbmap.under !== under || kbmap.told !== kbmap.state) {
      kbmap.tip.setContent(marks.length ? markTip(kbmap.state, marks[0], marks.length - 1) : areaTip(kbmap.state, area));
      kbmap.under = under;
      kbmap.told = kbmap.state;
    }
    kbmap.tip.setLatLng(event.latlng);
    if (!kbmap.map.hasLayer(kbmap.tip)) kbmap.map.openTooltip(kbmap.tip);
  }

  function click(kbmap, event) {
    if (!kbmap.list) return;
    const marks = marksAt(kbmap, event.layerPoint).map((row) => row.id);
    const area = areaAt(kbmap, event.layerPoint);
    const told = { at: Date.now(), lon: event.latlng.lng, lat: event.latlng.lat };
    if (marks.length) Object.assign(told, { kind: "centre", ids: marks });
    else if (area) Object.assign(told, { kind: "area", code: area.code });
    else Object.assign(told, { kind: "outside" });
    window.Streamlit.setComponentValue({ event: told });
  }

  kb.pointer = {
    follow: function (kbmap) {
      kb.spoken.follow(kbmap, { hover: hover, click: click });
      kbmap.map.on("mousemove", (event) => hover(kbmap, event));
      kbmap.map.on("mouseout", () => kbmap.map.closeTooltip(kbmap.tip));
      kbmap.map.on("click", (event) => click(kbmap, event));
    },
  };
})((window.klaibaan = window.klaibaan || {}));
