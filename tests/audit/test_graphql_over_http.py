"""The audit of the reference implementation of GraphQL over HTTP has nothing to say against the server."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.server import running_server

HERE = Path(__file__).parent
FEWEST = 60  # so many questions the audit has at the least; fewer would mean that it did not run


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The audit's script beside the pinned packages that it needs."""
    if shutil.which("npm") is None:
        pytest.skip("needs Node.js and npm")
    folder = tmp_path_factory.mktemp("audit")
    for name in ("package.json", "audit.mjs"):
        shutil.copy(HERE / name, folder)
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True, timeout=120
    )
    return folder / "audit.mjs"


def test_the_audit_is_clean(audit: Path, tmp_path: Path) -> None:
    with running_server(tmp_path / "data") as server:
        asked = subprocess.run(
            ["node", str(audit), f"{server.http.base_url}/graphql"],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert asked.returncode == 0, asked.stderr
    found = json.loads(asked.stdout)
    assert found["failed"] == []
    assert found["passed"] >= FEWEST
