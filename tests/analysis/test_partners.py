"""Who stands behind the programmes: hand-worked tables, and the shipped register."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.partners import partners
from registry.store import Register


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.in_memory()


def test_behind_an_empty_register_stands_nobody():
    empty = Register.empty()
    assert partners(empty.programmes(), empty.programme_details()) == ()


def _programmes(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["programme_id", "owner", "partners"])


def test_an_organisation_is_one_under_its_long_and_short_name():
    programmes = _programmes(("a", "สมาคมอ่านฯ (RA)", "เมืองหนึ่ง"), ("b", "เมืองหนึ่ง (M1)", ""))
    details = pd.DataFrame(
        [("a", "partner", "สมาคมอ่าน ในพระราชูปถัมภ์ฯ", "Reading Association"), ("a", "partner", "มูลนิธิ", None)],
        columns=["programme_id", "kind", "name_th", "name_en"],
    )
    found = {one.name_th: one for one in partners(programmes, details)}
    assert list(found) == ["สมาคมอ่านฯ (RA)", "มูลนิธิ", "เมืองหนึ่ง"]
    assert (found["สมาคมอ่านฯ (RA)"].name_en, found["สมาคมอ่านฯ (RA)"].owns) == ("Reading Association", ("a",))
    assert (found["เมืองหนึ่ง"].owns, found["เมืองหนึ่ง"].takes_part_in) == (("b",), ("a",))


def test_each_programme_has_its_owner(register):
    found = partners(register.programmes(), register.programme_details())
    owned = [programme_id for one in found for programme_id in one.owns]
    assert sorted(owned) == sorted(register.programmes()["programme_id"])
