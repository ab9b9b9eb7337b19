// What Streamlit leaves to the page: its language, and that what scrolls can be reached by keys.
(function (told) {
  "use strict";

  const page = (window.klaibaanPage = Object.assign(window.klaibaanPage || {}, told));
  document.documentElement.lang = page.lang;

  function reachable() {
    page.asked = false;
    named();
    document.querySelectorAll(".st-key-panel").forEach(function (panel) {
      const scrolls = panel.scrollHeight > panel.clientHeight + 1;
      if (scrolls) Object.entries({ tabindex: "0", role: "region", "aria-label": page.panel }).forEach((one) => panel.setAttribute(...one));
      else ["tabindex", "role", "aria-label"].forEach((name) => panel.removeAttribute(name));
    });
  }

  // The uploader's button is named as it reads: page.css shows our words in place of its English one.
  function named() {
    document.querySelectorAll('[data-testid="stFileUploaderDropzone"] > span button').forEach(function (button) {
      const words = getComputedStyle(button).getPropertyValue("--browse").trim().replace(/^["']|["']$/g, "");
      if (words && button.getAttribute("aria-label") !== words) button.setAttribute("aria-label", words);
    });
  }

  function soon() {
    if (!page.asked) requestAnimationFrame(reachable);
    page.asked = true;
  }

  if (!page.watch) {
    page.watch = new MutationObserver(soon);
    page.watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    window.addEventListener("resize", soon);
  }
  soon();
})
