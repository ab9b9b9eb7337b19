"""Messages between two processes of ours: each a length of eight bytes and a pickled value."""

from __future__ import annotations

import pickle
import struct
from typing import TYPE_CHECKING, Any, Final

from geodata.garbage import pause_collection

if TYPE_CHECKING:
    from typing import IO

_LENGTH: Final = struct.Struct(">Q")


def pack(message: object) -> bytes:
    """Return a message as bytes; an error where it cannot leave its process."""
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Any:  # noqa: ANN401 - whatever was sent
    """Return the message; it comes from a process that this one started, or was started by.

    A million objects hold the interpreter up while they are read: for two thirds of the time it searches for garbage.
    """
    with pause_collection():
        return pickle.loads(content)  # noqa: S301


def write(stream: IO[bytes], content: bytes) -> None:
    """Write the bytes of a message; an `OSError` where nobody reads."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read(stream: IO[bytes]) -> bytes | None:
    """Return the bytes of the next message, None where the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None
