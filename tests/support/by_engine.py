"""With `-n 2`, each process has all tests of one engine, so that neither is started and filled twice."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

ENGINES = ["embedded", "neo4j"]

# Files whose tests ask for Neo4j themselves, so that no parameter says it.
_NEO4J_ALONE = {"tests/cypher/test_plans.py", "tests/integration/compiler/test_golden.py"}


class ByEngine(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of one engine are one scope, tests of no engine are a scope a file."""

    def _split_scope(self, nodeid: str) -> str:
        path, _, rest = nodeid.partition("::")
        if path in _NEO4J_ALONE:
            return "neo4j"
        _, _, parameters = rest.partition("[")
        return next((engine for engine in ENGINES if engine in parameters.rstrip("]").split("-")), path)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByEngine:
    return ByEngine(config, log)
