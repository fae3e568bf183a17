"""The data folder: who may use it, and what its locks tell. No engine runs here."""

import os
import stat
import sys
from pathlib import Path

import pytest
from filelock import Timeout

from skillsgraph.errors import DataFolderInUse, EngineError
from skillsgraph.graph.engine_folder import EngineFolder, EngineState

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes and owners of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> EngineFolder:
    folder = EngineFolder(tmp_path / "data folder")
    folder.prepare()
    return folder


# Who may use it ---------------------------------------------------------------------------------------


@posix_only
def test_a_new_folder_is_for_its_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "above" / "data"
    EngineFolder(path).prepare()
    assert stat.S_IMODE(path.stat().st_mode) == 0o700


@posix_only
def test_an_empty_folder_that_was_made_for_us_becomes_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    EngineFolder(tmp_path).prepare()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


@posix_only
def test_a_folder_that_others_can_write_to_is_refused_and_not_changed(tmp_path: Path) -> None:
    (tmp_path / "of somebody").touch()
    tmp_path.chmod(0o1777)
    with pytest.raises(EngineError, match="Others can write"):
        EngineFolder(tmp_path).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["of somebody"]
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o1777


@posix_only
def test_the_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(DataFolderInUse, match="another user"):
        EngineFolder(tmp_path).prepare()
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(EngineError, match="SKILLSGRAPH_DATA_DIR"):
        EngineFolder(file / "data").prepare()


# What it keeps ----------------------------------------------------------------------------------------


def test_the_password_is_made_once(folder: EngineFolder, tmp_path: Path) -> None:
    assert folder.password() == folder.password()
    other = EngineFolder(tmp_path / "other")
    other.prepare()
    assert other.password() != folder.password()


@posix_only
def test_the_password_is_for_its_user_alone_whatever_the_umask(folder: EngineFolder) -> None:
    before = os.umask(0)
    try:
        folder.password()
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder.path / "password").stat().st_mode) == 0o600


def test_a_new_password_makes_the_engine_forget_the_old_one(folder: EngineFolder) -> None:
    users = folder.path / "config" / "server-users.jsonl"
    users.parent.mkdir()
    users.write_text("{}")
    folder.password()
    assert not users.exists()


def test_a_state_is_read_as_it_was_written_and_forgotten(folder: EngineFolder) -> None:
    assert folder.read_state() is None
    folder.write_state(EngineState(pid=1, bolt_port=2, http_port=3))
    assert folder.read_state() == EngineState(pid=1, bolt_port=2, http_port=3)
    folder.forget_state()
    folder.forget_state()
    assert folder.read_state() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"pid": 1}', '{"pid": 1, "more": 2}'])
def test_a_damaged_state_is_none(folder: EngineFolder, text: str) -> None:
    (folder.path / "engine.json").write_text(text)
    assert folder.read_state() is None


def test_no_draft_is_left(folder: EngineFolder) -> None:
    folder.password()
    folder.write_state(EngineState(1, 2, 3))
    assert {path.name for path in folder.path.iterdir()} == {"attached", "password", "engine.json"}


# What the locks tell ----------------------------------------------------------------------------------


def test_it_is_in_use_while_anybody_is_attached(folder: EngineFolder) -> None:
    assert not folder.in_use()
    one, two = folder.attach(), folder.attach()
    folder.leave(one)
    assert folder.in_use()
    folder.leave(two)
    assert not folder.in_use()


def test_a_sweep_removes_what_the_dead_left_and_nothing_else(folder: EngineFolder) -> None:
    attached = folder.attach()
    left = folder.path / "attached" / "1-dead.lock"
    left.touch()
    assert folder.sweep()
    assert [str(path) for path in left.parent.iterdir()] == [attached.lock_file]
    folder.leave(attached)
    left.touch()
    assert not folder.sweep()
    assert not left.exists()


def test_an_engine_lives_as_long_as_it_holds_its_lock(folder: EngineFolder) -> None:
    assert not folder.engine_lives()
    assert not (folder.path / "engine.lock").exists()
    lock = folder.engine_lock(0)
    assert folder.engine_lives()
    lock.release()
    assert not folder.engine_lives()


def test_only_one_at_a_time_starts(folder: EngineFolder) -> None:
    with folder.starting(0), pytest.raises(Timeout), folder.starting(0):
        pass
    with folder.starting(0):
        pass


# The log ----------------------------------------------------------------------------------------------


def test_a_log_is_appended_to_until_it_is_large(folder: EngineFolder) -> None:
    for text in (b"one\n", b"x" * 1_000_000, b"three\n"):
        descriptor = folder.open_log()
        os.write(descriptor, text)
        os.close(descriptor)
    assert folder.log.read_bytes() == b"three\n"


def test_the_last_words_are_the_last_line_that_says_something(folder: EngineFolder) -> None:
    assert folder.last_words() == ""
    folder.log.write_bytes(b"first\n  \xff reason " + b"x" * 1000 + b"\n\n  \n")
    assert folder.last_words().startswith("\ufffd reason xxx")
    assert len(folder.last_words()) == 500
