"""Every statement of an import, on both engines, through imports of one of everything."""

from dataclasses import replace

import pytest

from skillsgraph.errors import FrameworkNotFound, ImportInProgress, ImportRefused, OutcomeUnknown
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph import lease
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, Report, activate, ingest
from skillsgraph.model.frameworks import (
    ConceptType,
    Item,
    JobRole,
    Skill,
    SkillKind,
    Term,
    TermKind,
    Text,
    TextKind,
)
from skillsgraph.statements import parse
from tests.support.frameworks import HERE, Listed, small

# What these imports run: the names that the rule "every statement has a test" looks for.
CREATES = [
    *("createSkills", "createJobRoles", "createCollections", "createSkillTerms", "createJobRoleTerms"),
    *("createSkillTexts", "createJobRoleTexts", "createBroaderSkills", "createBroaderJobRoles"),
    *("createRelatedSkills", "createRequirements", "createCollectedSkills", "createCollectedJobRoles"),
]
MERGES = [
    *("mergeSkills", "mergeJobRoles", "mergeCollections", "mergeSkillTerms", "mergeJobRoleTerms"),
    *("mergeSkillTexts", "mergeJobRoleTexts", "mergeBroaderSkills", "mergeBroaderJobRoles"),
    *("mergeRelatedSkills", "mergeRequirements", "mergeCollectedSkills", "mergeCollectedJobRoles"),
]
RUNS = ["lastImportRun", "startImportRun", "finishImportRun"]
REMOVES = [
    *("countStaleConcepts", "removeStaleRelations", "removeStaleTerms", "removeStaleTexts"),
    *("removeWordsOfStaleConcepts", "removeStaleConcepts"),
]

DUMP = parse(
    "test",
    """// name: dump() read many
// Every node and relation without stamps and times.
MATCH (a) WHERE NOT a:Migration AND NOT a:ImportRun AND NOT a:Lease
OPTIONAL MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS label, a.id AS id, a.name AS name, a.text AS text, a.active AS active,
       type(r) AS type, r.relation AS relation, b.id AS other
ORDER BY id, type, other""",
)[0]

CLEAR, ACTIVE = parse(
    "test",
    """// name: clear() write none
// Empty the graph.
MATCH (n) WHERE NOT n:Migration DETACH DELETE n

// name: active() read many
// The versions that lookups mean.
MATCH (f:Framework {active: true}) RETURN f.version AS version""",
)


async def run(graph: Graph, items: list[Item], **options: object) -> Report:
    return await ingest(graph, Listed(items, **options), HERE, Options())  # type: ignore[arg-type]


@pytest.fixture
def names(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of the statements that run in the course of a test."""
    seen: set[str] = set()
    transact, read = graph.transact, graph.read

    async def transacting(steps, **options):  # type: ignore[no-untyped-def]
        seen.update(step.statement.name for step in steps)
        return await transact(steps, **options)

    async def reading(statement, **parameters):  # type: ignore[no-untyped-def]
        seen.add(statement.name)
        return await read(statement, **parameters)

    monkeypatch.setattr(graph, "transact", transacting)
    monkeypatch.setattr(graph, "read", reading)
    return seen


async def test_a_first_import_creates_everything(empty_graph: Graph, names: set[str]) -> None:
    report = await run(empty_graph, small())
    assert report.changes == Changes(created=20)
    assert set(CREATES) <= names
    assert not names & set(MERGES)
    rows = await empty_graph.read(DUMP)
    assert {row["type"] for row in rows} == {
        *("IN_FRAMEWORK", "HAS_TERM", "HAS_TEXT", "BROADER", "RELATED", "REQUIRES", "CONTAINS", None)
    }
    assert {row["active"] for row in rows if row["label"] == "Framework"} == {True}


async def test_the_same_again_changes_nothing(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    names.clear()
    report = await run(empty_graph, small())
    assert report.changes == Changes()
    assert set(MERGES) <= names
    assert await empty_graph.read(DUMP) == before


async def test_what_differs_is_updated_and_what_is_gone_is_removed(
    empty_graph: Graph, names: set[str]
) -> None:
    await run(empty_graph, small())
    changed = [
        replace(item, name="Python language") if isinstance(item, Skill) and item.uri == "s:python" else item
        for item in small()
        if not (isinstance(item, JobRole | Term) and "nurse" in repr(item)) and "Python 3" not in repr(item)
    ]
    report = await run(empty_graph, changed)
    # Gone: the term "Python 3", the nurse and her term. The German texts are another language's business.
    assert report.changes == Changes(updated=1, removed=3)
    rows = await empty_graph.read(DUMP)
    assert "Python language" in {row["name"] for row in rows}
    assert "nurse" not in {row["name"] for row in rows} | {row["text"] for row in rows}


async def test_the_result_is_that_of_a_fresh_import(empty_graph: Graph) -> None:
    await run(empty_graph, small()[:-3])
    await run(empty_graph, small())
    grown = await empty_graph.read(DUMP)
    await empty_graph.write(
        parse(
            "test",
            "// name: clear() write none\n// Empty it.\nMATCH (n) WHERE NOT n:Migration DETACH DELETE n",
        )[0]
    )
    await run(empty_graph, small())
    assert await empty_graph.read(DUMP) == grown


async def test_a_source_that_shrank_suspiciously_removes_nothing(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    with pytest.raises(ImportRefused, match="2 of 2 REQUIRES"):
        await run(empty_graph, small()[:3])
    assert await empty_graph.read(DUMP) == before
    assert {"countStaleRelations", "countStaleWords"} <= names


async def test_a_concept_that_others_refer_to_is_kept(empty_graph: Graph) -> None:
    await run(empty_graph, small())
    await empty_graph.write(
        parse(
            "test",
            "// name: teach() write none\n// A credential that the import knows nothing of.\n"
            "MATCH (r:JobRole {name: 'nurse'})\n"
            "CREATE (:Credential {id: 'c'})-[:PREPARES_FOR {key: 'x'}]->(r)",
        )[0]
    )
    report = await run(empty_graph, [item for item in small() if "nurse" not in repr(item)])
    assert report.changes == Changes(removed=1)  # its term; the source says nothing of it any more
    assert "1 concepts are not in the source any more and were kept" in report.notes[0]
    assert "nurse" in {row["name"] for row in await empty_graph.read(DUMP)}


async def test_words_that_tell_their_language_alone_leave_other_words_be(empty_graph: Graph) -> None:
    """The files tell their language; the option that would is not given."""
    await run(empty_graph, small())
    words: list[Item] = [Term(ConceptType.JOB_ROLE, "r:nurse", "infirmière", "fr", TermKind.PREFERRED)]
    for created in (1, 0):
        report = await ingest(empty_graph, Listed(words, main=False), HERE, Options())
        assert report.changes == Changes(created=created)
    texts = {row["text"] for row in await empty_graph.read(DUMP)}
    assert {"infirmière", "nurse", "Python 3", "Eine Sprache."} <= texts


async def test_another_language_adds_words_and_never_overwrites(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    words: list[Item] = [
        Term(ConceptType.JOB_ROLE, "r:nurse", "infirmière", "fr", TermKind.PREFERRED),
        Text(ConceptType.JOB_ROLE, "r:nurse", "Soigne.", "fr", TextKind.DESCRIPTION),
        Term(ConceptType.JOB_ROLE, "r:unknown", "inconnue", "fr", TermKind.PREFERRED),
    ]
    report = await ingest(empty_graph, Listed(words, main=False), HERE, Options(language="fr"))
    assert report.changes == Changes(created=2)
    assert [(row.line, row.reason) for row in report.skipped] == [(3, "There is no such job role: r:unknown")]
    assert "conceptIds" in names
    called = {row["name"] for row in await empty_graph.read(DUMP)}
    assert "nurse" in called
    assert "infirmière" not in called


async def test_words_of_a_version_that_is_not_there_are_refused(empty_graph: Graph) -> None:
    with pytest.raises(ImportRefused, match="not in the graph"):
        await run(empty_graph, [], main=False)


async def test_a_second_version_becomes_active_only_when_told(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    await run(empty_graph, small(), version="2")
    assert await _active(empty_graph) == ["1"]
    await activate(empty_graph, "listed", "2")
    assert await _active(empty_graph) == ["2"]
    assert "activateFramework" in names
    with pytest.raises(FrameworkNotFound):
        await activate(empty_graph, "listed", "3")
    assert await _active(empty_graph) == ["2"]


async def _active(graph: Graph) -> list[str]:
    return [row["version"] for row in await graph.read(ACTIVE)]


async def test_a_killed_import_goes_on_where_it_stopped(
    empty_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through lastImportRun, startImportRun, advanceImportRun and finishImportRun."""
    transact, left = empty_graph.transact, [7]

    async def failing(steps, **options):  # type: ignore[no-untyped-def]
        if steps[-1].statement.name == "advanceImportRun":
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
        return await transact(steps, **options)

    monkeypatch.setattr(empty_graph, "transact", failing)
    with pytest.raises(KeyboardInterrupt):
        await run(empty_graph, small())
    monkeypatch.setattr(empty_graph, "transact", transact)
    with pytest.raises(FrameworkNotFound, match="complete"):
        await activate(empty_graph, "listed", "1")
    with pytest.raises(ImportRefused, match="not in the graph"):
        await run(empty_graph, [], main=False)
    report = await run(empty_graph, small())
    assert report.resumed
    assert 0 < report.changes.created < 20
    resumed = await empty_graph.read(DUMP)
    assert (await run(empty_graph, small())).changes == Changes()
    assert await empty_graph.read(DUMP) == resumed


async def test_a_row_that_stands_twice_is_stored_once(empty_graph: Graph) -> None:
    twice = [*small(), small()[-4], Skill("s:python", "Another Python", SkillKind.SKILL)]
    for created in (20, 0):
        report = await run(empty_graph, twice)
        assert report.changes == Changes(created=created)
        assert [(row.line, "stands in the source before" in row.reason) for row in report.skipped] == [
            (21, True),
            (22, True),
        ]


async def test_while_one_imports_the_other_is_refused(empty_graph: Graph) -> None:
    holder = "elsewhere|1|1|x"
    await lease.take(empty_graph, "import", holder, 60)
    with pytest.raises(ImportInProgress, match="elsewhere"):
        await run(empty_graph, small())
    assert not [row for row in await empty_graph.read(DUMP) if row["label"] == "Skill"]
    await lease.drop(empty_graph, "import", holder)
    assert (await run(empty_graph, small())).changes == Changes(created=20)


async def test_a_batch_that_was_stored_unheard_is_not_written_again(
    empty_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    transact, broken = empty_graph.transact, []

    async def breaking(steps, **options):  # type: ignore[no-untyped-def]
        written = await transact(steps, **options)
        if steps[-1].statement.name == "advanceImportRun" and steps[-1].parameters["batches"] in (2, 5):
            broken.append(steps)
            raise OutcomeUnknown("The connection broke.")
        return written

    monkeypatch.setattr(empty_graph, "transact", breaking)
    await run(empty_graph, small())
    assert len(broken) == 2
    monkeypatch.setattr(empty_graph, "transact", transact)
    assert (await run(empty_graph, small())).changes == Changes()


async def test_many_small_batches_make_the_same_graph(empty_graph: Graph) -> None:
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    report = await ingest(empty_graph, Listed(small()), HERE, Options(), batch=1)
    assert report.changes == Changes()
    assert await empty_graph.read(DUMP) == before


async def test_a_dry_run_writes_nothing(empty_graph: Graph) -> None:
    report = await ingest(empty_graph, Listed(small()), HERE, Options(), dry_run=True)
    assert report.read == {"list": 20}
    assert [row["label"] for row in await empty_graph.read(DUMP)] == []
