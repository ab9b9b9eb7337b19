"""axe-core on a page and in all its frames: what it finds serious or critical against WCAG 2.2 AA."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WEIGHTY = ("serious", "critical")
# What is Streamlit's own and cannot be mended from here: rule, part of a selector, issue (docs/accessibility.md).
OF_STREAMLIT: tuple[tuple[str, str, str], ...] = ()
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})"""


@cache
def _script() -> str:
    # The package carries axe-core itself; its own runner looks into the page only, not into the frames.
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _ours(rule: str, target: str) -> bool:
    return not any(rule == known and part in target for known, part, _issue in OF_STREAMLIT)


def findings(page: Page) -> list[str]:
    """Return each serious or critical finding of ours in a line: its rule, where it is, and what is wrong."""
    for frame in page.frames:
        if not frame.evaluate("Boolean(window.axe)"):
            frame.evaluate(_script())
    told: dict[str, Any] = page.evaluate(RUN, TAGS)
    return [
        f"{page.url} {rule['id']} {node['target']}: {node['failureSummary']}"
        for rule in told["violations"]
        if rule["impact"] in WEIGHTY
        for node in rule["nodes"]
        if _ours(rule["id"], str(node["target"]))
    ]
