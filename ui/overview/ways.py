"""The ways on from the overview: to a programme's map, and to the requests for what is missing."""

from __future__ import annotations

from answers.question import GAPS, Question
from ui import links, selection


def show_on_map(programme_id: str) -> None:
    """Open the map of a programme with the usual filter, in the part of the country that it is meant for."""
    usual = Question()
    selection.update(
        programme=(programme_id,), mode="", chosen="", look="", level=None, measure=usual.measure, radius=usual.radius
    )
    links.go_next("map")


def show_gaps(programme_id: str) -> None:
    """Open the areas that a programme does not reach."""
    selection.update(programme=(programme_id,), mode=GAPS, chosen="", look="", level=None)
    links.go_next("map")


def show_figures(programme_id: str) -> None:
    """Open the page of a programme, where its figures stand with their sources."""
    selection.update(programme=(programme_id,))
    links.go_next("programmes")


def show_requests() -> None:
    """Open the requests to the owners of programmes."""
    selection.update(section="requests")
    links.go_next("data")
