"""Who may write what, where people sign in, by e-mail address: a file that every process reads.

    contact = "Data group, telephone 02 000 0000"
    administrators = ["suda@office.example"]

    [editors]
    "nok@office.example" = ["book-house", "bma-library"]

Everybody else reads. The file is rights.toml in the home folder, or the one that KLAIBAAN_RIGHTS names: one for all
processes that share a register. It is read anew each time, so that a right that is taken away is gone at once in each.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from geodata.errors import KlaiBaanError
from geodata.paths import home_dir
from registry.author import Author, Role
from registry.errors import AuthorError

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME: Final = "rights.toml"
SETTING: Final = "KLAIBAAN_RIGHTS"


class RightsError(KlaiBaanError):
    """The file of rights cannot be used; until it can, nobody who signs in may write."""

    templates: ClassVar[Mapping[str, str]] = {
        "rights_unusable": (
            "The file of rights {file} cannot be used: {reason}. Until it is put right everybody "
            "reads and nobody writes."
        ),
    }


@dataclass(frozen=True)
class Rights:
    """Who may write: administrators everything, editors their programmes; addresses in the case of `address_key`.

    contact is whom to ask for a right, "" where the file does not say.
    """

    administrators: frozenset[str] = frozenset()
    editors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contact: str = ""

    @classmethod
    def read(cls, path: Path | None = None) -> Self:
        """Return the rights of a file, by default of the one that `rights_file` names.

        Where there is none in the home folder nobody has a right; one that is named must be there.

        Raises
        ------
        RightsError
            The file cannot be read or says something else than rights.

        """
        path = path or rights_file()
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            if isinstance(error, FileNotFoundError) and path == home_dir() / FILE_NAME:
                return cls()
            reason = getattr(error, "strerror", None) or str(error)
            raise RightsError("rights_unusable", file=str(path), reason=reason) from error
        unusable = _unusable_entry(content)
        if unusable:
            raise RightsError("rights_unusable", file=str(path), reason=unusable)
        editors = content.get("editors", {})
        return cls(
            administrators=frozenset(map(address_key, content.get("administrators", []))),
            editors={address_key(address): frozenset(ids) for address, ids in editors.items()},
            contact=content.get("contact", ""),
        )

    def author(self, address: str, *, name: str = "") -> Author:
        """Return what somebody may do by an e-mail address that is proved to be theirs.

        The author goes by the address, with the name behind it: people choose their names themselves.

        Raises
        ------
        AuthorError
            The address cannot be a name in the journal.

        """
        key, address = address_key(address), address.strip()
        role = Role.ADMINISTRATOR if key in self.administrators else Role.EDITOR if key in self.editors else Role.VIEWER
        programme_ids = self.editors[key] if role == Role.EDITOR else frozenset()
        try:
            return Author(f"{address} ({name.strip()})" if name.strip() else address, role, programme_ids)
        except AuthorError:
            return Author(address, role, programme_ids)


def rights_file() -> Path:
    """Return the file of rights: the one that KLAIBAAN_RIGHTS names, or `FILE_NAME` in the home folder."""
    named = os.environ.get(SETTING, "").strip()
    return Path(named) if named else home_dir() / FILE_NAME


def address_key(address: str) -> str:
    """Return an e-mail address as it is compared: capitals are no other letters.

    Examples
    --------
    >>> address_key(" Nok@Office.Example ")
    'nok@office.example'

    """
    return address.strip().lower()


def _unusable_entry(content: Mapping[str, Any]) -> str:
    """Return the first entry that is no right, in words that need no translation, or ""."""
    strange = sorted(content.keys() - {"administrators", "editors", "contact"})
    if strange:
        return strange[0]
    if not isinstance(content.get("contact", ""), str):
        return "contact"
    if not _is_texts(content.get("administrators", [])):
        return "administrators"
    editors = content.get("editors", {})
    if not isinstance(editors, dict):
        return "editors"
    return next((f"editors, {address}" for address, ids in editors.items() if not _is_texts(ids)), "")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
