"""What the person has chosen, kept in the URL so that a link reopens the same view.

The selection is one frozen value in the session. Widgets and the map change it in their callbacks, before the
script runs, so that one interaction is one run. Nonsense in a URL is left out and named in a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from analysis.ages import Age
from analysis.benchmark import BENCHMARKS
from analysis.centre_filter import CentreFilter
from analysis.measures import AREA_MEASURES
from geodata.areas import areas
from geodata.codes import BANGKOK_CODE, Level
from geodata.errors import KlaiBaanError
from registry.schema import Access, Basis, Precision, Status
from ui.gaps.params import Place, read_candidates, read_radius, read_weights, written
from ui.place.params import read_compared, read_place
from ui.text import LANGUAGES

CLAIM: Final = "claim"
GAPS: Final = "gaps"
MAP_LEVELS: Final = (Level.REGION, Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP)
YEARS: Final = (2400, 2643)
_LATE_S: Final = 1.5
VIEW: Final = "view"
"""The parameter that says where the map looks: written and read by the map's frame alone."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Everything a shared link carries. Tuples are sets of choices; an empty one means no restriction.

    mode is "gaps" for the areas not reached; radius is in km, 0 for the one that fits the area; weights are those of
    the rank, empty for the usual ones; at are places only thought of (longitude, latitude), put by clicks while whatif.
    benchmark names what the areas are held to. section is the part of the Data page that is open.
    place is the code asked about (six digits for a subdistrict); compare up to four areas, `with` in the address.
    """

    lang: str = "th"
    programme: tuple[str, ...] = ("relearning",)
    area: str = "TH"
    level: str = ""
    measure: str = "centre_count"
    chosen: str = ""
    scheme: str = "4"
    region: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    status: tuple[str, ...] = ("open",)
    access: tuple[str, ...] = ("public",)
    precision: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    from_year: int = 0
    to_year: int = 0
    year_unknown: str = "1"
    q: str = ""
    tiles: str = ""
    mode: str = ""
    radius: float = 0.0
    age: str = "all"
    weights: tuple[float, ...] = ()
    whatif: str = ""
    at: tuple[Place, ...] = ()
    place: str = ""
    compare: tuple[str, ...] = ()
    benchmark: str = ""
    section: str = "import"

    def centre_filter(self) -> CentreFilter:
        """Return the register's filter that this selection asks for."""
        return CentreFilter(
            programmes=self.programme,
            access=self.access,
            status=self.status,
            precision=self.precision,
            basis=self.basis,
            partners=self.partner,
            owners=self.owner,
            regions=self.region,
            provinces=self.province,
            districts=self.district,
            groups=self.group,
            opened_from_be=self.from_year or None,
            opened_to_be=self.to_year or None,
            include_year_unknown=self.year_unknown == "1",
            text=self.q,
        )

    def shown_age(self) -> Age:
        """Return the group of age looked at: only Bangkok's are known."""
        return Age(self.age) if is_bangkok(self.area) else Age.ALL

    def shown_level(self) -> Level:
        """Return the level of the map: the chosen one, or the one that fits the chosen area."""
        if self.level:
            return Level(self.level)
        return (
            Level.PROVINCE if self.area == "TH" else Level.DISTRICT if len(self.area) <= 2 else _region_level(self.area)
        )


def is_bangkok(area: str) -> bool:
    """Tell whether an area is Bangkok, one of its groups or one of its khet."""
    return area.startswith((BANGKOK_CODE, "BMA-"))


def _region_level(area: str) -> Level:
    if area.startswith("R"):
        return Level.PROVINCE
    return Level.DISTRICT


DEFAULT: Final = Selection()
_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "radius": read_radius,
    "weights": read_weights,
    "at": read_candidates,
    "place": read_place,
    "compare": read_compared,
}
_WRITTEN: Final = {"compare": "with"}
"""Names in the address, where they are others than here."""


def _codes(*levels: Level) -> frozenset[str]:
    return frozenset(code for level in levels for code in areas(level).index)


def _allowed(name: str, known: Mapping[str, Iterable[str]]) -> frozenset[str] | None:
    """Return the values a parameter may take, or None where any text will do."""
    fixed: dict[str, Iterable[str]] = {
        "lang": LANGUAGES,
        "level": MAP_LEVELS,
        "measure": (CLAIM, *AREA_MEASURES),
        "scheme": ("4", "6"),
        "status": Status,
        "access": Access,
        "precision": Precision,
        "basis": Basis,
        "year_unknown": ("0", "1"),
        "tiles": ("", "1"),
        "mode": ("", GAPS),
        "age": Age,
        "whatif": ("", "1"),
        "benchmark": ("", *BENCHMARKS),
        "section": ("import", "history", "quality", "requests"),
    }
    if name in fixed:
        return frozenset(str(value) for value in fixed[name])
    by_level = {
        "area": tuple(Level),
        "region": (Level.REGION, Level.REGION6),
        "province": (Level.PROVINCE,),
        "district": (Level.DISTRICT,),
        "group": (Level.BMA_GROUP,),
    }
    if name in by_level:
        return _codes(*by_level[name])
    return frozenset(known[name]) if name in known else None


def _parse(name: str, default: object, text: str, allowed: frozenset[str] | None) -> object:
    if name in _READERS:
        return _READERS[name](text)
    if isinstance(default, tuple):
        values = tuple(dict.fromkeys(value for value in text.split("|") if value))
        if name == "programme" and not values:
            raise ValueError(text)
        if allowed is not None and not set(values) <= allowed:
            raise ValueError(text)
        return values
    if isinstance(default, int):
        value = int(text)
        if value and not YEARS[0] <= value <= YEARS[1]:
            raise ValueError(text)
        return value
    if allowed is not None and text not in allowed:
        raise ValueError(text)
    return text[:200]


def parse(params: Mapping[str, str], known: Mapping[str, Iterable[str]]) -> tuple[Selection, tuple[str, ...]]:
    """Read a selection from URL parameters.

    `known` gives the values of parameters that the register decides (programme, partner, owner, chosen).
    Returns the selection and the parameters that made no sense, as "name=value".
    """
    values: dict[str, object] = {}
    refused: list[str] = []
    for field in fields(Selection):
        name = _WRITTEN.get(field.name, field.name)
        if name not in params:
            continue
        text = params[name]
        try:
            values[field.name] = _parse(field.name, field.default, text, _allowed(field.name, known))
        except (ValueError, KlaiBaanError):
            refused.append(f"{name}={text[:60]}")
    return replace(DEFAULT, **values), tuple(refused)  # type: ignore[arg-type]


def to_params(selection: Selection) -> dict[str, str]:
    """Return the URL parameters of a selection: only what differs from the defaults."""
    params: dict[str, str] = {}
    for field in fields(Selection):
        value = getattr(selection, field.name)
        if value != field.default:
            params[_WRITTEN.get(field.name, field.name)] = written(value)
    return params


def current() -> Selection:
    """Return the selection of this session."""
    return st.session_state.get("selection", DEFAULT)


def page() -> str:
    """Return the page that is looked at, by the last part of its address; "" where none is known."""
    return str(st.session_state.get("written_at", "")).rpartition("/")[2]


def update(**changes: object) -> None:
    """Change the selection; to be called from a callback, before the script runs."""
    st.session_state["touched"] = True
    st.session_state["selection"] = replace(current(), **changes)  # type: ignore[arg-type]


def read_url(known: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Take up the URL where it says something new (first visit, shared link, browser's back button).

    A page change arrives without parameters and keeps the session's selection.
    Returns the parameters that made no sense.
    """
    params = st.query_params.to_dict()
    view = params.pop(VIEW, "")
    written = st.session_state.get("written_params")
    here = urlsplit(st.context.url or "").path
    moved = st.session_state.get("written_at") != here
    st.session_state["written_at"] = here
    # A click may come with the address of the moment before: what was clicked in this run is the newer choice.
    touched = st.session_state.pop("touched", False)
    if touched or params == written or (moved and not params) or _is_late(params):
        return ()
    st.session_state["view"] = (view_of_link()[0] + 1, view)
    selection, refused = parse(params, known)
    st.session_state["selection"] = selection if params else replace(selection, lang=current().lang)
    return refused


def _is_late(params: Mapping[str, str]) -> bool:
    """Tell whether these are the parameters of the moment before: a browser that has not heard of the newer ones yet.

    Someone who goes back does so later than that.
    """
    before, since = st.session_state.get("written_before", (None, 0.0))
    return params == before and monotonic() - since < _LATE_S


def view_of_link() -> tuple[int, str]:
    """Return how many addresses were taken up, and the view of the last, "latitude,longitude,zoom" or ""."""
    return st.session_state.get("view", (0, ""))


def write_url() -> None:
    """Put the selection into the URL, when it is not there yet; where the map looks its own frame writes there."""
    params = to_params(current())
    written = st.session_state.get("written_params")
    if written is not None and written != params:
        st.session_state["written_before"] = (written, monotonic())
    if {name: text for name, text in st.query_params.to_dict().items() if name != VIEW} != params:
        st.query_params.from_dict(params)
    st.session_state["written_params"] = params
