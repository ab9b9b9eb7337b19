"""What can be wrong with a file that somebody brings, and with each of its rows, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class ImportFileError(KlaiBaanError, ValueError):
    """A file cannot be taken in as it is; nothing was changed."""

    templates: ClassVar[Mapping[str, str]] = {
        "import_file_missing": "There is no file {file}. Check the path.",
        "import_file_unreadable": "The file {file} cannot be read: {reason}. Check the path and its permissions.",
        "import_empty": "The file {file} is empty: there is no row in it. Choose another file.",
        "import_kind_unknown": (
            "The file {file} is of a kind that cannot be read here. Use {kinds}: open it in the programme it was "
            "made with and save it as one of these."
        ),
        "import_kind_html": (
            "The file {file} is a web page under the name of a workbook. Open it in Excel or LibreOffice, save it "
            "as .xlsx and try again."
        ),
        "import_kind_binary_workbook": (
            "The file {file} is a binary Excel workbook (.xlsb). Open it in Excel, save it as .xlsx and try again."
        ),
        "import_password": (
            "The file {file} is protected by a password. Open it, save it without the password and try again."
        ),
        "import_damaged": "The file {file} is damaged or incomplete and cannot be read. Save it again and try again.",
        "import_archive_unsafe": (
            "The file {file} is an archive with a name in it that points outside it ({name}). It was not unpacked."
        ),
        "import_part_missing": "The file {file} lacks the part {part} of its shapefile. Zip all its parts again.",
        "import_archive_unreadable": "The archive {file} cannot be used: {reason}.",
        "import_unsafe_xml": (
            "The file {file} holds definitions (DOCTYPE) that no list needs and that can do harm. Save it again as "
            ".xlsx or .csv and try again."
        ),
        "import_too_large": "The file {file} is larger than {limit} MB. Divide it, or raise KLAIBAAN_IMPORT_FILE_MB.",
        "import_unpacks_too_large": (
            "The file {file} unpacks to more than {limit} MB. Save only the sheets with lists, or raise "
            "KLAIBAAN_IMPORT_UNPACKED_MB."
        ),
        "import_too_many_rows": (
            "The sheet {sheet} of {file} has more than {limit} rows. Divide it, or raise KLAIBAAN_IMPORT_ROWS."
        ),
        "import_too_many_columns": (
            "The sheet {sheet} of {file} has more than {limit} columns. Take out the empty and unneeded ones, or "
            "raise KLAIBAAN_IMPORT_COLUMNS."
        ),
        "import_too_many_cells": (
            "The sheet {sheet} of {file} spans more than {limit} cells. Delete the empty rows and columns beyond "
            "the list, or raise KLAIBAAN_IMPORT_CELLS."
        ),
        "import_too_many_sheets": "The file {file} has more than {limit} sheets. Keep those with lists.",
        "import_cell_too_long": (
            "The sheet {sheet} of {file} has a cell of more than {limit} characters in row {row}. Shorten it."
        ),
        "import_too_slow": (
            "Reading the file {file} took longer than {limit} seconds and was stopped. Divide it, or raise "
            "KLAIBAAN_IMPORT_SECONDS."
        ),
        "import_too_much_memory": (
            "Reading the file {file} would need more than {limit} MB of memory and was stopped. Divide it, or "
            "raise KLAIBAAN_IMPORT_MEMORY_MB."
        ),
        "import_no_sheet": "The file {file} has no visible sheet with rows in it. Choose another file.",
        "import_no_point_layer": "The file {file} has no layer with places in it. Choose another file.",
        "import_from_invalid": (
            "The setting {name} names {value!r}. Give folders by their whole path, and addresses as https://… without "
            "a name and password, divided by semicolons."
        ),
        "import_not_allowed": (
            "Nothing was fetched: {file} lies in no place that the setting {name} allows. Whoever runs the dashboard "
            "can add it there; or save the file and choose it yourself."
        ),
        "import_folder_empty": "There is no file with a list in the folder {folder}.",
        "import_fetch_failed": "Nothing came from {address}: {reason}. Check the address and try again.",
        "import_limit_invalid": "The setting {name} is {value!r}; it must be a whole number above 0.",
    }


class ImportMappingError(KlaiBaanError, ValueError):
    """What a column means is not known, or was said in a way that cannot be."""

    templates: ClassVar[Mapping[str, str]] = {
        "mapping_unreadable": "The mapping {file} cannot be read: {reason}. It is a JSON file; see docs/import.md.",
        "mapping_sheet_unknown": "The mapping names the sheet {sheet!r}; the file has: {sheets}.",
        "mapping_field_unknown": "The mapping gives {column!r} the meaning {field!r}. Use one of {known}.",
        "mapping_kind_unknown": "The mapping gives the sheet {sheet} the kind {kind!r}. Use one of {known}.",
        "mapping_value": "The mapping says {value!r} for {name}, which cannot be. Use one like {wanted}.",
        "mapping_header_row": "The mapping says that the header of {sheet} is row {row}; the sheet has {rows} rows.",
        "mapping_nothing": (
            "No sheet of {file} could be understood as a list of centres, a table of counts or a table of results. "
            "Say with a mapping which column is the name, the area or the number."
        ),
        "mapping_areas": (
            "{file} looks like a table of areas: it names provinces, districts or subdistricts, but no centre, number "
            "or result. Say with a mapping which column is the name or the number, if there is one."
        ),
        "mapping_no_programme": (
            "The sheet {sheet} does not say to which programme its rows belong. Name one: {known}."
        ),
        "mapping_programme_unknown": "There is no programme {value!r}. Use one of {known}.",
        "mapping_list_status": "{value!r} does not say how complete a list is. Use one of {known}.",
        "mapping_mode": "{value!r} is no way to import. Use add, update or replace.",
        "mapping_fault": (
            "The sheet {sheet} could not be worked through: a fault of the program ({fault}). Nothing was changed; the "
            "log says where."
        ),
        "mapping_follows": "There is no active import {value!r} that a list could follow. Use one of {known}.",
    }


class ImportStopped(KlaiBaanError):  # noqa: N818 - stopping is what was asked for
    """Somebody stopped the import; nothing was changed."""

    templates: ClassVar[Mapping[str, str]] = {
        "import_stopped": "The import was stopped. Nothing was changed.",
    }
