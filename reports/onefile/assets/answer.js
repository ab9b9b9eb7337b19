// The one-page answer about a place: a sentence, people, what each programme has there, the centres, the sources.
(function (kb) {
  "use strict";

  let sentences = null;

  // The sentences are packed; a browser too old to unpack them shows the tables without.
  function unpacked() {
    if (!sentences) {
      sentences = kb.inflated(kb.data.answers).catch(() => ({}));
    }
    return sentences;
  }

  // Until the sentence is unpacked, and where it cannot be, the people stand alone: the sentence names them too.
  function sentence(area) {
    const line = kb.element("p", "answer-sentence", people(area));
    unpacked().then(function (all) {
      if (all[area.code]) line.textContent = kb.say(all[area.code]);
    });
    return line;
  }

  function people(area) {
    const parts = [kb.t("onefile.people", { people: kb.number(area.people), year: kb.say(kb.data.people_year) })];
    if (area.estimated) parts.push(kb.t("onefile.estimated"));
    if (area.ages) parts.push(kb.t("onefile.ages", { children: kb.number(area.ages[0]), elderly: kb.number(area.ages[1]) }));
    return parts.join(" · ");
  }

  // The sets of single programmes under the file's own filter, those that are places.
  const single = () => kb.data.switch.map((key) => kb.sets[key]).filter((set) => set.programmes.length === 1 && kb.programmes[set.programmes[0]].place);

  function programmeRow(set, area) {
    const { claim, words: short } = kb.data.claims[kb.claim(set, area)];
    const derived = set.levels[area.level].derived[area.code];
    const count = kb.value(set, area, "centre_count");
    if (claim === "out_of_scope" && !derived) return null;
    const near = kb.nearest(set, area);
    const km = kb.value(set, area, "nearest_centre_km");
    const { id, name } = kb.programmes[set.programmes[0]];
    const counted = count || kb.t("common.missing");
    return [
      kb.element("span", "programme", kb.markSwatch({ programme: id, precision: "site" }), kb.say(name)),
      kb.element("span", "claim claim-" + claim, kb.say(short)),
      derived ? counted + " " + kb.t("onefile.derived", { count: kb.number(derived) }) : counted,
      !km || claim === "has_one" ? kb.t("common.missing") : kb.t("report.km", { km: km }) + (near ? " · " + kb.centreName(near) : ""),
    ];
  }

  kb.tableOf = function (className, heads, rows) {
    const head = kb.element("tr", "", ...heads.map(function (text) {
      const cell = kb.element("th", "", text);
      cell.scope = "col";
      return cell;
    }));
    const body = rows.map((cells) => kb.element("tr", "", ...cells.map((cell) => kb.element("td", "", cell))));
    return kb.element("table", className, kb.element("thead", "", head), kb.element("tbody", "", ...body));
  };

  function programmes(area) {
    const rows = single().map((set) => programmeRow(set, area)).filter(Boolean);
    if (!rows.length) return kb.element("p", "quiet", kb.t("onefile.no_programme"));
    const heads = ["programme", "claim", "count", "nearest"].map((key) => kb.t("onefile.answer_" + key));
    return kb.element("div", "", kb.tableOf("answer-programmes", heads, rows), kb.element("p", "quiet small", kb.t("assumption.straight")));
  }

  const MOST = 60;

  function centreItem(row) {
    const facts = [kb.say(kb.programmes[row.programme].name), kb.t("value.precision." + row.precision), kb.t("value.access." + row.access)];
    if (row.status !== "open") facts.push(kb.t("value.status." + row.status));
    if (row.derived) facts.push(kb.t("legend.derived"));
    return kb.element("li", "", kb.markSwatch(row),
      kb.element("span", "", kb.centreName(row), kb.element("small", "", facts.join(" · "))));
  }

  function centres(area) {
    const rows = kb.centres.filter((row) => row.status !== "closed" && kb.recordedIn(row, area.code));
    const title = kb.element("h3", "", kb.t("onefile.centres", { count: kb.number(rows.length) }));
    if (!rows.length) return [title, kb.element("p", "quiet", kb.t("onefile.centres_none"))];
    const list = kb.element("ul", "centres", ...rows.slice(0, MOST).map(centreItem));
    const more = rows.length > MOST ? kb.element("p", "quiet", kb.t("onefile.more", { count: kb.number(rows.length - MOST) })) : null;
    return more ? [title, list, more] : [title, list];
  }

  function subdistrictLine(entry, code) {
    const inside = kb.centres.filter((row) => row.status !== "closed" && row.subdistrict === entry.code).length;
    const recorded = inside ? kb.t("onefile.in_subdistrict", { count: kb.number(inside) }) : kb.t("onefile.not_in_subdistrict");
    return kb.t("onefile.subdistrict", { district: kb.fullName(code) }) + " " + recorded;
  }

  // place: an area's code, or the entry of a subdistrict, which its district answers for.
  kb.answer = function (code, entry) {
    const area = kb.areas[code];
    const below = entry && entry.kind === "subdistrict" ? entry : null;
    const parts = [kb.element("h2", "", below ? kb.placeName(below) : kb.fullName(code))];
    if (below) parts.push(kb.element("p", "", subdistrictLine(below, code)));
    parts.push(sentence(area), programmes(area), ...centres(area));
    parts.push(kb.element("p", "quiet", kb.say(kb.data.sources)));
    return kb.element("article", "answer", ...parts);
  };
})((window.onefile = window.onefile || {}));
