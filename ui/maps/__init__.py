"""The maps: what the browser fetches once, and the state handed over per change."""
