"""What is installed is what stands in the folders."""

import tomllib
from fnmatch import fnmatch

import yaml

from skillsgraph.settings import Settings
from tests.architecture.rules import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PROJECT["tool"]["setuptools"]


def folders() -> dict[str, str]:
    """Package -> folder, of every folder that holds modules."""
    found = {}
    for top, package in (
        ("skillsgraph", "skillsgraph"),
        ("cypher", "skillsgraph.cypher"),
        ("frameworks", "skillsgraph.frameworks"),
    ):
        for path in sorted((ROOT / top).rglob("__init__.py")):
            folder = path.parent.relative_to(ROOT)
            found[".".join([package, *folder.parts[1:]])] = str(folder)
    return found


def test_every_package_is_listed() -> None:
    assert sorted(SETUPTOOLS["packages"]) == sorted(folders())


def test_every_other_file_is_packaged() -> None:
    by_folder = {folder: package for package, folder in folders().items()}
    for top in ("skillsgraph", "cypher", "frameworks"):
        for path in (ROOT / top).rglob("*"):
            if path.is_dir() or path.suffix in (".py", ".pyc"):
                continue
            owner = next(folder for folder in path.parents if str(folder.relative_to(ROOT)) in by_folder)
            package = by_folder[str(owner.relative_to(ROOT))]
            name = str(path.relative_to(owner))
            patterns = SETUPTOOLS["package-data"].get(package, ())
            assert any(fnmatch(name, pattern.replace("**/", "*")) for pattern in patterns), path


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_compose_file_sets_what_there_is() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    api, database = compose["services"]["api"], compose["services"]["neo4j"]
    assert database["image"].startswith("neo4j:5.26")
    for name in api["environment"]:
        assert name.removeprefix("SKILLSGRAPH_").lower() in Settings.model_fields
    for service in (api, database):
        assert service["healthcheck"]["test"]
    required = [api["environment"]["SKILLSGRAPH_API_KEYS"], database["environment"]["NEO4J_AUTH"]]
    assert all(":?" in value for value in required)


def test_the_image_does_not_run_as_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users
    assert users[-1] not in ("root", "0")
