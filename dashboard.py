"""The front door: `streamlit run dashboard.py` opens the whole app from here."""

from ui.frame import main

main()
