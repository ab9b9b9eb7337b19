"""``backup`` and ``restore``: the register as a copy in a file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geodata.paths import home_dir
from registry.author import local_administrator
from registry.commands.reason import add_reason
from registry.errors import RegisterError
from registry.store import FILE_NAME, Register, database_url, free_name, make_folder, sound_copy

if TYPE_CHECKING:
    import argparse

BEFORE_RESTORE: Final = "before-restore.sqlite"
MOST_KEPT: Final = 5
"""Copies that restoring made and that are kept: with each further one the oldest goes."""


def add_to(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands."""
    text = "copy the register, imports and decisions included, to a file"
    backup = commands.add_parser("backup", help=text, description=text)
    backup.add_argument("out", type=Path, metavar="OUT")
    backup.set_defaults(run=_backup)
    text = (
        "put a backup in the place of the register; what is there is kept as a backup beside it, as are the four before"
    )
    restore = commands.add_parser("restore", help=text, description=text)
    restore.add_argument("file", type=Path, metavar="FILE")
    add_reason(restore)
    restore.set_defaults(run=_restore)


def _backup(chosen: argparse.Namespace) -> int:
    Register.open().backup(chosen.out)
    print(f"the register is copied to {chosen.out}")
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    with sound_copy(chosen.file):  # else nothing is to be kept either
        if database_url() or (home_dir() / FILE_NAME).exists():
            _keep_what_is_there()
    register, aside = Register.restored(chosen.file, author=local_administrator(), reason=chosen.reason)
    if aside:
        print(f"the damaged register was set aside as {aside}")
    print(f"{chosen.file} is put back: {len(register.centres(located=False))} centres, revision {register.revision()}")
    return 0


def _keep_what_is_there() -> None:
    make_folder(home_dir() / BEFORE_RESTORE)
    copy = free_name(home_dir() / BEFORE_RESTORE)
    try:
        Register.open().backup(copy)
    except RegisterError as error:
        if error.key != "register_damaged":
            raise
    else:
        print(f"the register as it was is kept in {copy}")
        _remove_oldest(copy)


def _remove_oldest(newest: Path) -> None:
    """Remove the oldest copies that restoring made, all but the newest and as many others as are kept."""
    pattern = f"{BEFORE_RESTORE.removesuffix('.sqlite')}-*.sqlite"
    others = sorted(set(home_dir().glob(pattern)) - {newest}, key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in others[MOST_KEPT - 1 :]:
        file.unlink()
        print(f"the older copy {file} is removed: {MOST_KEPT} are kept")
