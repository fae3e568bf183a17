"""The vectors of Open Badges and verifiable credentials, where SKILLSGRAPH_TEST_DATA has them."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from skillsgraph.credentials.canon import canonical
from skillsgraph.jsonld import Contexts

NEEDS_DATA = "needs SKILLSGRAPH_TEST_DATA"
ROOT = (
    Path(os.environ["SKILLSGRAPH_TEST_DATA"]).resolve() / "openbadges"
    if (os.environ.get("SKILLSGRAPH_TEST_DATA"))
    else None
)


def files(pattern: str, under: str = "vectors") -> list[object]:
    """Parameters, one for each file; a single one that skips where there are none."""
    if ROOT is None:
        return [pytest.param(Path(), marks=pytest.mark.skip(NEEDS_DATA), id="no data")]
    found = sorted((ROOT / under).glob(pattern))
    assert found, f"no files {pattern} under {under}"
    return [pytest.param(one, id=str(one.relative_to(ROOT / under))) for one in found]


def canonical_by_pyld(document: Any) -> bytes:
    """The canonical form by pyld's own way from JSON-LD to RDF, which is not ours."""
    options = {**contexts().options(), "format": "application/n-quads", "base": ""}
    return canonical(jsonld.to_rdf(document, options))


@cache
def contexts() -> Contexts:
    assert ROOT is not None
    folder = ROOT / "contexts"
    index = json.loads((folder / "INDEX.json").read_text())
    known = Contexts()
    for url, entry in index.items():
        if url.startswith("http"):
            known = known.having(url, (folder / entry["file"]).read_bytes())
    return known
