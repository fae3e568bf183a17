"""What a person types, and what they expect to see first, over all labels of ESCO on both engines."""

import pytest

from skillsgraph.graph.access import Graph
from skillsgraph.search import JOB_ROLE, SKILL, search

BOTH = [SKILL, JOB_ROLE]


@pytest.mark.parametrize(
    ("text", "kinds", "first"),
    [
        ("nurse", BOTH, "nurse assistant"),
        ("bake bread", BOTH, "prepare bakery products"),
        ("NURSE ASSISTANT", BOTH, "nurse assistant"),
        ("assistant nurse", [JOB_ROLE], "nurse assistant"),
        ("dentis", [JOB_ROLE], "dental practitioner"),
        ("softw dev", [JOB_ROLE], "software developer"),
        ("maître d'hôtel", BOTH, "restaurant host/restaurant hostess"),
        ("maitre d hotel", BOTH, "restaurant host/restaurant hostess"),
        ("C++", BOTH, "C++"),
        ("C#", BOTH, "C#"),
        (".net", [SKILL], "Visual Studio .NET"),
        ('baker"*:~^(\\', [JOB_ROLE], "baker"),
        ("python (computer programming)", BOTH, "Python (computer programming)"),
        ("active listening", BOTH, "listen actively"),
        ("web developer " * 700, [JOB_ROLE], "web developer"),
    ],
)
async def test_the_first_hit_is_the_one_expected(
    esco_graph: Graph, text: str, kinds: list[str], first: str
) -> None:
    rows = await search(esco_graph, text, kinds=kinds, language=None, first=5)
    assert [row["node"]["name"] for row in rows][:1] == [first], [row["node"]["name"] for row in rows]
