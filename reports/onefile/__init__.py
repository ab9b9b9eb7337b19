"""One HTML file that opens from a stick on any laptop: the map, its table, the search, and a sequence of views.

What it shows is computed here and carried as data; the scripts in ``assets`` only draw it, in the file and in the app.
"""
