"""Deeper analysis: how evenly centres are spread, access where people share them, the curve, benchmarks."""
