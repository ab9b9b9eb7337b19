"""Names of places in any usual spelling, Thai or English, to the codes they are meant by.

`find_places` forgives, for a person who searches; `resolve` is strict, for rows of a file. Both read
geothai's tables of 77 provinces, 928 districts and 7,436 subdistricts and the areas that were abolished.
"""

from __future__ import annotations

from geodata.gazetteer.find import find_places
from geodata.gazetteer.names import codes_named
from geodata.gazetteer.places import Kind, Place, parents, place
from geodata.gazetteer.resolve import Resolution, resolve

__all__ = ["Kind", "Place", "Resolution", "codes_named", "find_places", "parents", "place", "resolve"]
