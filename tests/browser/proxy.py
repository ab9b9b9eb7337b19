"""The proxy of deploy/nginx.conf in front of processes on this machine."""

from __future__ import annotations

import datetime as dt
import shutil
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.serving import REPOSITORY, free_port

DEPLOY = REPOSITORY / "deploy"
_MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    log_format route '$upstream_addr $status $request_uri';
    access_log {folder}/access.log route;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include site.conf;
}}
"""


def nginx() -> str | None:
    """Return the program, which stands in a folder of the administrator's."""
    return shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")


def write_certificate(folder: Path) -> None:
    """Write a certificate for localhost that its own key signs."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1)).sign(key, hashes.SHA256())
    )  # fmt: skip
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    folder.mkdir()
    (folder / "privkey.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


@contextmanager
def serving_proxy(folder: Path, urls: list[str], *, port: int) -> Iterator[tuple[str, str]]:
    """Serve processes as deploy/nginx.conf says, TLS on a port; yield the addresses of TLS and of plain HTTP."""
    secure, plain = port, free_port()
    write_certificate(folder / "tls")
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for usual, here in (
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
    ):
        assert usual in site
        site = site.replace(usual, here)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    servers = [f"server {urlsplit(url).netloc} max_fails=2 fail_timeout=10s;" for url in urls]
    (folder / "klaibaan-upstream.conf").write_text("\n".join(servers), encoding="utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder), encoding="utf-8")
    program = nginx()
    assert program is not None
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    process = subprocess.Popen(command)
    try:
        while not (folder / "nginx.pid").exists() and process.poll() is None:
            pass
        assert process.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
        yield f"https://127.0.0.1:{secure}", f"http://127.0.0.1:{plain}"
    finally:
        process.terminate()
        process.wait()


def route_cookie(folder: Path, secure: str, upstream: str) -> dict[str, str]:
    """Return the cookie of a viewer whom the proxy hands to a process."""
    for number in range(1000):
        request = urllib.request.Request(f"{secure}/_stcore/health", headers={"Cookie": f"klaibaan_route={number}"})
        with urllib.request.urlopen(request, context=ssl._create_unverified_context()):  # noqa: S323 - it is here
            pass
        if upstream_of(folder, "/_stcore/health") == upstream:
            return {"name": "klaibaan_route", "value": str(number), "url": secure}
    raise LookupError(upstream)


def upstream_of(folder: Path, path: str) -> str:
    """Return the address of the process that answered the last request for a path."""
    lines = (folder / "access.log").read_text(encoding="utf-8").splitlines()
    return next(line.split()[0].rstrip(",") for line in reversed(lines) if line.split()[2].startswith(path))
