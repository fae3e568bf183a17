"""What issuers publish, over HTTP: for everybody, and not sent again to who has it."""

from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from pydantic import SecretStr

from skillsgraph.credentials.keystore import Keystore
from skillsgraph.graph.access import Graph
from skillsgraph.model.ids import make_id
from skillsgraph.settings import Settings
from tests.cypher.test_learners import SCHOOL_ID, graph_with_badge
from tests.support.client import client_of

__all__ = ["graph_with_badge"]

WORDS = "correct horse battery"
KEYS = {f"/issuers/{SCHOOL_ID}/did.json", f"/issuers/{SCHOOL_ID}/jwks.json"}
PATHS = [f"/issuers/{SCHOOL_ID}", *sorted(KEYS), f"/status/{SCHOOL_ID}", f"/status/{SCHOOL_ID}/suspension"]


async def test_what_has_not_changed_is_not_sent_again(
    graph_with_badge: Graph,
    engine_settings: Settings,
    test_data: Any,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    # The embedded engine lives in the folder of its settings; beside a server, a folder of this test does.
    folder = tmp_path if engine_settings.database_url else engine_settings.data_dir
    changes = {
        "data_dir": folder,
        "issuer_passphrase": SecretStr(WORDS),
        "contexts_dir": test_data("openbadges/contexts"),
    }
    keys = Keystore(folder / "issuers", WORDS)
    keys.create(SCHOOL_ID)
    request.addfinalizer(lambda: rmtree(folder / "issuers"))
    async with client_of(engine_settings.model_copy(update=changes)) as client:
        first = {path: await client.http.get(path) for path in PATHS}
        assert [one.status_code for one in first.values()] == [200] * 5
        known = {path: {"if-none-match": one.headers["etag"]} for path, one in first.items()}
        for path in PATHS:
            again = await client.http.get(path, headers=known[path])
            assert (again.status_code, again.content) == (304, b"")
            for name in ("etag", "cache-control", "access-control-allow-origin"):
                assert again.headers[name] == first[path].headers[name]
        keys.rotate(SCHOOL_ID)
        for path in KEYS:
            changed = await client.http.get(path, headers=known[path])
            assert (changed.status_code, changed.content == first[path].content) == (200, False)
        none = await client.http.get(f"/issuers/{make_id('org', 'none')}/did.json")
        assert (none.status_code, "etag" in none.headers) == (404, False)
