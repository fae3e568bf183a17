"""How long an import of ESCO takes, against a plain `UNWIND … CREATE` of the same rows by the same driver.

    python benchmarks/import_esco.py PATH_OF_ESCO_ZIP [--rounds 3]

Measures the embedded engine, and a Neo4j when SKILLSGRAPH_DATABASE_URL names one. That one must be empty, and
is emptied after each measurement. Both ways take turns, each in a process and an empty database of its own;
the table shows medians. The plain way has all rows ready in memory before its clock starts, keeps no
checkpoint, holds no lease, and checks nothing.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.registry import reader_for
from skillsgraph.graph.access import Graph, open_graph
from skillsgraph.graph.migrate import migrate
from skillsgraph.ingest import ingest
from skillsgraph.ingest.batches import Batch, batches, make
from skillsgraph.ingest.rows import Rows
from skillsgraph.settings import Settings
from skillsgraph.statements import Statement, parse

GOAL_RATIO, GOAL_MB = 1.5, 400


def plain(name: str, text: str) -> Statement:
    return parse("benchmark", f"// name: {name} write none\n// Plain.\n{text}")[0]


def concept(label: str) -> Statement:
    return plain(
        "concepts(framework, rows)",
        "MATCH (f:Framework {id: $framework}) UNWIND $rows AS row\n"
        f"CREATE (n:{label})-[:IN_FRAMEWORK]->(f) SET n = row",
    )


def word(label: str, kind: str, to: str) -> Statement:
    return plain(
        "words(rows)",
        f"UNWIND $rows AS row MATCH (c:{label} {{id: row.concept}})\n"
        f"CREATE (c)-[:{kind}]->(n:{to}) SET n = row.properties",
    )


def relation(start: str, kind: str, end: str, properties: str = "key: row.key") -> Statement:
    return plain(
        "relations(rows)",
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}})\n"
        f"CREATE (a)-[:{kind} {{{properties}}}]->(b)",
    )


WITH_RELATION = "key: row.key, relation: row.relation"
FRAMEWORK = plain("framework(id)", "CREATE (:Framework {id: $id})")
PLAIN = {
    "Skills": concept("Skill"),
    "JobRoles": concept("JobRole"),
    "Collections": concept("Collection"),
    "SkillTerms": word("Skill", "HAS_TERM", "Term"),
    "JobRoleTerms": word("JobRole", "HAS_TERM", "Term"),
    "BroaderSkills": relation("Skill", "BROADER", "Skill"),
    "BroaderJobRoles": relation("JobRole", "BROADER", "JobRole"),
    "RelatedSkills": relation("Skill", "RELATED", "Skill", WITH_RELATION),
    "Requirements": relation("JobRole", "REQUIRES", "Skill", WITH_RELATION),
    "CollectedSkills": relation("Collection", "CONTAINS", "Skill"),
    "CollectedJobRoles": relation("Collection", "CONTAINS", "JobRole"),
}
ANY = parse("benchmark", "// name: any() read one\n// Any.\nMATCH (n:Framework) RETURN count(n) AS count")[0]
EMPTY = parse(
    "benchmark",
    "// name: empty() write one\n// A batch.\n"
    "MATCH (n) WHERE NOT n:Migration WITH n LIMIT 4000 DETACH DELETE n RETURN count(*) AS deleted",
)[0]


async def create_plainly(graph: Graph, ready: list[Batch]) -> None:
    await graph.write(FRAMEWORK, id="plain")
    for batch in ready:
        statement = PLAIN[batch.table]
        framework = {"framework": "plain"} if "framework" in statement.parameters else {}
        await graph.write(statement, deadline=60, rows=batch.rows, **framework)


async def measure(way: str, path: Path) -> dict[str, float]:
    """One import, in this process: its seconds, and the most memory that the process ever had."""
    reader, settings = reader_for("esco"), Settings.load()
    async with open_graph(settings) as graph:
        await migrate(graph)
        found = await graph.read_one(ANY)
        if found is None or found["count"]:
            sys.exit("The database is not empty; this benchmark would empty it.")
        try:
            if way == "plain":
                rows = Rows(reader.open(path, Options()).framework)
                ready = list(batches(make(reader, path, Options(), rows, []), settings.import_batch))
                began = time.monotonic()
                await create_plainly(graph, ready)
            else:
                began = time.monotonic()
                await ingest(graph, reader, path, Options(), batch=settings.import_batch)
            seconds = time.monotonic() - began
        finally:
            if settings.database_url is not None:
                while (await graph.write(EMPTY, deadline=60)).rows[0]["deleted"]:
                    pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": seconds, "mb": peak / (1024**2 if sys.platform == "darwin" else 1024)}


def apart(way: str, path: Path, *, embedded: bool) -> dict[str, float]:
    """The same in a process of its own, the embedded engine in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ)
        if embedded:
            env.pop("SKILLSGRAPH_DATABASE_URL", None)
            env["SKILLSGRAPH_DATA_DIR"] = folder
        command = [sys.executable, __file__, str(path), "--way", way]
        done = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=True)
        measured: dict[str, float] = json.loads(done.stdout)
        return measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--way", choices=["plain", "import"], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.way:
        print(json.dumps(asyncio.run(measure(asked.way, asked.path))))
        return
    engines = {"embedded": True} | ({"neo4j": False} if os.environ.get("SKILLSGRAPH_DATABASE_URL") else {})
    print(f"{'engine':10}{'plain s':>9}{'import s':>10}{'ratio':>7}{'goal':>6}{'peak MB':>9}{'goal':>6}")
    for engine, embedded in engines.items():
        measured: dict[str, list[dict[str, float]]] = {"plain": [], "import": []}
        for _ in range(asked.rounds):
            for way, results in measured.items():
                results.append(apart(way, asked.path, embedded=embedded))
        base, whole = (statistics.median(m["seconds"] for m in measured[way]) for way in measured)
        peak = max(m["mb"] for m in measured["import"])
        print(
            f"{engine:10}{base:9.1f}{whole:10.1f}{whole / base:7.2f}{GOAL_RATIO:6.1f}{peak:9.0f}{GOAL_MB:6}"
        )


if __name__ == "__main__":
    main()
