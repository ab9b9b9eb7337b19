"""Step four: which rows are centres that the register, or the file, has already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from geodata.distance import distance_km
from registry.importing.check.alike import SAME_M, alike_pairs
from registry.importing.check.overlay import changed, completes, overlaid
from registry.importing.frames import plain_frame
from registry.importing.problems import RowProblem
from registry.schema import CENTRES
from registry.vocabulary import ImportMode, Precision

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.body import Body

# One name within this distance is one place.
SAME_NAME_M: Final = 200.0
# Alike to this degree within `SAME_M`, two names are two spellings.
SAME_ALIKE: Final = 90.0


def match_centres(
    table: pd.DataFrame, body: Body, index: RegisterIndex, *, mode: str, columns: Collection[str]
) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """Return the rows as the register would have them, and which of them an import brings.

    Parameters
    ----------
    table
        As from `registry.importing.check.centres.read_centres_of`.
    body
        Its rows: what is found is said of them.
    index
        What the register has.
    mode
        `ImportMode`. With "add" a row that the register has is a duplicate and not brought again; with "replace" it
        is brought, since what is not brought goes; with "update" where an import that is followed brought it.
    columns
        The columns of ``CENTRES`` that the file has.

    Notes
    -----
    A row is a centre of the register where its id is, where its name is and its place is within `SAME_NAME_M` or
    in the same area, or where it lies within `SAME_M` and the names are alike (`SAME_ALIKE` of 100). A row whose
    id is there and whose values differ changes that centre. Found by name alone, it may complete its place; where
    values differ the register's stay, unless its list is to be replaced or brought up to date.

    """
    findings = body.findings
    alive = ~findings.refused()
    ids = table["centre_id"].where(table["given"], table["made"])
    ids, first = _twice_in_file(table, ids, alive, body)
    old = index.centres.set_index("centre_id", drop=False)
    by_id = alive & first & ids.isin(old.index).to_numpy()
    named, metres = _by_name(table, index, alive & first & ~by_id)
    alike = say_alike(table, body, index, ids, alive & first & ~by_id & ~named.notna().to_numpy(), mode=mode)
    target = ids.where(by_id, named)
    rows = np.flatnonzero(target.notna().to_numpy())
    bring = alive & first & ~findings.settled() & ~alike
    table = table.assign(centre_id=ids)
    for name in ("site_id", "member_id"):
        table[name] = table[name].where(table[name].notna(), table["centre_id"])
    if rows.size:
        before = old.loc[target.iloc[rows]].reset_index(drop=True)
        new = table.iloc[rows].reset_index(drop=True)
        after = overlaid(new, before, columns=columns)
        listed = before["centre_id"].isin(index.listed(CENTRES)).to_numpy()
        replaces = np.full(rows.size, mode == ImportMode.REPLACE) | listed
        by_name = ~by_id[rows]
        differs = changed(before, after)
        better = completes(new, before)
        if not replaces.all():
            only_place = overlaid(new, before, columns=())
            after = after.where(pd.Series(~by_name | replaces), only_place)
            differs &= ~by_name | better | replaces
        stays = replaces & ~before["centre_id"].isin(index.fresh).to_numpy()
        _say(_Matched(rows, before, differs, by_name, stays), metres, body)
        _put(table, rows, after)
        bring[rows] = differs | stays
    return table, bring


def _twice_in_file(
    table: pd.DataFrame, ids: pd.Series, alive: NDArray[np.bool_], body: Body
) -> tuple[pd.Series, NDArray[np.bool_]]:
    """Say which rows repeat an earlier one of the file; return the ids, and which rows are the first of theirs."""
    ids = ids.where(pd.Series(alive), None)
    first = ~ids.duplicated().to_numpy() | ~alive
    rows = np.flatnonzero(~first)
    if rows.size:
        own = np.flatnonzero(first & alive)
        earlier = pd.Series(own, index=ids.iloc[own].to_numpy(dtype=object))
        columns = [name for name in CENTRES.names if name != "centre_id"]
        for row in rows.tolist():
            other = int(earlier[ids.iloc[row]])
            same = not table["given"].iloc[row] or changed_in(table, row, other, columns) == 0
            problem = RowProblem("row_same_row" if same else "row_id_twice", row=body.number(other))
            body.findings.add(int(row), problem, of=str(ids.iloc[row]))
    return ids, first


def changed_in(table: pd.DataFrame, row: int, other: int, columns: list[str]) -> int:
    """Return in how many columns two rows differ."""
    one, two = table.iloc[row], table.iloc[other]
    return sum(not (pd.isna(one[name]) and pd.isna(two[name])) and one[name] != two[name] for name in columns)


def _by_name(
    table: pd.DataFrame, index: RegisterIndex, candidates: NDArray[np.bool_]
) -> tuple[pd.Series, dict[int, float]]:
    """Return by row the id of the centre that has its name and its place, and the metres between two points."""
    centre_ids = pd.Series([None] * len(table), dtype=object)
    metres: dict[int, float] = {}
    there = table["key"].isin(index.key_set).to_numpy() & candidates
    if not there.any():
        return centre_ids, metres
    new = table.loc[there, ["programme_id", "key", *_PLACE]].reset_index(names="row")
    old = index.centres[["centre_id", "programme_id", *_PLACE]].assign(key=index.keys)
    pairs = new.merge(old, on=["programme_id", "key"], suffixes=("", "_old"))
    if pairs.empty:
        return centre_ids, metres
    site = pairs["longitude"].notna() & (pairs["location_precision_old"] == Precision.SITE)
    apart = 1_000 * distance_km(
        pairs["longitude"], pairs["latitude"], pairs["longitude_old"], pairs["latitude_old"]
    )  # fmt: skip
    near = site & (apart <= SAME_NAME_M)
    here = ~site & _same_area(pairs)
    pairs = pairs.assign(metres=np.where(site, apart, np.nan), rank=np.where(site, apart, SAME_NAME_M))[near | here]
    best = pairs.sort_values(["row", "rank", "centre_id"], kind="stable").drop_duplicates("row")
    # Two rows of a file cannot be one centre.
    best = best.sort_values("rank", kind="stable").drop_duplicates("centre_id")
    for row, centre_id, apart_m in zip(
        best["row"].tolist(), best["centre_id"].tolist(), best["metres"].tolist(), strict=True
    ):
        centre_ids.iloc[row] = centre_id
        metres[row] = apart_m
    return centre_ids, metres


_PLACE: Final = [
    "province_code", "district_code", "subdistrict_code", "longitude", "latitude", "location_precision",
]  # fmt: skip


def _same_area(pairs: pd.DataFrame) -> pd.Series:
    """Return whether two recorded areas may be one: no level that both know differs, and the province does not."""
    same = pairs["province_code"] == pairs["province_code_old"]
    for name in ("district_code", "subdistrict_code"):
        one, other = pairs[name], pairs[f"{name}_old"]
        same &= one.isna() | other.isna() | (one == other)
    return same


def say_alike(
    table: pd.DataFrame, body: Body, index: RegisterIndex, ids: pd.Series, candidates: NDArray[np.bool_], *, mode: str
) -> NDArray[np.bool_]:
    """Say which rows resemble another; return those that are taken for the same place."""
    old, old_keys = index.centres, index.keys
    if mode == ImportMode.REPLACE:
        old, old_keys = old.iloc[:0], []
    elif index.follows:
        stays = ~old["centre_id"].isin(index.listed(CENTRES)).to_numpy()
        old, old_keys = old[stays], [key for key, one in zip(old_keys, stays, strict=True) if one]
    own = np.flatnonzero(candidates & ~body.findings.settled())
    new = table.iloc[own]
    both = plain_frame(
        {
            name: np.concatenate([old[name].to_numpy(), new[name].to_numpy()])
            for name in ("programme_id", "district_code", "subdistrict_code", "longitude", "latitude",
                         "location_precision")
        }
    )  # fmt: skip
    keys = [*old_keys, *new["key"]]
    names = [*old["centre_id"], *ids.iloc[own]]
    at_point = both["location_precision"].eq(Precision.SITE).to_numpy()
    lon = np.where(at_point, both["longitude"].to_numpy(dtype=float), np.nan)
    lat = np.where(at_point, both["latitude"].to_numpy(dtype=float), np.nan)
    group = [""] * len(both)
    if np.isnan(lon).any():
        where = zip(both["programme_id"], both["district_code"], strict=True)
        group = [f"{one} {code}" if isinstance(code, str) else "" for one, code in where]
    codes = pd.factorize(both["programme_id"])[0]
    pairs = alike_pairs(keys, group, lon, lat)
    same = np.zeros(len(table), dtype=bool)
    for first, second, similarity, metres in zip(
        pairs.first, pairs.second, pairs.similarity, pairs.metres, strict=True
    ):
        if second < len(old) or codes[first] != codes[second]:
            continue
        row = int(own[second - len(old)])
        if same[row]:
            continue
        key, values = "row_similar", {"of": _called(first, len(old), own, names, body), "similarity": round(similarity)}
        if not np.isnan(metres):
            is_same = metres <= SAME_M and similarity >= SAME_ALIKE
            key = "row_same_place" if is_same else "row_similar_near"
            values["metres"] = round(metres)
            same[row] = is_same
        elif _differ(both, first, second):
            continue
        body.findings.add(row, RowProblem(key, **values), of=str(names[first]))
    return same


def _differ(both: pd.DataFrame, first: int, second: int) -> bool:
    one, other = both["subdistrict_code"].iloc[first], both["subdistrict_code"].iloc[second]
    return isinstance(one, str) and isinstance(other, str) and one != other


def _called(position: int, old: int, own: NDArray[np.int64], names: list[str], body: Body) -> str:
    if position < old:
        return names[position]
    return f"{names[position]} (#{body.number(int(own[position - old]))})"


@dataclass(frozen=True, eq=False)
class _Matched:
    """Rows that are centres of the register: which, whether they differ, were found by name, and stay."""

    rows: NDArray[np.int64]
    before: pd.DataFrame
    differs: NDArray[np.bool_]
    by_name: NDArray[np.bool_]
    stays: NDArray[np.bool_]


def _say(matched: _Matched, metres: dict[int, float], body: Body) -> None:
    for position, (row, of) in enumerate(zip(matched.rows.tolist(), matched.before["centre_id"], strict=True)):
        if matched.differs[position]:
            problem = RowProblem("row_updates", of=of)
        elif matched.stays[position]:
            problem = RowProblem("row_kept", of=of)
        elif not matched.by_name[position]:
            problem = RowProblem("row_same_values", of=of)
        elif not np.isnan(metres.get(row, np.nan)):
            problem = RowProblem("row_same_place", of=of, metres=round(metres[row]), similarity=100)
        else:
            problem = RowProblem("row_same_name", of=of)
        body.findings.add(row, problem, of=of)


def _put(table: pd.DataFrame, rows: NDArray[np.int64], after: pd.DataFrame) -> None:
    for name in CENTRES.names:
        values = table[name].astype(object).to_numpy(copy=True)
        values[rows] = after[name].to_numpy(dtype=object)
        table[name] = values
