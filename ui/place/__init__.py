"""Ask for a place: the search box and the one-page answer."""
