"""Commands on any terminal: whatever its encoding, whether or not anybody still reads what is printed."""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import os
import sys
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

from geodata.clock import allow_early_clock

if TYPE_CHECKING:
    from collections.abc import Callable

_ESCAPES: Final = "klaibaan-escapes"
_GONE: Final = {errno.EPIPE, errno.EINVAL, errno.EBADF}
"""What a system says of a pipe that nobody reads from, or of a stream that is closed."""


def run_command(main: Callable[[], int], *, changes: bool = False) -> int:
    """Run a command and return its exit code.

    A letter that the terminal's encoding lacks is printed as JSON writes it. What is printed to a pipe that nobody
    reads is lost, and the command goes on. Where the output cannot be written for another reason, such as a full disk,
    that is said on stderr and the code is 2, but for a command that `changes` something: what it did is done.
    """
    allow_early_clock()
    codecs.register_error(_ESCAPES, _escaped)
    outlet = _Outlet(sys.stdout)
    sys.stdout = _text_over(outlet, sys.stdout)
    sys.stderr = _text_over(_Outlet(sys.stderr), sys.stderr)
    try:
        code = main()
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
    if outlet.fault is None:
        return code
    sys.stderr.write(f"What this command prints could not be written: {outlet.fault.strerror}.\n")
    return code if changes else max(code, 2)


class _Outlet(io.RawIOBase):
    """The bytes of a stream; what cannot be written is dropped, and the first reason kept unless the reader is gone."""

    def __init__(self, stream: TextIO | None) -> None:
        self._buffer: Any = getattr(stream, "buffer", None)
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return bool(self._buffer is not None and self._buffer.isatty())

    def fileno(self) -> int:
        if self._buffer is None:
            raise io.UnsupportedOperation
        return int(self._buffer.fileno())

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        if self._buffer is not None:
            try:
                self._buffer.write(data)
                self._buffer.flush()
            except OSError as error:
                if error.errno not in _GONE:
                    self.fault = error
                self._drop()
        return len(data)

    def _drop(self) -> None:
        """Let what is still buffered go nowhere: Python would try once more at its end, and fail then."""
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._buffer.fileno())
            os.close(nowhere)
            self._buffer.flush()
        self._buffer = None


def _text_over(outlet: _Outlet, stream: TextIO | None) -> io.TextIOWrapper:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return io.TextIOWrapper(cast("Any", outlet), encoding=encoding, errors=_ESCAPES, line_buffering=True)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""Return letters that an encoding lacks as ``\uXXXX``, which JSON reads as those letters."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    codes = [int.from_bytes(units[at : at + 2]) for at in range(0, len(units), 2)]
    return "".join(f"\\u{code:04x}" for code in codes), error.end
