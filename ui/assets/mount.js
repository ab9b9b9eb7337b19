// What Streamlit mounts: it reads a part's scripts once, and hands over what a change sends.
export default async function ({ data, parentElement, setTriggerValue }) {
  const files = (window.klaibaanFiles = window.klaibaanFiles || new Map());
  for (const name of data.scripts) {
    const url = new URL(name, document.baseURI).href;
    if (!files.has(url)) {
      files.set(url, new Promise(function (done, fail) {
        document.head.append(Object.assign(document.createElement("script"), { src: url, onload: done, onerror: fail }));
      }));
    }
    await files.get(url);
  }
  window.klaibaanPage[data.part](parentElement, data, setTriggerValue);
}
