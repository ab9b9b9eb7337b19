from __future__ import annotations

import pandas as pd
import pytest

from registry.batch import Reported
from registry.errors import ImportRefusedError, UnknownProgrammeError
from registry.schema import CENTRES, FIGURES
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of

pytestmark = pytest.mark.usefixtures("store")

TABLES = ("centres", "programmes", "programme_details", "figures", "area_counts")


@pytest.fixture
def register():
    return Register.open()


def state(register):
    return {name: getattr(register, name)() for name in TABLES}


def assert_same(one, other):
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], other[name], obj=name)


def test_an_import_adds_its_rows_and_says_so(register):
    revision = register.revision()
    batch = batch_of({"centre_id": "new-1"}, counts=[("book-house", "1042", 3)], figures=[{"figure_id": "f-1"}])
    assert register.imports.commit(batch, author=ADMIN) == "import-1"
    assert register.revision() == revision + 1
    assert len(register.centres()) == 336
    assert register.centres()["centre_id"].iloc[-1] == "new-1"
    counted = register.area_counts()[["programme_id", "admin_code", "count"]]
    assert counted.values.tolist() == [["book-house", "1042", 3]]
    assert register.figures()["figure_id"].iloc[-1] == "f-1"
    (row,) = register.imports.table().to_dict("records")
    assert (row["state"], row["programme_ids"]) == ("active", ["book-house", "relearning", "tk-park"])
    assert (row["read"], row["accepted"], row["centres"], row["area_counts"], row["figures"]) == (1, 1, 1, 1, 1)


def test_undo_and_redo_are_exact(register):
    before = state(register)
    first = register.imports.commit(
        batch_of({"centre_id": "new-1"}, {"centre_id": "tk-park-001", "name_th": "ใหม่"}), author=ADMIN
    )
    after = state(register)
    assert register.imports.undo(first, author=ADMIN)
    assert_same(state(register), before)
    assert not register.imports.undo(first, author=ADMIN)
    assert register.imports.redo(first, author=ADMIN)
    assert_same(state(register), after)
    assert list(register.centres()["centre_id"]).count("tk-park-001") == 1


def test_replace_hides_the_programmes_list_and_nothing_else(register):
    before = register.centres()
    closing = register.imports.would_close(["tk-park"], brought_ids=["tk-park-001"])
    assert set(closing["programme_id"]) == {"tk-park"}
    assert "tk-park-001" not in set(closing["centre_id"])
    batch = batch_of({"centre_id": "tk-park-001"}, {"centre_id": "new-1"}, mode="replace")
    first = register.imports.commit(batch, author=ADMIN)
    after = register.centres()
    assert set(before["centre_id"]) - set(after["centre_id"]) == set(closing["centre_id"])
    assert set(after.loc[after["programme_id"] == "tk-park", "centre_id"]) == {"tk-park-001", "new-1"}
    register.imports.undo(first, author=ADMIN)
    pd.testing.assert_frame_equal(register.centres(), before)


def test_a_replace_that_brings_nothing_for_a_programme_closes_nothing(register):
    batch = batch_of({"centre_id": "new-1"}, mode="replace", programme_ids=("tk-park", "bma-library"))
    assert batch.replaces(CENTRES) == ("tk-park",)
    assert batch.replaces(FIGURES) == ()
    before = register.centres()
    register.imports.commit(batch, author=ADMIN)
    closed = before[~before["centre_id"].isin(register.centres()["centre_id"])]
    assert set(closed["programme_id"]) == {"tk-park"}
    with pytest.raises(ImportRefusedError, match="Nothing in made"):
        register.imports.commit(
            batch_of(mode="replace", programme_ids=("bma-library",), kinds=("centres",), sha256="2"), author=ADMIN
        )


def test_an_import_says_what_a_list_is_and_what_is_reported(register):
    told = {"list_status": {"tk-park": "partial"}, "reported": {"tk-park": Reported(99, "more_than", "letter", "2026")}}
    before = register.programmes()
    first = register.imports.commit(batch_of({"centre_id": "new-1"}, **told), author=ADMIN)
    row = register.programmes().set_index("programme_id").loc["tk-park"]
    assert (row["list_status"], row["reported_count"], row["reported_qualifier"]) == ("partial", 99, "more_than")
    assert (row["reported_date"], row["source"]) == ("2026", "letter")
    register.imports.undo(first, author=ADMIN)
    pd.testing.assert_frame_equal(register.programmes(), before)


def test_the_same_file_twice_changes_nothing(register):
    batch = batch_of({"centre_id": "new-1"}, counts=[("book-house", "1042", 3)])
    first = register.imports.commit(batch, author=ADMIN)
    revision = register.revision()
    assert register.imports.commit(batch, author=ADMIN) == first
    assert register.revision() == revision
    with pytest.raises(ImportRefusedError, match="Nothing in other"):
        register.imports.commit(batch_of(file_name="other.csv", sha256="1"), author=ADMIN)


def test_a_file_whose_rows_are_gone_comes_in_again(register):
    first, later = batch_of({"centre_id": "x"}, sha256="1"), batch_of({"centre_id": "y"}, sha256="2")
    register.imports.commit(first, author=ADMIN)
    register.imports.commit(later, author=ADMIN)  # its row x was a duplicate and left out
    register.imports.undo("import-1", author=ADMIN)
    both = batch_of({"centre_id": "x"}, {"centre_id": "y"}, sha256="2")
    assert register.imports.commit(both, author=ADMIN) == "import-3"
    assert {"x", "y"} <= set(register.centres()["centre_id"])
    register.imports.undo("import-3", author=ADMIN)
    assert register.imports.commit(first, author=ADMIN) == "import-4"  # and one that was undone may come again as well
    assert {"x", "y"} <= set(register.centres()["centre_id"])


def test_what_is_not_there_is_a_sentence(register):
    with pytest.raises(UnknownProgrammeError):
        register.imports.commit(batch_of({"programme_id": "no-such"}), author=ADMIN)
    for act in (register.imports.undo, register.imports.redo):
        with pytest.raises(ImportRefusedError, match="There is no import"):
            act("import-9", author=ADMIN)
    with pytest.raises(ImportRefusedError, match="There is no import"):
        register.imports.rows("import-9")
