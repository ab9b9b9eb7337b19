"""What whoever sits before the screen may do, asked anew at every write; and whom to ask where that is not enough."""

from __future__ import annotations

from collections.abc import Collection

from geodata.errors import KlaiBaanError
from registry.author import Author, Role, local_administrator
from registry.errors import AuthorError
from registry.rights import Rights, RightsError
from registry.vocabulary import Act
from ui import cached
from ui.errors import sentence
from ui.markdown import Markdown, plain
from ui.office import office_mode
from ui.provider import has_sign_in
from ui.sign_in import person
from ui.text import t, text
from ui.words import programme_names


def author() -> Author:
    """Return who writes in the running session, with the rights they have at this moment.

    On this computer without sign-in that is its administrator. Where people sign in it is who the file of rights says;
    somebody unknown, whose address is not verified or who did not sign in is a viewer. In office mode without sign-in
    everybody is.
    """
    if not has_sign_in():
        return _visitor() if office_mode() else local_administrator()
    who = person()
    if who is None or not who.address:
        return _visitor(who.name if who else "")
    try:
        return Rights.read().author(who.address, name=who.name)
    except (RightsError, AuthorError):
        return _visitor(who.name)


def _visitor(name: str = "") -> Author:
    try:
        return Author(name, Role.VIEWER)
    except AuthorError:
        return Author(text("access.visitor"), Role.VIEWER)


def may(act: Act, programme_ids: Collection[str] = ()) -> bool:
    """Return whether an act of some programmes is this person's to do: what would be refused is not offered."""
    return author().may(act, programme_ids)


def reason_against(act: Act, programme_ids: Collection[str] = ()) -> Markdown | None:
    """Return why an act of some programmes is not this person's to do, and whom to ask; None where it is."""
    if author().may(act, programme_ids):
        return None
    if not has_sign_in():
        return t("access.nobody_writes")
    who = person()
    if who is None:
        return t("access.sign_in_first")
    try:
        rights = Rights.read()
    except RightsError as error:
        return plain(sentence(error))
    if not who.address:
        return t("access.not_verified", contact=_contact(rights))
    return Markdown(f"{_of_role(author(), act, programme_ids)} {t('access.ask', contact=_contact(rights))}")


def _contact(rights: Rights) -> str:
    return rights.contact or text("access.administrator")


def _of_role(who: Author, act: Act, programme_ids: Collection[str]) -> Markdown:
    names = programme_names(cached.programmes())
    if who.role != Role.EDITOR:
        return t("access.viewer")
    if not who.may(act, sorted(who.programme_ids)):
        return t("access.administrator_alone")
    own = ", ".join(names.get(one, one) for one in sorted(who.programme_ids))
    return t("access.own_programmes", programmes=own)


def rights_fault() -> KlaiBaanError | None:
    """Return what is wrong with the file of rights, for the page to say; None where nothing is."""
    try:
        if has_sign_in():
            Rights.read()
    except RightsError as error:
        return error
    return None
