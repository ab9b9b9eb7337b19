// Presenting: one view after the other by arrow keys, clicker, touch or by themselves, in type for the back row.
(function (kb) {
  "use strict";

  const NEXT = ["ArrowRight", "ArrowDown", "PageDown", "Enter", " ", "n"];
  const AWAKE_MS = 2500;
  const LONG = 240; // letters below a title that would leave a view's picture and table no room
  const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];

  class Stage {
    // host: { left(), shown(at) } ; in the app also embedded (there is nothing behind the stage) and spread(on), which
    // gives the stage the whole window, and spreads, whether it has.
    constructor(box, host) {
      this.box = box;
      this.host = host || {};
      this.at = 0;
      this.playing = 0;
      this.typed = "";
      this.view = kb.element("div", "view");
      this.told = kb.element("p", "told"); // says each view to whoever hears the page
      this.told.setAttribute("aria-live", "polite");
      box.replaceChildren(this.view, this.told);
      this.keys = (event) => this.key(event);
      new ResizeObserver(() => this.sized()).observe(box);
      this.touch();
      box.addEventListener("mousemove", () => this.wake());
    }

    // The buttons and the pointer show themselves while the mouse moves, and leave the view alone afterwards.
    wake() {
      this.box.classList.add("awake");
      clearTimeout(this.sleep);
      this.sleep = setTimeout(() => this.box.classList.remove("awake"), AWAKE_MS);
    }

    get views() {
      return kb.data.sequence.views;
    }

    open(at) {
      this.isOpen = true;
      this.box.setAttribute("role", "region");
      this.box.setAttribute("aria-label", kb.t("onefile.present"));
      this.box.hidden = false;
      document.body.classList.add("presenting");
      document.addEventListener("keydown", this.keys);
      this.show(at || 0);
      this.box.tabIndex = -1;
      this.box.focus({ preventScroll: true });
    }

    close() {
      this.pause();
      if (document.fullscreenElement) document.exitFullscreen();
      this.spread(false);
      if (this.host.embedded) return;
      this.isOpen = false;
      document.removeEventListener("keydown", this.keys);
      document.body.classList.remove("presenting");
      this.box.hidden = true;
      if (this.host.left) this.host.left();
    }

    // A view whose table does not fit on one screen has parts, shown one after the other.
    show(at, part) {
      if (!this.views.length) {
        this.view.replaceChildren(kb.element("p", "nothing", kb.t("onefile.no_views")));
        return;
      }
      this.at = Math.min(Math.max(at, 0), this.views.length - 1);
      this.part = part || 0;
      this.box.classList.remove("black");
      this.paint();
      if (!this.host.embedded) kb.route.write("view=" + (this.at + 1));
      if (this.host.shown) this.host.shown(this.at);
      if (this.playing) this.play();
    }

    later(act) {
      this.waiting.push(act);
    }

    paint() {
      const view = this.views[this.at];
      this.waiting = [];
      const two = view.blocks.some((block) => block.side === "left");
      const wide = view.blocks.some((block) => block.wide) ? " wide-right" : "";
      const body = kb.element("div", "body" + (two ? " two" : "") + wide, ...this.columns(view));
      const slide = kb.element("section", "slide page-" + view.page,
        kb.element("header", "", kb.element("h1", "", kb.phrases(kb.say(view.title))), kb.element("p", kb.say(view.text).length > LONG ? "say long" : "say", kb.phrases(kb.say(view.text)))),
        body,
        kb.element("footer", "", kb.element("span", "source", kb.say(view.source)),
          kb.element("span", "count")));
      this.view.replaceChildren(slide, this.hud());
      this.told.textContent = (kb.say(view.title) + ". " + kb.say(view.text)).replaceAll("\u00a0", " ");
      this.sized();
      this.waiting.forEach((act) => act());
      this.fit();
      if (document.fonts) document.fonts.ready.then(() => this.fit());
      this.box.dataset.shown = String(this.at + 1);
    }

    fit() {
      const body = this.box.querySelector(".body");
      if (!body) return;
      const narrow = this.box.classList.contains("narrow");
      if (narrow) kb.unroll(body);
      this.parts = narrow ? 1 : kb.fit(body, this.part);
      this.part = Math.min(this.part, this.parts - 1);
      const told = { at: this.at + 1, of: this.views.length, part: this.part + 1, parts: this.parts };
      this.box.querySelector(".count").textContent = kb.t(this.parts > 1 ? "onefile.part_of" : "onefile.view_of", told);
    }

    columns(view) {
      const sides = { full: [], left: [], right: [] };
      view.blocks.forEach((block) => sides[block.side || "full"].push(kb.block(block, this)));
      return ["full", "left", "right"].filter((side) => sides[side].length).map((side) => kb.element("div", "column column-" + side, ...sides[side]));
    }

    // One unit is a pixel of a screen of 1280 by 720; on a phone the view becomes a page that scrolls.
    sized() {
      const { clientWidth, clientHeight } = this.box;
      if (!clientWidth) return;
      const narrow = clientWidth < 720;
      const unit = narrow ? 0.75 : Math.min(clientWidth / 1280, clientHeight / 720);
      this.box.classList.toggle("narrow", narrow);
      this.box.style.setProperty("--u", unit.toFixed(4) + "px");
      this.unit = unit;
      kb.unit = (canvas) => (this.box.contains(canvas) ? Math.max(unit, 0.8) * 1.3 : 1);
      kb.mapText = (canvas) => (this.box.contains(canvas) ? (narrow ? 13 : Math.max(18, 18 * unit)) : 12.5);
      this.fit();
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const onButton = event.target.closest && event.target.closest("button");
      if (onButton && (event.key === "Enter" || event.key === " ")) return;
      if (/^\d$/.test(event.key)) {
        this.typed = (this.typed + event.key).slice(-3);
        return;
      }
      if (event.key === "Enter" && this.typed) this.show(Number(this.typed) - 1);
      else if (NEXT.includes(event.key)) this.step(1);
      else if (BACK.includes(event.key)) this.step(-1);
      else if (event.key === "Home") this.show(0);
      else if (event.key === "End") this.show(this.views.length - 1);
      else if (event.key === "Escape" || event.key === "q") this.escape();
      else if (!this.letter(event.key.toLowerCase())) return;
      this.typed = "";
      event.preventDefault();
      event.stopPropagation();
    }

    letter(key) {
      const acts = {
        "f": () => this.full(), "f5": () => this.full(), "d": () => kb.setTheme(), "l": () => kb.setLanguage(), "a": () => this.toggle(),
        "b": () => this.box.classList.toggle("black"), ".": () => this.box.classList.toggle("black"), "?": () => this.help(), "h": () => this.help(),
      };
      if (!acts[key]) return false;
      acts[key]();
      return true;
    }

    escape() {
      const help = this.box.querySelector(".help");
      if (help) help.remove();
      else this.close();
    }

    step(by) {
      if (this.box.classList.contains("black")) {
        this.box.classList.remove("black");
        return;
      }
      const part = this.part + by;
      const to = this.at + by;
      if (part >= 0 && part < this.parts) this.show(this.at, part);
      else if (to >= 0 && to < this.views.length) this.show(to, by < 0 ? Infinity : 0);
    }

    toggle() {
      if (this.playing) this.pause();
      else this.play();
      this.repaintHud();
    }

    play() {
      clearTimeout(this.playing);
      const seconds = kb.data.sequence.interval_s || kb.data.usual_interval_s;
      this.playing = setTimeout(() => this.onwards(), 1000 * seconds);
    }

    onwards() {
      if (this.part + 1 < this.parts) this.show(this.at, this.part + 1);
      else this.show((this.at + 1) % this.views.length);
    }

    pause() {
      clearTimeout(this.playing);
      this.playing = 0;
    }

    full() {
      if (document.fullscreenElement || (this.host.spreads && this.host.spreads())) {
        this.close();
        if (!this.host.embedded) this.open(this.at);
        return;
      }
      this.spread(true);
      const asked = document.documentElement.requestFullscreen && document.documentElement.requestFullscreen();
      if (asked) asked.catch(() => {}); // where the browser refuses, the stage fills the window
      this.box.focus({ preventScroll: true });
    }

    // Inside the app the frame itself takes the whole window.
    spread(on) {
      if (!this.host.spread) return;
      this.host.spread(on);
      this.repaintHud();
    }

    hud() {
      const act = (icon, name, run) => kb.button("", kb.icon(kb.icons[icon]), run, kb.t("onefile." + name));
      const idle = this.host.embedded && !this.host.spreads();
      const start = kb.button("start", kb.element("span", "", kb.icon(kb.icons.present), kb.t("onefile.start")), () => this.full());
      return kb.element("nav", "hud" + (idle ? " idle" : ""), idle ? start : null,
        act("back", "back", () => this.step(-1)), act("next", "next", () => this.step(1)),
        act(this.playing ? "pause" : "play", this.playing ? "pause" : "play", () => this.toggle()),
        act("theme", "theme", () => kb.setTheme()), kb.button("language", kb.t("onefile.other_language_short"), () => kb.setLanguage(), kb.t("onefile.other_language")),
        act("help", "help", () => this.help()), act("full", "full", () => this.full()),
        idle ? null : act("close", "close", () => this.close()));
    }

    repaintHud() {
      const hud = this.box.querySelector(".hud");
      if (hud) hud.replaceWith(this.hud());
    }

    help() {
      const open = this.box.querySelector(".help");
      if (open) {
        open.remove();
        return;
      }
      const rows = ["next", "back", "ends", "number", "full", "play", "black", "theme", "language", "leave"];
      this.view.append(kb.element("div", "help", kb.element("h2", "", kb.t("onefile.keys")), kb.element("dl", "",
        ...rows.flatMap((name) => [kb.element("dt", "", kb.t("onefile.key_" + name)), kb.element("dd", "", kb.t("onefile.does_" + name))]))));
    }

    touch() {
      let from = null;
      this.box.addEventListener("touchstart", (event) => (from = event.touches.length === 1 ? event.touches[0] : null), { passive: true });
      this.box.addEventListener("touchend", (event) => {
        if (!from || !this.isOpen) return;
        const { clientX, clientY } = event.changedTouches[0];
        const across = clientX - from.clientX;
        if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(clientY - from.clientY)) this.step(across < 0 ? 1 : -1);
        from = null;
      }, { passive: true });
    }
  }

  kb.Stage = Stage;
})((window.onefile = window.onefile || {}));
