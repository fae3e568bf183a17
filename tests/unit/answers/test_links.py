"""Two skills are linked by the best of their paths of at most two steps."""

import pytest

from skillsgraph.answers.links import join, worth_of
from skillsgraph.answers.model import Link, Relation
from skillsgraph.answers.policy import policy_of

GUIDANCE = policy_of()
N, B, R, E = Relation.NARROWER, Relation.BROADER, Relation.RELATED, Relation.EXACT
BACK = {N: B, B: N, R: R, E: E}


def rows(*edges: tuple[str, str, Relation], children: int = 0) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for one, other, relation in edges:
        found.append({"id": one, "other": other, "relation": relation, "children": children})
        found.append({"id": other, "other": one, "relation": BACK[relation], "children": 0})
    return found


def test_one_step_and_two() -> None:
    known = rows(("a", "b", N), ("b", "c", E), ("c", "d", R))
    found = join(known, {"a"}, {"b", "c", "d"}, GUIDANCE)
    assert found == {("a", "b"): Link((N,)), ("a", "c"): Link((N, E))}
    assert worth_of(found, GUIDANCE) == {("a", "b"): 0.5, ("a", "c"): 0.5}


def test_the_path_that_gives_most_wins_whatever_the_order() -> None:
    known = rows(("a", "z", R), ("a", "b", E), ("b", "z", N))
    assert join(known, {"a"}, {"z"}, GUIDANCE) == join(known[::-1], {"a"}, {"z"}, GUIDANCE)
    assert join(known, {"a"}, {"z"}, GUIDANCE) == {("a", "z"): Link((E, N))}


@pytest.mark.parametrize(("children", "worth"), [(2, 0.3), (4, 0.1), (57, 0.3 / 56)])
def test_a_sibling_gives_less_the_more_there_are(children: int, worth: float) -> None:
    known = rows(("a", "parent", N), ("z", "parent", N), children=children)
    found = join(known, {"a"}, {"z"}, GUIDANCE)
    assert worth_of(found, GUIDANCE)["a", "z"] == pytest.approx(worth)
    assert found["a", "z"].path == (Relation.SIBLING,)


def test_exact_is_symmetric() -> None:
    known = rows(("a", "z", E))
    assert join(known, {"a"}, {"z"}, GUIDANCE) == {("a", "z"): Link((E,))}
    assert join(known, {"z"}, {"a"}, GUIDANCE) == {("z", "a"): Link((E,))}
