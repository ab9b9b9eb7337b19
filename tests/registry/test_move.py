"""The register moves to another place whole, and is brought up to date by a command."""

from __future__ import annotations

import pytest

from geodata.paths import data_dir
from registry.commands import main
from registry.errors import ImportRefusedError, RegisterError
from registry.store import Register, schema_version
from registry.store.tables import METADATA, SCHEMA_VERSION
from tests.registry.batches import ADMIN, batch_of
from tests.registry.stores import ServerStore
from tests.registry.version1 import write_version, write_version1


def everything(register: Register):
    with register._database.reading() as connection:
        return {
            name: sorted(tuple(map(repr, row)) for row in connection.execute(table.select()))
            for name, table in METADATA.tables.items()
        }


def worked_with(path=None, url="") -> Register:
    register = Register.open(path, url=url)
    register.imports.commit(
        batch_of({"centre_id": "ก่"}, {"centre_id": "กข"}, counts=[("tk-park", "10", 3)], mapping={"ก": None}),
        author=ADMIN,
    )
    register.imports.undo("import-1", author=ADMIN, reason="ผิดไฟล์")
    register.decisions.settle("a", "dismissed", "เพราะ", programme_ids=[], author=ADMIN)
    register.documents.save("story", "เรื่อง", [1.5, {"a": None}], version=0, author=ADMIN)
    register.sign_outs.add("ended", at=1, earliest=0)
    return register


def test_a_register_moves_to_a_server_and_back(empty_database: ServerStore, home, tmp_path, capsys, monkeypatch):
    register = worked_with()
    then, file = everything(register), (home / "register.sqlite").read_bytes()
    assert main(["move", "--to", empty_database.url]) == 0
    said = capsys.readouterr().out
    assert f"{sum(map(len, then.values()))} rows" in said
    assert "***" in said
    assert "p%40ss" not in said
    assert (home / "register.sqlite").read_bytes() == file
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", empty_database.url)
    there = Register.open()
    assert everything(there) == then
    assert main(["move", "--to", str(tmp_path / "back.sqlite")]) == 0
    assert everything(Register.open(tmp_path / "back.sqlite")) == then
    there.imports.redo("import-1", author=ADMIN)
    assert len(there.centres(located=False)) == 337


def test_where_a_register_is_nothing_is_put(store, tmp_path, capsys):
    worked_with()
    then = everything(Register.open())
    worked_with(tmp_path / "other.sqlite")
    assert main(["move", "--to", str(tmp_path / "other.sqlite")]) == 2
    assert "There is a register at" in capsys.readouterr().err
    if store.url:
        assert main(["move", "--to", store.url]) == 2
    assert everything(Register.open()) == then


def test_an_older_register_in_the_way_is_left_as_it_is(tmp_path):
    write_version1(tmp_path / "old.sqlite", data_dir())
    before = (tmp_path / "old.sqlite").read_bytes()
    with pytest.raises(ImportRefusedError, match="already"):
        Register.open(tmp_path / "new.sqlite").copy_to(path=tmp_path / "old.sqlite")
    assert (tmp_path / "old.sqlite").read_bytes() == before


def test_rows_that_do_not_arrive_as_they_were_sent_are_not_taken(empty_database: ServerStore, home):
    """A trigger of somebody else's changes them on the way."""
    register = worked_with()
    empty_database.ask(
        "CREATE FUNCTION twist() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN "
        "IF to_regclass('centres') IS NOT NULL AND to_regproc('shout') IS NULL THEN "
        "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN NEW.notes = ''x''; RETURN NEW; END'; "
        "CREATE TRIGGER shout BEFORE INSERT ON centres FOR EACH ROW EXECUTE FUNCTION shout(); END IF; END$$"
    )
    empty_database.ask("CREATE EVENT TRIGGER twist ON ddl_command_end EXECUTE FUNCTION twist()")
    with pytest.raises(RegisterError, match="checksum, centres"):
        register.copy_to(url=empty_database.url)
    assert empty_database.ask("SELECT to_regclass('centres')") == [(None,)]


def test_the_command_says_what_it_brought_up_to_date(home, capsys):
    path = home / "register.sqlite"
    write_version(path, data_dir(), 4)
    assert schema_version() == 4
    assert main(["migrate"]) == 0
    assert f"schema 4 → {SCHEMA_VERSION}" in capsys.readouterr().out
    assert main(["migrate"]) == 0
    assert f"is up to date (schema {SCHEMA_VERSION})" in capsys.readouterr().out
    path.unlink()
    assert main(["migrate"]) == 0
    assert "is made" in capsys.readouterr().out
