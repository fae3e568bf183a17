"""The sample that comes with skillsgraph: about fifty ESCO occupations with all that they require.

A framework of its own, `esco-sample`, so that it never mixes with a complete ESCO. `ATTRIBUTION.md` says what
was left out. Its tables are small and plain; of a framework as published, `esco/` is the example to copy.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.packing import Packing, look
from skillsgraph.frameworks.tables import Row, RowRefused, Table
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    ConceptType,
    Contains,
    Framework,
    Item,
    JobRole,
    JobRoleKind,
    Related,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
)

VERSION = "1.1.1"
LANGUAGE = "en"
FRAMEWORK = Framework(
    code="esco-sample",
    version=VERSION,
    name="ESCO (sample)",
    uri=f"https://example.org/frameworks/esco-sample/{VERSION}",
    language=LANGUAGE,
    publisher="European Commission; selected for skillsgraph",
    licence="Commission Decision 2011/833/EU",
    attribution="This service uses the ESCO classification of the European Commission. This is a selection.",
)
FILES = {
    "occupations.csv": ("uri", "name", "kind", "code", "status", "regulation_note", "modified_on"),
    "skills.csv": ("uri", "name", "kind", "code", "status", "reuse_level", "modified_on"),
    "collections.csv": ("collection", "name", "concept"),
    "terms.csv": ("type", "concept", "language", "alternatives"),
    "broader.csv": ("type", "narrower", "broader"),
    "requires.csv": ("occupation", "skill", "relation"),
    "related.csv": ("skill", "other", "relation"),
}
_TYPES = {kind.value: kind for kind in ConceptType}
_SKILL_KINDS = {kind.value: kind for kind in SkillKind}
_ROLE_KINDS = {kind.value: kind for kind in JobRoleKind}
_RELATIONS = {relation.value: relation for relation in RequirementRelation}


def sample_folder() -> Path:
    """Where the sample's files are: the tables, `catalogue.yaml` and `learners.yaml`."""
    return Path(__file__).parent


class SampleReader:
    """The ESCO part of the sample."""

    code = "sample"
    title = "Sample of ESCO 1.1.1, CSV folder"

    def detect(self, path: Path) -> bool:
        try:
            return FILES.keys() <= look(path).members.keys()
        except SourceError:
            return False

    def open(self, path: Path, options: Options) -> Source:
        packing = _find(path, options)
        digest = hashlib.blake2b(f"{FRAMEWORK.code} {VERSION}".encode(), digest_size=16)
        counts: dict[str, int] = {}
        for name, columns in FILES.items():
            digest.update(name.encode())
            with packing.open(name) as stream:
                table = Table(stream, name, required=columns, digest=digest)
                last = 1
                for row in table:
                    counts[name], last = counts.get(name, 0) + 1, row.line
            if name not in counts:
                raise SourceError("The file has a header and no rows.", where=Where(name, 1))
            if not table.ends_with_newline:
                hint = "The file is cut short: take the one that was installed."
                raise SourceError("The last line does not end.", where=Where(name, last), hint=hint)
        return Source(FRAMEWORK, digest.hexdigest(), counts)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        packing = _find(path, options)
        for name, items_of in _PASSES:
            seen: set[Collection] = set()
            with packing.open(name) as stream:
                for row in Table(stream, name, required=FILES[name]):
                    try:
                        for item in items_of(row):
                            if not isinstance(item, Collection):
                                yield Sourced(item, name, row.line)
                            elif item not in seen:
                                seen.add(item)
                                yield Sourced(item, name, row.line)
                    except RowRefused as refused:
                        yield Skipped(name, row.line, refused.field, refused.reason)


def _find(path: Path, options: Options) -> Packing:
    packing = look(path)
    for name in FILES:
        if name not in packing.members:
            hint = "Give the folder that `sample_folder()` names."
            raise SourceError(f"The file {name} is missing.", where=Where(path.name), hint=hint)
    packing.check(FILES)
    for option, value, only in (
        ("--version", options.version, VERSION),
        ("--language", options.language, LANGUAGE),
    ):
        if value not in (None, only):
            raise SourceError(f"The sample is there as {only} only.", where=Where(path.name, field=option))
    return packing


# (:JobRole)-[:IN_FRAMEWORK]->(:Framework)
def _occupation(row: Row) -> Iterator[Item]:
    yield JobRole(
        uri=row.need("uri"),
        name=row.need("name"),
        kind=row.choose("kind", _ROLE_KINDS),
        code=row.need("code"),
        status=row.get("status"),
        regulation_note=row.get("regulation_note"),
        modified_on=row.get("modified_on"),
    )


# (:Skill)-[:IN_FRAMEWORK]->(:Framework)
def _skill(row: Row) -> Iterator[Item]:
    yield Skill(
        uri=row.need("uri"),
        name=row.need("name"),
        kind=row.choose("kind", _SKILL_KINDS),
        code=row.get("code"),
        status=row.get("status"),
        reuse_level=row.get("reuse_level"),
        modified_on=row.get("modified_on"),
    )


# (:Collection)-[:IN_FRAMEWORK]->(:Framework), once however many rows name it
def _collection(row: Row) -> Iterator[Item]:
    yield Collection(row.need("collection"), row.need("name"))


# (:Skill)-[:HAS_TERM]->(:Term), the name again as the preferred one
def _skill_name(row: Row) -> Iterator[Item]:
    yield Term(ConceptType.SKILL, row.need("uri"), row.need("name"), LANGUAGE, TermKind.PREFERRED)


# (:JobRole)-[:HAS_TERM]->(:Term)
def _occupation_name(row: Row) -> Iterator[Item]:
    yield Term(ConceptType.JOB_ROLE, row.need("uri"), row.need("name"), LANGUAGE, TermKind.PREFERRED)


# (:Skill|JobRole)-[:HAS_TERM]->(:Term)
def _alternatives(row: Row) -> Iterator[Item]:
    kind, concept, language = row.choose("type", _TYPES), row.need("concept"), row.need("language")
    for text in dict.fromkeys(row.need("alternatives").split(" | ")):
        yield Term(kind, concept, text, language, TermKind.ALTERNATIVE)


# (:Skill)-[:BROADER]->(:Skill), (:JobRole)-[:BROADER]->(:JobRole)
def _broader(row: Row) -> Iterator[Item]:
    yield Broader(row.choose("type", _TYPES), row.need("narrower"), row.need("broader"))


# (:JobRole)-[:REQUIRES {relation}]->(:Skill)
def _requires(row: Row) -> Iterator[Item]:
    yield Requires(row.need("occupation"), row.need("skill"), row.choose("relation", _RELATIONS))


# (:Skill)-[:RELATED {relation}]->(:Skill)
def _related(row: Row) -> Iterator[Item]:
    yield Related(row.need("skill"), row.need("other"), row.choose("relation", _RELATIONS).value)


# (:Collection)-[:CONTAINS]->(:Skill)
def _contains(row: Row) -> Iterator[Item]:
    yield Contains(row.need("collection"), ConceptType.SKILL, row.need("concept"))


_PASSES: tuple[tuple[str, Callable[[Row], Iterator[Item]]], ...] = (
    ("occupations.csv", _occupation),
    ("skills.csv", _skill),
    ("collections.csv", _collection),
    ("occupations.csv", _occupation_name),
    ("skills.csv", _skill_name),
    ("terms.csv", _alternatives),
    ("broader.csv", _broader),
    ("requires.csv", _requires),
    ("related.csv", _related),
    ("collections.csv", _contains),
)

READER = SampleReader()
