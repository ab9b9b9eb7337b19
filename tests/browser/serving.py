"""The app in a process of its own, as a person starts it, with a register of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
STARTS_WITHIN_S = 90


def free_port() -> int:
    """Return a port of this machine that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _died_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def _wait_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while not _healthy(url):
        if _died_within(process, 0.2) or time.monotonic() > deadline:
            message = f"the app did not start (exit code {process.poll()}); its log:\n{log.read_text(encoding='utf-8')}"
            raise RuntimeError(message)


@contextmanager
def serving(
    folder: Path, *, environment: Mapping[str, str] | None = None, script: str = "dashboard.py", port: int = 0
) -> Iterator[str]:
    """Serve the app on a free port of this machine and yield its address, without a slash at the end.

    `folder` takes its log and, unless `environment` names another KLAIBAAN_HOME, its register.
    """
    with serving_process(folder, environment=environment, script=script, port=port) as (url, _):
        yield url


@contextmanager
def serving_process(
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    script: str = "dashboard.py",
    cwd: Path = REPOSITORY,
    port: int = 0,
) -> Iterator[tuple[str, int]]:
    """Serve as `serving` does, and yield the address and the number of the process; `cwd` is where it runs."""
    url = f"http://127.0.0.1:{(port := port or free_port())}"
    home = {"KLAIBAAN_HOME": str(folder / "home"), "PYTHONUNBUFFERED": "1", **(environment or {})}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(REPOSITORY / script),
        f"--server.port={port}",
        "--server.address=127.0.0.1",
        "--server.headless=true",
        "--server.showEmailPrompt=false",
        "--browser.gatherUsageStats=false",
    ]
    log = folder / "streamlit.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **home}, stdout=out, stderr=out)
        try:
            _wait_healthy(process, url, log)
            yield url, process.pid
            if process.poll() is not None:
                message = f"the app died (exit code {process.returncode}); its log:\n{log.read_text(encoding='utf-8')}"
                raise RuntimeError(message)
        finally:
            process.terminate()
            if not _died_within(process, 10):
                process.kill()
                process.wait()
