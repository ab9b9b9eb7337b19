"""Who may reach the app: this computer alone, or the network in office mode, which is switched on deliberately."""

from __future__ import annotations

import os
import sys
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from streamlit import config

from ui.provider import has_sign_in
from ui.text import LANGUAGES, text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_SETTING: Final = "KLAIBAAN_OFFICE"
_HANDED_ON: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers that a proxy adds: what carries one comes from elsewhere, whoever hands it on."""


def office_mode() -> bool:
    """Return whether others on the network may reach the app: KLAIBAAN_OFFICE is 1, true, yes or on."""
    return os.environ.get(_SETTING, "").strip().lower() in {"1", "true", "yes", "on"}


def start_guarded() -> None:
    """Refuse to start where the network would reach the app without office mode; in it say who may do what.

    Raises
    ------
    SystemExit
        The server's address is another than this computer's own; the sentence says what to do.

    """
    address = str(config.get_option("server.address") or "")
    if office_mode():
        words = text("office.start_sign_in" if has_sign_in() else "office.start_open", lang="en")
        sys.stderr.writelines(["\n  ", words, "\n\n"])
    elif not is_this_computer(address):
        raise SystemExit(text("office.refuse_start", lang="en", address=address or "0.0.0.0"))  # noqa: S104


def is_this_computer(host: str) -> bool:
    """Return whether a name or number of a host means this computer and no other.

    Examples
    --------
    >>> [is_this_computer(host) for host in ("localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1")]
    [True, True, True, True]
    >>> [is_this_computer(host) for host in ("", "0.0.0.0", "office.example", "localhost.example", "192.168.1.2")]
    [False, False, False, False, False]

    """
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        number: IPv4Address | IPv6Address = ip_address(host)
    except ValueError:
        return False
    return (getattr(number, "ipv4_mapped", None) or number).is_loopback


class Doorkeeper:
    """Middleware that lets in this computer alone, or the network in office mode, and pages of ours alone.

    A request from another computer, by another name than this computer's, or handed on by a proxy gets a sentence that
    names office mode: without it everybody is the administrator. One that a page of another host makes is refused in
    both modes; Streamlit would ask an address outside for the number of this computer first.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an ASGI app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request that may come in; answer any other with a sentence."""
        reason = _refusal(scope) if scope["type"] in {"http", "websocket"} else ""
        if not reason:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            words = "\n\n".join(text(f"office.{reason}", lang=lang) for lang in LANGUAGES)
            await PlainTextResponse(words, status_code=403)(scope, receive, send)


def _refusal(scope: Scope) -> str:
    """Return why a request may not come in, as the name of a sentence, or ""."""
    headers = Headers(scope=scope)
    if not office_mode() and not _is_local(scope, headers):
        return "refuse_network"
    return "" if _is_ours(headers) else "refuse_origin"


def _is_local(scope: Scope, headers: Headers) -> bool:
    client = scope.get("client")
    if client is None or any(name in headers for name in _HANDED_ON):
        return False
    return is_this_computer(client[0]) and is_this_computer(_host_name(headers.get("host", "")))


def _host_name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_ours(headers: Headers) -> bool:
    """Return whether a page of this server asks, or whoever names no page."""
    origin = headers.get("origin")
    if origin is None or origin in config.get_option("server.corsAllowedOrigins"):
        return True
    return origin.partition("://")[2].lower() == headers.get("host", "").lower()
