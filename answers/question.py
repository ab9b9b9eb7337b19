"""The question that a page, a file or a link asks: one frozen value, and the only reader and writer of an address.

A field of `Question` is a parameter of the address, by the same name unless `_ADDRESS_NAMES` says another.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlsplit

from analysis.ages import Age
from analysis.benchmark import BENCHMARKS
from analysis.centre_filter import CentreFilter
from analysis.measures import AREA_MEASURES
from analysis.places import within
from analysis.radius import as_radius_km
from analysis.ranking import as_weights
from analysis.scope import home_area
from analysis.what_if import MOST_PLACES, place_at
from answers.errors import ReportError
from answers.words import LANGUAGES
from geodata.areas import areas, contains
from geodata.codes import BANGKOK_CODE, COUNTRY_CODE, LAYER_LEVELS, Level, level_of, province_of
from geodata.errors import AreaError, KlaiBaanError
from geodata.gazetteer import place
from geodata.task import once_a_task
from registry.schema import Access, Basis, ListStatus, Precision, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from analysis.selection import DistanceTerms
    from registry.tables import Tables

CLAIM: Final = "claim"
GAPS: Final = "gaps"
MEASURES: Final = (CLAIM, *AREA_MEASURES)
LEVELS: Final = (
    Level.REGION, Level.REGION6, Level.PROVINCE, Level.DISTRICT, Level.BMA_GROUP, Level.SUBDISTRICT,
)  # fmt: skip
YEARS: Final = (2400, 2643)
MOST_COMPARED: Final = 4
DECIMALS: Final = 5
"""Of a hypothetical site's degrees: about a metre."""
SECTIONS: Final = ("import", "edit", "history", "journal", "quality", "requests")
SCREEN_ONLY: Final = frozenset({"look", "tiles", "section", "place", "compare"})
"""Fields that change nothing on paper: the place that the map looks at, the online map, the open part of the page Data,
and what the pages of a place and of a comparison are of, which have files of their own."""
_MANNER: Final = frozenset({"lang", "radius", "age", "weights", "chosen", *SCREEN_ONLY})
"""Fields that ask for no other view: they say only how one is drawn."""
_ADDRESS_NAMES: Final = {"compare": "with", "second_measure": "beside"}
VIEW: Final = "view"
"""The parameter that says where the map on screen looks: written and read by the map's frame alone."""
_SEPARATOR: Final = "|"
_LONGEST_TEXT: Final = 200


@dataclass(frozen=True, slots=True)
class Question:
    """Everything that a shared link carries. Hashable; tuples are sets of choices, an empty one is no restriction.

    lang
        "th" or "en".
    programme, region, province, district, group, partner, owner, status, access, precision, basis, from_year, to_year,
    year_unknown, q
        The centres that are counted (see `centre_filter`); years are Buddhist-era, 0 for any.
    area, level, scheme
        The code of the area looked at; the level of the areas compared, None for the one that fits it; whether regions
        are the "4" of the National Statistical Office or the "6" of the Royal Society.
    measure
        A key of `analysis.measures.MEASURES`, or "claim".
    second_measure
        Such a key that is shown beside the measure, each on a map of its own, or ""; ``beside`` in the address.
    mode
        "gaps" for the areas that are not reached, else "".
    chosen
        The admin_code or centre_id that is singled out, or "".
    look
        The admin_code that the map on screen looks at, "" for the area.
    radius, age, weights
        The catchment radius in km, 0 for the one that fits; whose people count; the weights of the rank of gaps,
        empty for the usual ones.
    at
        Hypothetical sites, as longitude and latitude in degrees (WGS 84).
    opens
        The programmes of the hypothetical sites, in their order; see `site_programmes`.
    closed
        Centres that are closed in what-if (centre_id).
    benchmark
        A key of `analysis.benchmark.BENCHMARKS` that the areas are held to, or "".
    bounds, inferred
        "1" to report distances as upper bounds where too few positions are known, and to take them to inferred
        positions too; "" for neither.
    tiles, section, place, compare
        See `SCREEN_ONLY`; place is a code of six digits for a subdistrict; compare up to four areas, ``with`` in the
        address.
    """

    lang: str = "th"
    programme: tuple[str, ...] = ("relearning",)
    area: str = COUNTRY_CODE
    level: Level | None = None
    measure: str = "centre_count"
    second_measure: str = ""
    chosen: str = ""
    look: str = ""
    scheme: str = "4"
    region: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    district: tuple[str, ...] = ()
    partner: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    status: tuple[str, ...] = (Status.OPEN.value,)
    access: tuple[str, ...] = (Access.PUBLIC.value,)
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
    age: Age = Age.ALL
    weights: tuple[float, ...] = ()
    at: tuple[tuple[float, float], ...] = ()
    opens: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    place: str = ""
    compare: tuple[str, ...] = ()
    benchmark: str = ""
    bounds: str = ""
    inferred: str = ""
    section: str = SECTIONS[0]

    @property
    def centre_filter(self) -> CentreFilter:
        """Which centres are counted."""
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

    @property
    def has_scenario(self) -> bool:
        """Whether centres are opened or closed in what-if."""
        return bool(self.at or self.closed)

    @property
    def site_programmes(self) -> tuple[str, ...]:
        """The programme of each hypothetical site: of the set, its first where none of it is named.

        A site counts in the set, whichever of its programmes it is of.

        Examples
        --------
        >>> sites = ((100.5, 13.7), (100.6, 13.7), (100.7, 13.7))
        >>> Question(programme=("a", "b"), at=sites, opens=("b", "c")).site_programmes
        ('b', 'a', 'a')

        """
        usual = next(iter(self.programme), "")
        names = (*self.opens, *([""] * len(self.at)))[: len(self.at)]
        return tuple(name if name in self.programme else usual for name in names)

    @property
    def sides(self) -> tuple[Question, ...]:
        """The questions that are shown side by side, each told by itself: of each programme, else of each measure.

        Examples
        --------
        >>> [one.programme for one in Question(programme=("a", "b")).sides]
        [('a',), ('b',)]
        >>> [one.measure for one in Question(second_measure="mean_distance_km").sides]
        ['centre_count', 'mean_distance_km']
        >>> len(Question().sides)
        1

        """
        alone = replace(self, second_measure="")
        if len(self.programme) > 1:
            return tuple(replace(alone, programme=(one,)) for one in self.programme)
        if self.gaps or self.second_measure in ("", self.measure):
            return (alone,)
        return (alone, replace(alone, measure=self.second_measure))

    @property
    def of_register(self) -> Question:
        """The same question without a scenario."""
        return replace(self, at=(), opens=(), closed=())

    @property
    def of_scenario(self) -> Question:
        """The same question on the map of people within the radius, on which a scenario is shown."""
        return replace(self, mode="", measure="population_within_km", second_measure="", benchmark="")

    @property
    def gaps(self) -> bool:
        """Whether the areas that are not reached are asked for."""
        return self.mode == GAPS

    @property
    def map_level(self) -> Level:
        """The level of the areas compared: the chosen one, or the one that fits the area.

        Subdistricts are compared inside an area: in the whole country they are too many.
        """
        level = self.level or fitting_level(self.area)
        if level == Level.SUBDISTRICT and self.area == COUNTRY_CODE:
            level = fitting_level(self.area)
        return Level.REGION6 if level == Level.REGION and self.scheme == "6" else level

    @property
    def age_group(self) -> Age:
        """Whose people count: a group of age in Bangkok only, where ages are known."""
        return self.age if in_bangkok(self.area) else Age.ALL

    @property
    def distance_terms(self) -> DistanceTerms:
        """What distances stand on."""
        return {"upper_bounds": self.bounds == "1", "count_inferred_points": self.inferred == "1"}

    @property
    def is_first_view(self) -> bool:
        """Whether no view was asked for: no set, area, measure or filter, as on a first visit."""
        return replace(self, **{name: getattr(DEFAULT, name) for name in _MANNER}) == DEFAULT

    @property
    def on_paper(self) -> Question:
        """The same question without what belongs to the screen alone."""
        return replace(self, **{name: getattr(DEFAULT, name) for name in SCREEN_ONLY})

    def about(self, area: str) -> Question:
        """Return the same question about another area, with the level and the radius that fit it."""
        return replace(self, area=area, level=None, radius=0.0, look="")

    def of_programmes(self, *programme_ids: str) -> Question:
        """Return the question of some programmes with the usual filter, the rest as it is."""
        usual = {field: getattr(DEFAULT, field) for field in _FILTER_FIELDS}
        return replace(self, **{**usual, "programme": programme_ids})

    @property
    def area_around(self) -> str:
        """The area whose parts are compared: a district is looked at among those of its province."""
        beside = level_of(self.area) == Level.DISTRICT and self.map_level != Level.SUBDISTRICT
        return province_of(self.area) if beside else self.area

    def areas_inside(self) -> pd.Series:
        """Return which areas of the level belong to the area looked at (bool, index ``admin_code``).

        A district is looked at among those of its province, and by its subdistricts alone; an area that holds none of
        the level among those of the smallest area around it.
        """
        level = self.map_level
        inside = within(level, [self.area_around])
        return inside if inside.any() else within(level, [COUNTRY_CODE])


_FILTER_FIELDS: Final = (
    "programme", "region", "province", "district", "group", "partner", "owner", "status", "access", "precision",
    "basis", "from_year", "to_year", "year_unknown", "q",
)  # fmt: skip
DEFAULT: Final = Question()
FIRST_VIEWS: Final = {"map": Question(programme=("bma-library",), area=BANGKOK_CODE, mode=GAPS)}
"""What a page shows before anything is asked (docs/decisions/0012-first-view.md); the usual question elsewhere."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What only the register knows of an address: its programmes, partners and owners.

    homes
        The area that each programme with places is meant for (`analysis.scope.home_area`).
    """

    programmes: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict, hash=False)

    def home(self, programmes: Iterable[str]) -> str:
        """Return the code of the area that a set of programmes is meant for."""
        homes = {self.homes[one] for one in programmes if one in self.homes}
        return homes.pop() if len(homes) == 1 else COUNTRY_CODE

    def at_home(self, question: Question) -> Question:
        """Return the question about the part of the country that its programmes are meant for, where it asks of more.

        Examples
        --------
        >>> known = Vocabulary(programmes=("a", "b"), homes={"a": "10", "b": "TH"})
        >>> known.at_home(Question(programme=("a",))).area, known.at_home(Question(programme=("a", "b"))).area
        ('10', 'TH')

        """
        home = self.home(question.programme)
        if not contains(question.area, home) or question.area == home:
            return question
        levels = (Level.DISTRICT, Level.BMA_GROUP, Level.SUBDISTRICT)
        return replace(question, area=home, level=question.level if question.level in levels else None)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A parameter that makes no sense: its name in the address, its text, and what is wrong with it."""

    name: str
    text: str
    error: KlaiBaanError

    def __str__(self) -> str:
        return f"{self.name}={self.text[:60]}"


@once_a_task
def vocabulary_of(tables: Tables) -> Vocabulary:
    """Return what the register knows of an address."""
    partners = tables.details.loc[tables.details["kind"] == "partner", "name_th"]
    programmes = tables.programmes.set_index("programme_id", drop=False)
    places = programmes.index[programmes["list_status"] != ListStatus.NOT_A_PLACE]
    return Vocabulary(
        tuple(programmes.index),
        tuple(partners.dropna().unique()),
        tuple(programmes["owner"].dropna().unique()),
        {programme: home_area(programmes.loc[[programme]]) for programme in places},
    )


def read_question(params: Mapping[str, str], vocabulary: Vocabulary) -> tuple[Question, tuple[Refusal, ...]]:
    """Return the question of an address, and the parameters that make no sense; these keep their defaults.

    A question of programmes that are meant for a part of the country is about no more than that part.

    Parameters
    ----------
    params
        Values by name; several choices of one name are set apart by "|". Names of no field are passed over.
    vocabulary
        What only the register knows.

    """
    values: dict[str, object] = {}
    refusals: list[Refusal] = []
    for one in fields(Question):
        name = address_name(one.name)
        text = params.get(name)
        if text is None or (text == "" and not isinstance(one.default, tuple)):
            continue
        try:
            values[one.name] = _read(one.name, name, text, vocabulary)
        except KlaiBaanError as error:
            refusals.append(Refusal(name, text, error))
    question = vocabulary.at_home(replace(DEFAULT, **values))  # type: ignore[arg-type]
    if question.level == Level.SUBDISTRICT and question.area == COUNTRY_CODE:
        refusals.append(Refusal("level", str(question.level), AreaError("subdistricts_of_country")))
        question = replace(question, level=None)
    return question, tuple(refusals)


def question_of(params: Mapping[str, str], tables: Tables) -> Question:
    """Return the question of an address, or raise what is wrong with the first parameter that makes no sense.

    Raises
    ------
    KlaiBaanError
        A parameter makes no sense: a `ReportError` (report_parameter), or the error of its own kind.

    """
    question, refusals = read_question(params, vocabulary_of(tables))
    for refusal in refusals:
        raise refusal.error
    return question


def params_of(question: Question) -> dict[str, str]:
    """Return the parameters of a question's address: only what differs from the defaults."""
    return {
        address_name(one.name): _written(value)
        for one in fields(Question)
        if (value := getattr(question, one.name)) != one.default
    }


def params_of_link(link: str) -> dict[str, str]:
    """Return the parameters of a page's address, of its first view where it has none; a `ReportError` if it is none."""
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = None
    if parts is None or not (parts.scheme in ("http", "https") or link.startswith("?")):
        raise ReportError("report_link", value=link[:200])
    params = dict(parse_qsl(parts.query, keep_blank_values=True))
    first = FIRST_VIEWS.get(parts.path.rpartition("/")[2])
    return params if first is None or asks(params) else {**params_of(first), **params}


def asks(params: Iterable[str]) -> bool:
    """Return whether an address asks more than a language and where to look, by the names of its parameters."""
    return not {"lang", VIEW}.issuperset(params)


def address_name(field: str) -> str:
    """Return the name that a field of the question has in the address."""
    return _ADDRESS_NAMES.get(field, field)


PARAMETERS: Final = tuple(address_name(one.name) for one in fields(Question) if one.name not in SCREEN_ONLY)
"""The parameters that every surface takes, by their names in the address."""


def fitting_level(area: str) -> Level:
    """Return the level that is looked at inside an area."""
    if area == COUNTRY_CODE or level_of(area) in (Level.REGION, Level.REGION6):
        return Level.PROVINCE
    return Level.DISTRICT


def in_bangkok(area: str) -> bool:
    """Return whether an area is Bangkok or lies inside it."""
    return contains(BANGKOK_CODE, area)


def _read(field: str, name: str, text: str, vocabulary: Vocabulary) -> object:
    if field in _READERS:
        return _READERS[field](name, text)
    options = _options(field, vocabulary)
    if isinstance(getattr(DEFAULT, field), tuple):
        values = tuple(dict.fromkeys(value for value in text.split(_SEPARATOR) if value))
        for value in values or (("",) if field == "programme" else ()):
            _require(name, value, options)
        return values
    if options is None:
        return text[:_LONGEST_TEXT]
    _require(name, text, options)
    return text


def _options(field: str, vocabulary: Vocabulary) -> Iterable[str] | None:
    """Return the values that a field may have, or None where any text will do."""
    if field in _CODES_OF:
        return [code for level in _CODES_OF[field] for code in areas(level).index]
    vocabularies = {"programme": vocabulary.programmes, "partner": vocabulary.partners, "owner": vocabulary.owners}
    return vocabularies[field] if field in vocabularies else _OPTIONS.get(field)


_CODES_OF: Final[Mapping[str, tuple[Level, ...]]] = {
    "area": LAYER_LEVELS, "look": tuple(Level), "region": (Level.REGION, Level.REGION6), "province": (Level.PROVINCE,),
    "district": (Level.DISTRICT,), "group": (Level.BMA_GROUP,),
}  # fmt: skip
_OPTIONS: Final[Mapping[str, Iterable[str]]] = {
    "lang": LANGUAGES, "measure": MEASURES, "second_measure": MEASURES, "scheme": ("4", "6"),
    "status": tuple(Status), "access": tuple(Access),
    "precision": tuple(Precision), "basis": tuple(Basis), "year_unknown": ("0", "1"), "tiles": ("1",),
    "mode": (GAPS,), "benchmark": tuple(BENCHMARKS), "section": SECTIONS,
    "bounds": ("1",), "inferred": ("1",),
}  # fmt: skip


def _read_level(name: str, text: str) -> Level:
    _require(name, text, LEVELS)
    return Level(text)


def _read_age(name: str, text: str) -> Age:
    _require(name, text, Age)
    return Age(text)


def _read_year(name: str, text: str) -> int:
    low, high = YEARS
    year = int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else -1
    if year and not low <= year <= high:
        raise _nonsense(name, text, f"{low}–{high}")
    return year


def _read_sites(name: str, text: str) -> tuple[tuple[float, float], ...]:
    sites = []
    for part in dict.fromkeys(part for part in text.split(_SEPARATOR) if part):
        try:
            longitude, latitude = (round(float(number), DECIMALS) for number in part.split(","))
        except ValueError:
            raise _nonsense(name, text, "100.5,13.75") from None
        place_at(longitude, latitude)
        sites.append((longitude, latitude))
    if len(sites) > MOST_PLACES:
        raise _nonsense(name, text, f"1–{MOST_PLACES} × 100.5,13.75")
    return tuple(sites)


def _read_opens(name: str, text: str) -> tuple[str, ...]:
    programmes = tuple(text.split(_SEPARATOR)) if text else ()
    if len(programmes) > MOST_PLACES or any(len(one) > _LONGEST_TEXT for one in programmes):
        raise _nonsense(name, text[:_LONGEST_TEXT], f"1–{MOST_PLACES} programme_id")
    return programmes


def _read_closed(name: str, text: str) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(part for part in text.split(_SEPARATOR) if part))
    if len(ids) > MOST_PLACES or any(len(one) > _LONGEST_TEXT for one in ids):
        raise _nonsense(name, text[:_LONGEST_TEXT], f"1–{MOST_PLACES} centre_id")
    return ids


def _read_place(name: str, text: str) -> str:
    if place(text) is None:
        raise _nonsense(name, text, "10, 1042, 104201")
    return text


def _read_compared(name: str, text: str) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(part for part in text.split(_SEPARATOR) if part))
    if len(codes) > MOST_COMPARED or any(place(code) is None for code in codes):
        raise _nonsense(name, text, f"1–{MOST_COMPARED} × 10")
    for code in codes:
        if level_of(code) not in (*LAYER_LEVELS, Level.SUBDISTRICT):
            raise _nonsense(name, text, f"1–{MOST_COMPARED} × 10")
    return codes


_READERS: Final[Mapping[str, Callable[[str, str], object]]] = {
    "level": _read_level,
    "age": _read_age,
    "from_year": _read_year,
    "to_year": _read_year,
    "radius": lambda _name, text: as_radius_km(text),
    "weights": lambda _name, text: astuple(as_weights(text)) if text else (),
    "opens": _read_opens,
    "closed": _read_closed,
    "at": _read_sites,
    "place": _read_place,
    "compare": _read_compared,
}


def _require(name: str, value: str, options: Iterable[str] | None) -> None:
    values = [str(option) for option in options or ()]
    if value not in values:
        raise _nonsense(name, value, ", ".join(values[:12]) + (", …" if len(values) > 12 else ""))


def _nonsense(name: str, value: str, expected: str) -> ReportError:
    return ReportError("report_parameter", name=name, value=value[:60], expected=expected)


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return _SEPARATOR.join(
            ",".join(map(_short, part)) if isinstance(part, tuple) else _short(part) for part in value
        )
    return _short(value)


def _short(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
