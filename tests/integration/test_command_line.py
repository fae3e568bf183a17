"""The commands as a user gives them: what they print, and their exit status."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.sources import ESCO, ESCO_NAME, HYGIENE, as_folder, as_zip


def skillsgraph(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run one command with the embedded engine in a folder."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SKILLSGRAPH_")}
    return subprocess.run(
        [sys.executable, "-m", "skillsgraph", *arguments],
        env=env | {"SKILLSGRAPH_DATA_DIR": str(folder / "graph")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_an_import_reports_to_people_and_to_programs(tmp_path: Path) -> None:
    path = as_zip(tmp_path / f"{ESCO_NAME}.zip", ESCO)
    dry = skillsgraph(tmp_path, "import", "esco", str(path), "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "nothing was written" in dry.stdout
    first = skillsgraph(tmp_path, "import", "esco", str(path))
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("esco 1.1.1 (en)")
    assert re.search(r"Changes: [1-9]\d* created, 0 updated, 0 removed\.", first.stdout)
    again = skillsgraph(tmp_path, "import", "esco", str(path), "--json")
    report = json.loads(again.stdout.splitlines()[-1])
    assert report["changes"] == {"created": 0, "updated": 0, "removed": 0}
    assert report["read"]["occupations_en.csv"] == 2
    assert report["skipped"] == []
    assert (
        "Lookups of esco now mean version 1.1.1."
        in skillsgraph(tmp_path, "framework", "activate", "esco", "1.1.1").stdout
    )
    missing = skillsgraph(tmp_path, "framework", "activate", "esco", "9")
    assert (missing.returncode, missing.stderr.partition(":")[0]) == (2, "FRAMEWORK_NOT_FOUND")


@pytest.mark.parametrize("case", ["no zip", "another folder", "bad bytes", "nothing there", "unknown"])
def test_a_source_that_cannot_be_used_ends_in_one_error(tmp_path: Path, case: str) -> None:
    framework, code = "esco", "SOURCE_INVALID"
    path = tmp_path / f"{ESCO_NAME}.zip"
    match case:
        case "no zip":
            path.write_bytes(b"PK and no more")
        case "another folder":
            path = as_folder(tmp_path / "other", {"Skills.txt": "a\tb\n"})
        case "bad bytes":
            content = ESCO["skills_en.csv"].replace("hygiene", "hygiène").encode("latin-1")
            as_zip(path, {**ESCO, "skills_en.csv": content})
        case "unknown":
            framework, code = "osco", "FRAMEWORK_UNKNOWN"
            path = tmp_path
    done = skillsgraph(tmp_path, "import", framework, str(path))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{code}: ")
    assert "Traceback" not in done.stderr
    if case == "bad bytes":
        assert "skills_en.csv:7" in done.stderr
    if case == "unknown":
        assert "esco" in done.stderr


CATALOGUE = f"""\
organizations:
  - uri: https://example.org/library
    name: A library
    kind: LIBRARY
credentials:
  - uri: https://example.org/library/badge
    name: A badge
    kind: BADGE
    awarded_by: https://example.org/library
    teaches:
      - {{skill: {HYGIENE}}}
"""


def test_a_catalogue_is_checked_whole_and_written(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(CATALOGUE)
    unknown = skillsgraph(tmp_path, "import", "catalogue", str(path))
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert unknown.stderr.startswith("SOURCE_INVALID: catalogue.yaml:11")
    assert HYGIENE in unknown.stderr
    release = as_zip(tmp_path / f"{ESCO_NAME}.zip", ESCO)
    assert skillsgraph(tmp_path, "import", "esco", str(release)).returncode == 0
    dry = skillsgraph(tmp_path, "import", "catalogue", str(path), "--dry-run")
    assert "Read 1 organizations and 1 credentials." in dry.stdout
    assert "nothing was written" in dry.stdout
    for created in (1, 0):
        done = skillsgraph(tmp_path, "import", "catalogue", str(path), "--json")
        assert json.loads(done.stdout) == {
            "organizations": 1,
            "credentials": 1,
            "created": created,
            "replaced": 1 - created,
        }


def test_a_key_is_shown_once_with_the_hash_to_set(tmp_path: Path) -> None:
    done = skillsgraph(tmp_path, "keys", "--role", "admin", "--name", "me")
    shown = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    key, entry = shown["key:"], json.loads(shown["SKILLSGRAPH_API_KEYS="].strip("'"))
    assert entry == [{"name": "me", "role": "admin", "sha256": sha256(key.encode()).hexdigest()}]


def test_the_schema_is_printed_and_the_migration_runs_once(tmp_path: Path) -> None:
    assert "type Query {" in skillsgraph(tmp_path, "schema").stdout
    assert skillsgraph(tmp_path, "migrate").stdout.startswith("Applied: keys, lookups")
    assert skillsgraph(tmp_path, "migrate").stdout == "Nothing to apply.\n"


def test_an_operation_is_explained_and_not_run(tmp_path: Path) -> None:
    document = tmp_path / "names.graphql"
    document.write_text("query ($n: Int) { skills(first: $n) { nodes { name } } }")
    assert skillsgraph(tmp_path, "migrate").returncode == 0
    told = skillsgraph(tmp_path, "explain", str(document), "--variables", '{"n": 7}')
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("CALL () {")
    assert re.search(r"^\$p\d+ = 7$", told.stdout, re.MULTILINE)
    assert told.stdout.partition("= 7")[2].strip(), "there is no plan"
    document.write_text("{ none }")
    wrong = skillsgraph(tmp_path, "explain", str(document))
    assert (wrong.returncode, "GRAPHQL_INVALID" in wrong.stderr) == (2, True)
    assert skillsgraph(tmp_path, "explain", str(document), "--variables", "7").returncode == 2
