"""Text cells on their way out and back, as `geodata.cells` says."""

from geodata.cells import neutral, restored

__all__ = ["neutral", "restored"]
