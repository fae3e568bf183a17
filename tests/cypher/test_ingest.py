"""Every statement of an import, on both engines, through imports of one of everything."""

import itertools
from dataclasses import replace

import pytest

from skillsgraph.answers.index.rows import graph_version
from skillsgraph.errors import Conflict, FrameworkNotFound, ImportInProgress, ImportRefused, OutcomeUnknown
from skillsgraph.frameworks.contract import Options
from skillsgraph.graph import lease
from skillsgraph.graph.access import Graph
from skillsgraph.ingest import Changes, Report, activate, ingest
from skillsgraph.model.frameworks import (
    ConceptType,
    Item,
    JobRole,
    Match,
    MatchKind,
    Observation,
    Reference,
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
    *("createScales", "createLevels", "createScaleLevels", "createSkillLevels", "createJobRoleLevels"),
    *("createRelatedJobRoles", "createReplacedSkills", "createReplacedJobRoles", "createRatings"),
    *("createMappings", "createObservations"),
]
MERGES = [
    *("mergeSkills", "mergeJobRoles", "mergeCollections", "mergeSkillTerms", "mergeJobRoleTerms"),
    *("mergeSkillTexts", "mergeJobRoleTexts", "mergeBroaderSkills", "mergeBroaderJobRoles"),
    *("mergeRelatedSkills", "mergeRequirements", "mergeCollectedSkills", "mergeCollectedJobRoles"),
    *("mergeScales", "mergeLevels", "mergeScaleLevels", "mergeSkillLevels", "mergeJobRoleLevels"),
    *("mergeRelatedJobRoles", "mergeReplacedSkills", "mergeReplacedJobRoles", "mergeRatings"),
    *("mergeMappings", "mergeObservations"),
]
EVERYTHING = len(small())
LINKS = [
    *("referencePage", "mappingPage", "observationPage", "denoteSkillsByUri", "denoteSkillsByCode"),
    *("denoteJobRolesByUri", "denoteJobRolesByCode", "linkMatches", "linkObservations"),
    *("removeStaleMatches", "removeStaleStatements", "removeIdleReferences"),
]
RUNS = ["lastImportRun", "startImportRun", "countImportWrite", "finishImportRun"]
STORED = {"storedConcepts", "storedRelations", "storedWords"}
REMOVES = {
    *("removeStaleRelations", "removeStaleTerms", "removeStaleTexts"),
    *("removeWordsOfStaleConcepts", "removeStaleConcepts"),
}

DUMP = parse(
    "test",
    """// name: dump() read many
// Every node and relation without stamps and times.
MATCH (a) WHERE NOT a:Migration AND NOT a:ImportRun AND NOT a:Lease AND NOT a:Change
OPTIONAL MATCH (a)-[r]->(b)
RETURN labels(a)[0] AS label, a.id AS id, a.name AS name, a.text AS text, a.active AS active,
       type(r) AS type, r.relation AS relation, b.id AS other
ORDER BY id, type, other""",
)[0]

(COUNTED,) = parse(
    "test",
    """// name: counted() read one
// What references lead to.
OPTIONAL MATCH ()-[r:MATCHES]->()
WITH count(r) AS matches
OPTIONAL MATCH ()-[about:ABOUT]->()
WITH matches, count(about) AS abouts
OPTIONAL MATCH (reference:Reference)
RETURN matches, abouts, count(reference) AS refs""",
)

OTHER_NODES, OTHER_RELATIONS, CLEAR, ACTIVE = parse(
    "test",
    """// name: otherNodes() write none
// Nodes that say something else.
MATCH (n) WHERE n.contentHash IS NOT NULL
SET n.contentHash = 'other'
FOREACH (_ IN CASE WHEN n.name IS NULL THEN [] ELSE [1] END | SET n.name = 'other')
FOREACH (_ IN CASE WHEN n.text IS NULL THEN [] ELSE [1] END | SET n.text = 'other')

// name: otherRelations() write none
// Relations that say something else.
MATCH ()-[r]->() WHERE r.relation IS NOT NULL OR r.contentHash IS NOT NULL
SET r.relation = 'other', r.contentHash = 'other'

// name: clear() write none
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
    assert report.changes == Changes(created=EVERYTHING)
    assert set(CREATES) <= names
    assert not names & set(MERGES)
    rows = await empty_graph.read(DUMP)
    assert {row["type"] for row in rows} == {
        *("IN_FRAMEWORK", "HAS_TERM", "HAS_TEXT", "BROADER", "RELATED", "REQUIRES", "CONTAINS", None),
        *("RATES", "REPLACED_BY", "HAS_LEVEL", "AT_LEVEL", "SUBJECT", "OBJECT", "DENOTES", "MATCHES"),
        *("REFERS_TO", "ABOUT", "IN", "SECTOR"),
    }
    assert {row["active"] for row in rows if row["label"] == "Framework"} == {True}


async def test_the_same_again_changes_nothing(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    names.clear()
    report = await run(empty_graph, small())
    assert report.changes == Changes()
    assert await empty_graph.read(DUMP) == before
    assert names >= STORED
    assert not names & {*CREATES, *MERGES, *REMOVES}  # nothing is sent


async def test_what_is_stored_otherwise_is_written_anew(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    for statement in (OTHER_NODES, OTHER_RELATIONS):
        await empty_graph.write(statement)
    report = await run(empty_graph, small())
    assert report.changes == Changes(updated=9 + 2 + 2 + 5)  # concepts, texts, statements, relations
    assert await empty_graph.read(DUMP) == before
    assert (await run(empty_graph, small())).changes == Changes()


async def test_a_batch_that_failed_is_merged(
    empty_graph: Graph, names: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    transact = empty_graph.transact

    async def conflicting(steps, **options):  # type: ignore[no-untyped-def]
        if any(step.statement.name in CREATES for step in steps):
            raise Conflict("Somebody else writes there.")
        return await transact(steps, **options)

    monkeypatch.setattr(empty_graph, "transact", conflicting)
    report = await run(empty_graph, small())
    assert report.changes == Changes(created=EVERYTHING)
    assert set(MERGES) <= names
    merged = await empty_graph.read(DUMP)
    monkeypatch.setattr(empty_graph, "transact", transact)
    assert (await run(empty_graph, small())).changes == Changes()
    await empty_graph.write(CLEAR)
    await run(empty_graph, small())
    assert await empty_graph.read(DUMP) == merged


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
    # Gone: the term "Python 3", the nurse, her term, and two relations of the developer to her.
    # The German texts are another language's business.
    assert report.changes == Changes(updated=1, removed=5)
    assert REMOVES - {"removeStaleTexts"} <= names
    rows = await empty_graph.read(DUMP)
    assert "Python language" in {row["name"] for row in rows}
    assert "nurse" not in {row["name"] for row in rows} | {row["text"] for row in rows}


async def test_the_result_is_that_of_a_fresh_import(empty_graph: Graph) -> None:
    await run(empty_graph, small()[:-3])
    await run(empty_graph, small())
    grown = await empty_graph.read(DUMP)
    await empty_graph.write(CLEAR)
    await run(empty_graph, small())
    assert await empty_graph.read(DUMP) == grown


async def test_references_join_what_comes_later_and_let_go_of_what_is_gone(
    empty_graph: Graph, names: set[str]
) -> None:
    """Statements come before their framework, then a second version of it, then one statement goes."""
    skill, role = ConceptType.SKILL, ConceptType.JOB_ROLE
    python = Reference(skill, "s:python", "listed")
    statements: list[Item] = [
        Match(python, Reference(skill, framework="listed", code="CODE"), MatchKind.BROAD, confidence=0.5),
        Match(python, Reference(skill, framework="nowhere", code="X"), MatchKind.CLOSE),
        Match(
            Reference(role, framework="listed", code="2512.1", version="1"),
            Reference(role, "r:nurse"),
            MatchKind.EXACT,
        ),
        Observation(Reference(role, "r:nurse"), "vacancies", 3, "count", "2024", "A survey"),
        Observation(Reference(skill, "s:none"), "vacancies", 3, "count", "2024", "A survey"),
    ]
    report = await run(empty_graph, statements, code="table")
    assert report.changes == Changes(created=5)
    assert [note.partition(" wait for ")[0] for note in report.notes] == [
        *("3 mappings", "1 mappings", "1 mappings", "2 observations")
    ]
    for version, matched, observed in (("1", 2, 1), ("2", 4 + 2, 2)):
        # Python is in both versions, and so are its counterparts; the developer is meant in version 1 alone.
        await run(empty_graph, small()[: len(small()) - 2], version=version)
        counted = await empty_graph.read(COUNTED)
        assert (counted[0]["matches"], counted[0]["abouts"]) == (matched, observed)
    again = await run(empty_graph, statements, code="table")
    assert again.changes == Changes()
    assert [note.partition(" are not in")[0] for note in again.notes] == [
        "1 mappings wait for 1 concepts of nowhere, which",
        "1 observations wait for 1 concepts of some framework, which",
    ]
    fewer = await run(empty_graph, statements[1:], code="table")
    assert fewer.changes == Changes(removed=1 + 4)
    assert {"countUnresolvedMappings", "countUnresolvedObservations"} <= names
    assert set(LINKS) <= names
    counted = await empty_graph.read(COUNTED)
    assert (counted[0]["matches"], counted[0]["refs"]) == (2, 5)


async def test_whatever_an_import_changes_the_graph_has_another_version(
    empty_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through countImportWrite: an index that was built at any moment of an import is known to be old."""
    transact, states = empty_graph.transact, []

    async def looking(steps, **options):  # type: ignore[no-untyped-def]
        written = await transact(steps, **options)
        states.append((await graph_version(empty_graph), await empty_graph.read(DUMP)))
        return written

    monkeypatch.setattr(empty_graph, "transact", looking)
    await run(empty_graph, small())
    await run(empty_graph, [item for item in small() if "nurse" not in repr(item)])
    changes = [(old[0], new[0]) for old, new in itertools.pairwise(states) if old[1] != new[1]]
    assert len(changes) > len(CREATES)
    assert all(old != new for old, new in changes)


async def test_a_source_that_shrank_suspiciously_removes_nothing(empty_graph: Graph, names: set[str]) -> None:
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    with pytest.raises(ImportRefused, match="2 of 2 REQUIRES"):
        await run(empty_graph, small()[:3])
    # Nor is what is new in it written, and who only looks is told the same.
    another = Listed([*small()[:3], Skill("s:new", "new", SkillKind.SKILL)])
    for dry_run in (False, True):
        with pytest.raises(ImportRefused, match="2 of 2 REQUIRES"):
            await ingest(empty_graph, another, HERE, Options(), dry_run=dry_run)
    assert await empty_graph.read(DUMP) == before
    assert not names & REMOVES


async def test_a_large_one_is_refused_before_anything_is_removed(
    empty_graph: Graph, names: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not read once more in advance: what is new in it is there by then."""
    await run(empty_graph, small())
    before = await empty_graph.read(DUMP)
    monkeypatch.setattr("skillsgraph.ingest.run.LOOKED_AT_FIRST", 0)
    with pytest.raises(ImportRefused, match="2 of 2 REQUIRES"):
        await run(empty_graph, small()[:3])
    assert await empty_graph.read(DUMP) == before
    assert not names & REMOVES


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
    assert report.changes == Changes(removed=3)  # its term, and what another says of it
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
    more = [words[0], *(replace(words[0], text=text) for text in ("a", "b", "c", "d"))]
    for listed, changes in ((words[1:2] + more, Changes(created=4)), (more, Changes(removed=1))):
        report = await ingest(empty_graph, Listed(listed, main=False), HERE, Options(language="fr"))
        assert report.changes == changes
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
    assert 0 < report.changes.created < EVERYTHING
    resumed = await empty_graph.read(DUMP)
    assert (await run(empty_graph, small())).changes == Changes()
    assert await empty_graph.read(DUMP) == resumed


async def test_a_row_that_stands_twice_is_stored_once(empty_graph: Graph) -> None:
    twice = [*small(), small()[-2], Skill("s:python", "Another Python", SkillKind.SKILL)]
    for created in (EVERYTHING, 0):
        report = await run(empty_graph, twice)
        assert report.changes == Changes(created=created)
        assert [(row.line, "stands in the source before" in row.reason) for row in report.skipped] == [
            (EVERYTHING + 1, True),
            (EVERYTHING + 2, True),
        ]


async def test_while_one_imports_the_other_is_refused(empty_graph: Graph) -> None:
    holder = "elsewhere|1|1|x"
    await lease.take(empty_graph, "import", holder, 60)
    with pytest.raises(ImportInProgress, match="elsewhere"):
        await run(empty_graph, small())
    assert not [row for row in await empty_graph.read(DUMP) if row["label"] == "Skill"]
    await lease.drop(empty_graph, "import", holder)
    assert (await run(empty_graph, small())).changes == Changes(created=EVERYTHING)


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
    assert report.read == {"list": EVERYTHING}
    assert [row["label"] for row in await empty_graph.read(DUMP)] == []
