"""The quality of the data: what in the register needs a second look, and what it does to the figures."""
