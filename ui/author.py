"""Who the person at the screen is to the register."""

from __future__ import annotations

from registry.author import Author, local_administrator


def author() -> Author:
    """Return who writes from this session: whoever runs the app, who may do everything."""
    return local_administrator()
