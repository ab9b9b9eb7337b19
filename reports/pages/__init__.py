"""Templates of printed pages, in typst: see `reports.press`."""
