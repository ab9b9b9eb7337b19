"""A full disk, a read-only folder, two processes on one register: a sentence, nothing lost, and no restart needed."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from registry.errors import RegisterError
from registry.store import Register
from tests.registry.batches import ADMIN, batch_of

if sys.platform == "win32":
    pytest.skip("the processes of these tests are forked", allow_module_level=True)

from tests.registry.children import child, commit_many, integrity, long_batch, meet_read_only, meet_small_files

WAIT_S = 60


@pytest.fixture
def path(tmp_path):
    Register.open(tmp_path / "register.sqlite")
    return tmp_path / "register.sqlite"


@pytest.fixture
def tiny_disk(tmp_path):
    """Give a disk of 1.5 MB: root may mount one."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(place)]
    try:
        subprocess.run(mount, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_is_a_sentence_and_recovers(tiny_disk):
    register = Register.open(tiny_disk / "register.sqlite")
    for _ in range(2):
        with pytest.raises(RegisterError, match="Make room on the disk") as caught:
            register.imports.commit(long_batch(8_000), author=ADMIN)
        assert caught.value.key == "register_disk_full"
        assert len(register.centres(located=False)) == 335
        assert integrity(tiny_disk / "register.sqlite") == "ok"
    subprocess.run(["mount", "-o", "remount,size=100m", str(tiny_disk)], check=True)
    register.imports.commit(long_batch(8_000), author=ADMIN)
    assert len(register.centres(located=False)) == 8_335
    assert integrity(tiny_disk / "register.sqlite") == "ok"


def test_a_file_that_may_not_grow_is_a_sentence_and_recovers(path):
    with child(meet_small_files, path) as (_, pipe):
        assert pipe.poll(WAIT_S)
        sentence, before, after = pipe.recv()
    assert sentence.startswith("register_disk_full: ")
    assert (before, after) == (335, 5_335)
    assert integrity(path) == "ok"


def test_a_read_only_folder_is_a_sentence_and_recovers():
    folder = Path(tempfile.mkdtemp(prefix="klaibaan-"))  # where another user may go
    folder.chmod(0o755)
    try:
        with child(meet_read_only, folder / "home" / "register.sqlite") as (_, pipe):
            assert pipe.poll(WAIT_S)
            sentence, shown, opened, first_start, after = pipe.recv()
        assert sentence.startswith("register_read_only: ")
        assert first_start.startswith("register_read_only: ")
        assert (shown, opened, after) == (345, 345, 355)
        assert integrity(folder / "home" / "register.sqlite") == "ok"
    finally:
        shutil.rmtree(folder)


def test_two_processes_write_to_one_register(path):
    reader = Register.open(path)
    with child(commit_many, path, "one", 4, 500) as (_, one), child(commit_many, path, "two", 4, 500) as (_, two):
        for pipe in (one, two):
            assert pipe.recv() == "ready"
        for pipe in (one, two):
            pipe.send("go")
        sizes = {len(reader.centres())}
        while not (one.poll() and two.poll()):
            sizes.add(len(reader.centres()))
        assert [one.recv(), two.recv()] == ["done", "done"]
    assert {(size - 335) % 500 for size in sizes} == {0}  # never half an import
    assert len(reader.centres()) == 335 + 8 * 500
    assert list(reader.imports.table()["import_id"]) == [f"import-{number}" for number in range(1, 9)]
    assert integrity(path) == "ok"


def test_a_register_that_someone_else_holds_is_a_sentence(path):
    register = Register.open(path, wait_s=0.1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterError, match="Try again in a moment") as caught:
            register.imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN)
        assert caught.value.key == "register_busy"
        assert len(register.centres()) == 335  # reading goes on
        other.execute("ROLLBACK")
    assert register.imports.commit(batch_of({"centre_id": "new-1"}), author=ADMIN) == "import-1"


def test_readers_go_on_while_a_long_import_is_written(path):
    register = Register.open(path)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        before = other.execute("SELECT count(*) FROM centres").fetchone()
        with register._database.writing() as connection:
            connection.exec_driver_sql("UPDATE centres SET notes = hex(randomblob(50000))")  # far more than a cache
            assert other.execute("SELECT count(*) FROM centres").fetchone() == before
