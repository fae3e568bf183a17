"""What is installed is what stands in the folders."""

import shutil
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.rules import ROOT, Breach

TOPS = {"skillsgraph": "skillsgraph", "cypher": "skillsgraph.cypher", "frameworks": "skillsgraph.frameworks"}


def packages(root: Path) -> dict[str, str]:
    """Folder -> package, of every folder that holds modules."""
    found = {}
    for top, package in TOPS.items():
        for path in (root / top).rglob("*.py"):
            folder = path.parent.relative_to(root)
            found[str(folder)] = ".".join([package, *folder.parts[1:]])
    return found


def setuptools(root: Path) -> Any:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def unlisted(root: Path) -> Iterator[Breach]:
    """Folders with modules that `packages` lacks, and packages without a folder."""
    listed, standing = set(setuptools(root)["packages"]), packages(root)
    for folder, package in sorted(standing.items()):
        if package not in listed:
            yield Breach(folder, 1, f"{package} is not in the packages of pyproject.toml")
        if not (root / folder / "__init__.py").exists():
            yield Breach(folder, 1, f"{package} has no __init__.py")
    for package in sorted(listed - set(standing.values())):
        yield Breach("pyproject.toml", 1, f"{package} has no folder")


def unpackaged(root: Path) -> Iterator[Breach]:
    """Files beside the modules that no pattern of `package-data` takes along."""
    standing, data = packages(root), setuptools(root)["package-data"]
    for path in (found for top in TOPS for found in sorted((root / top).rglob("*"))):
        if path.is_dir() or path.suffix in (".py", ".pyc"):
            continue
        owner = next(folder for folder in path.parents if str(folder.relative_to(root)) in standing)
        patterns = data.get(standing[str(owner.relative_to(root))], ())
        name = str(path.relative_to(owner))
        if not any(fnmatch(name, pattern.replace("**/", "*")) for pattern in patterns):
            yield Breach(str(path.relative_to(root)), 1, "no pattern of package-data takes it along")


def test_every_package_is_listed() -> None:
    assert len(packages(ROOT)) > 10
    assert list(unlisted(ROOT)) == []


def test_every_other_file_is_packaged() -> None:
    assert list(unpackaged(ROOT)) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in TOPS:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_a_package_that_is_not_listed_is_named(copy: Path) -> None:
    (copy / "frameworks" / "planted").mkdir()
    (copy / "frameworks" / "planted" / "reader.py").write_text("")
    assert list(unlisted(copy)) == [
        Breach(
            "frameworks/planted", 1, "skillsgraph.frameworks.planted is not in the packages of pyproject.toml"
        ),
        Breach("frameworks/planted", 1, "skillsgraph.frameworks.planted has no __init__.py"),
    ]


def test_a_listed_package_without_a_folder_is_named(copy: Path) -> None:
    shutil.rmtree(copy / "frameworks" / "esco")
    assert list(unlisted(copy)) == [Breach("pyproject.toml", 1, "skillsgraph.frameworks.esco has no folder")]


@pytest.mark.parametrize(
    "file", ["skillsgraph/graph/planted.cypher", "skillsgraph/model/planted.yaml", "frameworks/esco/a.csv"]
)
def test_a_file_that_would_stay_behind_is_named(copy: Path, file: str) -> None:
    (copy / file).write_text("")
    assert list(unpackaged(copy)) == [Breach(file, 1, "no pattern of package-data takes it along")]
