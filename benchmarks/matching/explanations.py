"""Ten explanations for real ESCO roles, to be read aloud to somebody who never saw the model.

    python -m benchmarks.matching.explanations    # over the sample, in an embedded engine of its own

Six are what `skillGap` says of the requirement whose evidence is most roundabout, for one of
the sample's learners each time; then a fit, a neighbour, a credential and a renewal.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

from skillsgraph.answers.gap import skill_gap
from skillsgraph.answers.match import role_matches
from skillsgraph.answers.model import Ref, Requirement, SkillGap, Target
from skillsgraph.answers.next_credentials import next_credentials
from skillsgraph.answers.policy import policy_of
from skillsgraph.answers.similar import similar_roles
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.learners.access import Operator
from skillsgraph.learners.profile import profile_of
from skillsgraph.model.ids import make_id
from skillsgraph.sample import load_sample
from skillsgraph.settings import Settings

DAY = date(2026, 11, 25)
ESCO = "http://data.europa.eu/esco/occupation/"
RETURNER, NURSE = make_id("learner", "care-returner"), make_id("learner", "nurse-abroad")
ASSISTANT = f"{ESCO}d38c2107-98f2-47b7-8bb4-f69750d51082"
ASKED = [
    (RETURNER, ASSISTANT),
    (RETURNER, f"{ESCO}50743f62-3d5b-4ef6-b706-00d2b1adfcc3"),
    (RETURNER, f"{ESCO}8d703e8f-1e57-4246-8a6b-cb87a760d4ab"),
    (NURSE, f"{ESCO}8d3e8aaa-791b-4c75-a465-f3f827028f50"),
    (NURSE, f"{ESCO}87d0795a-d41f-47ee-979f-0ab7d73836e7"),
    (NURSE, f"{ESCO}0b5dfc02-b825-4445-811d-d39ed442657e"),
]


async def ten(graph: Graph) -> AsyncIterator[str]:
    """The sentences, one after the other."""
    policy, told = policy_of("guidance"), set[str]()
    for learner, role in ASKED:
        who = await profile_of(graph, learner, Operator(), DAY)
        gap = await skill_gap(graph, who, Target(role=Ref(uri=role)), as_of=DAY, policy=policy)
        one = max(gap.requirements, key=lambda each: (_kind(each) not in told, *_roundabout(each)))
        told.add(_kind(one))
        yield f"{_whose(gap)}, “{one.wanted.skill.name}”: {one.explanation}"
    target = Target(role=Ref(uri=ASSISTANT))
    who = await profile_of(graph, RETURNER, Operator(), DAY)
    for role in (await role_matches(graph, who, first=1, as_of=DAY, policy=policy)).items:
        yield role.explanation
    for near in (await similar_roles(graph, Ref(uri=ASSISTANT), first=1)).items:
        yield near.explanation
    for credential in (await next_credentials(graph, who, target, first=1, as_of=DAY, policy=policy)).items:
        yield credential.explanation
    strict = policy_of("recruitment")  # under which what has expired proves less
    gap = await skill_gap(graph, who, target, as_of=DAY, policy=strict)
    for renewed in gap.counterfactuals[:1]:
        yield renewed.explanation


def _kind(one: Requirement) -> str:
    return f"{one.path} {one.reasons}"


def _roundabout(one: Requirement) -> tuple[int, int, float]:
    return (len(one.reasons) + len(one.path), len(one.factors), one.claimed)


def _whose(gap: SkillGap) -> str:
    return f"For “{gap.role.name}”" if gap.role else "For the target"


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_graph(Settings.load(database_url=None, data_dir=Path(folder))) as graph:
            await migrate(graph)
            await load_sample(graph)
            number = 0
            async for one in ten(graph):
                number += 1
                print(f"{number}. {one}")


if __name__ == "__main__":
    asyncio.run(main())
