"""A provider of sign-in (OpenID Connect) on this machine: people are chosen from a list, without a password."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser.serving import free_port

CLIENT_ID, CLIENT_SECRET = "klai-baan", "secret-of-the-client"
PEOPLE: dict[str, dict[str, Any]] = {
    "viewer": {"name": "มาลี อ่านดี", "email": "malee@office.example", "email_verified": True},
    "editor": {"name": "นก **แก้ไข** [x](http://a.example)", "email": "Nok@Office.Example", "email_verified": True},
    "administrator": {"name": "สุดา ดูแล", "email": "suda@office.example", "email_verified": True},
    "yesterday": {
        "name": "วาน",
        "email": "suda@office.example",
        "email_verified": True,
        "iat": int(time.time()) - 13 * 3600,
    },
    "unverified": {"name": "สุดา ปลอม", "email": "suda@office.example", "email_verified": False},
}
RIGHTS = """
contact = "กลุ่มงานข้อมูล โทร. 02 000 0000"
administrators = ["suda@office.example"]

[editors]
"nok@office.example" = ["book-house"]
"""


@dataclass
class Provider:
    """What a running provider knows: the codes and tokens that it gave, by whom they are for."""

    url: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, parameters={"kid": "one"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    signed_out: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        """Return the provider as an ASGI app."""
        routes = {
            "/.well-known/openid-configuration": self._configuration,
            "/authorize": self._authorize,
            "/jwks": self._jwks,
            "/userinfo": self._userinfo,
            "/sign-out": self._sign_out,
        }
        return Starlette(
            routes=[*(Route(path, one) for path, one in routes.items()), Route("/token", self._token, methods=["POST"])]
        )

    async def _configuration(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "end_session_endpoint": f"{self.url}/sign-out",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        who = asked.pop("who", "")
        if who not in PEOPLE:
            links = "".join(
                f'<p><a id="{one}" href="?{html.escape(urlencode({**asked, "who": one}))}">{one}</a></p>'
                for one in PEOPLE
            )
            return HTMLResponse(f'<!doctype html><link rel="icon" href="data:,">{links}')
        code = secrets.token_urlsafe()
        self.codes[code] = {**asked, "who": who}
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")

    async def _token(self, request: Request) -> Response:
        given = dict(parse_qsl((await request.body()).decode()))
        basic = request.headers.get("authorization", "").partition(" ")[2]
        if base64.b64decode(basic).decode() != f"{CLIENT_ID}:{CLIENT_SECRET}":
            return JSONResponse({"error": "invalid_client"}, status_code=401)
        code = self.codes.pop(given.get("code", ""), None)
        verifier = given.get("code_verifier", "").encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
        if code is None or code.get("code_challenge") != challenge:
            return JSONResponse({"error": "invalid_grant"}, status_code=400)
        token = secrets.token_urlsafe()
        self.tokens[token] = code["who"]
        claims = {
            "iss": self.url, "aud": CLIENT_ID, "sub": code["who"], "nonce": code["nonce"],
            "iat": int(time.time()), "exp": int(time.time()) + 600, **PEOPLE[code["who"]],
        }  # fmt: skip
        id_token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        return JSONResponse({"access_token": token, "token_type": "Bearer", "expires_in": 600, "id_token": id_token})

    async def _jwks(self, _: Request) -> Response:
        return JSONResponse({"keys": [{**self.key.as_dict(private=False), "use": "sig", "alg": "RS256"}]})

    async def _userinfo(self, request: Request) -> Response:
        who = self.tokens[request.headers["authorization"].partition(" ")[2]]
        return JSONResponse({"sub": who, **PEOPLE[who]})

    async def _sign_out(self, request: Request) -> Response:
        self.signed_out.append(request.query_params["client_id"])
        return RedirectResponse(request.query_params["post_logout_redirect_uri"])


@contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider of sign-in on a free port of this machine."""
    port = free_port()
    made = Provider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(
        uvicorn.Config(made.app(), host="127.0.0.1", port=port, log_level="warning", ws="none", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.should_exit = True
        thread.join(10)


def office_environment(folder: Path, one: Provider, *, url: str, rights: str = RIGHTS) -> Mapping[str, str]:
    """Write secrets and rights for an app at an address; return the environment that lets it find them."""
    user, home = folder / "user", folder / "home"
    (user / ".streamlit").mkdir(parents=True, exist_ok=True)
    home.mkdir(exist_ok=True)
    section = {
        "redirect_uri": f"{url}/oauth2callback",
        "cookie_secret": secrets.token_urlsafe(32),
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "server_metadata_url": f"{one.url}/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in section.items()]
    (user / ".streamlit" / "secrets.toml").write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
    (home / "rights.toml").write_text(rights, encoding="utf-8")
    return {"HOME": str(user), "KLAIBAAN_HOME": str(home), "KLAIBAAN_OFFICE": "1"}
