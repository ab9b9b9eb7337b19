"""What a file of the data folder would change in the register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from registry.schema import Table


@dataclass(frozen=True)
class FileChange:
    """The difference between a file and what the register took from it.

    Each row is named by its key (the parts joined by " / "). All three tuples are empty where the file's bytes
    changed and its rows did not.
    """

    file: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows came, went and changed."""
        return {"added": len(self.added), "removed": len(self.removed), "changed": len(self.changed)}


def file_change(layout: Table, *, before: pd.DataFrame, after: pd.DataFrame) -> FileChange:
    """Return the rows of a table that came, went and changed."""
    old, new = _by_key(layout, before), _by_key(layout, after)
    return FileChange(
        file=layout.file,
        added=tuple(key for key in new if key not in old),
        removed=tuple(key for key in old if key not in new),
        changed=tuple(key for key, row in new.items() if key in old and old[key] != row),
    )


def _by_key(layout: Table, table: pd.DataFrame) -> dict[str, tuple[object, ...]]:
    # Missing values are unequal to themselves; as None they can be compared.
    plain = table[layout.names].astype(object)
    plain = plain.where(plain.notna(), None)
    keys = [" / ".join(str(part) for part in row) for row in plain[list(layout.key)].itertuples(index=False)]
    return dict(zip(keys, plain.itertuples(index=False, name=None), strict=True))
