"""One Rich Skill Descriptor, whatever it was written in: the CSV of the tool or the JSON of its interface."""

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.documents import Found
from skillsgraph.frameworks.tables import Hash, Row, Table
from skillsgraph.jsonld import Object, line_of, read_json

# The tool's export and upload, then its batch import: both name the same things.
NAMES, STATEMENTS = ("RSD Name", "Skill Name"), ("Skill Statement", "Contextualized Skill Statement")
_CODES = {
    "Occupation Major Groups": "BLS Major Group",
    "Occupation Minor Groups": "BLS Minor Group",
    "Broad Occupations": "BLS Broad Occupation",
    "Detailed Occupations": "BLS Detailed Occupation",
    "O*Net Job Codes": "O*Net Job Role",
}
_COLUMNS = {
    *(name.casefold() for name in (*NAMES, *STATEMENTS, *_CODES, *_CODES.values(), "Canonical URL")),
    *("categories", "skill categories", "skill category", "category", "keywords", "authors", "author"),
    *("collections", "collection"),
}
_MEMBERS = {  # of an object in JSON that are read, or say again what others say
    *("skillName", "skillStatement", "alignments", "standards", "occupations", "updateDate", "publishDate"),
    *("id", "uuid", "categories", "category", "keywords", "authors", "author", "collections", "status"),
    *("creationDate", "@context", "type", "creator"),
}
_ALIGNED = re.compile(r"alignment ?(\d*) ?(name|title|url)?")
_ADDRESS = re.compile(r"\w+://|urn:")
FORMULA = ("=", "+", "-", "@", "\t")
"""What a cell begins with that a spreadsheet takes for a formula."""
_AGAIN = "Export it again from where it was made."


@dataclass(frozen=True, slots=True)
class Job:
    """A job code, and what it is called where that is told. A group's code ends with zeros."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    """A skill with its surroundings; `why_not` says why it cannot be used."""

    line: int
    uri: str
    name: str
    statement: str
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    jobs: tuple[Job, ...] = ()
    alignments: tuple[tuple[str, str], ...] = ()
    status: str | None = None
    modified_on: str | None = None
    why_not: str | None = None
    unsaid: tuple[str, ...] = ()  # the names of what it tells and has no place here


def records(found: Found, digest: Hash | None = None) -> Iterator[Record]:
    """The descriptors of a file. Raises `SourceError` when the file is damaged or has none."""
    any_found = False
    for record in (
        _of_json(found, digest) if found.name.casefold().endswith("json") else _of_csv(found, digest)
    ):
        any_found = True
        yield record
    if not any_found:
        raise SourceError("The file has no skills.", where=Where(found.name, 1), hint=_AGAIN)


def made_uri(*parts: str) -> str:
    """An address for what has none in its source: always the same for the same words."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join(parts))}"


# CSV --------------------------------------------------------------------------------------------------


def _of_csv(found: Found, digest: Hash | None) -> Iterator[Record]:
    with found.packing.open(found.name) as stream:
        table = Table(stream, found.name, digest=digest)
        columns = {name.casefold(): name for name in table.columns}
        for either in (NAMES, STATEMENTS):
            if not any(name.casefold() in columns for name in either):
                raise SourceError(
                    f"The column {either[0]!r} is missing.",
                    where=Where(found.name, 1, either[0]),
                    hint=_AGAIN,
                )
        for row in table:
            yield _of_row(row, columns)


def _of_row(row: Row, columns: Mapping[str, str]) -> Record:
    def cell(*names: str) -> str:
        for name in names:
            if (column := columns.get(name.casefold())) and (value := row.get(column)):
                return _unguarded(value)
        return ""

    name, statement = cell(*NAMES), cell(*STATEMENTS)
    codes = [code for new, old in _CODES.items() for code in _parts(cell(new, old))]
    return Record(
        line=row.line,
        uri=cell("Canonical URL") or made_uri(name, statement),
        name=name,
        statement=statement,
        categories=_parts(cell("Categories", "Skill Categories", "Skill Category", "Category")),
        keywords=_parts(cell("Keywords")),
        authors=_parts(cell("Authors", "Author")),
        collections=_parts(cell("Collections", "Collection")),
        jobs=tuple(Job(code, code) for code in dict.fromkeys(codes)),
        alignments=_aligned(row, columns),
        why_not=None if name and statement else "A skill needs a name and a statement.",
        unsaid=tuple(
            column
            for folded, column in columns.items()
            if folded not in _COLUMNS and not _ALIGNED.fullmatch(folded) and row.get(column)
        ),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _aligned(row: Row, columns: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(title, url) of numbered columns: "Alignment 1 URL", or "Alignment" and "Alignment Title" alone."""
    urls: dict[str, str] = {}
    titles: dict[str, str] = {}
    for folded, column in columns.items():
        if (form := _ALIGNED.fullmatch(folded)) and (value := row.get(column)):
            kept = titles if form.group(2) in ("name", "title") else urls
            kept[form.group(1)] = _unguarded(value)
    return tuple((titles.get(number, ""), url) for number, url in urls.items() if _ADDRESS.match(url))


def _unguarded(value: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return value[1:] if value.startswith("'") and value.startswith(FORMULA, 1) else value


# JSON -------------------------------------------------------------------------------------------------


def _of_json(found: Found, digest: Hash | None) -> Iterator[Record]:
    data = found.read()
    if digest is not None:
        digest.update(data)
    root = read_json(data, found.name)
    if isinstance(root, Object) and "skillStatement" not in root:
        root = root.get("skills", root.get("content"))
    listed = root if isinstance(root, list) else [root]
    for one in listed:
        if not isinstance(one, Object):
            raise SourceError("This is no list of skills.", where=Where(found.name, 1), hint=_AGAIN)
        yield _of_object(one)


def _of_object(one: Object) -> Record:
    name, statement = _text(one, "skillName"), _text(one, "skillStatement")
    aligned = [*_objects(one, "alignments"), *_objects(one, "standards")]
    jobs = {job.code: job for job in map(_job, _objects(one, "occupations")) if job.code}
    changed = _text(one, "updateDate") or _text(one, "publishDate")
    return Record(
        line=line_of(one),
        uri=_text(one, "id")
        or (f"urn:uuid:{_text(one, 'uuid')}" if one.get("uuid") else made_uri(name, statement)),
        name=name,
        statement=statement,
        categories=_listed(one, "categories", "category"),
        keywords=_listed(one, "keywords"),
        authors=_listed(one, "authors", "author"),
        collections=_listed(one, "collections"),
        jobs=tuple(jobs.values()),
        alignments=tuple(
            (_text(each, "skillName", "name"), url) for each in aligned if (url := _text(each, "id"))
        ),
        status=_text(one, "status") or None,
        modified_on=changed[:10] or None,
        why_not=None if name and statement else "A skill needs a name and a statement.",
        unsaid=tuple(key for key, value in one.items() if key not in _MEMBERS and value),
    )


def _job(one: Object) -> Job:
    code = _text(one, "code") or _text(one, "detailedCode")
    return Job(code, _text(one, "name", "targetNodeName") or code)


def _objects(one: Object, name: str) -> list[Object]:
    found = one.get(name)
    return [each for each in found if isinstance(each, Object)] if isinstance(found, list) else []


def _text(one: Object, *names: str) -> str:
    for name in names:
        value = one.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _listed(one: Object, *names: str) -> tuple[str, ...]:
    """Texts, and names of objects, of a list; or one text."""
    for name in names:
        value = one.get(name)
        if value:
            return tuple(dict.fromkeys(_named(value if isinstance(value, list) else [value])))
    return ()


def _named(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        words = _text(value, "name", "skillName", "id") if isinstance(value, Object) else str(value).strip()
        if words:
            yield words
