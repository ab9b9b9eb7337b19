"""Which colours may stand on a slide: those of its template's theme where they can be read there, else our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
DARK_INK, LIGHT_INK, PAPER = "1D2A30", "FFFFFF", "FFFFFF"
READABLE, LARGE = 4.5, 3.0
"""The contrast that words need, and large ones (WCAG 2.2, 1.4.3)."""
_MAPPED: Final = ("bg1", "tx1", "bg2", "tx2")
_MAP: Final = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of words and lines on one layout.

    A colour is the name of one of the theme's ("tx1") or "RRGGBB". ground is the ground behind them, as RRGGBB;
    resolved gives RRGGBB for every name.
    """

    ground: str
    ink: str
    grey: str
    accent: str
    rule: str
    tint: str
    resolved: dict[str, str]

    def rgb(self, colour: str) -> str:
        """Return a colour as RRGGBB."""
        return self.resolved.get(colour, colour)

    @property
    def is_dark(self) -> bool:
        """Whether light words stand on this ground."""
        return luminance(self.ground) < luminance(self.rgb(self.ink))


def inks_of(layout: Any) -> Inks:  # noqa: ANN401 - python-pptx has no types
    """Return the colours for a layout of a presentation."""
    theme, mapping = _theme(layout.slide_master), _mapping(layout)
    resolved = {name: theme[mapping[name]] for name in _MAPPED} | theme
    ground = _ground(layout, resolved) or resolved["bg1"]
    ink = next((one for one in ("tx1", "bg1") if contrast(resolved[one], ground) >= READABLE), "")
    ink = ink or max((DARK_INK, LIGHT_INK), key=lambda one: contrast(one, ground))
    ink_rgb = resolved.get(ink, ink)

    def first(*names: str) -> str:
        readable = (name for name in names if contrast(resolved[name], ground) >= READABLE)
        return next(readable, ink)

    return Inks(
        ground=ground,
        ink=ink,
        grey=first("tx2"),
        accent=first("accent1", "accent2"),
        rule=mixed(ground, ink_rgb, 0.22),
        tint=mixed(ground, ink_rgb, 0.05),
        resolved=resolved,
    )


def title_ink(layout: Any, inks: Inks) -> str | None:  # noqa: ANN401
    """Return a colour for a title whose own could not be read on its ground; None where the template's own can."""
    master = layout.slide_master.element
    style = master.find(f"{{{_P}}}txStyles/{{{_P}}}titleStyle/{{{_A}}}lvl1pPr/{{{_A}}}defRPr")
    own = _fill_colour(style, inks.resolved) if style is not None else None
    for holder in layout.placeholders:
        if "TITLE" in str(holder.placeholder_format.type):
            level = holder.element.find(f".//{{{_A}}}lstStyle/{{{_A}}}lvl1pPr/{{{_A}}}defRPr")
            own = (_fill_colour(level, inks.resolved) if level is not None else None) or own
    return None if contrast(own or inks.resolved["tx1"], inks.ground) >= LARGE else inks.ink


def luminance(colour: str) -> float:
    """Return the relative luminance (0–1) of RRGGBB, as WCAG defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast (1–21) between two colours.

    Examples
    --------
    >>> contrast("000000", "FFFFFF")
    21.0

    """
    low, high = sorted((luminance(one), luminance(other)))
    return round((high + 0.05) / (low + 0.05), 2)


def mixed(one: str, other: str, part: float) -> str:
    """Return a colour with some part (0–1) of another in it."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(first + (second - first) * part):02X}" for first, second in pairs)


def _theme(master: Any) -> dict[str, str]:  # noqa: ANN401
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    scheme = etree.fromstring(part.blob).find(f".//{{{_A}}}clrScheme")
    colours = {"lt1": PAPER, "lt2": PAPER, "dk1": DARK_INK, "dk2": DARK_INK}
    for slot in scheme if scheme is not None else ():
        value = next(iter(slot), None)
        if value is not None:
            colours[etree.QName(slot).localname] = str(value.get("lastClr") or value.get("val") or DARK_INK).upper()
    accents = {f"accent{number}": DARK_INK for number in range(1, 7)}
    return accents | colours


def _mapping(layout: Any) -> dict[str, str]:  # noqa: ANN401
    """Return which colour of the theme each name stands for, as the master says or the layout overrides."""
    override = layout.element.find(f"{{{_P}}}clrMapOvr/{{{_A}}}overrideClrMapping")
    own = override if override is not None else layout.slide_master.element.find(f"{{{_P}}}clrMap")
    return {name: own.get(name, usual) if own is not None else usual for name, usual in _MAP.items()}


def _ground(layout: Any, resolved: dict[str, str]) -> str | None:  # noqa: ANN401
    for element in (layout.element, layout.slide_master.element):
        ground = element.find(f"{{{_P}}}cSld/{{{_P}}}bg")
        if ground is None:
            continue
        colours = list(_colours(ground, resolved))
        if colours:
            return _middle(colours)
    return None


def _colours(element: Any, resolved: dict[str, str]) -> Iterator[str]:  # noqa: ANN401
    for one in element.iter(f"{{{_A}}}srgbClr", f"{{{_A}}}schemeClr", f"{{{_A}}}sysClr"):
        value = str(one.get("lastClr") or one.get("val"))
        colour = resolved.get(value, value)
        if len(colour) == 6:
            yield _shaded(colour.upper(), one)


def _shaded(colour: str, element: Any) -> str:  # noqa: ANN401
    """Return a colour with the share of its brightness that lumMod and lumOff leave and add."""
    shares = {
        etree.QName(child).localname: int(child.get("val", "100000")) / 100_000
        for child in element
        if etree.QName(child).localname in ("lumMod", "lumOff", "shade", "tint")
    }
    keep = shares.get("lumMod", 1.0) * shares.get("shade", 1.0)
    colour = mixed("000000", colour, min(keep, 1.0))
    return mixed(colour, "FFFFFF", shares["lumOff"]) if "lumOff" in shares else colour


def _middle(colours: list[str]) -> str:
    """Return the mean of the colours of a gradient."""
    sums = (sum(int(one[at : at + 2], 16) for one in colours) / len(colours) for at in (0, 2, 4))
    return "".join(f"{round(part):02X}" for part in sums)


def _fill_colour(properties: Any, resolved: dict[str, str]) -> str | None:  # noqa: ANN401
    fill = properties.find(f"{{{_A}}}solidFill")
    return next(_colours(fill, resolved), None) if fill is not None else None
