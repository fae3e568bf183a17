"""How long does it take to find a job role's people among a million, and how much memory?

    python -m benchmarks.matching.people PATH_OF_TEST_DATA [--people 1000000] [--seed 1]

People are made up, seeded: each has worked in one or two ESCO 1.1.1 roles, and of what these require they
hold two thirds, vouched for in some way. What is measured is the index alone: the postings' build and memory,
and the best 400 for a role, beside the bare sparse product of the same postings with the same role.
The exact scores of a page come from the graph on top of this.
"""

import resource
import statistics
import time

import numpy as np
from scipy import sparse

from benchmarks.matching.files import esco_rows, parsed, parser
from skillsgraph.answers.index.build import build
from skillsgraph.answers.index.index import Index
from skillsgraph.answers.index.people import FOR_EVER, Holdings, People, build_people, worths
from skillsgraph.answers.policy import policy_of
from skillsgraph.learners.matches import MOST

KEEPS, ROLES_ASKED, TODAY = 0.66, 40, 20_000


def made_up(index: Index, many: int, seed: int) -> Holdings:
    """What `many` people hold."""
    random = np.random.default_rng(seed)
    needs = sparse.csr_array(index.essential + index.optional)
    size = np.diff(needs.indptr)
    worked = random.integers(0, len(index.roles), 2 * many)
    second = np.repeat(np.arange(many, dtype=np.int32), 2)
    kept = (np.arange(2 * many) % 2 == 0) | (random.random(2 * many) < 0.5)
    worked, second = worked[kept], second[kept]
    lengths = size[worked]
    person = np.repeat(second, lengths)
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    skill = needs.indices[np.repeat(needs.indptr[worked], lengths) + offsets].astype(np.int32)
    holds = random.random(len(skill)) < KEEPS
    person, skill = person[holds], skill[holds]
    way = random.integers(0, len(worths(policy_of())), len(skill)).astype(np.uint8)
    until = np.where(random.random(len(skill)) < 0.7, FOR_EVER, random.integers(19_000, 22_000, len(skill)))
    return Holdings(person, skill, way, until.astype(np.uint16))


def seconds_of_scores(people: People, index: Index) -> list[float]:
    """The time of each of some roles, evenly chosen."""
    policy = policy_of("recruitment")
    weighted = sparse.csr_array(index.essential + index.optional * policy.optional_in_matches)
    everybody = np.ones(len(people.ids), dtype=bool)
    found = []
    for row in range(0, len(index.roles), len(index.roles) // ROLES_ASKED):
        places = slice(weighted.indptr[row], weighted.indptr[row + 1])
        columns, weights = weighted.indices[places], weighted.data[places]
        mass = {
            index.skills[one]: weight * index.idf[one] for one, weight in zip(columns, weights, strict=True)
        }
        begin = time.perf_counter()
        people.best(mass, index, policy, TODAY, most=MOST, allowed=everybody)
        found.append(time.perf_counter() - begin)
    return found


def seconds_of_products(holdings: Holdings, many: int, index: Index) -> list[float]:
    """The bare sparse product of the same roles with skill × person."""
    ones = np.ones(len(holdings.person), dtype=np.float32)
    held = sparse.csr_array((ones, (holdings.skill, holdings.person)), shape=(len(index.column), many))
    found = []
    for row in range(0, len(index.roles), len(index.roles) // ROLES_ASKED):
        needs = sparse.csr_array(index.essential[[row]], dtype=np.float32)
        begin = time.perf_counter()
        needs @ held
        found.append(time.perf_counter() - begin)
    return found


def main() -> None:
    arguments = parser(__doc__)
    arguments.add_argument("--people", type=int, default=1_000_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = parsed(arguments)
    index = build(esco_rows(given.data))
    holdings = made_up(index, given.people, given.seed)
    print(
        f"{given.people:,} people, {len(holdings.person):,} holdings, {len(index.roles):,} roles", flush=True
    )
    begin = time.perf_counter()
    ids = [f"learner_{number:026x}" for number in range(given.people)]
    people = build_people(ids, index.column, holdings, {})
    print(f"  build             {time.perf_counter() - begin:8.1f} s")
    own = sum(
        getattr(rows, name).nbytes
        for rows in (people.of_person, people.of_skill)
        for name in ("person", "skill", "way", "until")
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"  postings          {own / 1024**2:8.0f} MiB; peak of the process {peak:.2f} GiB", flush=True)
    scored = seconds_of_scores(people, index)
    bare = seconds_of_products(holdings, given.people, index)
    print(
        f"  a role, median    {statistics.median(scored) * 1000:8.1f} ms; worst {max(scored) * 1000:.1f} ms"
    )
    print(f"  bare product      {statistics.median(bare) * 1000:8.1f} ms")
    print(f"  ratio             {statistics.median(scored) / statistics.median(bare):8.1f}")


if __name__ == "__main__":
    main()
