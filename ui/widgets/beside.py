"""What stands beside a programme's numbers and makes them differ: members and buildings, planned and derived ones."""

from __future__ import annotations

import pandas as pd

from ui.markdown import Markdown
from ui.text import t, text
from ui.words import number


def beside_words(row: pd.Series) -> Markdown:
    """Return what stands beside the four numbers: known to the town only, derived, planned."""
    kinds = [kind for kind in ("placed_town", "placed_inferred", "derived", "planned") if row[kind]]
    parts = [text(f"programmes.standing.{kind}", count=number(int(row[kind]))) for kind in kinds]
    if row["listed_sites"] > row["listed"]:
        sites, members = (number(int(row[name])) for name in ("listed_sites", "listed"))
        parts.append(text("programmes.standing.sites", sites=sites, members=members))
    return t("programmes.standing.beside", parts=" · ".join(parts)) if parts else Markdown("")
