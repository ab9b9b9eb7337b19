"""A programme's owner, partners, audiences, products, channels, events, commitments, targets and ideas."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis.profile import Profile
from answers.sections.relearning import target_words
from ui import cached
from ui.markdown import Markdown, plain
from ui.text import language, pick, t
from ui.words import period_words, scope_words, short_source, value_name, year_be

COLUMNS = (
    ("target", "partner", "audience", "commitment"),
    ("trainee-group", "product", "sales-channel"),
    ("event", "idea"),
)
REGIONS_TARGET = "พื้นที่ต้นแบบครอบคลุม 4 ภูมิภาค"


def _line(row: pd.Series) -> Markdown:
    name = pick(row["name_th"], row["name_en"])
    dates = period_words(row["date"], row["date_end"])
    return plain(f"{name} · {dates}" if dates else name)


def _target_line(row: pd.Series) -> Markdown:
    """Return a target with how far it is met, where the register can tell: computed, never taken from a note."""
    if row["name_th"] != REGIONS_TARGET:
        return _line(row)
    return Markdown(f"{_line(row)} · **{plain(target_words(cached.tables(), lang=language()))}**")


def _kind(profile: Profile, kind: str) -> None:
    rows = profile.details.get(kind)
    if rows is None or rows.empty:
        return
    line: Callable[[pd.Series], Markdown] = _target_line if kind == "target" else _line
    lines = [f"- {line(row)}" for _, row in rows.iterrows()]
    st.markdown("\n".join([f"**{t(f'programmes.detail.{kind}')}**", "", *lines]))


def _fact(label: str, value: str) -> Markdown:
    return Markdown(f"**{t(f'programmes.{label}')}** {plain(value)}")


def facts(profile: Profile) -> None:
    """Draw owner, area, first year and how complete the list of sites is."""
    programme = profile.programme
    lines = [
        _fact("owner", programme["owner"] or t("common.not_stated")),
        _fact("scope", scope_words(programme["scope_codes"])),
    ]
    if "partner" not in profile.details and programme["partners"]:
        lines.append(_fact("partners", programme["partners"]))
    since = programme["since_be"]
    lines.append(_fact("since", t("common.not_stated") if pd.isna(since) else year_be(int(since))))
    lines.append(_fact("list", value_name("list_status", str(programme["list_status"]))))
    st.markdown("  \n".join(lines))


def details_block(profile: Profile) -> None:
    """Draw what the sources tell of a programme besides numbers."""
    st.markdown(f"## {t('programmes.facts')}")
    if not profile.details:
        st.caption(t("programmes.detail.none"))
    filled = [kinds for kinds in COLUMNS if any(kind in profile.details for kind in kinds)]
    for column, kinds in zip(st.columns(len(filled), gap="large") if filled else (), filled, strict=True):
        with column:
            for kind in kinds:
                _kind(profile, kind)
    sources = {short_source(source) for rows in profile.details.values() for source in rows["source"].dropna()}
    sources.add(short_source(profile.programme["source"]))
    st.caption(f"{t('programmes.detail.sources')}: {plain(' · '.join(sorted(sources)))}")
