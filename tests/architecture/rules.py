"""The rules that the house keeps, as functions that name each breach by file and line."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skillsgraph.statements import load

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Breach:
    """A line that breaks a rule."""

    file: str
    line: int
    says: str


# Who may import whom: room -> the rooms that it may import besides itself.
_BASE = {"errors"}
_DATA = {*_BASE, "model"}
_GRAPH = {*_DATA, "settings", "statements", "cypher"}
_WORK = {*_GRAPH, "graph", "frameworks", "jsonld"}
_QUESTIONS = {
    *_WORK,
    "answers",
    "credentials",
    "verification",
    "catalogue",
    "entry_conditions",
    "ingest",
    "licences",
    "search",
    "adoption",
    "changes",
    "edits",
    "learners",
    "api",
}
MAY_IMPORT: Mapping[str, set[str]] = {
    "verification": {*_BASE, "settings", "jsonld", "credentials"},
    "errors": set(),
    "model": set(),
    "settings": _BASE,
    "statements": {*_BASE, "cypher"},
    "logs": set(),
    "jsonld": _DATA,
    "credentials": {*_DATA, "jsonld"},
    "frameworks": {*_DATA, "jsonld"},
    "graph": _GRAPH,
    "changes": _WORK,
    "edits": {*_WORK, "catalogue", "changes"},
    "licences": _WORK,
    "ingest": {*_WORK, "changes", "licences"},
    "search": _WORK,
    "catalogue": {*_WORK, "changes"},
    "answers": _WORK,
    "adoption": {*_WORK, "answers", "changes"},
    "learners": {*_WORK, "licences", "answers", "credentials", "verification"},
    "skill_names": {*_WORK, "search"},
    "entry_conditions": {*_WORK, "answers", "catalogue", "changes"},
    "catalogue_file": {*_WORK, "catalogue", "entry_conditions", "skill_names"},
    "catalogue_import": {*_WORK, "catalogue"},
    "addresses": {*_BASE, "settings", "frameworks", "credentials"},
    "export": _WORK,
    "export_catalogue": {*_WORK, "answers", "entry_conditions"},
    "sample": {*_WORK, "catalogue_file", "ingest", "learners"},
    "api": _QUESTIONS - {"frameworks"},
    "http": {*_QUESTIONS, "logs"} - {"frameworks"},
    "app": {"errors", "settings", "graph", "answers", "learners", "api", "http"},
    "server": {"errors", "settings", "app"},
    "demo": {*_QUESTIONS, "sample", "server"},
    "commands": {
        *_QUESTIONS,
        "addresses",
        "catalogue_file",
        "catalogue_import",
        "export",
        "export_catalogue",
        "demo",
        "server",
    },
    "__main__": {"errors", "logs", "commands"},
}
# Packages of others -> the only rooms that may import them.
ONLY_IN: Mapping[str, set[str]] = {
    "neo4j": {"graph"},
    "arcadedb_embedded": {"graph"},
    "strawberry": {"api"},
    "graphql": {"api"},
    "pyld": {"jsonld", "credentials"},
    "starlette": {"http", "app"},
    "uvicorn": {"server"},
    "highspy": {"answers"},
    "ortools": {"answers"},
}


def modules(root: Path) -> Iterator[tuple[str, Path]]:
    """(room, file) of every module that is installed."""
    for path in sorted((root / "skillsgraph").rglob("*.py")):
        parts = path.relative_to(root / "skillsgraph").parts
        yield parts[0].removesuffix(".py"), path
    for path in sorted((root / "frameworks").rglob("*.py")):
        yield "frameworks", path


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def wrong_imports(root: Path) -> Iterator[Breach]:
    """Imports that point upwards, and packages of others outside their room."""
    for room, path in modules(root):
        file = str(path.relative_to(root))
        if room != "__init__" and room not in MAY_IMPORT:
            yield Breach(file, 1, f"{room} has no place in the picture")
            continue
        for line, name in imports(path):
            if why := _wrong(room, name):
                yield Breach(file, line, why)


def _wrong(room: str, name: str) -> str | None:
    top, *rest = name.split(".")
    if name.startswith("."):
        return "imports are written in full"
    if top in ("frameworks", "cypher"):
        return f"{top} is installed as skillsgraph.{top}"
    if top == "skillsgraph":
        target = rest[0]
        allowed = target in ("__version__", room) or target in MAY_IMPORT.get(room, set())
        return None if allowed else f"{room} may not import {target}"
    only = ONLY_IN.get(top)
    return None if only is None or room in only else f"only {' and '.join(sorted(only))} may import {top}"


def idle_statements(root: Path) -> Iterator[Breach]:
    """Statements of `cypher/` that nothing uses, or that no test under `tests/cypher/` names."""
    used = _quoted(path for _, path in modules(root))
    tested = _quoted(sorted((root / "tests" / "cypher").glob("test_*.py")))
    for statement in load(root / "cypher").values():
        if not any(pattern.fullmatch(statement.name) for pattern in used):
            yield Breach(statement.file, statement.line, f"{statement.name} is not used")
        if not any(pattern.fullmatch(statement.name) for pattern in tested) and statement.mode != "schema":
            yield Breach(statement.file, statement.line, f"{statement.name} has no test in tests/cypher")


def _quoted(paths: Iterable[Path]) -> set[re.Pattern[str]]:
    """The names that modules quote: as they are, or as a word with a part that is filled in."""
    found: set[re.Pattern[str]] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                found.add(re.compile(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [one.value if isinstance(one, ast.Constant) else None for one in node.values]
                if parts[0] and str(parts[0]).isidentifier() and None in parts:
                    found.add(
                        re.compile("".join(r"\w+" if one is None else re.escape(str(one)) for one in parts))
                    )
    return found


_UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b|(?<![\w.])/(?:work|home|Users|root|tmp)/\w")


def unfinished_words(root: Path, files: Iterable[str]) -> Iterator[Breach]:
    """Notes to oneself, and paths of somebody's machine."""
    for file in files:
        if "/vendor/" in file or not (root / file).is_file():
            continue
        for number, line in enumerate((root / file).read_text(encoding="utf-8").splitlines(), 1):
            if found := _UNFINISHED.search(line):
                yield Breach(file, number, f"{found.group()!r} does not belong here")
