"""What it means: people, filters, claims, measures, headlines and conflicts.

Pure functions over tables: nothing here reads the register by itself but the command line
(``python -m analysis --help``).
"""
