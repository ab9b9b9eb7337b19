"""The page of sites: the search for the best ones, what-if on the map, and scenarios."""
