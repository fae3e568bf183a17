"""ESCO's rows as model objects.

The English files make the concepts and their relations. Files of another language add terms and texts to a
release that is already there, and change nothing else; their relations are the English ones and not read.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.esco import files
from skillsgraph.frameworks.esco.files import Kind, Release
from skillsgraph.frameworks.tables import Row, RowRefused, Table, lines_of
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
    Text,
    TextKind,
)

Rows = Callable[[Row], Iterator[Item]]

_TYPES = {
    "skill/competence": SkillKind.SKILL,
    "knowledge": SkillKind.KNOWLEDGE,
    "": SkillKind.SKILL,  # a handful of skills in 1.1.1 lack it
}
_RELATIONS = {"essential": RequirementRelation.ESSENTIAL, "optional": RequirementRelation.OPTIONAL}
_CONCEPT_TYPES = {
    files.SKILLS: ConceptType.SKILL,
    files.SKILL_GROUPS: ConceptType.SKILL,
    files.OCCUPATIONS: ConceptType.JOB_ROLE,
    files.ISCO_GROUPS: ConceptType.JOB_ROLE,
}
_REGULATED = "http://data.europa.eu/esco/regulated-professions/"


class EscoReader:
    """ESCO 1.0 to 1.2 as CSV: the zip as downloaded, or its folder."""

    code = "esco"
    title = "ESCO classification, CSV (zip or folder), v1.0 to v1.2"

    def detect(self, path: Path) -> bool:
        try:
            return files.looks_like_one(path)
        except (SourceError, OSError, ValueError):
            return False

    def open(self, path: Path, options: Options) -> Source:
        release = files.find(path, options)
        digest = hashlib.blake2b(f"{release.version} {release.language}".encode(), digest_size=16)
        counts: dict[str, int] = {}
        unended: list[Where] = []
        for kind, name in release.files.items():
            digest.update(f"\n{kind.stem}\n".encode())
            count, last = 0, 1
            with release.packing.open(name) as stream:
                table = Table(stream, name, required=kind.columns, digest=digest)
                for count, row in enumerate(table, 1):  # noqa: B007 - the last ones are wanted
                    last = row.line
            if not count and not kind.optional:
                raise SourceError("The file has a header and no rows.", where=Where(name, 1))
            if not table.ends_with_newline:
                unended.append(Where(name, last))
            counts[name] = count
        if unended and len(unended) < len(counts):  # a release where none has one was saved so
            raise SourceError(
                "The last row has no line end, as the other files' have.",
                where=unended[0],
                hint="The file is cut short: download it again.",
            )
        is_main = release.language == files.MAIN_LANGUAGE
        return Source(_framework(release), digest.hexdigest(), counts, is_main_language=is_main)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        release = files.find(path, options)
        if release.language != files.MAIN_LANGUAGE:
            yield from _run(release, _words(release.language))
            return
        for kind, (uri, name) in files.COLLECTIONS.items():
            if kind in release.files:
                yield Sourced(Collection(uri, name), release.files[kind], 1)
        concepts = _CONCEPTS | {files.OCCUPATIONS: _greened(_green_shares(release))}
        refused: set[tuple[str, int]] = set()
        for found in _run(release, concepts):
            if isinstance(found, Skipped):
                refused.add((found.file, found.line))
            yield found
        yield from _run(release, _words(release.language), refused)
        yield from _run(release, _CONTENTS | _RELATION_ROWS)


READER = EscoReader()


def _framework(release: Release) -> Framework:
    return Framework(
        code="esco",
        version=release.version,
        name="ESCO",
        uri=f"http://data.europa.eu/esco/model#v{release.version}",
        language=files.MAIN_LANGUAGE,
        publisher="European Commission",
        licence="Commission Decision 2011/833/EU",
        attribution="This service uses the ESCO classification of the European Commission.",
    )


def _run(
    release: Release, rows: Mapping[Kind, Rows], refused: Set[tuple[str, int]] = frozenset()
) -> Iterator[Sourced | Skipped]:
    """Every row of some files as items. A row that the earlier pass `refused` is passed over: it is known."""
    for kind, items_of in rows.items():
        if kind not in release.files:
            continue
        name = release.files[kind]
        with release.packing.open(name) as stream:
            for row in Table(stream, name, required=kind.columns):
                try:
                    if refused and (name, row.line) in refused:
                        continue
                    for item in items_of(row):
                        yield Sourced(item, name, row.line)
                except RowRefused as fault:
                    yield Skipped(name, row.line, fault.field, fault.reason)


def _uri(row: Row, column: str) -> str:
    value = row.need(column)
    if not value.startswith(("http://", "https://")):
        raise RowRefused(column, f"{value[:80]!r} is no uri.")
    return value


def _day(row: Row, column: str) -> str | None:
    """The date of a date and time: releases differ in whether they give the time."""
    value = row.get(column)
    return value[:10] if value else None


# (:Skill)-[:IN_FRAMEWORK]->(:Framework)
def _skill(row: Row) -> Iterator[Item]:
    yield Skill(
        uri=_uri(row, "conceptUri"),
        name=row.need("preferredLabel"),
        kind=row.choose("skillType", _TYPES),
        description=row.get("description"),
        definition=row.get("definition"),
        scope_note=row.get("scopeNote"),
        status=row.get("status"),
        reuse_level=row.get("reuseLevel"),
        modified_on=_day(row, "modifiedDate"),
    )


# (:Skill {kind: GROUP})-[:IN_FRAMEWORK]->(:Framework)
def _skill_group(row: Row) -> Iterator[Item]:
    yield Skill(
        uri=_uri(row, "conceptUri"),
        name=row.need("preferredLabel"),
        kind=SkillKind.GROUP,
        description=row.get("description"),
        scope_note=row.get("scopeNote"),
        code=row.get("code"),
        status=row.get("status"),
        modified_on=_day(row, "modifiedDate"),
    )


# (:JobRole)-[:IN_FRAMEWORK]->(:Framework)
def _occupation(row: Row) -> Iterator[Item]:
    note = row.get("regulatedProfessionNote")
    yield JobRole(
        uri=_uri(row, "conceptUri"),
        name=row.need("preferredLabel"),
        kind=JobRoleKind.OCCUPATION,
        description=row.get("description"),
        definition=row.get("definition"),
        scope_note=row.get("scopeNote"),
        code=row.get("code"),
        status=row.get("status"),
        regulation_note=note.removeprefix(_REGULATED) if note else None,
        modified_on=_day(row, "modifiedDate"),
    )


def _greened(shares: Mapping[str, float]) -> Rows:
    """The same with the share of green skills, where the release has a file of these."""

    def occupation(row: Row) -> Iterator[Item]:
        for item in _occupation(row):
            if isinstance(item, JobRole) and item.uri in shares:
                item = replace(item, green_share=shares[item.uri])
            yield item

    return occupation


def _green_shares(release: Release) -> dict[str, float]:
    """By occupation. A share that is no number is passed over: the occupation stands without it."""
    found: dict[str, float] = {}
    if name := release.files.get(files.GREEN_SHARES):
        with release.packing.open(name) as stream:
            for row in Table(stream, name, required=files.GREEN_SHARES.columns):
                try:
                    found[row.need("conceptUri")] = row.number("greenShare")
                except RowRefused:
                    continue
    return found


# (:JobRole {kind: GROUP})-[:IN_FRAMEWORK]->(:Framework)
def _isco_group(row: Row) -> Iterator[Item]:
    yield JobRole(
        uri=_uri(row, "conceptUri"),
        name=row.need("preferredLabel"),
        kind=JobRoleKind.GROUP,
        description=row.get("description"),
        code=row.need("code"),
        status=row.get("status"),
    )


# (:Skill|JobRole)-[:HAS_TERM]->(:Term), -[:HAS_TEXT]->(:Text)
def _words(language: str) -> dict[Kind, Rows]:
    def words_of(concept_type: ConceptType) -> Rows:
        def words(row: Row) -> Iterator[Item]:
            uri = _uri(row, "conceptUri")
            preferred = row.need("preferredLabel")
            yield Term(concept_type, uri, preferred, language, TermKind.PREFERRED)
            seen = {preferred}  # ESCO repeats the preferred label among the alternative ones
            for column, kind in (("altLabels", TermKind.ALTERNATIVE), ("hiddenLabels", TermKind.HIDDEN)):
                for text in lines_of(row.get(column)):
                    if text not in seen:
                        seen.add(text)
                        yield Term(concept_type, uri, text, language, kind)
            if language != files.MAIN_LANGUAGE:
                for column, text_kind in _TEXTS:
                    if text_found := row.get(column):
                        yield Text(concept_type, uri, text_found, language, text_kind)

        return words

    return {kind: words_of(concept_type) for kind, concept_type in _CONCEPT_TYPES.items()}


_TEXTS = (
    ("description", TextKind.DESCRIPTION),
    ("definition", TextKind.DEFINITION),
    ("scopeNote", TextKind.SCOPE_NOTE),
)


# (:Skill)-[:BROADER]->(:Skill)
def _broader_skill(row: Row) -> Iterator[Item]:
    yield Broader(ConceptType.SKILL, _uri(row, "conceptUri"), _uri(row, "broaderUri"))


# (:JobRole)-[:BROADER]->(:JobRole)
def _broader_role(row: Row) -> Iterator[Item]:
    yield Broader(ConceptType.JOB_ROLE, _uri(row, "conceptUri"), _uri(row, "broaderUri"))


# (:Skill)-[:RELATED {relation}]->(:Skill)
def _related(row: Row) -> Iterator[Item]:
    relation = row.choose("relationType", _RELATIONS)
    yield Related(_uri(row, "originalSkillUri"), _uri(row, "relatedSkillUri"), relation.value)


# (:JobRole)-[:REQUIRES {relation}]->(:Skill)
def _requires(row: Row) -> Iterator[Item]:
    relation = row.choose("relationType", _RELATIONS)
    yield Requires(_uri(row, "occupationUri"), _uri(row, "skillUri"), relation)


# (:Collection)-[:CONTAINS]->(:Skill|JobRole)
def _contents(kind: Kind, uri: str) -> Rows:
    concept_type = ConceptType.JOB_ROLE if "Occupations" in kind.stem else ConceptType.SKILL

    def rows(row: Row) -> Iterator[Item]:
        yield Contains(uri, concept_type, _uri(row, "conceptUri"))

    return rows


_CONCEPTS: dict[Kind, Rows] = {
    files.SKILLS: _skill,
    files.SKILL_GROUPS: _skill_group,
    files.OCCUPATIONS: _occupation,
    files.ISCO_GROUPS: _isco_group,
}
_CONTENTS: dict[Kind, Rows] = {kind: _contents(kind, uri) for kind, (uri, _) in files.COLLECTIONS.items()}
_RELATION_ROWS: dict[Kind, Rows] = {
    files.SKILL_PILLAR: _broader_skill,
    files.OCCUPATION_PILLAR: _broader_role,
    files.SKILL_RELATIONS: _related,
    files.REQUIREMENTS: _requires,
}
