"""How long do the questions of matching take over full ESCO, and how does that compare with the bare query?

    SKILLSGRAPH_DATABASE_URL=bolt://… python -m benchmarks.matching.speed PATH_OF_TEST_DATA

Imports ESCO 1.1.1 where the database lacks it, and 200 made-up credentials, each of eight skills that one
role requires. Then each question is asked of 40 roles, warm, through the schema and without HTTP; beside it
stands the statement that reads its requirements, by itself. Under four minutes. Without
SKILLSGRAPH_DATABASE_URL it measures the embedded engine, in a folder of its own.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.matching.extraction import labelled, two_pages
from benchmarks.matching.files import ESCO, parsed, parser
from benchmarks.matching.hit_rates import columns
from skillsgraph.answers import refs
from skillsgraph.answers.extract.skills import extract_skills
from skillsgraph.answers.index.keeper import index_of
from skillsgraph.answers.index.words import stems_of
from skillsgraph.answers.model import Ref
from skillsgraph.api.context import Caller, Context
from skillsgraph.api.schema import run
from skillsgraph.catalogue import upsert_catalogue
from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import ingest
from skillsgraph.model.credentials import (
    Assessment,
    AssessmentMethod,
    Credential,
    CredentialKind,
    Organization,
    OrganizationKind,
    SkillRef,
)
from skillsgraph.settings import Role, Settings
from skillsgraph.statements import cypher

CREDENTIALS, SKILLS_EACH, ROLES_ASKED, HELD = 200, 8, 40, 12
GOAL_MS, GOAL_FIRST_S = 50, 3
SCHOOL = Organization("https://example.org/speed", "A school", OrganizationKind.SCHOOL)
QUESTIONS = {
    "skillGap": "skillGap(profile: $p, target: {role: $r}) { readiness requirements { status explanation } }",
    "roleMatches": "roleMatches(profile: $p, first: 10) { nodes { score explanation role { name } } }",
    "similarRoles": "similarRoles(role: $r, first: 10) { nodes { score explanation role { name } } }",
    "credentialMatches": "credentialMatches(profile: $p, target: {role: $r}, first: 10)"
    " { nodes { score explanation credential { name } } }",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A role that is asked about, and the skills of somebody who asks."""

    role: str
    held: tuple[str, ...]

    def variables(self) -> dict[str, Any]:
        return {"r": {"id": self.role}, "p": {"skills": [{"skill": {"id": one}} for one in self.held]}}


async def milliseconds(work: Callable[[], Awaitable[Any]]) -> float:
    begin = time.perf_counter()
    await work()
    return (time.perf_counter() - begin) * 1000


async def prepare(graph: Graph, data: Path) -> list[Asked]:
    """ESCO and the credentials, if they are not there; and what is asked."""
    await migrate(graph)
    if not await graph.read(cypher("graphVersion")):
        await ingest(graph, reader_for("esco"), data / ESCO, Options())
    index = (await index_of(graph)).thing
    chosen = random.Random(1)
    asked, taught = [], []
    for _ in range(CREDENTIALS):
        row = chosen.randrange(len(index.roles))
        skills = [index.skills[one] for one in columns(index.essential, row)]
        taught.append(chosen.sample(skills, min(SKILLS_EACH, len(skills))))
        if len(asked) < ROLES_ASKED:
            asked.append(Asked(index.roles[row].id, tuple(chosen.sample(index.skills, HELD))))
    named = list(dict.fromkeys(one for skills in taught for one in skills))
    found = await refs.skills(graph, [Ref(id=one) for one in named])
    uri = {one: skill.uri for one, skill in zip(named, found, strict=True)}
    await upsert_catalogue(
        graph, [SCHOOL, *(credential(place, uri, one) for place, one in enumerate(taught))]
    )
    return asked


def credential(place: int, uri: Mapping[str, str], skills: Sequence[str]) -> Credential:
    """A made-up credential that tests these skills."""
    return Credential(
        uri=f"{SCHOOL.uri}/{place}",
        name=f"Credential {place}",
        kind=CredentialKind.BADGE,
        awarded_by=SCHOOL.uri,
        assesses=tuple(SkillRef(uri[one]) for one in skills),
        assessments=(Assessment(AssessmentMethod.PRACTICAL),),
    )


async def measure(graph: Graph, settings: Settings, asked: list[Asked]) -> None:
    context = Context(graph=graph, settings=settings, caller=Caller("benchmark", Role.READER))
    bare = [
        await milliseconds(lambda one=one: graph.read(cypher("requirements"), roleId=one.role))
        for one in (*asked, *asked)
    ][len(asked) :]
    limit = statistics.median(bare)
    print(f"  {'bare requirements':20}{limit:9.1f} ms")
    for name, field in QUESTIONS.items():
        given = ", ".join(told for told in ("$p: ProfileInput", "$r: Ref!") if told[:2] in field)
        document = f"query ({given}) {{ {field} }}"

        async def ask(one: Asked, document: str = document) -> None:
            answer = await run(document, context, variables=one.variables())
            if "errors" in answer:
                raise SystemExit(str(answer["errors"][0]))

        for one in asked[:5]:
            await ask(one)
        found = [await milliseconds(lambda one=one, ask=ask: ask(one)) for one in asked]
        median = statistics.median(found)
        print(
            f"  {name:20}{median:9.1f} ms   worst {max(found):8.1f}   {median / limit:5.1f} × bare"
            f"   goal {GOAL_MS} ms: {'met' if median < GOAL_MS else 'missed'}",
            flush=True,
        )
    text = two_pages(labelled())
    await extract_skills(graph, text, "en")
    found = [await milliseconds(lambda: extract_skills(graph, text, "en")) for _ in range(9)]
    print(f"  {'extractSkills':20}{statistics.median(found):9.1f} ms   two pages   goal {GOAL_MS} ms")


async def main() -> None:
    arguments = parser(__doc__)
    given = parsed(arguments)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(data_dir=Path(folder), deadline_seconds=60)
        async with open_graph(settings) as graph:
            asked = await prepare(graph, given.data)
        stems_of.cache_clear()  # as after a start
        begin = time.perf_counter()
        async with open_graph(settings) as graph:
            opened = time.perf_counter() - begin
            context = Context(graph=graph, settings=settings, caller=Caller("benchmark", Role.READER))
            document = f"query ($p: ProfileInput) {{ {QUESTIONS['roleMatches']} }}"
            await run(document, context, variables={"p": asked[0].variables()["p"]})
            first = time.perf_counter() - begin
            print(f"  first answer after a start: {first:.1f} s, {opened:.1f} to open (goal {GOAL_FIRST_S})")
            await measure(graph, settings, asked)


if __name__ == "__main__":
    asyncio.run(main())
