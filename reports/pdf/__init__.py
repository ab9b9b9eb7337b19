"""The printed page: the report, and the brief of one page for an area, set by typst."""
