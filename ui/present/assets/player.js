// Between the page and the stage: takes what the page names, fetches it once, and gives the stage the whole window.
(function (kb) {
  "use strict";

  const box = document.getElementById("stage");
  const LEAST_PX = 300;
  const fetched = new Map();
  let spread = false;
  let stage = null;
  const last = {};

  const tell = (type, more) => window.parent.postMessage(Object.assign({ isStreamlitMessage: true, type: type }, more), "*");

  function get(url) {
    if (!fetched.has(url)) {
      const coming = fetch(url).then(function (answer) {
        if (!answer.ok) throw new Error(url + " " + answer.status);
        return answer.json();
      });
      coming.catch(() => fetched.delete(url));
      fetched.set(url, coming);
    }
    return fetched.get(url);
  }

  // The stage keeps the shape of a screen, within the window; on a phone a view is a page that scrolls.
  function shape(width, most) {
    const wanted = width < 720 ? 460 : (width * 9) / 16;
    return Math.round(Math.max(Math.min(wanted, most), LEAST_PX));
  }

  function sized() {
    if (spread) return;
    const most = (window.parent.innerHeight || 800) - 170;
    tell("streamlit:setFrameHeight", { height: shape(document.body.clientWidth, most) });
  }

  function spreadOut(on) {
    const frame = window.frameElement;
    spread = on;
    document.documentElement.classList.toggle("spread", on);
    if (!frame) return;
    frame.classList.toggle("presenting", on);
    frame.ownerDocument.body.classList.toggle("presenting", on);
    if (!on) sized();
  }

  kb.route = { write: () => {} };
  kb.restyle = function () {
    kb.dress();
    stage.show(stage.at, stage.part);
  };

  async function render(args) {
    const [base, sequence] = await Promise.all([args.base, args.sequence].map(get));
    if (last.asked !== args) return;
    if (args.lang !== last.lang) kb.state.lang = args.lang;
    if (args.theme !== last.theme) kb.state.theme = args.theme;
    const jumped = args.told !== last.told;
    Object.assign(last, { lang: args.lang, theme: args.theme, told: args.told });
    kb.load(Object.assign({}, base, { sequence: sequence, switch: [] }));
    kb.dress();
    if (!stage) {
      stage = new kb.Stage(box, { embedded: true, spread: spreadOut, spreads: () => spread });
      stage.open(args.at);
    } else stage.show(jumped ? args.at : stage.at, jumped ? 0 : stage.part);
    sized();
  }

  window.addEventListener("message", function (event) {
    if (!event.data || event.data.type !== "streamlit:render") return;
    last.asked = event.data.args;
    render(event.data.args).catch((error) => console.warn("klaibaan: the views could not be shown", error));
  });
  // Leaving full screen by the browser's own key ends the presentation too.
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || (stage && spread && stage.close()));
  window.parent.addEventListener("resize", sized);
  tell("streamlit:componentReady", { apiVersion: 1 });
})((window.onefile = window.onefile || {}));
