from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from analysis.figures import figures_of, latest, lines, result_since
from registry.schema import Qualifier
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of, made_figures

PLAIN = {"programme_id": "relearning", "metric": "people_trained", "unit": "people"}


def figures(*rows):
    return made_figures(*({**PLAIN, "figure_id": f"f-{number}", **row} for number, row in enumerate(rows)))


def test_a_province_or_a_group_never_stands_for_the_programme():
    table = figures(
        {"value": 100, "date": "2024"},
        {"value": 7, "date": "2025", "province_code": "52"},
        {"value": 8, "date": "2025", "group_name": "ผู้สูงอายุ"},
    )
    assert latest(table, "relearning", "people_trained").value == 100
    assert [figure.value for figure in figures_of(table, "relearning")] == [100]
    parts = figures_of(table, "relearning", parts=True)
    assert [(figure.province_code, figure.group_name) for figure in parts] == [
        (None, None), ("52", None), (None, "ผู้สูงอายุ"),
    ]  # fmt: skip


TOTAL = {"value": 70_000, "date": "2024-03", "metric": "people_trained_cumulative"}


def since(*rows):
    table = figures(TOTAL, *rows)
    total = latest(table, "relearning", "people_trained_cumulative")
    return result_since(table, "relearning", "people_trained", after=total)


def test_a_year_after_the_total_stands_beside_it():
    found = since({"value": 5_000, "date": "2025"}, {"value": 4_000, "date": "2024"}, {"value": 9, "date": None})
    assert (found.value, found.date, found.provinces, found.qualifier) == (5_000, "2025", 0, Qualifier.EXACT)


def test_a_year_that_the_total_holds_in_part_is_not_added_to_it():
    assert since({"value": 4_000, "date": "2024"}, {"value": 3_000, "date": "2023"}) is None


def test_provinces_make_up_a_year_and_groups_do_not():
    found = since(
        {"value": 700, "date": "2025", "province_code": "52", "source": "a"},
        {"value": 300, "date": "2025", "province_code": "40", "source": "b", "qualifier": "more_than"},
        {"value": 90, "date": "2025", "province_code": "40", "group_name": "ผู้สูงอายุ"},
        {"value": 50, "date": "2026", "metric": "sales"},
    )
    assert (found.value, found.provinces, found.qualifier) == (1_000, 2, Qualifier.MORE_THAN)
    assert found.sources == ("a", "b")
    assert since({"value": 90, "date": "2025", "group_name": "ผู้สูงอายุ"}) is None


def test_what_is_given_for_the_whole_counts_before_its_parts():
    rows = {"value": 700, "date": "2025", "province_code": "52"}, {"value": 5_000, "date": "2025"}
    assert since(*rows).value == since(*reversed(rows)).value == 5_000


def test_a_line_joins_one_basis_only():
    table = figures(
        {"value": 10, "date": "2021"},
        {"value": 30, "date": "2023-05"},
        {"value": 20, "date": "2022"},
        {"value": 900, "date": "2024", "unit": "visits"},
        {"value": 5, "date": "2024", "metric": "people_trained_cumulative"},
        {"value": 40, "date": None},
        {"value": 1, "date": "2021", "province_code": "52"},
        {"value": 2, "date": "2022", "province_code": "52"},
        {"value": 3, "date": "2023", "province_code": "53"},
    )
    found = lines(figures_of(table, "relearning", parts=True))
    assert sorted([figure.value for figure in line] for line in found) == [[1, 2], [10, 20, 30]]


def test_one_year_alone_is_no_line_and_a_later_word_for_it_counts():
    table = figures({"value": 10, "date": "2024"}, {"value": 12, "date": "2024"})
    assert lines(figures_of(table, "relearning")) == []
    longer = figures({"value": 10, "date": "2024"}, {"value": 12, "date": "2024"}, {"value": 9, "date": "2023"})
    assert [figure.value for figure in lines(figures_of(longer, "relearning"))[0]] == [9, 12]


ROWS = st.fixed_dictionaries(
    {
        "value": st.integers(0, 99),
        "date": st.sampled_from([None, "2023", "2024", "2024-03", "2024-03-05", "2025"]),
        "unit": st.sampled_from([None, "people", "visits"]),
        "metric": st.sampled_from(["people_trained", "sales"]),
        "province_code": st.sampled_from([None, "52"]),
    }
)


@given(rows=st.lists(ROWS, max_size=12))
def test_no_line_mixes_or_goes_back(rows):
    for line in lines(figures_of(figures(*rows), "relearning", parts=True)):
        assert len({(figure.metric, figure.basis, figure.province_code, figure.group_name) for figure in line}) == 1
        dates = [figure.date for figure in line]
        assert None not in dates
        assert len(dates) == len(set(dates)) > 1
        assert [date[:4] for date in dates] == sorted(date[:4] for date in dates)


def test_results_that_come_in_change_the_latest_and_keep_the_older_ones():
    register = Register.in_memory()
    before = figures_of(register.figures(), "relearning", "people_trained_cumulative")
    new = {**PLAIN, "metric": "people_trained_cumulative", "figure_id": "new-1", "value": 90_000, "date": "2026"}
    part = {**new, "figure_id": "new-2", "value": 9, "date": "2026-06", "province_code": "52"}
    import_id = register.imports.commit(batch_of(figures=[new, part]), author=ADMIN)
    headline = latest(register.figures(), "relearning", "people_trained_cumulative")
    assert (headline.value, headline.qualifier, headline.date) == (90_000, Qualifier.EXACT, "2026")
    after = figures_of(register.figures(), "relearning", "people_trained_cumulative")
    assert [figure for figure in after if figure.figure_id != "new-1"] == before
    (line,) = lines(after)
    assert [figure.value for figure in line] == [70_000, 90_000]
    register.imports.undo(import_id, author=ADMIN)
    assert latest(register.figures(), "relearning", "people_trained_cumulative").value == 70_000
