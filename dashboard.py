"""The front door: `streamlit run dashboard.py` serves the app; the script of every page is ui/script.py."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

from geodata.clock import allow_early_clock
from ui import published, readiness
from ui.addresses import OneSegmentAddresses, ServedAgain, StylePreload
from ui.memory import back_regularly, share_heaps
from ui.office import Doorkeeper, start_guarded
from ui.script_fault import say_fault
from ui.uploads import BoundedUploads, answer_always


@asynccontextmanager
async def lifespan(_: App) -> AsyncIterator[None]:
    """Make the first view ready, give memory back, leave no served file behind: Python's own farewell never comes."""
    readiness.begin()
    with back_regularly():
        yield
    published.folder().remove()


share_heaps()
allow_early_clock()
answer_always()
start_guarded()
app = App(
    Path(__file__).parent / "ui" / "script.py",
    lifespan=lifespan,
    on_script_error=say_fault,
    middleware=[
        Middleware(one) for one in (Doorkeeper, OneSegmentAddresses, ServedAgain, StylePreload, BoundedUploads)
    ],
)
