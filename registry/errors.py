"""The errors of the register and of the data files, each with a sentence for the person at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from geodata.errors import KlaiBaanError

if TYPE_CHECKING:
    from collections.abc import Mapping


class DataFileError(KlaiBaanError, ValueError):
    """A file of facts is missing, damaged or holds a value that cannot be."""

    templates: ClassVar[Mapping[str, str]] = {
        "data_file_missing": "The data file {file} is missing. Put it back from the repository, or check the path.",
        "data_file_unreadable": (
            "The data file {file} cannot be read: {reason}. Save it as a comma-separated file in UTF-8 and try again."
        ),
        "data_file_columns": "The data file {file} lacks the column(s) {columns}. Add them and try again.",
        "data_file_value": (
            "The data file {file}, row {row}, column {column}: {value!r} cannot be used; expected {expected}. "
            "Correct it and try again ({more} further value(s) of this kind)."
        ),
        "data_file_empty_value": (
            "The data file {file}, row {row}: the column {column} is empty. Fill it in and try again."
        ),
        "data_file_duplicate": (
            "The data file {file}, row {row}: {value!r} in column {column} stands there more than once. "
            "Keep one of the rows."
        ),
        "data_file_area": (
            "The data file {file}, row {row}, column {column}: there is no area {value!r} there. "
            "Use the code of the Department of Provincial Administration, of the same province."
        ),
        "data_file_rows_missing": (
            "The data file {file} does not match the areas of the map. Rows missing or unknown: {codes}. "
            "Put the file back from the repository, or complete it."
        ),
    }


class UnknownProgrammeError(KlaiBaanError, ValueError):
    """A programme is named that the table of programmes does not have."""

    templates: ClassVar[Mapping[str, str]] = {
        "programme_unknown": (
            "The data file {file}, row {row}: there is no programme {value!r}. Use one of {known}, or add it to "
            "programmes.csv."
        ),
        "programme_not_listed": "There is no programme {value!r}. Use one of {known}.",
    }


class RegisterError(KlaiBaanError):
    """The register's own store cannot be opened, read or written."""

    templates: ClassVar[Mapping[str, str]] = {
        "register_read_only": (
            "The register {file} cannot be written: {reason}. Allow writing in that folder, or set KLAIBAAN_HOME "
            "to a folder of yours."
        ),
        "register_damaged": (
            "The register {file} is damaged: {reason}. Put back a copy with 'python -m registry restore FILE'; a "
            "register that is a file can also be moved away: it is then filled again from the data folder."
        ),
        "register_version": (
            "The register {file} was written by another version (schema {found}, this one knows {known}). "
            "Update the programme, or move the file away."
        ),
        "register_disk_full": (
            "The register {file} could not be written: {reason}. Nothing was changed. Make room on the disk and try "
            "again."
        ),
        "finding_reason": "A finding can only be settled or dismissed with a reason. Write one and try again.",
        "register_address": (
            "{setting} is not the address of a PostgreSQL database. Write it as "
            "postgresql://user:password@host/database, with every special character of the password as %XX."
        ),
        "register_unreachable": (
            "The register {file} cannot be reached: {reason}. Nothing was changed. Try again in a moment; if that does "
            "not help, ask who looks after the database."
        ),
        "register_no_right": (
            "The database {file} does not allow that: {reason}. Nothing was changed. Ask who looks after the database "
            "to let its user make tables and write to them."
        ),
        "register_encoding": (
            "The database {file} keeps its text as {encoding}, which cannot hold Thai. Make one with "
            "'createdb --encoding=UTF8 --template=template0'."
        ),
        "register_busy": "The register {file} is being written by someone else. Try again in a moment.",
        "register_id_taken": (
            "The data folder has rows whose {column} an import already uses: {values}. Rename one side and try again."
        ),
    }


class AuthorError(KlaiBaanError):
    """Somebody may not write what they mean to write; nothing was changed."""

    templates: ClassVar[Mapping[str, str]] = {
        "author_name": (
            "The name of the person who writes cannot be used: it is empty, longer than {most} characters, or no text. "
            "Have it put right where people sign in."
        ),
        "author_reads_only": (
            "{name} may read the register and not write to it. Nothing was changed. Ask an administrator for the right."
        ),
        "author_no_administrator": (
            "{name} may not do this: it concerns more than single programmes. Nothing was changed. Ask an "
            "administrator."
        ),
        "author_other_programmes": (
            "{name} may not write to the rows of {programmes}. Nothing was changed. Ask an administrator for the "
            "right, or leave out the rows that are of others."
        ),
        "reason_long": "A reason has at most {most} characters. Nothing was changed. Write a shorter one.",
    }


class DocumentError(KlaiBaanError, ValueError):
    """A presentation, scenario or the like is not saved; the register has what it had."""

    templates: ClassVar[Mapping[str, str]] = {
        "document_changed": (
            "{author} changed {name!r} while you were at it. Yours is not saved yet, and nothing of it is lost: "
            "look at both, then save again or under another name."
        ),
        "document_gone": (
            "{name!r} was removed while you were at it. Yours is not saved yet, and nothing of it is lost: save it "
            "again as a new one."
        ),
        "document_name": "A name has 1 to {most} characters. Nothing was changed. Choose another one.",
        "document_large": "{name!r} is larger than {most} characters and was not saved. Make two of it.",
    }


class ImportRefusedError(KlaiBaanError, ValueError):
    """An import, or a backup, is not taken; the register is as it was."""

    templates: ClassVar[Mapping[str, str]] = {
        "import_nothing": "Nothing in {file} is new to the register. Nothing was changed.",
        "import_unknown": "There is no import {import_id!r}. 'python -m registry imports' lists them.",
        "import_value": (
            "A row of {file} does not fit the register ({table}, {column}: {value!r}; expected {expected}). "
            "Nothing was changed."
        ),
        "backup_unusable": (
            "The file {file} is no backup that can be put back: {reason}. Nothing was changed. Choose another one."
        ),
        "backup_row": (
            "The file {file} is no backup that can be put back: a row does not fit the register ({table}, {column}: "
            "{value!r}; expected {expected}). Nothing was changed. Choose another one."
        ),
        "move_not_empty": "There is a register at {place} already. Nothing was changed. Choose an empty place.",
        "backup_is_register": "{file} is the register itself. Choose another place for the copy.",
    }


class EditError(KlaiBaanError, ValueError):
    """An edit is not taken; the register is as it was."""

    templates: ClassVar[Mapping[str, str]] = {
        "edit_conflict": (
            "Somebody else changed {names} while you were at it. Yours is not saved yet, and nothing of it is lost: "
            "look at both, then save again or leave it."
        ),
        "edit_same": "Nothing was changed: what you typed is what the register has.",
        "edit_large": "An edit has {most} rows at most. Bring more in as a list.",
        "edit_unknown": "There is no centre {value!r}.",
        "edit_merge": "Choose two different centres of one programme: one stays, the other is taken out.",
    }


class EditConflictError(EditError):
    """Rows are no longer as the person read them; current holds them as they are now, None where one is gone."""

    def __init__(self, names: str, current: Mapping[str, dict[str, str] | None]) -> None:
        super().__init__("edit_conflict", names=names)
        self.current = current

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the rows when the error crosses a process border."""
        return (type(self), (self.params["names"], self.current))
