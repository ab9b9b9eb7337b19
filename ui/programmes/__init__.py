"""The blocks of the programmes page."""
