"""The maps: what the browser fetches once, the state handed over per change, and what a click means."""
