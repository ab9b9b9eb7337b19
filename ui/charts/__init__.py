"""Charts in Altair, drawn from the same frames as the maps."""
