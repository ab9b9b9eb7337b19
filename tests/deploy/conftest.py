"""What the tests of the deployment share with those of the register and of the browser."""

from __future__ import annotations

from tests.browser.conftest import browser
from tests.registry.conftest import server

__all__ = ["browser", "server"]
