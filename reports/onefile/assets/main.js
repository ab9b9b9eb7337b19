// The one file: the bar on top, looking around, presenting, and the address after the # that reopens either.
(function (kb) {
  "use strict";

  kb.route = {
    write: function (told) {
      const lang = kb.state.lang === kb.data.lang ? "" : "lang=" + kb.state.lang;
      const hash = [told, lang].filter(Boolean).join("&");
      kb.route.own = hash;
      try {
        history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
      } catch (_error) {
        // A file that was opened in some other way keeps its address.
      }
    },
    read: () => Object.fromEntries(new URLSearchParams(location.hash.slice(1))),
  };

  function bar(app) {
    const { data } = kb;
    const views = data.sequence.views.length;
    return kb.element("header", "top",
      kb.element("div", "brand", kb.element("h1", "", kb.t("report.author")), kb.element("span", "", kb.say(data.subtitle))),
      kb.searchBox((entry) => app.explore.goTo(entry)),
      kb.element("div", "actions",
        kb.button("language", kb.t("onefile.other_language"), () => kb.setLanguage()),
        kb.button("", kb.icon(kb.icons.theme), () => kb.setTheme(), kb.t("onefile.theme")),
        views ? kb.button("main", kb.element("span", "", kb.icon(kb.icons.present), kb.t("onefile.present")), () => app.stage.open(0),
          kb.t("onefile.present_views", { count: views })) : null));
  }

  function build(app) {
    document.title = kb.t("report.title");
    kb.dress();
    const now = app.explore && app.explore.now;
    app.explore = new kb.Explore(kb.element("main", "explore"));
    if (now) app.explore.now = now;
    const footer = kb.element("footer", "foot", ...kb.data.about.map((line) => kb.element("p", "", kb.say(line))));
    app.page.replaceChildren(bar(app), app.explore.box, footer);
    app.explore.build();
  }

  function follow(app) {
    if (location.hash.slice(1) === kb.route.own) return;
    const params = kb.route.read();
    if (params.lang && kb.data.words[params.lang] && params.lang !== kb.state.lang) {
      kb.state.lang = params.lang;
      build(app);
    }
    if (params.view && kb.data.sequence.views.length) {
      app.stage.open(Number.parseInt(params.view, 10) - 1 || 0);
      return;
    }
    if (app.stage.isOpen) app.stage.close();
    app.explore.read(params);
  }

  function left(app) {
    kb.route.write(app.explore.hash());
    const again = app.page.querySelector(".actions .main");
    if (again) again.focus();
  }

  kb.start = function (box, data) {
    kb.load(data);
    kb.state.lang = data.lang;
    const dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
    kb.state.theme = kb.remembered("theme") || (dark ? "dark" : "light");
    const app = { page: kb.element("div", "page") };
    const stage = kb.element("div", "stage");
    stage.hidden = true;
    box.replaceChildren(app.page, stage);
    app.stage = new kb.Stage(stage, { left: () => left(app) });
    kb.app = app;
    kb.restyle = function () {
      build(app);
      if (app.stage.isOpen) app.stage.show(app.stage.at, app.stage.part);
      else kb.route.write(app.explore.hash());
    };
    build(app);
    follow(app);
    window.addEventListener("hashchange", () => follow(app));
    document.addEventListener("keydown", function (event) {
      if (app.stage.isOpen || event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT/.test(event.target.tagName)) return;
      if (event.key === "/") document.getElementById("search").focus();
      else if (event.key.toLowerCase() === "p") app.stage.open(0);
      else return;
      event.preventDefault();
    });
    document.documentElement.dataset.ready = "1";
  };

  const held = document.getElementById("onefile-data");
  if (!held) return;
  const box = document.getElementById("onefile");
  const told = held.type === "application/json" ? Promise.resolve(JSON.parse(held.textContent)) : kb.inflated(held.textContent);
  told.catch(() => box.append(kb.element("p", "", box.dataset.tooOld))).then((data) => data && data.format && kb.start(box, data));
})((window.onefile = window.onefile || {}));
