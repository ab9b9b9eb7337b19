"""The views of a sequence as slides, by the page that each is of; one that cannot be shown any more says so."""
