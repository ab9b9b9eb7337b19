"""A list of centres: each row checked and made a row of the register."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geodata.gazetteer import codes_named
from registry.importing.check.names import made_of, name_key, name_keys, names_alike
from registry.importing.check.words import word_column
from registry.importing.columns.by_content import running_numbers
from registry.importing.columns.context import without_numbers
from registry.importing.columns.totals import is_total
from registry.importing.findings import Findings
from registry.importing.frames import as_objects, missing, plain_frame, text_objects
from registry.importing.place.rows import Placed, place_rows
from registry.importing.place.scope import area_label, say_scope
from registry.importing.problems import RowProblem
from registry.importing.read.numbers import iso_date, year_be
from registry.schema import LONGEST_NAME
from registry.vocabulary import Access, Basis, NameStatus, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from registry.importing.check.register_index import RegisterIndex
    from registry.importing.columns.body import Body

_LONGEST_ID: Final = 120
# From this share of rows on, a list of names of areas is a table of areas.
_SAMPLE: Final = 200
_MOSTLY: Final = 0.5
_LEVEL_WORD: Final = re.compile(r"^(จังหวัด|อำเภอ|เขต|ตำบล|แขวง|กิ่งอำเภอ|[จอต]\.)\s*")
_BREAK: Final = re.compile(r"\s*\n\s*")
_PLAIN_TEXT: Final = ("library_type", "products", "site_id", "member_id")


def read_centres_of(
    body: Body, ids: Sequence[str], homes: Sequence[str], index: RegisterIndex, *, today: date
) -> pd.DataFrame:
    """Return the rows of a list in the layout of the register, one row in, one row out; and say what is wrong.

    Parameters
    ----------
    body
        The rows as they stand.
    ids, homes
        By row, its programme and the one province that the programme is meant for, or "".
    index
        What the register has.
    today
        Years far beyond it cannot be.

    Returns
    -------
    DataFrame
        The columns of ``CENTRES``; "" in centre_id where the row gives none. Further: key (the name for comparing),
        made (the id that follows from programme, name, place and the partner's code), given (whether the row is a
        centre of the register by an id).

    """
    findings = body.findings
    names, english = (without_numbers(_one_line(body.cells_of(name))) for name in ("name_th", "name_en"))
    file_ids, numbers = _ids_in_file(body, ids, index), body.cells_of("row_number")
    for row, name in enumerate(names):
        cells = (name, numbers[row]) if name else body.sheet.row(body.positions[row])
        if any(is_total(one) for one in cells if one):
            findings.add(row, RowProblem("row_total"))
        elif len(longest := max(name, english[row], key=len)) > LONGEST_NAME:
            findings.add(row, RowProblem("row_long_name", length=len(longest), most=LONGEST_NAME))
    refused = findings.refused()
    for row in [row for row, name in enumerate(names) if not name]:
        if not english[row] and not refused[row] and file_ids[row] not in index.centre_ids:
            findings.add(row, RowProblem("row_no_name"))
    placed = place_rows(
        body.cells, body.count, body.mapping, default_province=homes, is_town=_towns(body), findings=findings,
        context=body.context, tick=body.tick,
    )  # fmt: skip
    keys = name_keys([one or other for one, other in zip(names, english, strict=True)])
    register_ids, codes = _identities(file_ids, ids, keys, placed, body=body, index=index)
    _refuse_areas(names, english, placed, findings)
    source = body.mapping.source or None
    columns: dict[str, Collection[Any]] = {
        "centre_id": register_ids, "programme_id": ids, "name_th": names, "name_en": english,
        **{name: body.cells_of(name) for name in _PLAIN_TEXT},
        "source": [one or source for one in body.cells_of("source")], "notes": _notes(body),
        **_vocabulary(body, ids, index), "opened_be": _years(body, today), "verified_on": _days(body),
    }  # fmt: skip
    table = plain_frame(
        {
            **{name: text_objects(values) for name, values in columns.items()},
            "province_code": placed.province, "district_code": placed.district,
            "subdistrict_code": placed.subdistrict, "longitude": placed.longitude, "latitude": placed.latitude,
            "location_precision": _precision(body, placed), "key": as_objects(keys),
            "made": as_objects(_made_ids(ids, keys, placed, body.cells_of("address"), codes)),
            "given": np.array([bool(one) for one in register_ids]), "derived": placed.derived,
        }
    )  # fmt: skip
    say_scope(ids, placed.province, placed.district, programmes=index.programmes, findings=findings)
    return table


def _one_line(names: list[str]) -> list[str]:
    if "\n" not in "".join(names):
        return names
    return [_BREAK.sub(" ", name) if "\n" in name else name for name in names]


def _ids_in_file(body: Body, ids: Sequence[str], index: RegisterIndex) -> list[str]:
    """Return the ids as they stand in the file, "" throughout where they are running numbers."""
    file_ids = body.cells_of("centre_id")
    if running_numbers(file_ids):
        return [""] * body.count
    for row, one in enumerate(file_ids):
        if not one:
            continue
        owner = index.programme_of.get(one)
        if len(one) > _LONGEST_ID or "\n" in one:
            body.findings.add(row, RowProblem("row_bad_id", value=one[:80]))
        elif owner is not None and ids[row] and owner != ids[row]:
            body.findings.add(row, RowProblem("row_id_elsewhere", value=one))
    return file_ids


def _identities(
    file_ids: Sequence[str],
    ids: Sequence[str],
    keys: Sequence[str],
    placed: Placed,
    *,
    body: Body,
    index: RegisterIndex,
) -> tuple[list[str], list[str]]:
    """Return by row the id that it has in the register, and the code that its partner has for it; "" for none.

    The register's own id stands. A partner's code is an identity only among what that partner sent before
    (`RegisterIndex.partner_ids`), and where name and place agree with what has it there.
    """
    own, codes = [""] * body.count, [""] * body.count
    first: dict[tuple[str, str], int] = {}
    for row, one in enumerate(file_ids):
        if not one or one.startswith(f"{ids[row]}-"):
            own[row] = one
            continue
        codes[row] = one
        earlier = first.setdefault((ids[row], one), row)
        if keys[earlier] != keys[row]:
            body.findings.add(row, RowProblem("row_code_twice", value=one, row=body.number(earlier)))
        positions = index.by_code.get((ids[row], one), [])
        agreeing = [position for position in positions if _agrees(row, keys, placed, position, index)]
        identities = [
            position for position in agreeing if index.centres["centre_id"].iloc[position] in index.partner_ids
        ]
        if identities:
            own[row] = str(index.centres["centre_id"].iloc[identities[0]])
        elif positions and not agreeing:
            of = index.name_of(str(index.centres["centre_id"].iloc[positions[0]]))
            body.findings.add(row, RowProblem("row_id_taken", value=one, of=of))
    return own, codes


def _agrees(row: int, keys: Sequence[str], placed: Placed, position: int, index: RegisterIndex) -> bool:
    """Return whether a row has a centre's name, or one like it, and no level of area that both know differs."""
    key, other = keys[row], index.keys[position]
    centre = index.centres.iloc[position]
    areas = (("province_code", placed.province), ("district_code", placed.district))
    return (
        bool(key)
        and names_alike(key, other)
        and all(
            codes[row] is None or not isinstance(centre[name], str) or codes[row] == centre[name]
            for name, codes in areas
        )
    )


def _refuse_areas(names: Sequence[str], english: Sequence[str], placed: Placed, findings: Findings) -> None:
    """Refuse rows whose name is that of their own area, where most are: a table of areas is no list of centres."""
    both = [name or other for name, other in zip(names, english, strict=True)]
    sample = [one for one in both[:_SAMPLE] if one]
    if sum(bool(_area_of_name(one)) for one in sample) <= _MOSTLY * len(sample):
        return
    areas = [_area_of_name(one) for one in both]
    own = {
        row: code
        for row, codes in enumerate(areas)
        for code in codes
        if code in (placed.province[row], placed.district[row], placed.subdistrict[row])
    }
    if len(own) > _MOSTLY * sum(map(bool, both)):
        for row, code in own.items():
            findings.add(row, RowProblem("row_is_area", area=area_label(code)))


@lru_cache(maxsize=4_096)
def _area_of_name(name: str) -> tuple[str, ...]:
    """Return the codes of areas that a name is, "เขตบางพลัด" and "บางพลัด" alike; () for a centre's name."""
    bare = _LEVEL_WORD.sub("", name.strip())
    return codes_named(bare) if bare else ()


def _notes(body: Body) -> list[str]:
    """Return the notes, with the address after them: the register has no column of its own for it."""
    notes = body.cells_of("notes")
    if "address" not in body.cells:
        return notes
    return [" | ".join(part for part in pair if part) for pair in zip(notes, body.cells_of("address"), strict=True)]


def _vocabulary(body: Body, ids: Sequence[str], index: RegisterIndex) -> dict[str, list[str]]:
    access = [index.usual_access.get(one, str(Access.PUBLIC)) for one in ids]
    usual = {"status": Status.OPEN, "basis": Basis.REPORTED, "name_status": NameStatus.NAMED}
    return {
        "access": word_column(body, "access", default=access),
        **{name: word_column(body, name, default=[str(word)] * body.count) for name, word in usual.items()},
    }


def _years(body: Body, today: date) -> list[int | None]:
    year_of: dict[str, int | None] = {"": None}
    years: list[int | None] = []
    for row, cell in enumerate(body.cells_of("opened")):
        if cell not in year_of:
            year_of[cell] = year_be(cell, today=today)
        years.append(year_of[cell])
        if cell and year_of[cell] is None:
            body.findings.add(row, RowProblem("row_year", value=cell[:80]))
    return years


def _days(body: Body) -> list[str]:
    day_of: dict[str, str] = {"": ""}
    days: list[str] = []
    for row, cell in enumerate(body.cells_of("verified_on")):
        if cell not in day_of:
            iso = iso_date(cell)
            day_of[cell] = iso if iso and len(iso) == len("2025-01-31") else ""
        days.append(day_of[cell])
        if cell and not day_of[cell]:
            body.findings.add(row, RowProblem("row_date", value=cell[:80]))
    return days


def _precision(body: Body, placed: Placed) -> NDArray[np.object_]:
    """Return how well each place is known: as the row says where it has what that takes, else by what it has."""
    has_point = ~np.isnan(placed.longitude)
    has_district, has_subdistrict = ~missing(placed.district), ~missing(placed.subdistrict)
    best = np.select(
        [has_point, has_subdistrict, has_district],
        [str(Precision.SITE), str(Precision.SUBDISTRICT), str(Precision.DISTRICT)],
        str(Precision.PROVINCE),
    ).astype(object)
    cells = body.cells_of("location_precision")
    if not any(cells):
        return best
    words = word_column(body, "location_precision", default=list(best))
    for row, word in enumerate(words):
        needs_point = word in (Precision.SITE, Precision.TOWN, Precision.INFERRED)
        has_what = {Precision.DISTRICT: has_district, Precision.SUBDISTRICT: has_subdistrict}
        if (needs_point and not has_point[row]) or (word in has_what and not has_what[Precision(word)][row]):
            body.findings.add(row, RowProblem("row_precision", value=cells[row][:80]))
        else:
            best[row] = word
    return best


def _towns(body: Body) -> NDArray[np.bool_]:
    silent = Findings(body.count)
    words = word_column(body, "location_precision", default=[""] * body.count, findings=silent)
    return np.array([word in (Precision.TOWN, Precision.INFERRED) for word in words], dtype=bool)


def _made_ids(
    ids: Sequence[str], keys: Sequence[str], placed: Placed, addresses: Sequence[str], codes: Sequence[str]
) -> list[str]:
    """Return ids that follow from programme, code, name and place, so that the same row always makes the same one."""
    decimals = 10_000  # of a degree: 11 m
    x, y = np.nan_to_num(placed.longitude) * decimals, np.nan_to_num(placed.latitude) * decimals
    point = np.isnan(placed.longitude).tolist()
    rows = zip(
        ids, keys, placed.province.tolist(), placed.district.tolist(), placed.subdistrict.tolist(),
        np.rint(x).astype(np.int64).tolist(), np.rint(y).astype(np.int64).tolist(), point, addresses, codes,
        strict=True,
    )  # fmt: skip
    return [
        made_of(
            f"{one}-{code}" if code else one,
            f"{one}\x1f{key}\x1f{province}\x1f{district}\x1f{subdistrict}\x1f"
            + (name_key(address) if no_point and address else "" if no_point else f"{lon} {lat}"),
        )
        for one, key, province, district, subdistrict, lon, lat, no_point, address, code in rows
    ]
