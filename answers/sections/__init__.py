"""The parts of a report in words: the same cards and tables for the printed page and for the slides."""
