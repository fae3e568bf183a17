"""Packings: zips and folders as they come, also damaged and hostile ones."""

import os
import struct
import sys
import zipfile
from pathlib import Path

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.packing import Limits, Packing, look
from tests.support.sources import as_folder, as_zip

FILES = {"a.csv": "alpha", "b.csv": "beta\n" * 1000}


def read(packing: Packing, name: str) -> bytes:
    with packing.open(name) as stream:
        return stream.read()


def refusal_of_look(path: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        look(path)
    return caught.value


def refusal_of_check(packing: Packing, name: str, limits: Limits | None = None) -> SourceError:
    with pytest.raises(SourceError) as caught:
        packing.check([name], limits)
    return caught.value


# As they come -----------------------------------------------------------------------------------------


@pytest.fixture(params=["folder", "folder in a folder", "zip", "folder in a zip"])
def packed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    match request.param:
        case "folder":
            return as_folder(tmp_path / "given", FILES)
        case "folder in a folder":
            as_folder(tmp_path / "given" / "top", FILES)
            return tmp_path / "given"
        case "zip":
            return as_zip(tmp_path / "given.zip", FILES)
        case _:
            return as_zip(tmp_path / "given.zip", FILES, top="top")


def test_the_files_are_found_and_read(packed: Path) -> None:
    packing = look(packed)
    assert {name: read(packing, name).decode() for name in packing.members} == FILES
    assert {name: member.size for name, member in packing.members.items()} == {"a.csv": 5, "b.csv": 5000}
    packing.check(FILES)


def test_the_names_tell_the_packing_and_its_one_top_folder(tmp_path: Path) -> None:
    assert look(as_zip(tmp_path / "x.zip", FILES)).names == ("x.zip",)
    assert look(as_zip(tmp_path / "y.zip", FILES, top="v1")).names == ("y.zip", "v1")
    as_folder(tmp_path / "given" / "top", FILES)
    assert look(tmp_path / "given").names == ("given", "top")


@pytest.mark.parametrize("top", ["", "top/"])
def test_what_systems_leave_behind_is_not_looked_at(tmp_path: Path, top: str) -> None:
    left = {"__MACOSX/._a.csv": "x", f"__MACOSX/{top}._b.csv": "x", ".DS_Store": "x", f"{top}.DS_Store": "x"}
    packing = look(as_zip(tmp_path / "x.zip", {f"{top}{name}": text for name, text in FILES.items()} | left))
    assert sorted(packing.members) == ["a.csv", "b.csv"]


def test_deeper_folders_are_not_searched(tmp_path: Path) -> None:
    packing = look(as_zip(tmp_path / "x.zip", {**FILES, "old/a.csv": "old", "old/older/c.csv": "older"}))
    assert sorted(packing.members) == ["a.csv", "b.csv"]
    assert read(packing, "a.csv") == b"alpha"


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "top/../../evil.csv"])
def test_a_path_that_leads_out_of_the_zip_is_refused(tmp_path: Path, name: str) -> None:
    error = refusal_of_look(as_zip(tmp_path / "x.zip", {"a.csv": "a", name: "x"}))
    assert "leads out of it" in str(error)
    assert "x.zip" in str(error)


def test_an_empty_folder_and_an_empty_zip_hold_nothing(tmp_path: Path) -> None:
    assert look(as_folder(tmp_path / "given", {})).members == {}
    assert look(as_zip(tmp_path / "x.zip", {})).members == {}


# Damage -----------------------------------------------------------------------------------------------


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    assert str(tmp_path / "x.zip") in str(refusal_of_look(tmp_path / "x.zip"))


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04"])
def test_what_is_neither_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    error = refusal_of_look(path)
    assert "x.zip" in str(error)
    assert error.hint


def test_a_zip_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "x.zip", FILES)
    path.write_bytes(path.read_bytes()[:-30])
    assert "x.zip" in str(refusal_of_look(path))


def test_a_damaged_file_in_a_zip_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "some content")
    path.write_bytes(path.read_bytes().replace(b"some content", b"same content"))
    with pytest.raises(SourceError) as caught:
        read(look(path), "a.csv")
    assert caught.value.where
    assert caught.value.where.file == "a.csv"


def test_a_damaged_deflated_file_is_named(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "x.zip", {"b.csv": os.urandom(500).hex()})
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read(look(path), "b.csv")
    assert caught.value.where
    assert caught.value.where.file == "b.csv"


def test_a_file_that_goes_away_is_named(tmp_path: Path) -> None:
    packing = look(as_folder(tmp_path / "given", FILES))
    (tmp_path / "given" / "a.csv").unlink()
    with pytest.raises(SourceError, match=r"a\.csv"):
        read(packing, "a.csv")


# Hostile ones -----------------------------------------------------------------------------------------


def test_a_file_that_unpacks_to_far_more_is_refused_unread(tmp_path: Path) -> None:
    packing = look(as_zip(tmp_path / "x.zip", {"bomb.csv": bytes(1_000_000), "a.csv": "alpha"}))
    limits = Limits(small_bytes=1000)
    assert "bomb.csv" in str(refusal_of_check(packing, "bomb.csv", limits))
    packing.check(["a.csv"], limits)
    packing.check(["bomb.csv"])  # below the size at which the ratio counts


def test_files_that_are_too_large_together_are_refused(tmp_path: Path) -> None:
    packing = look(as_folder(tmp_path / "given", FILES))
    assert "5,005 bytes" in _message(packing, Limits(total_bytes=5004))
    packing.check(FILES, Limits(total_bytes=5005))


def _message(packing: Packing, limits: Limits) -> str:
    with pytest.raises(SourceError) as caught:
        packing.check(FILES, limits)
    return caught.value.message


def test_a_zip_that_understates_a_size_gives_no_more_than_it_states(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "x.zip", {"b.csv": "beta\n" * 1000})
    content = path.read_bytes().replace(struct.pack("<L", 5000), struct.pack("<L", 50))
    path.write_bytes(content)
    packing = look(path)
    assert packing.members["b.csv"].size == 50
    with pytest.raises(SourceError, match=r"b\.csv"):
        read(packing, "b.csv")


def test_a_file_that_grows_after_the_look_is_refused(tmp_path: Path) -> None:
    packing = look(as_folder(tmp_path / "given", FILES))
    (tmp_path / "given" / "a.csv").write_text("alphabet")
    with pytest.raises(SourceError, match="more than the 5 bytes"):
        read(packing, "a.csv")


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    path = as_zip(tmp_path / "x.zip", {"a.csv": "alpha"})
    content = bytearray(path.read_bytes())
    content[6] |= 1  # the flag in the file's own header and in the directory
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    assert "encrypted" in str(refusal_of_check(look(path), "a.csv"))


def test_a_rare_compression_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.csv", "alpha")
    assert "compression" in str(refusal_of_check(look(path), "a.csv"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_link_in_a_zip_is_only_text(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    link = zipfile.ZipInfo("a.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert read(look(path), "a.csv") == b"/etc/passwd"
