"""The blocks of the Bangkok page."""
