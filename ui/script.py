"""What Streamlit runs for every page and every change."""

from ui.frame import main

main()
