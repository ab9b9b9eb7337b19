"""The blocks of the Map page: its map and what a click means, several programmes beside each other, an area's panel."""
