"""The Cypher files as checked objects.

A file holds one or more statements. Each starts with a header and a sentence on what it is for:

    // name: requirements(roleId) read many
    // The skills that a role requires.
    MATCH (:JobRole {id: $roleId})-[need:REQUIRES]->(skill:Skill) RETURN skill.id AS id

The header's mode is `read`, `write` or `schema`; its shape `many`, `one` or `none` tells how many rows come
back. `scan: why` at its end permits the plan to scan a label and says why that is right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, cast

from skillsgraph.errors import StatementInvalid, Where

Mode = Literal["read", "write", "schema"]
Shape = Literal["many", "one", "none"]

_MARK = "// name:"
_HEADER = re.compile(
    r"// name: (?P<name>[a-z][A-Za-z0-9]*)\((?P<parameters>[^)]*)\) "
    r"(?P<mode>read|write|schema) (?P<shape>many|one|none)(?: scan: (?P<scan>\S.*))?"
)
_PARAMETER = re.compile(r"\$(\w+)")
_NOT_CODE = re.compile(r"//[^\n]*|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`")


@dataclass(frozen=True, slots=True)
class Statement:
    """One Cypher statement: what it is called, what it takes, what it does, and what comes back."""

    name: str
    parameters: frozenset[str]
    mode: Mode
    shape: Shape
    doc: str
    text: str
    file: str
    line: int
    scan: str | None = None


def load(folder: Traversable | Path) -> dict[str, Statement]:
    """Every statement below a folder by its name; `migrations/` and `explore/` are read by others.

    Raises:
        StatementInvalid: A header is wrong, a parameter is undeclared or unused, or a name stands twice.
    """
    found: dict[str, Statement] = {}
    for file, text in _sources(folder, ""):
        for statement in parse(file, text):
            if twin := found.get(statement.name):
                raise StatementInvalid(
                    f"the statement {statement.name!r} stands in {twin.file}:{twin.line} too",
                    where=Where(statement.file, statement.line),
                )
            found[statement.name] = statement
    return found


def parse(file: str, text: str) -> list[Statement]:
    """The statements of one file, in its order.

    Raises:
        StatementInvalid: With file and line of the fault.
    """
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(_MARK)]
    before = lines[: starts[0]] if starts else lines
    if not starts or any(line.strip() for line in before):
        first = next((number for number, line in enumerate(before) if line.strip()), 0)
        raise StatementInvalid(f"a statement must start with {_MARK!r}", where=Where(file, first + 1))
    ends = [*starts[1:], len(lines)]
    return [_parse_one(file, start, lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _parse_one(file: str, start: int, lines: list[str]) -> Statement:
    where = Where(file, start + 1)
    header = _HEADER.fullmatch(lines[0].rstrip())
    if header is None:
        raise StatementInvalid(
            f"the header {lines[0]!r} is not '// name: words(a, b) read|write|schema many|one|none'",
            where=where,
        )
    body = 1
    while body < len(lines) and lines[body].startswith("//"):
        body += 1
    doc = " ".join(line.removeprefix("//").strip() for line in lines[1:body])
    text = "\n".join(lines[body:]).strip().removesuffix(";")
    if not doc or not text:
        missing = "a comment that says what it is for" if not doc else "its Cypher text"
        raise StatementInvalid(f"{header['name']} lacks {missing}", where=where)
    declared = frozenset(name.strip() for name in header["parameters"].split(",") if name.strip())
    _check_parameters(declared, text, Where(file, start + 1 + body), header["name"])
    return Statement(
        name=header["name"],
        parameters=declared,
        mode=cast(Mode, header["mode"]),
        shape=cast(Shape, header["shape"]),
        doc=doc,
        text=text,
        file=file,
        line=start + 1,
        scan=header["scan"],
    )


def _check_parameters(declared: frozenset[str], text: str, where: Where, name: str) -> None:
    used = frozenset(_PARAMETER.findall(_NOT_CODE.sub(" ", text)))
    for wrong, what in ((used - declared, "undeclared"), (declared - used, "unused")):
        if wrong:
            listed = ", ".join(f"${parameter}" for parameter in sorted(wrong))
            raise StatementInvalid(f"{name} has {what} parameters: {listed}", where=where)


def _sources(folder: Traversable | Path, prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir() and path not in ("migrations", "explore"):
            found += _sources(entry, f"{path}/")
        elif entry.name.endswith(".cypher"):
            found.append((f"cypher/{path}", entry.read_text(encoding="utf-8")))
    return found


def cypher_folder() -> Traversable:
    return files("skillsgraph.cypher")


@cache
def _all() -> Mapping[str, Statement]:
    return load(cypher_folder())


def cypher(name: str) -> Statement:
    """The statement of that name from the package's own files.

    Raises:
        StatementInvalid: There is none of that name, or one of the files is wrong.
    """
    try:
        return _all()[name]
    except KeyError:
        raise StatementInvalid(f"no statement is called {name!r}") from None
