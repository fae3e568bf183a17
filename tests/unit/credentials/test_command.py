"""`skillsgraph verify` and `skillsgraph contexts sync`, as a user gives them."""

import json
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.__main__ import main
from skillsgraph.credentials import contexts


@pytest.fixture
def synced(test_data: Any, tmp_path: Path) -> Path:
    assert main(["contexts", "sync", str(test_data("openbadges/contexts")), "--contexts", str(tmp_path)]) == 0
    return tmp_path


def test_a_badge_is_verified_on_one_screen(
    test_data: Any, synced: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badge = test_data("openbadges/vectors/attacks/baked-json.png")
    capsys.readouterr()
    assert main(["verify", str(badge), "--contexts", str(synced), "--as-of", "2026-11-23"]) == 0
    shown = capsys.readouterr().out
    assert "Verified" in shown
    assert "did:key:" in shown
    assert len(shown.splitlines()) < 25


def test_the_answer_as_json_has_an_entry_for_each_file(
    test_data: Any, synced: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badge = test_data("openbadges/vectors/attacks/expired.json")
    capsys.readouterr()
    assert main(["verify", str(badge), "none.json", "--json", "--contexts", str(synced)]) == 2
    first, second = json.loads(capsys.readouterr().out)
    assert (first["file"], first["outcome"]) == (str(badge), "expired")
    assert {"code", "result", "message"} == set(first["checks"][0])
    assert (second["outcome"], second["checks"][0]["code"]) == ("unknown", "file_unreadable")


def test_without_contexts_a_badge_is_unknown_and_never_verified(
    test_data: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    badge = test_data("openbadges/vectors/attacks/valid-eddsa-rdfc-2022.json")
    assert main(["verify", str(badge), "--json", "--contexts", str(tmp_path)]) == 2
    (found,) = json.loads(capsys.readouterr().out)
    assert found["outcome"] == "unknown"


def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "none.json", "--as-of", "tomorrow"]) == 2
    assert "BAD_INPUT" in capsys.readouterr().err


def test_a_context_that_was_altered_is_refused(
    test_data: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    name = contexts.index(test_data("openbadges/contexts"))[url]
    changed = tmp_path / "context.json"
    text = test_data(f"openbadges/contexts/{name}").read_text()
    changed.write_text(text.replace("achievement", "Achievement"))
    assert main(["contexts", "sync", str(changed), "--url", url, "--contexts", str(tmp_path / "kept")]) == 2
    assert "CONTEXT_UNAVAILABLE" in capsys.readouterr().err
    assert not (tmp_path / "kept").exists()


def test_files_are_recognised_by_what_they_hold(test_data: Any, tmp_path: Path) -> None:
    source = test_data("openbadges/contexts")
    for number, path in enumerate(sorted(source.glob("*credentials*v2*"))):
        (tmp_path / f"{number}.json").write_bytes(path.read_bytes())
    target = tmp_path / "kept"
    assert main(["contexts", "sync", str(tmp_path), "--contexts", str(target)]) == 0
    assert "https://www.w3.org/ns/credentials/v2" in contexts.load(target)


def test_a_folder_without_a_context_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["contexts", "sync", str(tmp_path), "--contexts", str(tmp_path / "kept")]) == 2
    assert "SOURCE_INVALID" in capsys.readouterr().err


def test_pyld_brings_the_contexts_of_the_w3c() -> None:
    known = contexts.load(None)
    assert "https://www.w3.org/ns/credentials/v2" in known
    assert "https://www.w3.org/2018/credentials/v1" in known


def test_an_installed_package_brings_the_contexts_of_open_badges(
    test_data: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    source = test_data("openbadges/contexts")
    folder = tmp_path / "openbadgeslib" / "ob3" / "contexts"
    folder.mkdir(parents=True)
    (tmp_path / "openbadgeslib" / "__init__.py").write_text("raise RuntimeError('it is not to be run')")
    (folder / "ob.json").write_bytes((source / contexts.index(source)[url]).read_bytes())
    (folder / "other.json").write_text("{}")
    monkeypatch.syspath_prepend(tmp_path)
    assert url in contexts.load(None)
