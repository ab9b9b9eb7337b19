"""The front door: `streamlit run dashboard.py` serves the app; the script of every page is ui/script.py."""

from pathlib import Path

from starlette.middleware import Middleware
from streamlit.starlette import App

from ui.addresses import OneSegmentAddresses, StylePreload

app = App(
    Path(__file__).parent / "ui" / "script.py", middleware=[Middleware(OneSegmentAddresses), Middleware(StylePreload)]
)
