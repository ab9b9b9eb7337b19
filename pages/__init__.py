"""One thin file a page: read the selection, ask, draw."""
