"""No filter, alone or with others, turns an area that holds a centre into one that has none."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.centre_filter import CentreFilter
from analysis.selection import filtered
from geodata.areas import areas
from geodata.codes import Level
from geodata.task import one_task
from tests.analysis.making import made_tables

REGISTERS = 100
FILTERS = 20
"""Filters for each register: 2,000 in all."""
SUBDISTRICTS = {"1001": "100105", "5001": "500101", "5201": "520103"}
DISTRICTS = ("1001", "1020", "1025", "5001", "5201", "8401")
POINTS = {"1001": (100.4931, 13.7563), "1025": (100.4754, 13.7807), "8401": (99.3215, 9.1382)}
OWNERS, PARTNERS, NAMES = ("กทม.", "สกร."), ("มูลนิธิ", "เทศบาล"), ("ห้องสมุดประชาชน", "บ้านหนังสือ")
ACCESS = ("public", "residents", "military-and-community", "unknown")
PRECISIONS = ("site", "town", "inferred", "district", "province")
IDS = ("a", "b", "c")


@st.composite
def centres(draw):
    code = draw(st.sampled_from(DISTRICTS))
    row = {
        "programme_id": draw(st.sampled_from(IDS)), "province_code": code[:2], "name_th": draw(st.sampled_from(NAMES)),
        "access": draw(st.sampled_from(ACCESS)), "basis": draw(st.sampled_from(("reported", "derived"))),
        "status": draw(st.sampled_from(("open", "open", "planned", "closed"))),
        "opened_be": draw(st.sampled_from((None, 2500, 2560, 2565))),
    }  # fmt: skip
    precision = draw(st.sampled_from(PRECISIONS))
    if precision in ("site", "town", "inferred"):
        code = draw(st.sampled_from(tuple(POINTS)))
        longitude, latitude = POINTS[code]
        row |= {"province_code": code[:2], "longitude": longitude, "latitude": latitude}
    if precision == "district" or (precision != "province" and draw(st.booleans())):
        row["district_code"] = code
        if code in SUBDISTRICTS and draw(st.booleans()):
            row["subdistrict_code"] = SUBDISTRICTS[code]
    return row | {"location_precision": precision}


@st.composite
def registers(draw):
    programmes = [
        {
            "programme_id": one, "owner": draw(st.sampled_from(OWNERS)), "partners": draw(st.sampled_from(PARTNERS)),
            "scope_codes": draw(st.sampled_from(("TH", "10", "52 84", "R4-N"))),
            "list_status": draw(st.sampled_from(("complete", "complete", "partial", "derived", "none"))),
        }
        for one in IDS
    ]  # fmt: skip
    rows = draw(st.lists(centres(), max_size=6))
    counts = {}
    if draw(st.booleans()):
        counts = draw(
            st.dictionaries(
                st.sampled_from((*DISTRICTS, *SUBDISTRICTS.values(), "10", "52")), st.integers(0, 3), max_size=2
            )
        )
    tables = made_tables(*rows, programmes=programmes, counts=counts)
    return replace(tables, area_counts=tables.area_counts.assign(programme_id=draw(st.sampled_from(IDS))))


def random_filter(random):
    """Return a filter that names up to two values of each kind; half of the kinds are left alone."""

    def some(*values):
        return tuple(random.sample(values, random.randint(1, 2))) if random.random() < 0.5 else ()

    return CentreFilter(
        programmes=random.choice(((), ("a",))),
        access=some(*ACCESS),
        status=some("open", "planned", "closed"),
        precision=some(*PRECISIONS),
        basis=some("reported", "derived"),
        partners=some(*PARTNERS),
        owners=some(*OWNERS),
        regions=some("R4-N", "R4-S", "R6-W"),
        provinces=some("10", "52", "84"),
        districts=some(*DISTRICTS),
        groups=some("BMA-BKC", "BMA-TNS"),
        opened_from_be=random.choice((None, None, 2550, 2565)),
        opened_to_be=random.choice((None, None, 2555)),
        include_year_unknown=random.random() < 0.5,
        text=random.choice(("", "", "ห้องสมุด", "ไม่มีชื่อนี้")),
    )


def holds(row, level):
    """Return the area of a level that an open centre is in, by the codes of its row or its building's point."""
    district = row["district_code"]
    if district is None and row["location_precision"] == "site":
        district = next(code for code, point in POINTS.items() if point[0] == row["longitude"])
    if level is Level.SUBDISTRICT:
        return row["subdistrict_code"]
    if level is Level.DISTRICT:
        return district
    if level is Level.BMA_GROUP:
        return None if district is None else areas(Level.DISTRICT).loc[district, "bma_group_code"]
    if level is Level.COUNTRY:
        return "TH"
    if level is Level.PROVINCE:
        return row["province_code"]
    return areas(Level.PROVINCE).loc[row["province_code"], f"{level}_code"]


def have_none(centre_filter, register, level):
    claims = filtered(centre_filter, register).claims(level)["claim"]
    return set(claims.index[claims == "has_none"])


@settings(max_examples=REGISTERS, deadline=None, suppress_health_check=list(HealthCheck))
@given(register=registers(), level=st.sampled_from(list(Level)), random=st.randoms(use_true_random=True))
def test_no_filter_makes_an_area_have_none(register, level, random):
    filters = [random_filter(random) for _ in range(FILTERS)]
    rows = register.centres.to_dict("records")
    with one_task():
        world = {
            programmes: have_none(CentreFilter(programmes=programmes, access=(), status=()), register, level)
            for programmes in {one.programmes for one in filters}
        }
        found = [have_none(one, register, level) for one in filters]
    for centre_filter, none in zip(filters, found, strict=True):
        programmes = centre_filter.programmes
        held = {
            holds(row, level)
            for row in rows
            if row["status"] == "open" and (not programmes or row["programme_id"] in programmes)
        }
        assert not none & held
        assert none <= world[programmes]


def test_areas_without_a_centre_do_have_none():
    """The property would hold of a rule that never says so."""
    tables = made_tables({"province_code": "52", "access": "residents"}, {"province_code": "84"})
    claims = filtered(CentreFilter(), tables).claims(Level.PROVINCE)
    assert claims["claim"].value_counts().to_dict() == {"has_none": 75, "has_other": 1, "has_one": 1}
