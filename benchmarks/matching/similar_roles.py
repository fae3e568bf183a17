"""Are the roles that `similarRoles` finds those that O*NET's analysts call related?

    python -m benchmarks.matching.similar_roles PATH_OF_TEST_DATA [--learn]

Every ESCO 1.1.1 role with an exact or close match in the official crosswalk is a query (1,289 of them).
Right answers are defined in `files.related_roles`; the figure is nDCG@10, the mean over the queries. Each
signal and each earlier formula stands in the table by itself.

`--learn` learns the shares by coordinate search, five times on four fifths of the queries, and judges them on
the fifth that was left out. That mean is what the shares are worth on roles that they were not learned from.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.matching.files import esco_rows, parsed, parser, related_roles
from skillsgraph.answers.index.build import build, unit
from skillsgraph.answers.index.index import Index, Matrix
from skillsgraph.answers.index.rows import Rows
from skillsgraph.answers.similar import SHARES

TOP = 10
FOLDS, SEED = 5, 1
_DISCOUNT = 1 / np.log2(np.arange(2, TOP + 2))
_STEPS = (2.0, 1.5, 1.2)

Square = NDArray[np.float64]


def ndcg(scores: Square, queries: Sequence[int], near: Mapping[int, set[int]]) -> float:
    """Mean nDCG@10 of rows of scores, one a query; ties fall by id."""
    gained = 0.0
    for scored, query in zip(scores, queries, strict=True):
        own = scored.copy()
        own[query] = -np.inf
        top = np.argsort(-np.round(own, 6), kind="stable")[:TOP]
        hits = np.fromiter((place in near[query] for place in top), dtype=float, count=TOP)
        gained += float(hits @ _DISCOUNT) / float(_DISCOUNT[: len(near[query])].sum())
    return gained / len(queries)


def signals(index: Index, queries: Sequence[int]) -> dict[str, Square]:
    """The cosines of the queries with every role, by signal."""
    found = {}
    for name in SHARES:
        matrix = getattr(index.signals, name)
        found[name] = (matrix[list(queries)] @ matrix.T).toarray()
    return found


def mixed(found: Mapping[str, Square], shares: Mapping[str, float]) -> Square:
    return np.sum([share * found[name] for name, share in shares.items()], axis=0)


def earlier(index: Index, rows: Rows, queries: Sequence[int]) -> dict[str, Square]:
    """Simpler ways to say what is near, to compare with."""
    pick = list(queries)
    essential = index.essential
    both = (essential[pick] @ essential.T).toarray()
    size = np.asarray(essential.sum(axis=1)).ravel()
    direct = _direct_groups(index, rows)
    groups = (direct[pick] @ direct.T).toarray()
    skills = (index.signals.skills[pick] @ index.signals.skills.T).toarray()
    return {
        "plain essential coverage": both / np.maximum(size[pick][:, None], 1),
        "Jaccard of essential skills": both / np.maximum(size[pick][:, None] + size[None, :] - both, 1),
        "cosine of directly broader groups": groups,
        "IDF cosine of skills": skills,
        ".7 skills + .3 directly broader groups": 0.7 * skills + 0.3 * groups,
    }


def _direct_groups(index: Index, rows: Rows) -> Matrix:
    above = sorted({other for others in rows.skill_broader.values() for other in others})
    place = {group: number for number, group in enumerate(above)}
    pairs = [
        (column, place[other])
        for skill, column in index.column.items()
        for other in rows.skill_broader.get(skill, ())
    ]
    skills, groups = zip(*pairs, strict=True)
    stands = sparse.csr_array((np.ones(len(pairs)), (skills, groups)), shape=(len(index.column), len(above)))
    return unit((index.essential + index.optional) @ stands)


def learn(found: Mapping[str, Square], judge: Callable[[Square], float]) -> dict[str, float]:
    """Shares that are best by coordinate search: each is made larger or smaller while that helps."""
    shares = dict.fromkeys(found, 1 / len(found))
    best = judge(mixed(found, shares))
    for step in _STEPS:
        for _ in range(2):
            for name in found:
                for factor in (step, 1 / step):
                    tried = {**shares, name: shares[name] * factor}
                    total = sum(tried.values())
                    tried = {key: value / total for key, value in tried.items()}
                    if (figure := judge(mixed(found, tried))) > best + 1e-5:
                        best, shares = figure, tried
    return shares


def held_out(found: Mapping[str, Square], queries: Sequence[int], near: Mapping[int, set[int]]) -> None:
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(queries))
    figures, counts = [], []
    for number in range(FOLDS):
        train, test = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        mine = [queries[one] for one in train]
        part = {name: values[train] for name, values in found.items()}

        def judge(scores: Square, mine: list[int] = mine) -> float:
            return ndcg(scores, mine, near)

        shares = learn(part, judge)
        rest = {name: values[test] for name, values in found.items()}
        figures.append(ndcg(mixed(rest, shares), [queries[one] for one in test], near))
        counts.append(len(test))
        told = ", ".join(f"{name} {share:.3f}" for name, share in shares.items())
        print(f"  fold {number + 1}: {told}: left out {figures[-1]:.4f}", flush=True)
    print(f"  learned shares, left out: {np.average(figures, weights=counts):.4f}")


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--learn", action="store_true")
    given = parsed(arguments)
    rows = esco_rows(given.data)
    index = build(rows)
    near = {
        index.row[uri]: {index.row[other] for other in others}
        for uri, others in related_roles(given.data, set(index.row)).items()
    }
    queries = sorted(near)
    found = signals(index, queries)
    print(f"{len(queries)} queries among {len(index.roles)} roles; nDCG@10")
    table = {**earlier(index, rows, queries), **{f"signal {name} alone": one for name, one in found.items()}}
    for name, scores in table.items():
        print(f"  {name:42}{ndcg(scores, queries, near):.4f}")
    print(f"  {'similarRoles':42}{ndcg(mixed(found, SHARES), queries, near):.4f}", flush=True)
    if given.learn:
        held_out(found, queries, near)


if __name__ == "__main__":
    main()
