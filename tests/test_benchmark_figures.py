"""How benchmarks are compared and written, by hand; and the documents hold the tables of the figures."""

from __future__ import annotations

from importlib import import_module

import pytest

from benchmarks.__main__ import BENCHMARKS, DOCUMENTS
from benchmarks.figures import Figure, compare, entries, merge, read, table, with_tables, write


def record(key: str = "start", **ratios: float) -> dict:
    rows = [{"name": name, "ratios": {"plain": ratio}} for name, ratio in ratios.items()]
    return {"benchmarks": {key: {"run": "now", "figures": rows}}}


def test_a_figure_has_its_median_its_ends_and_its_ratio_to_the_others():
    ours, plain = Figure("ours", (3.0, 1.0, 2.0), "ms", ("plain",)), Figure("plain", (4.0, 6.0), "ms")
    assert entries([ours, plain]) == [
        {"name": "ours", "unit": "ms", "times": 3, "median": 2.0, "min": 1.0, "max": 3.0, "ratios": {"plain": 0.4}},
        {"name": "plain", "unit": "ms", "times": 2, "median": 5.0, "min": 4.0, "max": 6.0, "ratios": {}},
    ]


def test_two_figures_of_one_name_are_refused():
    with pytest.raises(ValueError, match="ours"):
        entries([Figure("ours", (1.0,), "ms"), Figure("ours", (2.0,), "ms")])


def test_what_is_held_against_a_figure_that_was_not_measured_has_no_ratio():
    assert entries([Figure("ours", (1.0,), "ms", ("a rival that is not installed",))])[0]["ratios"] == {}


@pytest.mark.parametrize(("now", "kind"), [(1.19, ""), (1.2, ""), (1.21, "slower"), (0.84, ""), (0.83, "faster")])
def test_a_ratio_is_named_when_it_is_more_than_a_fifth_off(now, kind):
    changes = compare(record(page=1.0), record(page=now))
    assert [name for name, lines in changes.items() if lines] == ([kind] if kind else [])


def test_a_slower_figure_says_by_how_much():
    assert compare(record(page=2.0), record(page=3.0))["slower"] == ["start: page / plain: 2× before, 3× now (1.50)"]


def test_what_is_new_and_what_vanished_is_named():
    changes = compare(record(page=1.0, old=1.0), record(page=1.0, new=9.0))
    assert changes["new"] == ["start: new / plain"]
    assert changes["vanished"] == ["start: old / plain"]
    assert not changes["slower"]
    assert not changes["faster"]


def test_a_short_run_is_not_held_against_a_full_one():
    changes = compare(record("start in full", page=1.0), record("start", page=5.0))
    assert not changes["slower"]
    assert changes["new"] == ["start: page / plain"]


def test_a_benchmark_that_was_not_measured_is_no_loss_and_keeps_its_figures():
    before = {"runs": {"a": 1, "b": 2}, "benchmarks": {"crowd": {"run": "a"}, "start": {"run": "b"}}}
    after = {"runs": {"c": 3}, "benchmarks": {"start": {"run": "c", "figures": []}}}
    assert merge(before, after)["runs"] == {"a": 1, "c": 3}
    assert merge(before, after)["benchmarks"]["crowd"] == {"run": "a"}
    full = {"benchmarks": {**record(page=1.0)["benchmarks"], "crowd": {"run": "a", "figures": []}}}
    assert not any(compare(full, record(page=1.0)).values())


def test_a_record_is_read_as_it_was_written_a_line_for_each_figure(tmp_path):
    rows = entries([Figure("a {b}, c", (1.0,), "ms", ("d",)), Figure("d", (2.0,), "ms")])
    held = {"runs": {"now": {"machine": "2 cores"}}, "benchmarks": {"start": {"run": "now", "figures": rows}}}
    write(held, tmp_path / "deep" / "figures.json")
    assert read(tmp_path / "deep" / "figures.json") == held
    assert read((tmp_path / "deep" / "figures.json").read_bytes()) == held
    assert sum('"name"' in line for line in (tmp_path / "deep" / "figures.json").read_text().splitlines()) == len(rows)
    assert read(tmp_path / "none.json") == {}


def test_nothing_measured_before_makes_all_new():
    assert compare({}, record(page=1.0))["new"] == ["start: page / plain"]


def test_a_table_says_unit_ends_and_ratio():
    rows = entries([Figure("ours", (1.0, 2.0, 4.0), "ms", ("plain",)), Figure("plain", (1000.0,), "ms")])
    assert table(rows).splitlines()[2:] == [
        "| ours | 2 ms | 1–4 | 3 | 0.002× plain |",
        "| plain | 1,000 ms |  | 1 |  |",
    ]


def test_a_ratio_names_the_other_by_what_differs():
    rows = entries([
        Figure("1,000 points, ours, memory", (1.0,), "MB", ("1,000 points, DuckDB, memory",)),
        Figure("1,000 points, DuckDB, memory", (2.0,), "MB"),
    ])  # fmt: skip
    assert table(rows).splitlines()[2].endswith("| 0.50× DuckDB, memory |")


def test_a_document_takes_the_tables_it_names():
    one = {"run": "today", "load": [1.0, 2.0], "figures": entries([Figure("page", (1.0,), "s")])}
    text = "Before\n<!-- figures: start -->\nold\n<!-- end of figures -->\nAfter\n"
    new = with_tables(text, {"runs": {"today": {"machine": "2 cores"}}, "benchmarks": {"start": one}})
    assert "old" not in new
    assert "today, 2 cores, load 1 to 2:" in new
    assert "| page | 1 s |" in new
    assert new.startswith("Before\n<!-- figures: start -->\n")
    assert new.endswith("<!-- end of figures -->\nAfter\n")
    assert with_tables(new, {"runs": {"today": {"machine": "2 cores"}}, "benchmarks": {"start": one}}) == new


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_hold_what_the_file_says(document):
    text = document.read_text(encoding="utf-8")
    assert "<!-- figures: " in text
    assert with_tables(text, read()) == text


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_gives_its_figures(name):
    assert callable(import_module(f"benchmarks.{name}").figures)


def test_the_file_holds_benchmarks_there_are_and_the_run_of_each():
    held = read()
    assert {name.removesuffix(" in full") for name in held["benchmarks"]} <= set(BENCHMARKS)
    assert all(one["run"] in held["runs"] for one in held["benchmarks"].values())
