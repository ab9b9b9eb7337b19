"""Where things are: administrative codes, boundary layers, assignment of points to areas, distance.

This room stands at the bottom of the house: it imports nothing from the rooms above it, and all of it
runs without a screen (``python -m geodata --help``).
"""
