// Search for a place: provinces, districts and subdistricts in both languages, a slip of the pen forgiven.
(function (finding) {
  "use strict";

  // Words for the kinds of places: they say what is meant, and are no part of a name.
  const KINDS = [
    [/^(จังหวัด|จ\.|changwat\s|province of\s)/, "province"], [/(\sprovince)$/, "province"],
    [/^(อำเภอ|อ\.|เขต|amphoe\s|khet\s|district of\s)/, "district"], [/(\sdistrict)$/, "district"],
    [/^(ตำบล|ต\.|แขวง|tambon\s|khwaeng\s|subdistrict of\s)/, "subdistrict"], [/(\ssubdistrict)$/, "subdistrict"],
  ];
  const LEVELS = ["country", "region", "region6", "province", "bma_group", "district", "subdistrict"];

  // places: { code, kind, th, en, others, parents } of each, parents being the codes above a place that one may add to
  // its name. It returns a function from a text to the places it may mean, the likeliest first.
  finding.places = function (places, letters) {
    const { clean, key, loose } = finding.spelling(letters);
    const index = places.map(function (place) {
      const keys = [place.th, place.en, ...place.others].filter(Boolean).map((name) => key(clean(name)));
      return { place: place, keys: keys, loose: keys.map(loose), level: LEVELS.indexOf(place.kind) };
    });
    const byCode = new Map(index.map((entry) => [entry.place.code, entry]));

    function asked(text) {
      let rest = clean(text);
      let kind = "";
      KINDS.forEach(function ([pattern, meant]) {
        if (kind || !pattern.test(rest)) return;
        rest = rest.replace(pattern, "").trim();
        kind = meant;
      });
      return { kind: kind, name: rest };
    }

    function score(entry, name, slip) {
      if (entry.keys.includes(name)) return 0;
      if (name.length > 2 && entry.loose.includes(slip)) return 1;
      if (entry.loose.some((one) => one.startsWith(slip))) return 2;
      return slip.length > 2 && entry.loose.some((one) => one.includes(slip)) ? 3 : -1;
    }

    function ranked(name, kind) {
      const wanted = key(name);
      const slip = loose(wanted);
      if (!slip) return [];
      return index.map((entry) => [score(entry, wanted, slip), entry])
        .filter(([points, entry]) => points >= 0 && (!kind || entry.place.kind === kind))
        .sort((a, b) => a[0] - b[0] || a[1].level - b[1].level || (a[1].place.code < b[1].place.code ? -1 : 1));
    }

    const above = (entry) => entry.place.parents.map((code) => byCode.get(code)).filter(Boolean);

    return function (text, most) {
      const { kind, name } = asked(text);
      const taken = (rows) => rows.slice(0, most).map((row) => row[1].place);
      const whole = ranked(name, kind);
      if (whole.length && whole[0][0] <= 1) return taken(whole);
      // A name with what it lies in: the first word is the place, the others must be found above it.
      const words = name.split(" ").map((word) => asked(word));
      for (let split = words.length - 1; split > 0; split--) {
        const inner = ranked(words.slice(0, split).map((word) => word.name).join(""), words[0].kind || kind);
        const outer = words.slice(split).map((word) => loose(key(word.name))).filter(Boolean);
        const both = inner.filter(([, entry]) => outer.every((part) => above(entry).some((one) => one.loose.some((known) => known.startsWith(part)))));
        if (both.length) return taken(both);
      }
      return taken(whole);
    };
  };
})((window.finding = window.finding || {}));
