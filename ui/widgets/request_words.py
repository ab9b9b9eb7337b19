"""What is known of a programme beside what it reports, and what its owner is asked for, in words."""

from __future__ import annotations

from answers.unknowns import Unknown
from ui import cached
from ui.markdown import Markdown
from ui.text import t, text
from ui.words import number


def count_words(programme_id: str) -> Markdown:
    """Return what is known beside what is reported: "we know 5 of the 116 that you report"."""
    row = cached.standing_table().loc[[programme_id]].iloc[0]
    if row["list_status"] == "not-a-place":
        return t("data.requests.service")
    counts = {name: number(int(row[name])) for name in ("named", "placed_district", "placed_site")}
    if row["reported"] is None or row.isna()["reported"]:
        return t("data.requests.known_of_unknown", **counts)
    reported = number(int(row["reported"]))
    if row["reported_qualifier"] == "more_than":
        reported = text("common.more_than", value=reported)
    return t("data.requests.known", reported=reported, **counts)


def request_lines(missing: tuple[Unknown, ...]) -> list[Markdown]:
    """Return what a programme's owner is asked for, each with what is missing."""
    lines = []
    for one in missing:
        what = t(f"ask.{one.key}")
        if one.conflict:
            detail = t(f"conflict.{one.conflict}")
        else:
            count = {name: number(value) if value is not None else "" for name, value in
                     (("missing", one.missing), ("of_all", one.of_all))}  # fmt: skip
            key = "unlisted_of_unknown" if one.key == "unlisted" and one.of_all is None else one.key
            detail = t(f"unknown.{key}", **count)
        lines.append(Markdown(f"**{what}** · {detail}"))
    return lines
