"""Who writes to the register, and what each may write: decided here and nowhere else."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from registry.errors import AuthorError
from registry.schema import LONGEST_NAME
from registry.vocabulary import Act

if TYPE_CHECKING:
    from collections.abc import Collection

    from geodata.errors import KlaiBaanError

_OF_ALL_PROGRAMMES: Final = (Act.RESTORE, Act.REREAD, Act.MIGRATION)
_OF_NO_PROGRAMME: Final = (Act.DOCUMENT,)


class Role(StrEnum):
    """What somebody may do: read; write to the rows of some programmes; or everything."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Author:
    """Somebody who writes to the register.

    Parameters
    ----------
    name
        By which the journal knows them: text, not empty, of at most `LONGEST_NAME` characters.
    role
        What they may do.
    programme_ids
        The programmes that an editor may write to.

    Raises
    ------
    AuthorError
        The name cannot be one.

    """

    name: str
    role: Role
    programme_ids: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not (len(self.name.strip()) > 0 and len(self.name) <= LONGEST_NAME and is_text(self.name)):
            raise AuthorError("author_name", most=LONGEST_NAME)

    def may(self, act: Act, programme_ids: Collection[str] = ()) -> bool:
        """Return whether an act that changes the rows of some programmes is theirs to do; for screens to ask first."""
        return self._refusal(act, programme_ids) is None

    def refuse(self, act: Act, programme_ids: Collection[str] = ()) -> None:
        """Refuse an act that is not theirs to do.

        An administrator may do everything. An editor may change the rows of their programmes, and the documents of
        people, which are of no programme; what changes rows of another programme, or of none, is not theirs. A viewer
        writes nothing. A backup is put back, and the data folder read again, by an administrator alone.

        Raises
        ------
        AuthorError
            It is not theirs.

        """
        refusal = self._refusal(act, programme_ids)
        if refusal is not None:
            raise refusal

    def _refusal(self, act: Act, programme_ids: Collection[str]) -> KlaiBaanError | None:
        if self.role == Role.ADMINISTRATOR:
            return None
        if self.role != Role.EDITOR:
            return AuthorError("author_reads_only", name=self.name)
        if act in _OF_NO_PROGRAMME:
            return None
        if act in _OF_ALL_PROGRAMMES or not programme_ids:
            return AuthorError("author_no_administrator", name=self.name)
        others = sorted(set(programme_ids) - self.programme_ids)
        return AuthorError("author_other_programmes", name=self.name, programmes=", ".join(others)) if others else None


def local_administrator() -> Author:
    """Return who runs this process, as an administrator under the name that the operating system has for them."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in a container
        name = ""
    try:
        return Author(name, Role.ADMINISTRATOR)
    except AuthorError:
        return Author("local", Role.ADMINISTRATOR)


def is_text(value: str) -> bool:
    """Return whether every database can hold a text: no zero character, nothing that is no Unicode."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in value
