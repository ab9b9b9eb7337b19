"""Who sits before the screen, by their sign-in; its end holds in every process that shares the register."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import dataclass
from typing import Final

import streamlit as st

from geodata.task import once_a_task
from registry.errors import RegisterError
from ui import cached
from ui.provider import has_sign_in

LONGEST_S: Final = 12 * 3600
"""How long a sign-in lasts, in seconds: a working day. Streamlit's cookie alone would last 30 days."""
_ended_here: Final[dict[str, int]] = {}
"""When a sign-in was ended by this process, in seconds since 1970."""
_waiting: Final[set[str]] = set()
"""Which of them the register could not take yet."""


@dataclass(frozen=True)
class Person:
    """Somebody who signed in: the name that the provider gives, and their address, "" unless it is verified."""

    name: str
    address: str


def person() -> Person | None:
    """Return who signed in in the running session, None where nobody did, or where it has ended since."""
    claims = _claims()
    if claims is None or _is_ended(_sign_in_id(claims)):
        return None
    is_verified = claims.get("email_verified") in {True, "true"}
    address = str(claims.get("email") or "") if is_verified else ""
    return Person(name=str(claims.get("name") or claims.get("preferred_username") or ""), address=address)


def subject() -> str:
    """Return what tells the person of the running session from every other, even once they are out; "" for nobody."""
    claims = dict(st.user) if has_sign_in() else {}
    if not claims.get("is_logged_in"):
        return ""
    return hashlib.sha256(json.dumps([claims.get("iss"), claims.get("sub")], default=str).encode()).hexdigest()


def sign_in(provider: str = "") -> None:
    """Lead the browser to a provider; to be called from a callback."""
    st.login(provider or None)


def sign_out() -> None:
    """End the session's sign-in, in every tab and for every copy of its cookie; to be called from a callback."""
    claims = _claims()
    if claims is not None:
        _end(_sign_in_id(claims))
    st.logout()


def _claims() -> dict[str, object] | None:
    """Return what the provider said of the person, None where nobody signed in within `LONGEST_S`."""
    if not has_sign_in() or st.user.get("is_logged_in") is not True:
        return None
    claims: dict[str, object] = dict(st.user)
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or time.time() - issued > LONGEST_S:
        return None
    return claims


def _sign_in_id(claims: dict[str, object]) -> str:
    """Return what tells one sign-in from every other; it does not tell who signed in."""
    parts = [claims.get(name) for name in ("iss", "sub", "iat", "nonce", "sid")]
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()


@once_a_task
def _is_ended(sign_in_id: str) -> bool:
    """Return whether a sign-in was ended here, or by another process that shares the register.

    While the register cannot be asked it counts: nothing can be written to it then either.
    """
    if sign_in_id in _ended_here:
        return True
    try:
        is_ended = cached.register().sign_outs.has(sign_in_id)
    except RegisterError:
        return False
    _hand_over()
    return is_ended


def _end(sign_in_id: str) -> None:
    """Keep that a sign-in has ended for as long as it could have lasted."""
    _ended_here[sign_in_id] = int(time.time())
    _waiting.add(sign_in_id)
    _hand_over()


def _hand_over() -> None:
    """Give the register the sign-outs it could not take yet; it passes them to every other process."""
    earliest = int(time.time()) - LONGEST_S
    for sign_in_id in list(_waiting):
        try:
            cached.register().sign_outs.add(sign_in_id, at=_ended_here[sign_in_id], earliest=earliest)
        except RegisterError:
            return
        if not cached.register_faults():  # it was the register itself, none in memory
            _waiting.discard(sign_in_id)
