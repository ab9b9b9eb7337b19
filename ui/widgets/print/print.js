"use strict";
// The button stands in a frame of its own; what it prints is the page around it.
const button = document.getElementById("print");
const send = (type, more) => window.parent.postMessage({ isStreamlitMessage: true, type, ...more }, "*");

function draw(args, theme) {
  const look = document.documentElement.style;
  button.textContent = args.label;
  document.documentElement.lang = args.lang;
  document.title = args.label;
  if (theme) {
    look.setProperty("--text", theme.textColor);
    look.setProperty("--ground", theme.backgroundColor);
    look.setProperty("--accent", theme.primaryColor);
  }
  send("streamlit:setFrameHeight", { height: document.body.scrollHeight + 2 });
}

window.addEventListener("message", (event) => {
  if (event.source === window.parent && event.data && event.data.type === "streamlit:render") {
    draw(event.data.args, event.data.theme);
  }
});
button.addEventListener("click", () => window.parent.print());
send("streamlit:componentReady", { apiVersion: 1 });
