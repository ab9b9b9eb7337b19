"""The user's own population grid in place of the even spread: installed, looked at, and put aside again."""

from analysis.field.grid.install import install_grid, restore_grid
from analysis.field.grid.record import GridRecord, grid_record

__all__ = ["GridRecord", "grid_record", "install_grid", "restore_grid"]
