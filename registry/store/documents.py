"""Documents that people keep in the register under a name: presentations, scenarios.

Who saves one says which version they had read: what somebody else saved meanwhile is not overwritten.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from registry.author import is_text
from registry.errors import DocumentError
from registry.schema import LONGEST_NAME, Act
from registry.store import seals
from registry.store.tables import DOCUMENTS
from registry.store.write import now

if TYPE_CHECKING:
    from registry.author import Author
    from registry.store.database import Database
    from registry.store.write import Write

LONGEST_DOCUMENT: Final = 1_000_000
"""Characters of a document's JSON at most."""
KIND: Final = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)


@dataclass(frozen=True)
class Document:
    """A document, with who saved it last, when (ISO time, UTC), and a version.

    content is a list or an object of plain values that JSON can hold. version grows with each save and never comes
    back, even where a document of the same name was removed.
    """

    kind: str
    name: str
    content: Any
    version: int
    changed_at: str
    author: str


class DocumentConflictError(DocumentError):
    """Somebody else saved or removed the document meanwhile; current is what they saved, or None."""

    def __init__(self, key: str, *, current: Document | None, **params: object) -> None:
        super().__init__(key, **params)
        self.current = current

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the other's document when the error crosses a process border."""
        return (_rebuild, (self.key, self.current, self.params))


def _rebuild(key: str, current: Document | None, params: dict[str, object]) -> DocumentConflictError:
    return DocumentConflictError(key, current=current, **params)


class Documents:
    """The documents of a register. A kind is a lower-case word of the code; a name is what a person typed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, kind: str) -> list[str]:
        """Return the names of the documents of a kind, in order."""
        query = sa.select(DOCUMENTS.c.name).where(DOCUMENTS.c.kind == kind)
        with self._database.reading() as connection:
            return sorted(connection.execute(query).scalars())

    def read(self, kind: str, name: str) -> Document | None:
        """Return a document, or None where there is none of that name."""
        with self._database.reading() as connection:
            return _read(connection, kind, name)

    def save(self, kind: str, name: str, content: Any, *, version: int, author: Author) -> Document:  # noqa: ANN401 - JSON
        """Save a document and return it as it stands then; nothing is written where it is so already.

        Parameters
        ----------
        kind, name, content
            The document.
        version
            Of the document that was read before; 0 for one that is not there yet.
        author
            Who saves it.

        Raises
        ------
        DocumentConflictError
            Somebody else saved or removed it since; the error carries theirs.
        DocumentError
            The name or the size cannot be.
        AuthorError
            The author may not write.
        TypeError, ValueError
            content is no list or object that JSON can hold.

        """
        _check(kind, name, content)
        with self._database.write(author, Act.DOCUMENT, programme_ids=()) as write:
            current = _read(write.connection, kind, name)
            if current is not None and current.content == content:
                return current
            _refuse_conflict(name, current, version)
            _remove(write.connection, kind, name)
            revision = _record(write, kind, name, before=current, after={"characters": len(json.dumps(content))})
            document = Document(kind, name, content, revision, now(), author.name)
            write.connection.execute(DOCUMENTS.insert(), [vars(document)])
        return document

    def remove(self, kind: str, name: str, *, version: int, author: Author) -> None:
        """Remove a document whose version was read before; nothing happens where there is none. Raises as `save`."""
        with self._database.write(author, Act.DOCUMENT, programme_ids=()) as write:
            current = _read(write.connection, kind, name)
            if current is None:
                return
            _refuse_conflict(name, current, version)
            _remove(write.connection, kind, name)
            _record(write, kind, name, before=current, after=None)


def _read(connection: sa.Connection, kind: str, name: str) -> Document | None:
    query = sa.select(DOCUMENTS).where(DOCUMENTS.c.kind == kind, DOCUMENTS.c.name == name)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Document(**dict(row))


def _check(kind: str, name: str, content: object) -> None:
    if KIND.fullmatch(kind) is None:
        raise ValueError(kind)
    if not (name.strip() and len(name) <= LONGEST_NAME and is_text(name)):
        raise DocumentError("document_name", most=LONGEST_NAME)
    text = json.dumps(content, allow_nan=False)
    # A bare number would be another one on another database.
    if (
        not isinstance(content, (list, dict)) or json.loads(text) != content
    ):  # such as a tuple, or a number as a key: it would come back as another thing
        raise TypeError(kind)
    if len(text) > LONGEST_DOCUMENT:
        raise DocumentError("document_large", name=name, most=LONGEST_DOCUMENT)


def _refuse_conflict(name: str, current: Document | None, version: int) -> None:
    if current is None and version:
        raise DocumentConflictError("document_gone", current=None, name=name)
    if current is not None and current.version != version:
        raise DocumentConflictError("document_changed", current=current, name=name, author=current.author)


def _remove(connection: sa.Connection, kind: str, name: str) -> None:
    seals.unseal_document(connection, kind, name)
    connection.execute(DOCUMENTS.delete().where(DOCUMENTS.c.kind == kind, DOCUMENTS.c.name == name))


def _record(write: Write, kind: str, name: str, *, before: Document | None, after: dict[str, Any] | None) -> int:
    earlier = None
    if before is not None:
        size = len(json.dumps(before.content))
        earlier = {
            "characters": size, "author": before.author, "changed_at": before.changed_at, "version": before.version
        }  # fmt: skip
    return write.record(f"{kind}/{name}", before=earlier, after=after)
