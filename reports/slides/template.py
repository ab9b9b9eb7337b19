"""Whether a file of the user's own may serve as a template: told before anything in it is read."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from answers.errors import ReportError

LARGEST_BYTES: Final = 20_000_000
"""How large a template may be; unpacked it may be ten times that."""
_UNPACKED: Final = 10
_MACROS: Final = ".pptm, .potm, .ppsm"


def require_template(content: bytes, *, file: str) -> None:
    """Raise a `ReportError` that says why a file cannot be a template.

    Parameters
    ----------
    content
        The bytes of the file.
    file
        What the error calls it; its suffix is looked at, too.

    Raises
    ------
    ReportError
        It is too large (report_template_large), may carry macros (report_template_macros) or is no .pptx at all
        (report_template_damaged).

    """
    if len(content) > LARGEST_BYTES:
        raise _too_large(file)
    if file.lower().endswith(tuple(_MACROS.split(", "))):
        raise ReportError("report_template_macros", file=file)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            entries = parts.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReportError("report_template_damaged", file=file) from error
    if sum(entry.file_size for entry in entries) > _UNPACKED * LARGEST_BYTES:
        raise _too_large(file)
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise ReportError("report_template_macros", file=file)


def _too_large(file: str) -> ReportError:
    return ReportError("report_template_large", file=file, limit_mb=LARGEST_BYTES // 1_000_000)
