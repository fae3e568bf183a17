"""Is the job role that somebody works as among the first that `roleMatches` gives?

    python -m benchmarks.matching.hit_rates PATH_OF_TEST_DATA [--people 1000] [--seed 1]

People are made up, seeded, from ESCO 1.1.1: each knows a share of what one role usually requires, some of it
only by a neighbour in the hierarchy, and other things besides. `hit@k` is the share of people whose role is
among the first k. Plain coverage of essential skills and the cosine of skills by rarity stand beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.matching.files import esco_rows, parsed, parser
from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.index import Index, Vector
from skillsgraph.answers.model import Relation
from skillsgraph.answers.policy import policy_of

TOP = (1, 10)


@dataclass(frozen=True, slots=True)
class Noise:
    """How far what people hold is from what their role requires."""

    knows: float
    """The share of essential skills that are known."""
    optional: float
    neighbour: float
    """The share of these that are held as a broader, narrower or related skill instead."""
    others: float
    """Skills of other roles, as a share of what is known."""


LEVELS: Mapping[str, Noise] = {
    "middle": Noise(knows=0.6, optional=0.15, neighbour=0.2, others=0.3),
    "hard": Noise(knows=0.3, optional=0.05, neighbour=0.5, others=1.0),
}


def made_up(index: Index, row: int, noise: Noise, random: np.random.Generator) -> list[str]:
    """What somebody of a role holds."""
    essential, optional = (columns(matrix, row) for matrix in (index.essential, index.optional))
    held = [
        *essential[random.random(len(essential)) < noise.knows],
        *optional[random.random(len(optional)) < noise.optional],
    ]
    held = held or list(essential[:1])
    found = [_neighbour(index, one, random) if random.random() < noise.neighbour else one for one in held]
    while len(found) < (1 + noise.others) * len(held):
        other = columns(index.essential, int(random.integers(len(index.roles))))
        found.append(int(random.choice(other if len(other) else held)))
    return [index.skills[one] for one in found]


def columns(matrix: sparse.csr_array, row: int) -> NDArray[np.int32]:
    """Where a row holds something."""
    return np.asarray(matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]])


def _neighbour(index: Index, skill: int, random: np.random.Generator) -> int:
    near = np.concatenate(
        [columns(index.links[one], skill) for one in (Relation.NARROWER, Relation.BROADER, Relation.RELATED)]
    )
    return int(random.choice(near)) if len(near) else skill


def ways(index: Index, held: Sequence[str]) -> dict[str, Vector]:
    """Every role scored for a person in each way."""
    own = np.zeros(len(index.column))
    own[[index.column[one] for one in held]] = 1.0
    size = np.maximum(np.asarray(index.essential.sum(axis=1)).ravel(), 1)
    weighted = own * index.idf
    return {
        "plain coverage of essential skills": (index.essential @ own) / size,
        "IDF cosine": index.signals.skills @ (weighted / np.linalg.norm(weighted)),
        "roleMatches": index.fit(held, policy_of()).score,
    }


def hits(index: Index, noise: Noise, people: int, seed: int) -> dict[str, dict[int, float]]:
    """Way -> k -> share of people whose role is among the first k; equal scores fall by id."""
    random = np.random.default_rng(seed)
    asked = [int(one) for one in random.integers(0, len(index.roles), people)]
    found: dict[str, dict[int, float]] = {}
    for row in asked:
        for way, scores in ways(index, made_up(index, row, noise, random)).items():
            rounded = np.round(scores, 6)
            before = int((rounded > rounded[row]).sum() + (rounded[:row] == rounded[row]).sum())
            for top in TOP:
                each = found.setdefault(way, dict.fromkeys(TOP, 0.0))
                each[top] += (before < top) / people
    return found


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    given = parsed(arguments)
    index = build(esco_rows(given.data))
    print(f"{given.people} people of {len(index.roles)} roles; hit@1 and hit@10")
    for name, noise in LEVELS.items():
        for way, shares in hits(index, noise, given.people, given.seed).items():
            print(f"  {name:8}{way:38}{shares[1]:.3f}   {shares[10]:.3f}", flush=True)


if __name__ == "__main__":
    main()
