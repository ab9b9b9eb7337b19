// What Streamlit leaves to the page: its language, that what scrolls can be reached by keys, and where the map looks.
// Each run of the app calls it with the page's words, whatever it has begun already (document.html).
window.klaibaanBegin = function (told) {
  "use strict";

  const page = (window.klaibaanPage = Object.assign(window.klaibaanPage || {}, told));
  document.documentElement.lang = page.lang;

  // The server knows nothing of what this page had begun: an import in the making, steps to undo, a sequence of views.
  function sayRestarted() {
    let bar = document.querySelector(".kb-restarted");
    if (!bar) {
      bar = document.body.appendChild(document.createElement("div"));
      bar.className = "kb-restarted";
      bar.setAttribute("role", "alert");
      bar.append(document.createElement("span"), document.createElement("button"));
      bar.lastChild.addEventListener("click", () => location.reload());
    }
    bar.firstChild.textContent = page.restarted;
    bar.lastChild.textContent = page.reload;
  }

  function reachable() {
    page.asked = false;
    named();
    uploads();
    questions();
    document.querySelectorAll(".st-key-panel").forEach(function (panel) {
      const scrolls = panel.scrollHeight > panel.clientHeight + 1;
      if (scrolls) Object.entries({ tabindex: "0", role: "region", "aria-label": page.panel }).forEach((one) => panel.setAttribute(...one));
      else ["tabindex", "role", "aria-label"].forEach((name) => panel.removeAttribute(name));
    });
  }

  // What Streamlit says in English only is said in ours; page.css shows the words of the two buttons.
  function named() {
    document.documentElement.style.setProperty("--more", JSON.stringify(page.more));
    document.querySelectorAll('[data-testid="stSkipToContent"]').forEach(function (link) {
      if (link.textContent !== page.skip) link.textContent = page.skip;
    });
    document.querySelectorAll(".rc-overflow-item-rest button").forEach((button) => button.setAttribute("aria-label", page.more));
    document.querySelectorAll('[data-testid="stFileUploaderDropzone"] > span button').forEach(function (button) {
      const words = getComputedStyle(button).getPropertyValue("--browse").trim().replace(/^["']|["']$/g, "");
      if (words && button.getAttribute("aria-label") !== words) button.setAttribute("aria-label", words);
    });
  }

  // A question that a button brought is not left below the fold: once it comes, its answer is in view.
  function questions() {
    document.querySelectorAll('[class*="st-key-sure-"]').forEach(function (answer) {
      if (page.answers.has(answer)) return;
      page.answers.add(answer);
      answer.scrollIntoView({ block: "nearest" });
    });
  }

  // Of a file that was not taken Streamlit shows a sign, and why in English under the pointer; the sentence below is ours.
  function uploads() {
    document.querySelectorAll('[data-testid="stFileUploader"]').forEach(function (uploader) {
      let words = uploader.querySelector(":scope > .kb-fault");
      if (!uploader.querySelector('[data-testid="stFileChipIconError"]')) return words?.remove();
      if (words) return;
      words = document.createElement("p");
      words.className = "kb-fault";
      words.setAttribute("role", "alert");
      words.textContent = page.uploads[page.fault] || page.uploads.other;
      page.fault = "";
      uploader.append(words);
    });
  }

  // A connection that is opened again may lead to another server than the page began with; one file tells which it is.
  function keepServer() {
    const ask = async () => (await fetch(new URL(page.server, document.baseURI), { cache: "no-store" })).text();
    const begun = ask();
    const Socket = window.WebSocket;
    window.WebSocket = class extends Socket {
      constructor(...address) {
        super(...address);
        this.addEventListener("open", async () => (await ask()) !== (await begun) && sayRestarted());
      }
    };
  }

  // Why: what the server answered, or that it did not.
  function keepFaults() {
    const open = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function (...request) {
      if (request[0] === "PUT" && String(request[1]).includes("/_stcore/upload_file/")) {
        this.addEventListener("load", () => (page.fault = this.status === 413 ? this.responseText : this.status >= 400 ? "cut" : ""));
        this.addEventListener("error", () => (page.fault = "cut"));
      }
      return open.apply(this, request);
    };
  }

  function soon() {
    if (!page.asked) requestAnimationFrame(reachable);
    page.asked = true;
  }

  // The view of the map stands in the address, in place of the one that stood there; "" where it is the one that fits.
  page.look = function (view) {
    page.view = view;
    const rest = location.search.slice(1).split("&").filter((part) => part && !part.startsWith("view="));
    const search = [...rest, ...(view ? ["view=" + view] : [])].join("&");
    if (search !== location.search.slice(1)) history.replaceState(history.state, "", location.pathname + (search ? "?" + search : "") + location.hash);
  };

  // The view stays there when the app writes another address of the same page. One act of a person is one step of Back, however
  // many addresses the app writes on the way: a jump to another page by a button writes three, a search one at its end. After
  // Back no page is opened without an act: what the app still says of the page that was left in haste leads nowhere.
  function keepSteps() {
    const push = history.pushState;
    const replace = history.replaceState;
    let last = "act";
    let step = history.state?.klaibaanStep || 0;
    // Each entry knows how many steps of this visit lie before it, so that an undo never leaves the app.
    const number = function () {
      replace.call(history, { ...history.state, klaibaanStep: step }, "");
      page.steps?.();
    };
    const act = () => (last = "act");
    ["pointerdown", "keydown"].forEach((type) => window.addEventListener(type, act, true));
    window.addEventListener("message", (event) => event.data?.type === "streamlit:setComponentValue" && act());
    window.addEventListener("popstate", function (event) {
      last = "back";
      step = event.state?.klaibaanStep || 0;
      page.steps?.();
    }, true);
    history.replaceState = function (...entry) {
      replace.apply(history, entry);
      number();
    };
    history.pushState = function (...entry) {
      const here = location.pathname;
      if (last === "back" && new URL(entry[2] || "", location.href).pathname !== here) return;
      if (last === "act") {
        push.apply(history, entry);
        step += 1;
        last = "push";
      } else replace.apply(history, entry);
      number();
      page.look(location.pathname === here ? page.view : "");
    };
  }

  // Who signs in comes back to where they were: the provider knows one address of the app alone.
  function keepPlace() {
    const name = "klaibaan-place";
    const note = () => sessionStorage.setItem(name, JSON.stringify([location.href, Date.now()]));
    window.addEventListener("click", (event) => event.target.closest?.('[class*="st-key-sign-in"]') && note(), true);
    const [place, at] = JSON.parse(sessionStorage.getItem(name) || "[]");
    sessionStorage.removeItem(name);
    if (!place || Date.now() - at > 600000 || location.pathname !== new URL(".", place).pathname) return;
    if (location.href !== place) location.replace(place);
  }

  if (!page.watch) {
    page.answers = new WeakSet();
    keepPlace();
    keepSteps();
    keepFaults();
    keepServer();
    page.watch = new MutationObserver(soon);
    page.watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    window.addEventListener("resize", soon);
  }
  soon();
};
