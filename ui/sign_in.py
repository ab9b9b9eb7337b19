"""Who sits before the screen, by the sign-in of an OpenID Connect provider that secrets.toml names."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from geodata.paths import home_dir

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_S: Final = 12 * 3600
"""How long a sign-in lasts, in seconds: a working day. Streamlit's cookie alone would last 30 days."""
_LOCK: Final = threading.Lock()
_ended_here: Final[set[str]] = set()


@dataclass(frozen=True)
class Person:
    """Somebody who signed in: the name that the provider gives, and their address, "" unless it is verified."""

    name: str
    address: str


def has_sign_in() -> bool:
    """Return whether a provider of sign-in is configured: the section [auth] of secrets.toml."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))


def providers() -> list[str]:
    """Return the providers to choose from, as `st.login` takes them: "" is the only one, of [auth] itself."""
    section = st.secrets.get("auth", {}) if has_sign_in() else {}
    if "client_id" in section:
        return [""]
    return [name for name, value in section.items() if hasattr(value, "keys") and "client_id" in value]


def person() -> Person | None:
    """Return who signed in in the running session, None where nobody did, or where it has ended since."""
    claims = _claims()
    if claims is None or _sign_in_id(claims) in _ended():
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


def _file() -> Path:
    return home_dir() / "ended-sign-ins.txt"


def _ended() -> set[str]:
    """Return the sign-ins that were ended: here, or by another process of the same home folder."""
    try:
        lines = _file().read_text(encoding="ascii", errors="ignore").split("\n")
    except OSError:
        lines = []
    return _ended_here | {line.partition(" ")[0] for line in lines}


def _end(sign_in_id: str) -> None:
    """Keep that a sign-in has ended for as long as it could have lasted."""
    with _LOCK:
        _ended_here.add(sign_in_id)
        try:
            before = _file().read_text(encoding="ascii", errors="ignore").split("\n") if _file().exists() else []
            lasting = [line for line in before if _seconds(line) > time.time() - LONGEST_S]
            _file().parent.mkdir(parents=True, exist_ok=True)
            _file().write_text("\n".join([*lasting, f"{sign_in_id} {int(time.time())}"]), encoding="ascii")
        except OSError:  # where the home cannot be written it is ended in this process
            return


def _seconds(line: str) -> int:
    text = line.partition(" ")[2]
    return int(text) if text.isdigit() else 0
