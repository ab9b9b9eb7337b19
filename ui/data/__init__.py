"""The Data page: bring a list in, what was brought in, the quality of the data, and what to ask of whom."""
