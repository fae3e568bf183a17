"""Catalogues of credentials, and learners, written in YAML by hand.

    for item in read_catalogue(path, skills=uris):
        ...             # every Organization, then every Credential, then every EntryCondition

A file is checked whole before anything of it is used: each field against the model, then what no single field
shows (references, dates, numbers that a rule needs, circles). The first fault is raised as a `SourceError`
with file, line and field; its `details` count the others. The fields are those of `model/credentials.py`
and `model/learners.py`, by the same names.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.catalogue_faults import Catalogue, faults_of_catalogue, faults_of_learners
from skillsgraph.frameworks.catalogue_sheet import ENDINGS, Places, column_of, read_sheet
from skillsgraph.model.credentials import CatalogueRecord
from skillsgraph.model.learners import Learner
from skillsgraph.model.rules import Fault, Steps

MOST_BYTES = 4 * 1024**2
_NO_SKILL = re.compile(r"There is no skill '(.*)'\.", re.DOTALL)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Learners:
    learners: tuple[Learner, ...]


def read_catalogue(
    path: Path,
    *,
    skills: Container[str] | None = None,
    job_roles: Container[str] | None = None,
    practised: Container[str] | None = None,
    questions: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[CatalogueRecord]:
    """The organizations, the credentials, then the conditions of entry to job roles, in the order written.

    The file is YAML, or a filled-in spreadsheet, which has no conditions.

    Where `skills` or `job_roles` are given, every uri that is none of them is a fault; otherwise such uris
    are taken as they are, and whoever writes them to the graph finds out. `practised` are the job roles that
    conditions can be of. `questions` says, for skills that are none, what may have been meant.

    Raises:
        SourceError: The file is missing, not of its format, or holds a fault.
    """
    is_sheet = path.suffix.casefold() in ENDINGS
    document = _Sheet.filled_in(path) if is_sheet else _Document.of(path)
    catalogue = document.as_type(Catalogue)
    document.refuse(
        (place, _asked(message, questions))
        for place, message in faults_of_catalogue(catalogue, skills, job_roles, practised)
    )
    return iter((*catalogue.organizations, *catalogue.credentials, *catalogue.entry_conditions))


def read_learners(
    path: Path,
    *,
    skills: Container[str] | None = None,
    job_roles: Container[str] | None = None,
    credentials: Container[str] | None = None,
) -> Iterator[Learner]:
    """The learners, in the order written. What is given is checked as in `read_catalogue`.

    Raises:
        SourceError: The file is missing, no YAML, or holds a fault.
    """
    document = _Document.of(path)
    learners = document.as_type(_Learners).learners
    document.refuse(faults_of_learners(learners, skills, job_roles, credentials))
    return iter(learners)


# The file ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Document:
    """A YAML file as plain data, with the tree that knows its lines."""

    file: str
    root: yaml.Node
    data: Any

    @classmethod
    def of(cls, path: Path) -> "_Document":
        where = Where(path.name)
        try:
            with path.open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise SourceError(f"It cannot be read: {error.strerror}.", where=Where(str(path))) from error
        if len(raw) > MOST_BYTES:
            raise SourceError(f"The file is larger than {MOST_BYTES:,} bytes.", where=where)
        try:
            return cls._parsed(path.name, raw.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise SourceError("The line is not UTF-8.", where=Where(path.name, line)) from error
        except RecursionError as error:
            raise SourceError("The file is nested too deeply.", where=where) from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = Where(path.name, mark.line + 1 if mark else None)
            raise SourceError(f"This is not YAML: {error.problem}.", where=where) from error
        except (yaml.YAMLError, ValueError) as error:
            raise SourceError(f"This is not YAML: {error}.", where=where) from error

    @classmethod
    def _parsed(cls, file: str, text: str) -> "_Document":
        loader = yaml.SafeLoader(text)
        try:
            root = loader.get_single_node()
            if root is None:
                raise SourceError("The file is empty.", where=Where(file))
            _check_tree(file, root)
            return cls(file, root, loader.construct_document(root))
        finally:
            loader.dispose()

    def as_type(self, kind: type[T]) -> T:
        try:
            checked: T = _adapter(kind).validate_python([self.data])[0]
        except ValidationError as error:
            found = [(tuple(one["loc"][1:]), f"{one['msg']}.") for one in error.errors(include_url=False)]
            self.refuse(iter(found))
            raise
        return checked

    def refuse(self, faults: Iterator[Fault]) -> None:
        """Raise the fault that stands first in the file, if there is any."""
        placed = [(*self._place(path), message) for path, message in faults]
        if not placed:
            return
        line, field, message = min(placed, key=lambda fault: fault[0])
        others = len({(line, field) for line, field, _ in placed}) - 1
        raise SourceError(
            message,
            where=Where(self.file, line, field or None),
            hint=f"Faults in this file besides this one: {others}." if others else None,
            **({"faults": [f"{line}: {field}" for line, field, _ in placed[:100]]} if others else {}),
        )

    def _place(self, path: Steps) -> tuple[int, str]:
        """The line of what a path leads to, as far as the file goes along with it, and the path as text."""
        node, line, field = self.root, self.root.start_mark.line, ""
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == step]
                if found:
                    line, node = found[0][0].start_mark.line, found[0][1]
                field += f".{step}" if field else str(step)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
                field += f"[{step}]"
        return line + 1, field


@dataclass(frozen=True, slots=True)
class _Sheet(_Document):
    """A spreadsheet as the same plain data; each organization and credential knows its row."""

    places: Places = field(default_factory=dict)

    @classmethod
    def filled_in(cls, path: Path) -> "_Sheet":
        data, places = read_sheet(path)
        return cls(path.name, yaml.ScalarNode("", ""), data, places)

    def _place(self, path: Steps) -> tuple[int, str]:
        listed, number, *rest = (*path, "", "")[: max(len(path), 2)]
        named = next((step for step in rest if isinstance(step, str) and step != "skill"), "")
        line = self.places.get((str(listed), number if isinstance(number, int) else -1), 1)
        return line, column_of(named, is_organization=listed == "organizations")


def _asked(message: str, questions: Mapping[str, str]) -> str:
    """A message about a skill that is not there, with the question what was meant."""
    found = _NO_SKILL.fullmatch(message)
    question = questions.get(found.group(1)) if found else None
    return f"{message} {question}" if question else message


def json_schema() -> dict[str, Any]:
    """The form of a catalogue file as a JSON Schema, for editors that check while one writes."""
    schema: dict[str, Any] = TypeAdapter(Catalogue, config=None).json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if part.get("type") == "object":
            part["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A skillsgraph catalogue of organizations, credentials and conditions of entry to job roles",
        **{name: value for name, value in schema.items() if name != "title"},
    }


def _check_tree(file: str, root: yaml.Node) -> None:
    """Refuse aliases, which can make a small file endless, and keys that stand twice."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        where = Where(file, node.start_mark.line + 1)
        if id(node) in seen:
            raise SourceError("Anchors and aliases are not understood here.", where=where)
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                place = Where(file, key.start_mark.line + 1, str(key.value)[:80])
                if not isinstance(key, yaml.ScalarNode):
                    raise SourceError("A name must be plain text.", where=Where(file, place.line))
                if key.value in keys:
                    raise SourceError("The name stands twice.", where=place)
                keys.add(key.value)
                waiting.append(value)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    """In a list, because only what is no model itself may be given a configuration."""
    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid", allow_inf_nan=False))
