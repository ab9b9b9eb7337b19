// What every part needs: words, numbers, nodes, the theme. Names are data: nodes are built, never parsed.
(function (kb) {
  "use strict";

  kb.state = { lang: "th", theme: "light" };

  // What was deflated and written in base64, as JSON; a browser from before 2023 cannot, and the promise fails.
  kb.inflated = async function (text) {
    const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  };

  // Words are one text, or one for each language.
  kb.say = function (words) {
    return words && typeof words === "object" ? words[kb.state.lang] : words === undefined || words === null ? "" : String(words);
  };

  // A string of ours by its key, its {parameters} filled in; {count:centre|centres} is the word for one or for others.
  kb.t = function (key, params) {
    const sentence = kb.data.words[kb.state.lang][key];
    if (sentence === undefined) throw new Error("no string " + key);
    return sentence.replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, function (all, name, one, other) {
      if (!params || !(name in params)) return all;
      const value = String(params[name]);
      return other === undefined ? value : value === "1" ? one : other;
    });
  };

  kb.number = function (value, decimals) {
    if (value === null || value === undefined || Number.isNaN(value)) return kb.t("common.missing");
    return new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals || 0, maximumFractionDigits: decimals || 0,
    }).format(value);
  };

  kb.element = function (tag, className, ...children) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    children.forEach(function (child) {
      if (child === null || child === undefined || child === "") return;
      node.append(child instanceof Node ? child : String(child));
    });
    return node;
  };

  const SHORT = 18; // letters, of a date or a number with its unit

  // A sentence whose phrases, held together by hard spaces, each stay on one line where they fit; a short one always.
  kb.phrases = function (sentence) {
    const whole = document.createDocumentFragment();
    sentence.split(" ").forEach(function (phrase, place) {
      const look = phrase.length > SHORT ? "phrase" : "phrase short";
      whole.append(place ? " " : "", kb.element("span", look, phrase.replaceAll("\u00a0", " ")));
    });
    return whole;
  };

  kb.button = function (className, label, act, title) {
    const node = kb.element("button", className, label);
    node.type = "button";
    if (title) node.setAttribute("aria-label", title);
    if (title) node.title = title;
    node.addEventListener("click", act);
    return node;
  };

  const ICON = "http://www.w3.org/2000/svg";

  // A line drawing of 24 by 24 from the d of its path.
  kb.icon = function (d) {
    const svg = document.createElementNS(ICON, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(ICON, "path");
    path.setAttribute("d", d);
    svg.append(path);
    return svg;
  };

  kb.icons = {
    next: "M9 5l7 7-7 7", back: "M15 5l-7 7 7 7", close: "M6 6l12 12M18 6L6 18", plus: "M12 5v14M5 12h14", minus: "M5 12h14",
    full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5", play: "M8 5l11 7-11 7z", pause: "M8 5v14M16 5v14",
    theme: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18", search: "M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14M16 16l5 5",
    home: "M4 11l8-7 8 7M6 10v10h12V10", present: "M3 4h18M5 4v11h14V4M12 15v3M8 21l4-3 4 3", help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.1",
  };

  kb.reduced = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  kb.dress = function () {
    const root = document.documentElement;
    root.lang = kb.state.lang;
    root.dataset.theme = kb.state.theme;
  };

  // The theme and the language are the viewer's; whoever started us draws again.
  kb.setTheme = function () {
    kb.state.theme = kb.state.theme === "dark" ? "light" : "dark";
    kb.remember("theme", kb.state.theme);
    kb.restyle();
  };

  kb.setLanguage = function () {
    kb.state.lang = kb.state.lang === "th" ? "en" : "th";
    kb.restyle();
  };

  // What a viewer chose is kept where the browser allows it; a file from a stick may not be allowed.
  kb.remember = function (name, value) {
    try {
      localStorage.setItem("klaibaan." + name, value);
    } catch (_error) {
      // Then it is simply not kept.
    }
  };

  kb.remembered = function (name) {
    try {
      return localStorage.getItem("klaibaan." + name);
    } catch (_error) {
      return null;
    }
  };
})((window.onefile = window.onefile || {}));
