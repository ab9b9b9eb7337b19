"""Controls and blocks that several pages share."""
