"""gaps, equity and curve on the command line: the numbers of the functions, and a sentence for what cannot be."""

from __future__ import annotations

import csv
import io
import json

import pytest

from analysis.centre_filter import CentreFilter
from analysis.commands import main
from analysis.coverage import coverage
from analysis.curve import RADII_KM, curve
from analysis.gaps import COLUMNS, gaps
from analysis.spread import spread
from geodata.codes import Level

BMA = ("--programme", "bma-library")
WANTED = CentreFilter(programmes=("bma-library",))


def run(capsys, *arguments):
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def rows_of(out):
    return list(csv.DictReader(io.StringIO(out)))


def test_gaps_prints_the_three_lists(capsys, tables):
    code, out, err = run(capsys, "gaps", "--level", "district", *BMA)
    rows = rows_of(out)
    found = gaps(Level.DISTRICT, WANTED, tables)
    assert (code, err) == (0, "")
    assert list(rows[0]) == ["list", "rank", *COLUMNS]
    ranked = [row for row in rows if row["list"] == "ranked"]
    assert [row["admin_code"] for row in ranked] == found.ranked.index.tolist()
    assert [row["rank"] for row in ranked] == [str(rank) for rank in range(1, 22)]
    assert [float(row["gap_score"]) for row in ranked] == pytest.approx(found.ranked["gap_score"].tolist())
    assert [row["admin_code"] for row in rows if row["list"] == "far"] == found.far.index.tolist()


def test_gaps_takes_one_list_an_area_a_radius_and_weights(capsys, tables):
    code, out, _ = run(
        capsys, "gaps", "--level", "district", *BMA, "--list", "ranked", "--area", "BMA-BKE",
        "--radius-km", "3", "--weights", "0,0,1", "--format", "json",
    )  # fmt: skip
    rows = json.loads(out)
    inside = gaps(Level.DISTRICT, WANTED, tables, area_code="BMA-BKE", radius_km=3).ranked
    assert code == 0
    assert {row["admin_code"] for row in rows} == set(inside.index)
    assert all(row["gap_score"] == row["centres_needed_rank"] and row["radius_km"] == 3 for row in rows)


def test_an_empty_list_is_a_table_without_rows(capsys):
    code, out, _ = run(capsys, "gaps", "--level", "district", *BMA, "--list", "to_check")
    assert (code, rows_of(out)) == (0, [])


def test_equity_prints_its_four_tables(capsys, tables):
    found = spread(Level.DISTRICT, WANTED, tables)
    _, out, _ = run(capsys, "equity", "--level", "district", *BMA)
    summary = {row["measure"]: float(row["value"]) for row in rows_of(out)}
    assert summary["gini"] == pytest.approx(found.gini)
    assert summary["theil"] == pytest.approx(summary["theil_between"] + summary["theil_within"])
    assert (summary["areas"], summary["centres"]) == (50, 35)
    for table, count in (("areas", 50), ("lorenz", 51), ("regions", 6)):
        code, out, _ = run(capsys, "equity", "--level", "district", *BMA, "--table", table, "--format", "json")
        assert (code, len(json.loads(out))) == (0, count)


def test_curve_prints_one_row_a_radius(capsys, tables):
    _, out, _ = run(capsys, "curve", *BMA, "--area", "10")
    rows = rows_of(out)
    found = curve(WANTED, tables, area_code="10")
    assert [float(row["radius_km"]) for row in rows] == list(RADII_KM)
    assert [float(row["share"]) for row in rows] == pytest.approx(found.table["share"].tolist())
    assert {row["placed_count"] for row in rows} == {"35"}


def test_curve_takes_radii_and_a_level(capsys, tables):
    radii = ("--radius-km", "5", "--radius-km", "2")
    _, out, _ = run(capsys, "curve", *BMA, "--area", "10", "--level", "district", *radii)
    rows = rows_of(out)
    first = [(row["admin_code"], row["radius_km"]) for row in rows[:3]]
    assert first == [("1001", "2.0"), ("1001", "5.0"), ("1002", "2.0")]
    assert len(rows) == 100
    measure = "population_within_km"
    told = coverage(Level.DISTRICT, WANTED, tables, radius_km=5.0, measures=(measure,))[measure]
    shares = {row["admin_code"]: float(row["share"]) for row in rows if row["radius_km"] == "5.0"}
    assert shares == pytest.approx(told[list(shares)].to_dict())
    own = rows_of(run(capsys, "curve", *BMA, "--area", "10", "--level", "province", "--radius-km", "2")[1])
    assert [row["admin_code"] for row in own] == ["10"]
    assert rows_of(run(capsys, "curve", *BMA, "--area", "1001", "--level", "province")[1]) == []
    code, _, err = run(capsys, "curve", *BMA, "--radius-km", "far")
    assert (code, "is not a number" in err) == (2, True)


def test_coverage_takes_a_benchmark(capsys):
    _, out, _ = run(capsys, "coverage", "--level", "district", *BMA, "--benchmark", "norm:centre_count:1")
    rows = rows_of(out)
    assert list(rows[0])[-2:] == ["benchmark_value", "benchmark_status"]
    assert sum(row["benchmark_status"] == "poor" for row in rows) == 21
    assert {row["benchmark_value"] for row in rows} == {"1.0"}
    _, out, _ = run(capsys, "coverage", "--level", "province", *BMA, "--benchmark", "target:centre_count")
    assert {row["benchmark_status"] for row in rows_of(out)} == {"no_target", "out_of_scope"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("coverage", "--level", "district", *BMA, "--benchmark", "best"), "There is no benchmark 'best'"),
        (("coverage", "--level", "district", "--programme", "tk-park", *BMA, "--benchmark", "target:centre_count"),
         "Choose a single programme"),
        (("equity", "--level", "province", "--programme", "public-library"), "list of public-library is not complete"),
        (("equity", "--level", "province", *BMA), "Choose a finer level"),
        (("equity", "--level", "district", *BMA, "--area", "99"), "There is no area with the code '99'"),
        (("gaps", "--level", "district", *BMA, "--weights", "0,0,0"), "All weights are 0"),
        (("gaps", "--level", "district", *BMA, "--weights", "0.5,-1,0"), "The weight -1 is below 0"),
        (("gaps", "--level", "district", *BMA, "--weights", "much"), "'much' are not three numbers"),
        (("gaps", "--level", "district", *BMA, "--radius-km", "0"), "not above 0"),
        (("gaps", "--level", "district", "--programme", "nobody"), "There is no programme 'nobody'"),
        (("gaps", "--level", "district", *BMA, "--weights", "-1,1,1"), "The weight -1 is below 0"),
        (("curve", *BMA, "--area", "9999"), "There is no area with the code '9999'"),
        (("curve", *BMA, "--area", "R9"), "There is no area with the code 'R9'"),
    ],
)  # fmt: skip
def test_what_cannot_be_ends_with_2_and_a_sentence(capsys, arguments, sentence):
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
