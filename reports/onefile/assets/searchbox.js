// The search box: a list under a field, by mouse and by keys.
(function (kb) {
  "use strict";

  kb.searchBox = function (choose) {
    const field = kb.element("input", "search-field");
    field.type = "search";
    field.id = "search";
    field.autocomplete = "off";
    field.placeholder = kb.t("onefile.search_hint");
    field.setAttribute("aria-label", kb.t("onefile.search"));
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", "found");
    const list = kb.element("ul", "found");
    list.id = "found";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    const box = kb.element("div", "search", kb.icon(kb.icons.search), field, list);
    let found = [];
    let at = -1;

    function close() {
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function take(entry) {
      field.value = "";
      close();
      field.blur();
      choose(entry);
    }

    function point(place) {
      at = place;
      [...list.children].forEach((item, position) => item.setAttribute("aria-selected", String(position === at)));
      if (list.children[at]) {
        field.setAttribute("aria-activedescendant", list.children[at].id);
        list.children[at].scrollIntoView({ block: "nearest" });
      }
    }

    function show() {
      found = kb.findPlaces(field.value);
      list.replaceChildren(...found.map(function (entry, position) {
        const item = kb.element("li", "", kb.placeName(entry));
        item.id = "found-" + position;
        item.setAttribute("role", "option");
        item.addEventListener("pointerdown", function (event) {
          event.preventDefault();
          take(entry);
        });
        return item;
      }));
      if (!found.length && field.value.trim()) list.append(kb.element("li", "nothing", kb.t("onefile.search_nothing")));
      list.hidden = !field.value.trim();
      field.setAttribute("aria-expanded", String(!list.hidden));
      point(found.length ? 0 : -1);
    }

    field.addEventListener("input", show);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") point(Math.min(at + 1, found.length - 1));
      else if (event.key === "ArrowUp") point(Math.max(at - 1, 0));
      else if (event.key === "Enter" && found[at]) take(found[at]);
      else if (event.key === "Escape") {
        field.value = "";
        close();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    });
    return box;
  };
})((window.onefile = window.onefile || {}));
