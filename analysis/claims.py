"""What may be said of an area for a set of programmes: has one, has none, unknown, out of scope.

An unlisted centre is not a missing centre: *has none* is said only where every programme of the set that covers the
area has a complete list, and no counted centre of the set might lie in the area unrecorded.
"""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from analysis.recorded import counts_in, unrecorded_below
from geodata.areas import ancestors, areas
from geodata.codes import Level

COMPLETE = "complete"
NOT_A_PLACE = "not-a-place"


class Claim(StrEnum):
    """The four claims, in the order of what is known."""

    HAS_ONE = "has_one"
    HAS_NONE = "has_none"
    UNKNOWN = "unknown"
    OUT_OF_SCOPE = "out_of_scope"


def _touches(scope: frozenset[str], code: str) -> bool:
    """Tell whether an area lies in a programme's scope, or contains a part of it."""
    if scope & {code, *ancestors(code)}:
        return True
    return any(code in ancestors(part) for part in scope)


def scope_of(programme: pd.Series) -> frozenset[str]:
    """Return the admin_codes of a programme's scope; a programme that is not a place has none."""
    if programme["list_status"] == NOT_A_PLACE:
        return frozenset()
    return frozenset(str(programme["scope_codes"]).split())


def claims(level: Level, *, programmes: tuple[str, ...], counted: pd.DataFrame, programmes_table: pd.DataFrame) -> pd.Series:
    """Return the claim of every area of a level.

    Parameters
    ----------
    level
        The level of the areas.
    programmes
        The set asked for, as programme ids; empty means every programme.
    counted
        The centres that count (open, of the access asked for). Derived rows in it never make a claim.
    programmes_table
        The programmes, with programme_id, scope_codes and list_status.

    Returns
    -------
    Series
        Named ``claim``, index ``admin_code``, values of `Claim`.

    """
    index = areas(level).index
    table = programmes_table.set_index("programme_id", drop=False)
    chosen = table.loc[list(programmes)] if programmes else table
    scopes = {str(key): scope_of(row) for key, row in chosen.iterrows()}
    reported = counted[counted["basis"] != "derived"]
    count, open_ended = counts_in(level, reported), unrecorded_below(level, reported)
    found = {}
    for code in index:
        covering = [key for key, scope in scopes.items() if _touches(scope, code)]
        complete = all(chosen.at[key, "list_status"] == COMPLETE for key in covering)
        if count[code] > 0:
            found[code] = Claim.HAS_ONE
        elif not covering:
            found[code] = Claim.OUT_OF_SCOPE
        elif complete and not open_ended[code]:
            found[code] = Claim.HAS_NONE
        else:
            found[code] = Claim.UNKNOWN
    return pd.Series(found, index=index, name="claim", dtype=object).astype(str)
