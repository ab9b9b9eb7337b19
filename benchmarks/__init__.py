"""Measurements of the app against fair baselines, in one run."""
