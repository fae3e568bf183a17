"""The components of NICE as its publisher offers them: elements, and which belongs to which.

CPRT's JSON has both as lists. The workbook has a sheet for work roles, one for statements, one for competency
areas, and one sheet for each role or area with the statements that belong to it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Skipped
from skillsgraph.frameworks.packing import look
from skillsgraph.frameworks.workbook import Cells, sheets
from skillsgraph.jsonld import Object, line_of, read_json

SORT = "sort"  # positions in a printed list
TYPES = ("category", "work_role", "competency_area", "task", "knowledge", "skill", "opm_code", SORT)
_STATEMENTS = {"T": "task", "K": "knowledge", "S": "skill"}
_CODE = re.compile(r"([TKS])\d{4}[A-Z]?")
_HEADING = re.compile(r"(?P<title>.+?)\s*\((?P<code>[A-Z]{2})\)\s*[–-]?\s*(?P<text>.*)", re.DOTALL)
_VERSION = re.compile(r"v?(\d+\.\d+(?:\.\d+)?)")
_HINT = "Give CPRT's JSON of the components, or the workbook of them, as published."


@dataclass(frozen=True, slots=True)
class Element:
    """One component: a category, work role, statement, competency area, or federal code."""

    type: str
    code: str
    title: str
    text: str
    line: int

    @property
    def name(self) -> str:
        return self.title or self.text


@dataclass(frozen=True, slots=True)
class Joined:
    """One relationship, from the role to what it does or needs, or from the category to the role."""

    start: str
    end: str
    line: int


@dataclass(slots=True)
class Components:
    """Everything in one source, in its order, with what of it cannot be used."""

    file: str
    digest: str
    version: str | None = None
    elements: dict[str, Element] = field(default_factory=dict)
    relations: list[Joined] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    sorted_out: int = 0

    def type_of(self, code: str) -> str | None:
        element = self.elements.get(code)
        return element.type if element else None

    def add(self, element: Element) -> None:
        if element.code in self.elements:
            self.skip(element.line, "element_identifier", f"The element {element.code} stands there twice.")
        else:
            self.elements[element.code] = element

    def skip(self, line: int, place: str | None, reason: str) -> None:
        self.skipped.append(Skipped(self.file, line, place, reason))


def holds_json(path: Path) -> bool:
    return documents.holds(path, _fits)


def workbook_in(path: Path) -> str | None:
    """The name of the one workbook at a path. Raises `SourceError` when the path cannot be read."""
    names = [name for name in look(path, alone=".xlsx").members if name.casefold().endswith(".xlsx")]
    return names[0] if len(names) == 1 else None


def read(path: Path, said: str | None) -> Components:
    """The components at a path; `said` is the version that the user told.

    Raises:
        SourceError: There are none, or the file is damaged.
        SourceTooLarge: It is larger than a document may be.
    """
    if not holds_json(path) and path.exists() and (name := workbook_in(path)):
        return _from_workbook(path, name, said)
    found = documents.find(path, _fits, "set of components of NICE")
    data = found.read()
    components = Components(found.name, documents.digest_of(data, said))
    _from_json(read_json(data, found.name), components)
    return components


def _fits(name: str, head: bytes) -> bool:
    marks = (b'"doc_identifier"', b'"element_identifier"', b'"relationship_identifier"')
    return name.casefold().endswith(".json") and all(mark in head for mark in marks)


def _from_json(document: object, components: Components) -> None:
    content = document
    for key in ("response", "elements"):
        content = content.get(key) if isinstance(content, Mapping) else None
    if not isinstance(content, Mapping) or not content.get("elements"):
        where = Where(components.file, line_of(document), "response.elements.elements")
        raise SourceError("There are no elements in it.", where=where, hint=_HINT)
    for one in _objects(content, "documents"):
        components.version = components.version or str(one.get("version") or "") or None
    for one in _objects(content, "elements"):
        _element(one, components)
    types = {code: element.type for code, element in components.elements.items()}
    for one in _objects(content, "relationships"):
        start, end = (str(one.get(f"{side}_element_identifier") or "") for side in ("source", "dest"))
        if SORT in (types.get(start), types.get(end)):
            components.sorted_out += 1
        elif start not in types or end not in types:
            components.skip(line_of(one), None, f"One of its ends is no element: {start!r}, {end!r}")
        else:
            components.relations.append(Joined(start, end, line_of(one)))


def _objects(content: Mapping[str, object], key: str) -> Iterator[Object]:
    listed = content.get(key)
    yield from (one for one in (listed if isinstance(listed, list) else []) if isinstance(one, Object))


def _element(one: Object, components: Components) -> None:
    said = {key: str(one.get(key) or "").strip() for key in ("element_identifier", "title", "text")}
    kind, line = str(one.get("element_type")), line_of(one)
    element = Element(kind, said["element_identifier"], said["title"], said["text"], line)
    if kind not in TYPES:
        components.skip(line, "element_type", f"There is no such type of element: {kind[:80]!r}")
    elif not element.code or (not element.name and kind not in (SORT, "opm_code")):
        components.skip(line, None, "The element has no identifier, or neither title nor text.")
    else:
        components.add(element)


def _from_workbook(path: Path, name: str, said: str | None) -> Components:
    packing = look(path, alone=".xlsx")
    packing.check([name])
    with packing.open(name) as stream:
        components = Components(name, documents.digest_of(stream.read(), said))
    book = sheets(packing, name)
    if found := _VERSION.search(next(iter(book), "")):
        components.version = found[1]
    for rows in book.values():
        head = [cell.casefold() for cell in next(iter(rows), [])]
        if "work role id" in head:
            _work_roles(rows, components)
        elif any("tks id" in cell for cell in head) or "competency area id" in head:
            _listed(rows, components)
    if not components.elements:
        raise SourceError("There are no work roles or statements in it.", where=Where(name, 1), hint=_HINT)
    for title, rows in book.items():
        if title in components.elements:
            _belonging(title, rows, components)
    return components


def _work_roles(rows: list[Cells], components: Components) -> None:
    """A category in one cell, then its work roles with name, description, id and federal code."""
    category = ""
    for line, cells in enumerate(rows[1:], 2):
        title, text, code, federal = (*cells, "", "", "", "")[:4]
        heading = _HEADING.match(title) if not code else None
        if heading:
            category = heading["code"]
            components.add(Element("category", category, heading["title"], heading["text"], line))
        elif code:
            components.add(Element("work_role", code, title, text, line))
            components.relations.append(Joined(category, code, line))
            if federal.isdigit():
                components.add(Element("opm_code", federal, "", "", line))
                components.relations.append(Joined(code, federal, line))


def _listed(rows: list[Cells], components: Components) -> None:
    """Statements (id, words) or competency areas (name, description, id)."""
    for line, cells in enumerate(rows[1:], 2):
        found = _CODE.fullmatch(cells[0])
        if found and not any(cells[1:2]):
            components.skip(line, cells[0], "The element has no text.")
        elif found:
            components.add(Element(_STATEMENTS[found[1]], cells[0], "", cells[1], line))
        elif len(cells) > 2 and cells[2].startswith("NF-COM-"):
            components.add(Element("competency_area", cells[2], cells[0], cells[1], line))


def _belonging(owner: str, rows: list[Cells], components: Components) -> None:
    for line, cells in enumerate(rows, 1):
        if not cells or not _CODE.fullmatch(cells[0]):
            continue
        if cells[0] in components.elements:
            components.relations.append(Joined(owner, cells[0], line))
        else:
            components.skip(line, owner, f"There is no such statement: {cells[0]}")
