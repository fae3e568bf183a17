"""The figures of `benchmarks/matching` on a fixed slice of the real files: they must not fall."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.matching import similar_roles
from benchmarks.matching.files import ESCO, esco_rows, related_roles
from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.index import Index
from skillsgraph.answers.similar import SHARES


@pytest.fixture(scope="module")
def data(test_data: Callable[[str], Path]) -> Path:
    return test_data(ESCO).parents[1]


@pytest.fixture(scope="module")
def index(data: Path) -> Index:
    return build(esco_rows(data))


def test_similar_roles_are_those_that_onet_relates(data: Path, index: Index) -> None:
    near = {
        index.row[uri]: {index.row[other] for other in others}
        for uri, others in related_roles(data, set(index.row)).items()
    }
    queries = sorted(near)[::4]
    assert len(near) == 1289
    found = similar_roles.signals(index, queries)
    figure = similar_roles.ndcg(similar_roles.mixed(found, SHARES), queries, near)
    assert figure > FLOOR_SIMILAR
    assert figure > similar_roles.ndcg(found["skills"], queries, near)


FLOOR_SIMILAR = 0.40
