"""One map of a question, ready to be drawn: every painter draws this and decides nothing.

The same value goes to the Leaflet layer of the app, the one HTML file, the SVG of pictures and pages, and the slides.
Its JSON is the contract with the painter in `answers/mapping/assets`: the names there are the names here.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.codes import Level


@dataclass(frozen=True, slots=True)
class Look:
    """How an area of a class is filled: colour, opacity (0–1), and the colour and kind of a pattern over it, or ""."""

    colour: str
    opacity: float = 1.0
    hatch: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Swatch:
    """What stands before a line of a legend: an area of a class, a mark, the ring of a radius, a pin, or a strike."""

    area_class: str = ""
    programme: str = ""
    precision: str = ""
    derived: bool = False
    ring: bool = False
    pin: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of a legend."""

    swatch: Swatch
    label: str


@dataclass(frozen=True, slots=True)
class LegendBlock:
    """Lines of a legend under a title, and what must be said beside them."""

    title: str
    entries: tuple[LegendEntry, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What fills the areas (None where nothing does), and what the marks mean."""

    areas: LegendBlock | None
    marks: tuple[LegendBlock, ...] = ()

    @property
    def blocks(self) -> tuple[LegendBlock, ...]:
        """Return all blocks in their order."""
        return (*([self.areas] if self.areas else []), *self.marks)


@dataclass(frozen=True, slots=True)
class Mark:
    """A centre on the map: degrees, WGS 84.

    Where its point is not known, longitude and latitude are those of a point inside the smallest area it is known to,
    as `precision` says. Several may have the same: then a painter opens them like a sunflower around it, in their
    order. `planned` ones count nowhere.
    """

    centre_id: str
    name: str
    programme: str
    precision: str
    longitude: float
    latitude: float
    derived: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Rings:
    """The circles of a catchment radius (km) around the centres that distances are taken to, and around the pins.

    places has longitude and latitude in degrees (WGS 84). Circles of centres are one shape: where they overlap there is
    no line and no darker ground.
    """

    radius_km: float
    places: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Pin:
    """A hypothetical site: its number on the map, and its place in degrees (WGS 84)."""

    label: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Extent:
    """What a map is of: the area's code and level, and its bounds in degrees (west, south, east, north)."""

    code: str
    level: Level
    bounds: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapModel:
    """A map of one question in one language.

    level
        The level of the areas drawn.
    codes
        The ``admin_code`` of every area of the level, in ascending order.
    classes
        One character an area, in the order of codes: a key of `answers.mapping.looks.looks`; "." where it is not
        looked at.
    values
        What is reported of each area, as text with its unit; "" where no value is reported.
    statements
        The claim, the standing to a benchmark or the status of each class character that occurs, in words; a class of
        values has none. What is said of an area is its value after `measure`, and its remark or else the statement of
        its class, as far as it has them.
    remarks
        Why nothing more certain is said of an area, in words, in the order of codes; "" for most.
    legend, rings, pins, marks, closed
        What else is drawn, marks in the order in which they are drawn; closed are the centres struck
        out; rings is None where nothing depends on a radius.
    borders
        The level whose borders stand out over the areas.
    names
        The areas to be named, the most important first: a painter names those that have room. A name has room where it
        covers neither a mark nor a name before it, and is at most `name_stretch` times as wide as its area; 0 where
        any width will do, since few are to be named.
    chosen
        The ``admin_code`` (of any level) or centre_id that is drawn with the accent, or "".
    extent
        What the map is of.
    title, subtitle
        What the map is headed: the measure, level and area; and the set of programmes.
    measure
        The measure's name, before which a value is told.
    description
        The map in a few sentences, for those who do not see it.
    message
        What is said over the map where it has nothing to show, or "".

    Notes
    -----
        What limits what the map says, a sentence each.
    """

    lang: str
    level: Level
    codes: tuple[str, ...]
    classes: str
    values: tuple[str, ...]
    statements: dict[str, str]
    remarks: tuple[str, ...]
    legend: Legend
    marks: tuple[Mark, ...]
    borders: Level
    names: tuple[str, ...]
    extent: Extent
    title: str
    subtitle: str
    measure: str
    description: str
    name_stretch: float = 0.0
    rings: Rings | None = None
    pins: tuple[Pin, ...] = ()
    closed: tuple[str, ...] = ()
    chosen: str = ""
    message: str = ""
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the model as plain JSON values, by the names of its fields; levels are their texts."""
        return asdict(self)
