"""Each kind of learning centre in Bangkok on a line of its own, with how to read it, its date and its source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import cached
from ui.bangkok.khet_facts import (
    BOOK_HOUSE,
    CORNER,
    HIGH_RISE,
    book_house_counts,
    conflict_values,
    khet,
    programme,
    standing_of,
)
from ui.markdown import Markdown, plain
from ui.text import t, text
from ui.widgets.tables import text_table
from ui.words import number, read_on, short_source, when

COLUMNS = ("what", "value", "reading", "dated", "source")


def _line(name: str, *, dated: str, source: str, reading: str = "", **values: str | int) -> tuple[str, ...]:
    return (
        t(f"bangkok.kinds.{name}"),
        text(f"bangkok.kinds.{name}_value", lang=None, **values),
        reading or t(f"bangkok.kinds.{name}_reading"),
        dated,
        source,
    )


def _presence(name: str, column: str) -> tuple[str, ...]:
    table = khet()
    dates = cached.centres()["verified_on"].dropna()
    return _line(
        name,
        count=int((table[column] > 0).sum()),
        all=len(table),
        source=t("conflict.register"),
        dated=text("report.data_date", date=when(max(dates, default=""))),
    )


def _reported(programme_id: str) -> dict[str, str]:
    row = programme(programme_id)
    return {"dated": when(row["reported_date"]), "source": short_source(row["source"])}


def _book_houses() -> tuple[str, ...]:
    row = standing_of(BOOK_HOUSE)
    reported = int(row["reported"]) if pd.notna(row["reported"]) else 0
    others = sorted({value for value in conflict_values("book_houses") if value != reported})
    reading = text("bangkok.kinds.book_house_plain")
    if others:
        other = text("bangkok.kinds.book_house_reading", other=", ".join(map(number, others)))
        reading = f"{other} · {reading}"
    return _line(
        "book_house",
        named=number(int(row["named"])),
        reported=number(reported),
        reading=reading,
        **_reported(BOOK_HOUSE),
    )


def _book_houses_counted() -> tuple[str, ...]:
    counts, total = book_house_counts(), khet()["book_house_total"]
    return _line(
        "book_house_counted",
        count=number(int(total.sum())),
        khet=number(int((total > 0).sum())),
        dated=when(max(counts["as_of"].dropna(), default="")),
        source=" · ".join(dict.fromkeys(map(short_source, counts["source"].dropna()))),
    )


def _corners() -> tuple[str, ...]:
    row = standing_of(CORNER)
    reported = t("common.not_stated") if pd.isna(row["reported"]) else number(int(row["reported"]))
    return _line("corner", reported=reported, all=len(khet()), **_reported(CORNER))


def _high_rise() -> tuple[str, ...]:
    return _line(
        "high_rise",
        count=number(int(standing_of(HIGH_RISE)["listed"])),
        dated=read_on(cached.centres(), HIGH_RISE),
        source=short_source(programme(HIGH_RISE)["source"]),
    )


def kinds_table() -> pd.DataFrame:
    """Return the lines in words."""
    lines = [_presence("named", "named_open_count"), _presence("corner_khet", "derived_count")]
    for programme_id, build in ((BOOK_HOUSE, _book_houses), (CORNER, _corners), (HIGH_RISE, _high_rise)):
        if programme_id in cached.vocabulary().programmes:
            lines.append(build())
        if programme_id == BOOK_HOUSE and len(book_house_counts()):
            lines.append(_book_houses_counted())
    return pd.DataFrame(lines, columns=[t(f"bangkok.kinds.{name}") for name in COLUMNS])


def kinds_block() -> None:
    """Draw the lines; on a phone three columns stay readable where five would not."""
    st.markdown(f"## {t('bangkok.kinds.title')}")
    st.caption(t("bangkok.kinds.note"))
    lines = kinds_table()
    cells = [
        (
            what,
            Markdown(f"**{plain(value)}**"),
            Markdown(f"{plain(reading)}  \n:gray-badge[{plain(dated)}] :gray[{plain(source)}]"),
        )
        for what, value, reading, dated, source in lines.itertuples(index=False, name=None)
    ]
    frame = pd.DataFrame(cells, columns=lines.columns[:3], dtype=object)
    text_table(frame.set_index(frame.columns[0]))
