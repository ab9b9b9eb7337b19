"""What a page of the app must never do in a browser: ask another host, or put an error on the console."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlparse

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError, WebSocket

INLINE = ("data", "blob", "about", "chrome-extension")
# The only errors that are not the app's: on a first visit to a page's address, Streamlit looks for its server below
# that address, is told 404, and then finds it at the root.
STREAMLIT_LOOKS_FOR = ("/_stcore/health", "/_stcore/host-config")


@dataclass
class Watch:
    """Everything wrong that happens in the pages of a browser context."""

    own_host: str
    hosts_meant: tuple[str, ...] = ()
    errors_meant: tuple[str, ...] = ()
    wrongs: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of the context, those opened later included."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("page", self._page)

    def _page(self, page: Page) -> None:
        page.on("websocket", self._socket)

    def _outside(self, url: str) -> bool:
        address = urlparse(url)
        return address.scheme not in INLINE and address.netloc != self.own_host

    def _request(self, request: Request) -> None:
        if self._outside(request.url) and urlparse(request.url).hostname not in self.hosts_meant:
            self.wrongs.append(f"a request to another host: {request.url}")

    def _socket(self, socket: WebSocket) -> None:
        if self._outside(socket.url):
            self.wrongs.append(f"a websocket to another host: {socket.url}")

    def _console(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        address = urlparse(where)
        looked_for = address.path.endswith(STREAMLIT_LOOKS_FOR) and "404" in message.text
        said = any(text in message.text for text in self.errors_meant)
        meant = said or looked_for or address.hostname in self.hosts_meant
        if message.type == "error" and not meant:
            self.wrongs.append(f"an error on the console: {message.text} ({where})")

    def _error(self, error: WebError) -> None:
        if not any(text in error.error.message for text in self.errors_meant):
            self.wrongs.append(f"an uncaught error: {error.error}")
