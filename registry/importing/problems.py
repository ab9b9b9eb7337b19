"""What can be said of a single row, and what it makes of the row: rejected, duplicate, warned, or only noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPTED: Final = "accepted"
WARNED: Final = "warned"
DUPLICATE: Final = "duplicate"
REJECTED: Final = "rejected"
OUTCOMES: Final = (ACCEPTED, WARNED, DUPLICATE, REJECTED)
# A note says what was done and changes no outcome.
NOTED: Final = "noted"


class RowProblem(KlaiBaanError):  # noqa: N818 - said of a row, never raised
    """Something to say of one row. Never raised: kept with the row, shown and stored."""

    templates: ClassVar[Mapping[str, str]] = {
        # rejected
        "row_fault": "It could not be worked through: a fault of the program ({value}), not of the list.",
        "row_left_out": "You left it out.",
        "row_no_name": "It has no name.",
        "row_no_source": "It has no source: say where it is known from.",
        "row_added_already": "It is in the register already: {of}. Change that one.",
        "row_gone": "There is no centre {value!r} any more.",
        "row_long_name": "Its name has {length} characters; a name has at most {most}.",
        "row_is_area": "It names an area ({area}), not a centre.",
        "row_point_far": "The point lies {km} km outside the recorded area {area}: one of the two is wrong. Say which "
        "counts.",
        "row_no_place": "It says neither a province nor a point.",
        "row_unknown_province": "There is no province {value!r}.",
        "row_unknown_area": "There is no area {value!r}.",
        "row_contradiction": "{value!r} does not lie where the row says: district and province contradict each other.",
        "row_ambiguous": "{value!r} may be one of several areas ({candidates}). Say its district or province too.",
        "row_outside_thailand": "The point {latitude}, {longitude} is not in Thailand.",
        "row_utm_zone": "Easting {easting}, northing {northing} may be in zone 47 or 48. Say which, or the province.",
        "row_no_programme": "It does not say to which programme it belongs.",
        "row_unknown_programme": "There is no programme {value!r}.",
        "row_bad_id": "{value!r} cannot be an id.",
        "row_id_elsewhere": "The id {value!r} belongs to another programme.",
        "row_id_twice": "Row {row} has the same id and other values.",
        "row_total": "It is a total of other rows.",
        "row_header": "It repeats the header.",
        "row_heading": "It is a heading ({value}): the rows below it lie there.",
        "row_note": "It is a note, no row of the list.",
        "row_no_count": "It has no number. Write 0 where there is none.",
        "row_bad_count": "{value!r} is no whole number of centres.",
        "row_area_twice": "Row {row} gives the same area another number.",
        "row_no_metric": "It does not say what was measured.",
        "row_bad_value": "{value!r} is no whole number.",
        "row_no_value": "It has no value.",
        "row_figure_twice": "Row {row} gives the same result another value.",
        # duplicate
        "row_same_values": "It is in the register already: {of}.",
        "row_same_row": "It is the same as row {row}.",
        "row_same_place": "It is the same place as {of}: {metres} m apart, names {similarity} % alike.",
        "row_same_name": "It has the name and the area of {of}.",
        # warned
        "row_id_taken": "The id {value!r} is {of} in the register, which has another name or place; read as another "
        "centre.",
        "row_code_twice": "Row {row} has the same id {value!r} and another name; each was read as a centre.",
        "row_swapped": "Latitude and longitude stood in each other's place; taken as {latitude}, {longitude}.",
        "row_point_outside": "The point lies {km} km outside the recorded area {area}. The recorded area counts.",
        "row_point_unreadable": "The coordinates {value!r} cannot be read; placed by its area.",
        "row_half_point": "It has only half a point ({value}); placed by its area.",
        "row_point_zero": "The point 0, 0 says nothing; placed by its area.",
        "row_unknown_district": "There is no district {value!r} there; placed by what is known.",
        "row_one_of_several": "{value!r} may be one of several areas ({candidates}); placed by what is known.",
        "row_unknown_subdistrict": "There is no subdistrict {value!r} there; placed by what is known.",
        "row_year": "The year {value!r} cannot be; left out.",
        "row_date": "The date {value!r} cannot be; left out.",
        "row_word": "{value!r} is no known value of {column}; left as {used}.",
        "row_precision": "It says {value!r} but has no point; placed by its area.",
        "row_similar": "It resembles {of}: {similarity} % alike. If it is the same, take one out.",
        "row_similar_near": "It resembles {of}: {metres} m apart, names {similarity} % alike. If it is the same, "
        "take one out.",
        "row_outside_scope": "The programme is not meant for {area}.",
        "row_undated": "It has no date.",
        "row_conflict": "The register has another value for the same: {of} says {value}. Both are kept.",
        "row_bad_characters": "Some characters could not be read ({value!r}).",
        # noted
        "row_area_from_point": "It names no district; the point lies in {area}.",
        "row_from_above": "It names no area; that of the rows above, {value}, was taken.",
        "row_updates": "It completes or changes {of}.",
        "row_utm": "Taken as UTM zone {zone}, {datum}.",
        "row_datum": "Taken from {datum} to WGS 84.",
        "row_address_differs": "The address says {value!r}; code and point agree on {area}.",
        "row_respelt": "The area is spelt otherwise; taken as {area}.",
        "row_abolished": "The area named was moved, renamed or abolished; taken as {area}, which it became.",
        "row_rounded": "{value!r} is taken to the nearest whole number, {number}.",
        "row_kept": "It stays: {of}.",
    }

    @property
    def severity(self) -> str:
        """Return what the problem makes of its row: one of `OUTCOMES`, or "noted"."""
        return SEVERITY[self.key]


class FileNote(KlaiBaanError):  # noqa: N818 - said of a file, never raised
    """Something to say of a file or a sheet that was read. Never raised: kept and shown."""

    templates: ClassVar[Mapping[str, str]] = {
        "note_sheet_hidden": "The hidden sheet {sheet} was left out.",
        "note_sheet_not_used": "The sheet {sheet} is no list, no table of counts and no table of results: left out.",
        "note_encoding": "The text is in {encoding}.",
        "note_mixed_encodings": "{lines} lines are in another encoding than the rest (Thai of Windows); both were "
        "read.",
        "note_bad_characters": "{count} characters could not be read.",
        "note_nul": "{count} NUL characters were taken out.",
        "note_merged": "{count} merged cells were filled with their value.",
        "note_formulas": "{count} formulas have no stored value and were read as empty. Open the file in Excel or "
        "LibreOffice, save it and import it again.",
        "note_hidden_rows": "{count} hidden rows were read like the others.",
        "note_hidden_columns": "{count} hidden columns were read like the others.",
        "note_running_numbers": "The column {column} holds running numbers; they are no identities and were not taken.",
        "note_apart": "{count} lines are totals, headings or notes, no rows of the list: {rows}.",
        "note_size_or_code": "The numbers in {columns} could be a size or a code of areas: not used. Say which.",
        "note_left_out": "Understood but not kept by the register: {columns}.",
        "note_unused": "Columns without a meaning, not used: {columns}.",
        "note_name_proposed": "No column is called a name; {column} was taken for it. Say so if it is another.",
        "note_unanswered": "{count} rows have no number: not answered, and not counted as 0.",
        "note_no_header": "No row names the columns; their meaning was taken from what stands in them.",
        "note_shapes": "{count} areas or lines were read by a point on them.",
        "note_no_crs": "The layer {sheet} does not say its coordinate system; taken by the size of its numbers.",
        "note_total_differs": "The total in row {row} is {total}; the rows add up to {sum}.",
        "note_parts": "Areas with a number of their own and with numbers of their parts ({areas}; {count} in all): "
        "these are never added up, the larger counts.",
        "note_fetched": "Fetched from {place}.",
        "note_years": "Of several years the latest, {year} (BE {year_be}), was taken for the counts.",
    }


_ORDER: Final = {
    REJECTED: (
        "row_fault", "row_left_out", "row_no_name", "row_no_source", "row_added_already",
        "row_gone", "row_long_name", "row_is_area", "row_point_far", "row_no_place",
        "row_unknown_province", "row_unknown_area", "row_contradiction",
        "row_ambiguous", "row_outside_thailand", "row_utm_zone", "row_no_programme",
        "row_unknown_programme", "row_bad_id", "row_id_elsewhere", "row_id_twice", "row_total", "row_header",
        "row_heading", "row_note",
        "row_no_count", "row_bad_count", "row_area_twice", "row_no_metric", "row_bad_value", "row_no_value",
        "row_figure_twice",
    ),
    DUPLICATE: ("row_same_values", "row_same_row", "row_same_place", "row_same_name"),
    NOTED: ("row_area_from_point", "row_from_above", "row_updates", "row_utm", "row_kept", "row_respelt", "row_rounded",
            "row_abolished", "row_datum", "row_address_differs"),
}  # fmt: skip
UNCHANGED: Final = frozenset({*_ORDER[DUPLICATE], "row_kept"})
"""Rows that say what is known already."""
SEVERITY: Final[dict[str, str]] = {
    key: next((severity for severity, keys in _ORDER.items() if key in keys), WARNED) for key in RowProblem.templates
}
