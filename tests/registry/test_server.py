"""What only a register on a server meets: its address, other writers, a database that goes away; and PostGIS."""

from __future__ import annotations

import logging
import os
import random
import subprocess
import sys
import traceback
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from registry.commands import main
from registry.errors import RegisterError
from registry.store import Register
from registry.store.tables import SEALS
from tests.registry.batches import ADMIN, batch_of
from tests.registry.servers import PASSWORD, Server
from tests.registry.stores import ServerStore
from tests.registry.test_import_layers import everything

ROOT = Path(__file__).parents[2]
POINT = {"longitude": 100.5, "latitude": 13.75, "location_precision": "site"}


@pytest.mark.parametrize(
    "address",
    ["postgresql://", "mysql://me:s3cret@host/db", "s3cret", "postgresql://me:s3cret@host:port/db", "sqlite:///x"],
)
def test_an_address_that_is_none_is_a_sentence_without_what_stands_in_it(monkeypatch, address, capsys):
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", address)
    with pytest.raises(RegisterError, match="not the address") as met:
        Register.open()
    assert "s3cret" not in "".join(traceback.format_exception(met.value))
    assert main(["status"]) == 2
    assert "s3cret" not in capsys.readouterr().err


def test_the_password_is_nowhere(server: Server, database: ServerStore, monkeypatch, capsys, caplog):
    caplog.set_level(logging.DEBUG)
    server.ask("postgres", f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
    try:
        url = server.url(database.database, user="guest")
        for address in (url, server.url("nothing", user="guest"), url.replace("p%40ss", "p%40ssw0rd")):
            monkeypatch.setenv("KLAIBAAN_DATABASE_URL", address)
            with pytest.raises(RegisterError) as met:
                Register.open()
            assert met.value.key in ("register_no_right", "register_unreachable")
            assert main(["status"]) == 2
            log = "".join(traceback.format_exception(met.value)) + caplog.text + "".join(capsys.readouterr())
            assert "guest" in log
            for secret in (PASSWORD, "p%40ss", "w0rd"):
                assert secret not in log
    finally:
        server.ask(database.database, "DROP OWNED BY guest")
        server.ask("postgres", "DROP ROLE guest")


def test_who_may_only_read_hears_that(server: Server, database: ServerStore):
    Register.open(url=database.url)
    server.ask("postgres", f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
    server.ask(database.database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    try:
        register = Register.open(url=server.url(database.database, user="reader"))
        assert len(register.centres(located=False)) == 335
        with pytest.raises(RegisterError, match="does not allow that") as met:
            register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
        assert met.value.key == "register_no_right"
    finally:
        server.ask(database.database, "DROP OWNED BY reader")
        server.ask("postgres", "DROP ROLE reader")


def test_a_reader_of_a_database_that_has_postgis_since_opens_it(server: Server, with_postgis: ServerStore):
    server.ask("postgres", f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
    for what in ("USAGE ON SCHEMA geo", "SELECT ON ALL TABLES IN SCHEMA public"):
        with_postgis.ask(f"GRANT {what} TO reader")
    try:
        assert len(Register.open(url=server.url(with_postgis.database, user="reader")).centres(located=False)) == 335
    finally:
        with_postgis.ask("DROP OWNED BY reader")
        server.ask("postgres", "DROP ROLE reader")


def test_a_command_ends_without_a_warning(database: ServerStore):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "registry", "status"], capture_output=True, text=True, check=False,
        encoding="utf-8", env={"KLAIBAAN_DATABASE_URL": database.url, "PATH": ""}, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "335 centres" in done.stdout


def test_a_writer_waits_for_another_and_hears_when_it_takes_long(server: Server, database: ServerStore):
    register, other = Register.open(url=database.url, wait_s=0.2), Register.open(url=database.url)
    with other._database.writing():
        with pytest.raises(RegisterError, match="Try again in a moment") as met:
            register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
        assert met.value.key == "register_busy"
        assert len(register.centres(located=False)) == 335  # reading goes on
    assert register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN) == "import-1"


def test_what_is_read_in_one_go_is_of_one_moment(database: ServerStore):
    register, other = Register.open(url=database.url), Register.open(url=database.url)
    with register._database.reading() as connection:
        before = register._database.revision(connection)
        other.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
        assert register._database.revision(connection) == before
    assert register.revision() == before + 1


def write_while_it_goes(register: Register, server: Server):
    with register._database.writing() as connection:
        connection.exec_driver_sql("UPDATE centres SET notes = 'x'")
        server.stop()
        connection.exec_driver_sql("SELECT 1")


def test_a_database_that_goes_and_comes_back_needs_no_restart(server: Server, database: ServerStore):
    register = Register.open(url=database.url)
    register.imports.commit(batch_of({"centre_id": "a"}), author=ADMIN)
    with pytest.raises(RegisterError) as met:
        write_while_it_goes(register, server)
    assert met.value.key == "register_unreachable"
    for act in (register.centres, register.revision, lambda: register.imports.undo("import-1", author=ADMIN)):
        with pytest.raises(RegisterError, match="cannot be reached"):
            act()
    with pytest.raises(RegisterError, match="cannot be reached"):
        Register.open(url=database.url)
    server.start()
    assert len(register.centres(located=False)) == 336
    assert "x" not in set(register.centres(located=False)["notes"])
    assert register.imports.undo("import-1", author=ADMIN)
    Register.open(url=database.url)


def test_a_database_that_cannot_hold_thai_is_refused(server: Server):
    server.ask("postgres", "CREATE DATABASE latin TEMPLATE template0 ENCODING latin1 LOCALE_PROVIDER libc LOCALE 'C'")
    with pytest.raises(RegisterError, match="LATIN1, which cannot hold Thai"):
        Register.open(url=server.url("latin"))
    server.ask("postgres", "DROP DATABASE latin WITH (FORCE)")


def test_tables_made_anew_by_others_have_another_revision(database: ServerStore, tmp_path):
    register = Register.open(url=database.url)
    register.backup(tmp_path / "copy.sqlite")
    for key in "abc":
        register.decisions.settle(key, "dismissed", "เพราะ", programme_ids=[], author=ADMIN)
    before = register.revision()
    database.remove()
    Register.restored(tmp_path / "copy.sqlite", url=database.url, author=ADMIN)
    assert register.revision() > before


def test_both_stores_hold_the_same_whatever_is_done(database: ServerStore, home, monkeypatch):
    """The same made-up imports, undone and redone: the same tables, and the same checksums of them."""
    monkeypatch.setattr("registry.store.write.now", lambda: "2026-01-01T00:00:00+00:00")
    monkeypatch.setattr("registry.store.imports.now", lambda: "2026-01-01T00:00:00+00:00")
    chance = random.Random(5)  # noqa: S311 - no secret hangs on it
    registers = Register.open(home / "register.sqlite"), Register.open(url=database.url)
    names = ["ก่", "กข", "ก ข", "Ä", "z", "Z", "a'\"\\%s$1\n\t", "𐐷", "_", "", "-"]
    for number in range(12):
        rows = [
            {"centre_id": f"{name}{chance.randrange(3)}x", "name_th": chance.choice(names) + "x", **POINT}
            for name in dict.fromkeys(chance.choice(names) for _ in range(5))
        ]
        mode, status = chance.choice(["add", "replace"]), chance.choice([{}, {"tk-park": "complete"}])
        again = f"import-{chance.randrange(number) + 1}" if number else ""
        undo = chance.random() < 0.5
        for register in registers:
            batch = batch_of(
                *rows, mode=mode, list_status=status, sha256=str(number), counts=[("tk-park", "10", number)],
                figures=[{"figure_id": f"f{number}", "value": 10**11 + number}], mapping={"ก": [1.5, None, "\0"]},
            )  # fmt: skip
            register.imports.commit(batch, author=ADMIN)
            if again:
                (register.imports.undo if undo else register.imports.redo)(again, author=ADMIN)
    one, other = registers
    for table, its_twin in zip([*everything(one), one.journal.table()], [*everything(other), other.journal.table()],
                               strict=True):  # fmt: skip
        pd.testing.assert_frame_equal(table, its_twin)
    seals = []
    for register in registers:
        with register._database.reading() as connection:
            seals.append({(row.table_name, row.origin): row.digest for row in connection.execute(SEALS.select())})
    assert seals[0] == seals[1]
    assert len(seals[0]) > 30


@pytest.fixture
def with_postgis(server: Server, database: ServerStore) -> ServerStore:
    if not server.ask("postgres", "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"):
        reason = "PostGIS is not installed (Debian: apt-get install postgresql-15-postgis-3)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    Register.open(url=database.url)
    database.ask("CREATE SCHEMA geo")
    database.ask("CREATE EXTENSION postgis SCHEMA geo")
    return database


def test_with_postgis_the_database_keeps_points(with_postgis: ServerStore, tmp_path):
    """It came after the register: the next opening takes it up."""
    register = Register.open(url=with_postgis.url)
    ask = with_postgis.ask
    assert ask("SELECT type, srid FROM geo.geometry_columns WHERE f_table_name = 'centres'") == [("POINT", 4326)]
    ((index,),) = ask("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_centres_point'")
    assert "USING gist (point)" in index
    register.imports.commit(batch_of({"centre_id": "a", **POINT}, {"centre_id": "b"}), author=ADMIN)
    place = "SELECT geo.ST_X(point), geo.ST_Y(point) FROM centres WHERE centre_id = %s"
    assert ask(place, "a") == [(100.5, 13.75)]
    assert ask(place, "b") == [(None, None)]
    assert ask("SELECT count(*) FROM centres WHERE (point IS NULL) <> (longitude IS NULL)") == [(0,)]
    then = register.centres()
    register.backup(tmp_path / "copy.sqlite")
    register.imports.undo("import-1", author=ADMIN)
    register.restore(tmp_path / "copy.sqlite", author=ADMIN)
    pd.testing.assert_frame_equal(Register.open(url=with_postgis.url).centres(), then)
    pd.testing.assert_frame_equal(Register.restored(tmp_path / "copy.sqlite", author=ADMIN)[0].centres(), then)


def test_the_screen_says_so_and_goes_on_without_a_restart(server: Server, database: ServerStore, monkeypatch):
    monkeypatch.setenv("KLAIBAAN_DATABASE_URL", database.url)
    st.cache_resource.clear()
    st.cache_data.clear()
    app = AppTest.from_file(str(ROOT / "ui" / "script.py"), default_timeout=60)
    try:
        app.run()
        assert not app.error
        server.stop()
        app.run()
        assert {"ติดต่อทะเบียน" in error.value for error in app.error} == {True}
        assert not app.exception
        server.start()
        app.run()
        assert not app.error
    finally:
        st.cache_resource.clear()
        st.cache_data.clear()
