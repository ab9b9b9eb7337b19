"""Scenarios: centres opened and closed, under a name; saved, reopened, compared, shared, exported."""
