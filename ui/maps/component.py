"""A map on the page, of a model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from answers.mapping.model import MapModel
from ui.maps.host import host_state
from ui.maps.mount import mount


def draw_map(
    model: MapModel,
    *,
    name: str,
    on_event: Callable[[dict[str, Any]], None],
    look: str = "",
    link: tuple[int, str] | None = None,
    group: str = "",
    tiles: bool = False,
    placing: tuple[str, str] | None = None,
    refusals: int = 0,
) -> None:
    """Draw a map and call `on_event` with each click, before the script runs again.

    An event is a dict with kind "area" (code), "centre" (ids, nearest first) or "outside", and longitude and latitude
    in degrees; where sites are placed, also "pin" (clicked) and "pin_moved" (dragged there), each with the position of
    the site. The other parameters are those of `ui.maps.host.host_state`.
    """
    state = host_state(model, look=look, link=link, group=group, tiles=tiles, placing=placing, refusals=refusals)
    mount(state, name=name, on_event=on_event)
