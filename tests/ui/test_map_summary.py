"""A map's table says what the map shows: read from the model it is painted from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.mapping.maps import centre_map
from answers.mapping.model import Legend, LegendBlock, LegendEntry, MapModel, Swatch
from geodata.codes import Level
from tests.reports.conftest import tables
from ui.maps.summary import table_of

CLASSES = {"1001": "y", "1002": "y", "1003": "z"}


@pytest.fixture
def model() -> MapModel:
    register = tables()
    plain = centre_map("10", register.centres[:0], register.programmes, level=Level.DISTRICT, lang="th", title="")
    entries = (LegendEntry(Swatch(area_class="y"), "มีแล้ว"), LegendEntry(Swatch(area_class="z"), "ยังไม่มี"))
    values = {"1001": "2 แห่ง", "1002": "5 แห่ง"}
    return replace(
        plain,
        classes="".join(CLASSES.get(code, ".") for code in plain.codes),
        values=tuple(values.get(code, "") for code in plain.codes),
        measure="จำนวน",
        names=("1002", "1001"),
        legend=Legend(LegendBlock("มีหรือไม่มี", entries)),
    )


def test_the_table_has_a_row_for_each_area_looked_at_as_the_map_names_them(model: MapModel) -> None:
    table = table_of(model)
    assert [name.removeprefix("เขต") for name in table.iloc[:, 0]] == ["ดุสิต", "พระนคร", "หนองจอก"]
    assert list(table.iloc[:, 1]) == ["มีแล้ว", "มีแล้ว", "ยังไม่มี"]
    assert list(table.iloc[:, 2]) == ["5 แห่ง", "2 แห่ง", ""]
    assert table.columns[2] == "จำนวน"


def test_a_map_on_which_nothing_is_measured_has_no_column_of_values(model: MapModel) -> None:
    assert len(table_of(replace(model, values=("",) * len(model.codes))).columns) == 2
