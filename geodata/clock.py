"""The computer's clock where it is wrong: one without a battery starts in 1970."""

from __future__ import annotations

import time
import zipfile
from typing import Any, Final

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_EARLIEST_S: Final = 315_532_800


def allow_early_clock() -> None:
    """Let workbooks, slides and other archives be written while the clock stands before 1980: they are dated 1980.

    Their libraries take the time themselves and fail; nothing is changed where the clock is later.
    """
    if time.time() >= _EARLIEST_S:
        return
    made = zipfile.ZipInfo.__init__

    def dated(self: zipfile.ZipInfo, filename: str = "NoName", date_time: Any = _EARLIEST, **more: Any) -> None:  # noqa: ANN401
        made(self, filename, max(tuple(date_time), _EARLIEST), **more)

    # The class stays itself: libraries have imported it by name already.
    zipfile.ZipInfo.__init__ = dated  # type: ignore[method-assign]
