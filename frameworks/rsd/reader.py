"""Rich Skill Descriptors as a framework: skills, collections, and the jobs that they are written for.

A descriptor names jobs by their SOC or O*NET code. It says that the skill is of use there and not that it is
required, so the requirement is an optional one. Alignments are matches whose kind the author does not tell.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.rsd.records import Job, Record, made_uri, records
from skillsgraph.model.frameworks import (
    UNSPECIFIED_MATCHING,
    Collection,
    ConceptType,
    Contains,
    Framework,
    Item,
    JobRole,
    JobRoleKind,
    Match,
    MatchKind,
    Reference,
    RequirementRelation,
    Requires,
    Skill,
    SkillKind,
    Term,
    TermKind,
)
from skillsgraph.model.text import fold

LANGUAGE = "en"
UNVERSIONED = "current"
SOURCE = "RSD"
_HEADERS = ((b"rsd name", b"skill statement"), (b"skill name", b"contextualized skill statement"))
_NAMES = (b'"skillName"', b'"skillStatement"')


class RsdReader:
    """Descriptors in one CSV or JSON file."""

    code = "rsd"
    title = "Rich Skill Descriptors, CSV or JSON of the Open Skills Management Tool"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def open(self, path: Path, options: Options) -> Source:
        found = documents.find(path, _fits, "file of Rich Skill Descriptors")
        digest = hashlib.blake2b(f"{options.version} {options.language}".encode(), digest_size=16)
        count, authors, unsaid = 0, dict[str, None](), Counter[str]()
        for record in records(found, digest):
            count += record.why_not is None
            authors |= dict.fromkeys(record.authors)
            unsaid.update(record.unsaid)
        framework = framework_of([*authors], options)
        notes = [f"{told} skills tell {name}, which has no place: not kept." for name, told in unsaid.items()]
        if not options.version:
            notes.append(f"The file names no version: it is stored as {UNVERSIONED!r}.")
        return Source(framework, digest.hexdigest(), {found.name: count}, notes=tuple(notes))

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        found = documents.find(path, _fits, "file of Rich Skill Descriptors")
        language = options.language or LANGUAGE
        for items_of in (_concepts, _words(language), _relations):
            seen: set[Item] = set()
            for record in records(found):
                if record.why_not:
                    if items_of is _concepts:
                        yield Skipped(found.name, record.line, None, record.why_not)
                    continue
                for item in items_of(record):
                    # Skills that stand twice are a fault that the import names; jobs and collections recur.
                    if isinstance(item, Skill) or item not in seen:
                        seen.add(item)
                        yield Sourced(item, found.name, record.line)


READER = RsdReader()


def _fits(name: str, head: bytes) -> bool:
    if name.casefold().endswith(".csv"):
        header = head.partition(b"\n")[0].lower()
        return any(all(word in header for word in words) for words in _HEADERS)
    return all(word in head for word in _NAMES)


def framework_of(authors: list[str], options: Options) -> Framework:
    """The library of one author, or of several: each has a code of its own, so that they do not mix."""
    author = authors[0] if authors else None
    name = f"Rich Skill Descriptors, {author}" if author else "Rich Skill Descriptors"
    return Framework(
        code=f"rsd-{fold(author).replace(' ', '-')[:40].strip('-')}" if author else "rsd",
        version=options.version or UNVERSIONED,
        name=name,
        uri=made_uri(name),
        language=options.language or LANGUAGE,
        publisher=", ".join(authors[:5]) or None,
        licence="as its authors state",
        attribution=name,
    )


# (:Skill), (:JobRole), (:Collection)
def _concepts(record: Record) -> Iterator[Item]:
    yield Skill(
        uri=record.uri,
        name=record.name,
        kind=SkillKind.SKILL,
        description=record.statement,
        status=record.status,
        modified_on=record.modified_on,
        author="; ".join(record.authors) or None,
        keywords=record.keywords,
        categories=record.categories,
    )
    for job in record.jobs:
        yield JobRole(job_uri(job), job.name, _kind(job), code=job.code)
    for name in record.collections:
        yield Collection(made_uri(name), name)


def job_uri(job: Job) -> str:
    """A job code as a uri: O*NET's codes are SOC's with two digits more."""
    return f"urn:soc:{job.code}"


def _kind(job: Job) -> JobRoleKind:
    return JobRoleKind.GROUP if job.code.endswith("0") and "." not in job.code else JobRoleKind.OCCUPATION


# (:Skill|JobRole)-[:HAS_TERM]->(:Term)
def _words(language: str) -> Callable[[Record], Iterator[Item]]:
    def words(record: Record) -> Iterator[Item]:
        yield Term(ConceptType.SKILL, record.uri, record.name, language, TermKind.PREFERRED)
        for job in record.jobs:
            yield Term(ConceptType.JOB_ROLE, job_uri(job), job.name, language, TermKind.PREFERRED)

    return words


# (:JobRole)-[:REQUIRES]->(:Skill), (:Collection)-[:CONTAINS]->(:Skill), (:Skill)-[:MATCHES]->(:Skill)
def _relations(record: Record) -> Iterator[Item]:
    for job in record.jobs:
        yield Requires(job_uri(job), record.uri, RequirementRelation.OPTIONAL, source=SOURCE)
    for name in record.collections:
        yield Contains(made_uri(name), ConceptType.SKILL, record.uri)
    for title, url in record.alignments:
        yield Match(
            Reference(ConceptType.SKILL, record.uri, name=record.name),
            Reference(ConceptType.SKILL, url, name=title or None),
            MatchKind.RELATED,
            justification=UNSPECIFIED_MATCHING,
            source=SOURCE,
        )
