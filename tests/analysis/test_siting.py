"""Best sites: against every choice there is on small cases, on cases worked by hand, and on the register."""

from __future__ import annotations

import csv
import io
import itertools
import json
import os
import signal
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from analysis.centre_filter import CentreFilter
from analysis.commands import main
from analysis.field.cache import demand_points
from analysis.selection import filtered, situation_for
from analysis.siting import median_search
from analysis.siting.candidates import read_candidates
from analysis.siting.costs import Costs, with_costs
from analysis.siting.demand import demand_units
from analysis.siting.errors import SitingError
from analysis.siting.mip import Program, solve
from analysis.siting.plan import SitingQuestion, pose, siting_plan
from analysis.siting.problem import Objective, SitingProblem
from analysis.siting.reduction import reduced
from analysis.siting.run import SearchRun
from analysis.siting.search import best_sites
from geodata.codes import Level
from geodata.distance import distance_km
from registry.store import Register

# Along a parallel, a village every 0.05° (5.4 km).
VILLAGES = np.array([100.5, 100.55, 100.6, 100.65, 100.7])
PEOPLE = np.array([100, 200, 300, 400, 50])


def street(objective=Objective.MCLP, sites=1, radius_km=6.0, **changes):
    problem = SitingProblem(
        objective, radius_km, PEOPLE, VILLAGES, np.full(5, 13.7), np.full(5, np.inf, dtype=np.float32),
        VILLAGES, np.full(5, 13.7), sites,
    )  # fmt: skip
    return replace(problem, **changes)


def best_by_trying_all(problem):
    best = None
    for count in range(problem.most_sites + 1):
        for sites in itertools.combinations(range(problem.candidate_count), count):
            chosen = np.array(sites, dtype=np.int64)
            if not problem.meets(chosen):
                continue
            km = distance_km(
                np.repeat(problem.demand_lon, count), np.repeat(problem.demand_lat, count),
                np.tile(problem.candidate_lon[chosen], problem.demand_count),
                np.tile(problem.candidate_lat[chosen], problem.demand_count),
            ).reshape(problem.demand_count, count)  # fmt: skip
            near = np.minimum(km.min(axis=1, initial=np.inf), problem.now_km)
            covered = near <= problem.radius_km
            if problem.objective is Objective.LSCP and not covered.all():
                continue
            value = {
                Objective.MCLP: problem.people[covered & (problem.now_km > problem.radius_km)].sum(),
                Objective.LSCP: count,
                Objective.PMEDIAN: (problem.people * near).sum(),
                Objective.PCENTER: near.max(),
            }[problem.objective]
            if best is None or (value < best if problem.objective.minimises else value > best):
                best = float(value)
    return None if best is None or np.isinf(best) else best


@st.composite
def problems(draw):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    demand, count = int(rng.integers(2, 18)), int(rng.integers(2, 8))
    objective = draw(st.sampled_from(list(Objective)))
    some_open = draw(st.booleans())
    problem = SitingProblem(
        objective, float(rng.choice([20.0, 60.0, 120.0])), rng.integers(1, 1000, demand),
        100 + 2 * rng.random(demand), 14 + 2 * rng.random(demand),
        (300 * rng.random(demand) if some_open else np.full(demand, np.inf)).astype(np.float32),
        100 + 2 * rng.random(count), 14 + 2 * rng.random(count),
        None if objective is Objective.LSCP and draw(st.booleans()) else int(rng.integers(1, 5)),
    )  # fmt: skip
    if draw(st.booleans()):
        problem = replace(problem, floors=rng.random((2, count)) < 0.4, floor_least=np.array([1, rng.integers(0, 3)]))
    if draw(st.booleans()):
        problem = replace(problem, costs=rng.integers(1, 5, count).astype(float), budget=float(rng.integers(3, 10)))
    return problem


@settings(max_examples=60, deadline=None)
@given(problems())
def test_the_best_choice_is_the_best_of_all_choices_to_the_last_person(problem):
    expected = best_by_trying_all(problem)
    try:
        found = best_sites(problem, seconds=20)
    except SitingError:
        assert expected is None
        return
    assert expected is not None
    assert found.proven
    assert found.gap == 0.0
    assert problem.meets(np.array(found.chosen, dtype=np.int64))
    exact = problem.objective in (Objective.MCLP, Objective.LSCP)
    assert found.value == (expected if exact else pytest.approx(expected, rel=1e-5))


@settings(max_examples=25, deadline=None)
@given(problems())
def test_what_is_reported_on_the_way_never_gets_worse(problem):
    said = []
    try:
        best_sites(problem, seconds=20, watch=said.append)
    except SitingError:
        return
    sign = -1 if problem.objective.minimises else 1
    values = [sign * one.value for one in said]
    bounds = [sign * one.bound for one in said]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert all(value <= bound for value, bound in zip(values, bounds, strict=True))


@pytest.mark.parametrize("at_once", [10_000_000, 600])
@pytest.mark.parametrize(("seed", "sites"), [(1, 2), (2, 3), (3, 4)])
def test_least_travel_among_many_candidates_is_the_least_of_all_choices(monkeypatch, seed, sites, at_once):
    monkeypatch.setattr(median_search, "_MOST_EXACT", at_once)
    rng = np.random.default_rng(seed)
    lon, lat = 100 + 2 * rng.random((2, 30))
    people, far = rng.integers(1, 1000, 30), np.full(30, np.inf, dtype=np.float32)
    problem = SitingProblem(Objective.PMEDIAN, 10.0, people, lon, lat - 86, far, lon, lat - 86, sites)
    km = distance_km(np.repeat(lon, 30), np.repeat(lat - 86, 30), np.tile(lon, 30), np.tile(lat - 86, 30)).reshape(
        30, 30
    )
    least = min(people @ km[:, some].min(axis=1) for some in itertools.combinations(range(30), sites))
    best = best_sites(problem, seconds=30)
    assert best.proven
    assert best.value == pytest.approx(least, rel=1e-5)


def test_whether_the_choice_stays_best_is_as_trying_all_choices_tells():
    selection = filtered(CentreFilter(programmes=("tk-park",)), Register.in_memory().tables())
    situation = situation_for(Level.COUNTRY, selection, radius_km=5.0)
    posed = pose(SitingQuestion(sites=2, area_code="83"), selection, situation)
    plan = siting_plan(posed, SearchRun(posed.problem, seconds=20).wait())
    problem = posed.problem
    places = plan.sites["candidate_id"]
    for row in plan.sensitivity.itertuples():
        units = demand_units(None, "even" if row.variant == "even" else None)
        units = units[units["district_code"].str.startswith("83")]
        km = distance_km(
            np.repeat(units["longitude"].to_numpy(), problem.candidate_count),
            np.repeat(units["latitude"].to_numpy(), problem.candidate_count),
            np.tile(problem.candidate_lon, len(units)), np.tile(problem.candidate_lat, len(units)),
        ).reshape(len(units), -1)  # fmt: skip
        existing = situation.points
        now = distance_km(
            np.repeat(units["longitude"].to_numpy(), len(existing)),
            np.repeat(units["latitude"].to_numpy(), len(existing)),
            np.tile(existing["longitude"], len(units)), np.tile(existing["latitude"], len(units)),
        ).reshape(len(units), -1).min(axis=1)  # fmt: skip
        people = np.where(now > row.radius_km, units["people"], 0)
        values = {
            pair: int(people[(km[:, pair] <= row.radius_km).any(axis=1)].sum())
            for pair in itertools.combinations(range(problem.candidate_count), 2)
        }
        ours = tuple(sorted(posed.candidates.index.get_indexer(places)))
        assert row.share == pytest.approx(values[ours] / max(values.values()), abs=1e-9)
        best = [pair for pair, value in values.items() if value == max(values.values())]
        assert row.kept in {len(set(pair) & set(ours)) for pair in best}


def test_one_site_stands_where_it_reaches_most_people():
    best = best_sites(street(), seconds=5)
    assert (best.chosen, best.value) == ((2,), 900.0)
    assert best_sites(street(sites=2), seconds=5).value == 1050.0


def test_who_lives_at_the_radius_is_reached_and_who_lives_beyond_is_not():
    apart = street().km()[0, 1]
    assert best_sites(street(radius_km=float(apart)), seconds=5).value == 900.0
    assert best_sites(street(radius_km=float(np.nextafter(apart, np.float32(0)))), seconds=5).value == 400.0


def test_people_are_counted_and_not_points():
    two_villages_or_one_town = street(
        people=np.array([10, 10, 10, 900, 1]), radius_km=6.0, candidate_lon=np.array([100.55, 100.7]),
        candidate_lat=np.full(2, 13.7), sites=1,
    )  # fmt: skip
    assert best_sites(two_villages_or_one_town, seconds=5).chosen == (1,)


def test_people_whom_an_open_centre_reaches_are_not_sold_again():
    now = np.array([9, 0, 5, 9, 9], dtype=np.float32)
    best = best_sites(street(now_km=now), seconds=5)
    assert (best.chosen, best.value) == ((3,), 450.0)


def test_of_equals_the_first_candidates_are_taken():
    twice = street(candidate_lon=np.repeat(VILLAGES, 2), candidate_lat=np.full(10, 13.7), sites=2)
    assert best_sites(twice, seconds=5).chosen == best_sites(twice, seconds=5).chosen
    assert all(site % 2 == 0 for site in best_sites(twice, seconds=5).chosen)


def test_sites_that_reach_nobody_more_are_left_out():
    assert len(best_sites(street(sites=5), seconds=5).chosen) == 2


def test_everyone_is_reached_with_the_fewest_sites():
    best = best_sites(street(Objective.LSCP, sites=None), seconds=5)
    assert (best.value, best.proven) == (2.0, True)


def test_out_of_reach_says_which_radius_would_do():
    far = street(Objective.LSCP, sites=None, candidate_lon=VILLAGES[:1], candidate_lat=np.full(1, 13.7))
    with pytest.raises(SitingError) as refused:
        best_sites(far, seconds=5)
    assert refused.value.params["people"] == 750
    needed = refused.value.params["needed"]
    assert best_sites(replace(far, radius_km=needed), seconds=5).value == 1.0
    assert needed == pytest.approx(4 * 5.41, abs=0.1)


def test_too_few_sites_for_everyone_says_how_many():
    with pytest.raises(SitingError, match="at least 2 sites"):
        best_sites(street(Objective.LSCP, sites=1), seconds=5)


def test_floors_above_the_number_of_sites_say_how_many_are_needed():
    floors = np.array([[True, True, False, False, False], [False, False, False, True, True]])
    with pytest.raises(SitingError, match="need at least 2 sites"):
        best_sites(street(floors=floors, floor_least=np.array([1, 1])), seconds=5)


def test_a_floor_is_met_though_it_costs_people():
    floors = np.array([[True, False, False, False, False]])
    best = best_sites(street(floors=floors, floor_least=np.array([1])), seconds=5)
    assert (best.chosen, best.value) == ((0,), 300.0)


def test_a_budget_is_kept_to():
    costs = np.array([1.0, 1.0, 9.0, 2.0, 1.0])
    best = best_sites(street(sites=3, costs=costs, budget=2.0), seconds=5)
    assert costs[list(best.chosen)].sum() <= 2.0
    assert best.value == 1050.0


@settings(max_examples=40, deadline=None)
@given(problems())
def test_leaving_out_what_makes_no_difference_makes_none(problem):
    cover = reduced(problem)
    kept = np.array(cover.candidates, dtype=np.int64)
    part = replace(
        problem, objective=Objective.MCLP, sites=2, budget=None, costs=None, floors=np.zeros((0, 0), bool),
        floor_least=np.zeros(0, np.int64),
    )  # fmt: skip
    fewer = replace(part, candidate_lon=part.candidate_lon[kept], candidate_lat=part.candidate_lat[kept])
    assert reduced(part).people.sum() == cover.people.sum()
    if problem.costs is None and not len(problem.floor_least):
        assert best_by_trying_all(part) == best_by_trying_all(fewer)


def test_the_people_of_a_district_are_those_registered_there():
    for demand in (None, "even"):
        units = demand_units(None, demand)
        points = demand_points(demand)
        by_district = units.groupby("district_code")["people"].sum()
        assert by_district.sum() == 65_809_011
        assert (by_district.reindex(points.district_codes) == points.district_people.round()).all()
    assert demand_units(Level.DISTRICT)["people"].sum() == 65_809_011


def test_a_search_aside_finds_the_same_and_can_be_stopped():
    run = SearchRun(street(sites=2), seconds=10)
    ended = run.wait()
    assert ended.ended
    assert ended.best == best_sites(street(sites=2), seconds=5)
    stopped = SearchRun(street(sites=2), seconds=10).stop()
    assert stopped.ended


def kill(run: SearchRun) -> None:
    while run.worker.pid is None:
        run.wait(0.01)
    os.kill(run.worker.pid, signal.SIGKILL)


def test_a_search_that_dies_is_told_in_a_sentence():
    run = SearchRun(street(sites=2), seconds=10)
    kill(run)
    with pytest.raises(SitingError, match="ended without an answer"):
        run.wait()


def test_a_search_that_dies_on_the_way_keeps_its_best_choice_and_says_its_gap():
    units = demand_units(Level.DISTRICT)
    lon, lat = units["longitude"].to_numpy(), units["latitude"].to_numpy()
    far = np.full(len(units), np.inf, dtype=np.float32)
    run = SearchRun(
        SitingProblem(Objective.PCENTER, 10.0, units["people"].to_numpy(), lon, lat, far, lon, lat, 20), seconds=60
    )
    while run.progress().best is None:
        run.wait(0.05)
    kill(run)
    ended = run.wait()
    assert ended.ended
    assert ended.best is not None
    assert not ended.best.proven
    assert len(ended.best.chosen) == 20


def test_a_solver_that_fails_is_told_in_a_sentence():
    endless = csr_matrix(np.full((1, 1), np.inf))
    program = Program(np.ones(1), endless, np.ones(1), np.ones(1), np.ones(1, dtype=bool))
    with pytest.raises(SitingError, match="ended without an answer"):
        solve(program, seconds=1)


def test_the_process_says_what_is_wrong_as_the_search_does():
    with pytest.raises(SitingError, match="at least 2 sites"):
        SearchRun(street(Objective.LSCP, sites=1), seconds=10).wait()


def run(capsys, *arguments):
    code = main(["siting", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_prints_the_promised_fields(capsys):
    code, out, err = run(
        capsys, "--sites", "3", "--area", "50", "--radius-km", "10", "--programme", "tk-park", "--format", "json"
    )
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert len(answer["sites"]) == 3
    assert answer["gap"] == 0.0
    assert answer["bound"] == answer["objective_value"]
    assert answer["people_after"] > answer["people_before"]
    newly = sum(site["newly_within"] for site in answer["sites"])
    assert answer["people_after"] - answer["people_before"] == pytest.approx(newly, rel=0.01)
    assert all("now beyond 10 km" in site["reason"] for site in answer["sites"])
    assert [row["newly_within"] for row in answer["curve"]] == sorted(row["newly_within"] for row in answer["curve"])
    assert "of 3 stay" in answer["sensitivity_sentence"]


def test_floors_areas_and_exclusions_are_kept_to(capsys):
    options = ("--sites", "3", "--area", "R4-N", "--people", "district", "--candidates", "district", "--format", "csv")
    code, out, _ = run(capsys, *options, "--floor", "58=1", "--exclude", "50", "--programme", "tk-park")
    provinces = [row["district_code"][:2] for row in csv.DictReader(io.StringIO(out))]
    assert code == 0
    assert "58" in provinces
    assert "50" not in provinces


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--sites", "0"), "out of range"),
        (("--sites", "five"), "out of range"),
        (("--sites", "9", "--area", "1001", "--candidates", "district"), "only 1 candidates"),
        (("--sites", "2", "--floor", "R4-NE"), "such as R4-NE=1"),
        (("--sites", "2", "--area", "1001", "--exclude", "10"), "no candidate in Phra Nakhon"),
        (("--sites", "2", "--area", "50", "--floor", "52=1"), "candidates there"),
        (("--sites", "2", "--budget", "100"), "needs a cost"),
        (("--sites", "2", "--budget", "none"), "no amount above 0"),
        (("--sites", "2", "--budget", "100", "--cost", "101", "--floor", "R4-N=1"), "cheapest choice costs 101"),
        (("--sites", "2", "--cost", "-1"), "The cost '-1' (–) is no amount"),
        (("--sites", "2", "--cost-of", "10=nan"), "The cost 'nan' (10) is no amount"),
        (("--sites", "2", "--cost-of", "Atlantis=5"), "Atlantis belongs to no candidate and to no area"),
        (("--sites", "2", "--cost-of", "5"), "The cost '' (5) is no amount"),
        (("--sites", "2", "--cost-of", "สายไหม=5"), "several places: 1042, 104201"),
        (("--sites", "2", "--area", "ZZ"), "no area with the code"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence_that_says_what_to_do(capsys, options, sentence):
    code, out, err = run(capsys, *options, "--programme", "tk-park")
    assert (code, out) == (2, "")
    assert sentence in err


def _costs_of(**own: float) -> pd.Series:
    names, districts = ["A", "B", "C", "D"], ["1042", "1042", "1001", "5001"]
    columns = {"name_th": names, "name_en": names, "district_code": districts, "cost": [np.nan, np.nan, np.nan, 7.0]}
    table = pd.DataFrame(columns, index=["a", "b", "c", "d"])
    return with_costs(table, Costs(each=1.0, own=tuple(own.items())), area_code="TH")["cost"]


def test_a_site_costs_what_the_smallest_place_says_then_the_list_then_what_each_costs():
    assert _costs_of().tolist() == [1.0, 1.0, 1.0, 7.0]
    assert _costs_of(**{"B": 2.0, "1042": 3.0, "Bangkok": 4.0, "TH": 5.0}).tolist() == [3.0, 2.0, 4.0, 5.0]
    assert _costs_of(**{"TH": 5.0, "Bangkok": 4.0, "1042": 3.0, "b": 2.0}).tolist() == [3.0, 2.0, 4.0, 5.0]
    assert _costs_of(**{"R4-N": 6.0}).tolist() == [1.0, 1.0, 1.0, 6.0]


def test_costs_entered_by_place_are_kept_to(capsys):
    options = ("--area", "10", "--programme", "bma-library", "--sites", "3", "--cost", "1,000,000", "--format", "json")
    code, out, _ = run(capsys, *options, "--cost-of", "เขตสายไหม=400,000", "--budget", "2500000")
    answer = json.loads(out)
    assert (code, answer["cost"]) == (0, 2_400_000)
    assert sorted(site["cost"] for site in answer["sites"]) == [400_000, 1_000_000, 1_000_000]
    code, out, _ = run(capsys, *options)
    assert json.loads(out)["cost"] == 3_000_000


def test_a_list_of_candidates_is_read_and_its_broken_rows_are_named(tmp_path, capsys):
    good = tmp_path / "good.csv"
    good.write_text("name,lon,lat,cost\nA,98.98,18.79,5\nB,98.99,18.80,1\nA again,98.98,18.79,4\n", encoding="utf-8")
    table = read_candidates(good)
    assert table["name_en"].tolist() == ["B", "A again"]
    code, out, _ = run(
        capsys, "--sites", "1", "--area", "50", "--candidates", str(good), "--budget", "2", "--no-lock-existing"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [row["name_en"] for row in rows] == ["B"]
    bad = tmp_path / "bad.csv"
    bad.write_text("name,longitude,latitude\nA,98.98,18.79\nB,east,18.8\nC,,\n", encoding="utf-8")
    with pytest.raises(SitingError, match="rows 3, 4"):
        read_candidates(bad)
    bad.write_text("name,longitude,latitude\nSea,101.0,10.0\n", encoding="utf-8")
    with pytest.raises(SitingError, match="outside Thailand"):
        read_candidates(bad)
    bad.write_text("name,x,y\nA,1,2\n", encoding="utf-8")
    with pytest.raises(SitingError, match="columns longitude and latitude"):
        read_candidates(bad)
