"""DDaT: role × level × skill × proficiency, from the one table that its publisher offers for download.

The table names things by their words alone. Their addresses are made of these words, as on the publisher's
site; a level of a role stands below its role. A row says that a level of a role needs a skill with a
proficiency (Awareness, Working, Practitioner, Expert), and the framework knows no optional skills.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.packing import Packing, look
from skillsgraph.frameworks.tables import Row, RowRefused, Table
from skillsgraph.model.frameworks import (
    Broader,
    ConceptType,
    Framework,
    HasLevel,
    Item,
    JobRole,
    JobRoleKind,
    Level,
    RequirementRelation,
    Requires,
    Scale,
    ScaleKind,
    Skill,
    SkillKind,
    Term,
    TermKind,
)
from skillsgraph.model.text import fold

SITE = "https://ddat-capability-framework.service.gov.uk/"
LANGUAGE = "en"
FILE = "ddat_roles_skills.csv"
COLUMNS = (
    *("Role Family", "Role", "Role Description", "Role Level", "Role Level Description"),
    *("Skill Name", "Skill Description", "Skill Level", "Role Type"),
)
PROFICIENCY = f"{SITE}proficiency"
UNVERSIONED = "current"
_NOT_IN_USE = "NOT IN USE"
_PROFICIENCIES: dict[str, str | None] = {
    "Awareness": "Awareness",
    "Working": "Working",
    "Practitioner": "Practitioner",
    "Expert": "Expert",
    _NOT_IN_USE: None,  # roles of the Senior Civil Service have neither levels nor proficiencies
}


class DdatReader:
    """DDaT's table of roles and skills."""

    code = "ddat"
    title = "UK Government Digital and Data capability framework, CSV of roles and skills"

    def detect(self, path: Path) -> bool:
        try:
            packing = look(path, alone=FILE)
            name = _name(packing)
            if name is None:
                return False
            with packing.open(name) as stream:
                Table(stream, name, required=COLUMNS)
        except SourceError:
            return False
        return True

    def open(self, path: Path, options: Options) -> Source:
        packing, name = _find(path, options)
        digest = hashlib.blake2b(f"{self.code} {options.version}".encode(), digest_size=16)
        count, last = 0, 1
        with packing.open(name) as stream:
            table = Table(stream, name, required=COLUMNS, digest=digest)
            for row in table:
                count, last = count + 1, row.line
        if not count:
            raise SourceError("The file has a header and no rows.", where=Where(name, 1), hint=_AGAIN)
        if not table.ends_with_newline:
            raise SourceError("The last line does not end.", where=Where(name, last), hint=_AGAIN)
        notes = () if options.version else (f"The file names no version: it is stored as {UNVERSIONED!r}.",)
        return Source(_framework(options), digest.hexdigest(), {name: count}, notes=notes)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        packing, name = _find(path, options)
        yield from (Sourced(item, name, 1) for item in _scale())
        for items_of in (_concepts, _words, _relations):
            seen: set[Item] = set()
            with packing.open(name) as stream:
                for row in Table(stream, name, required=COLUMNS):
                    try:
                        items = list(items_of(row))
                    except RowRefused as refused:
                        if items_of is _concepts:  # once is enough
                            yield Skipped(name, row.line, refused.field, refused.reason)
                        continue
                    for item in items:
                        # A concept is told again in each of its rows; a requirement that is told again is a
                        # fault of the table, which the import names.
                        if isinstance(item, Requires) or item not in seen:
                            seen.add(item)
                            yield Sourced(item, name, row.line)
            if items_of is _concepts:
                yield from (Sourced(HasLevel(PROFICIENCY, uri), name, 1) for uri in _level_uris())


_AGAIN = "The file is cut short: download it again."


def _framework(options: Options) -> Framework:
    return Framework(
        code="ddat",
        version=options.version or UNVERSIONED,
        name="Government Digital and Data Profession Capability Framework",
        uri=SITE,
        language=LANGUAGE,
        publisher="Government Digital Service, United Kingdom",
        licence="Open Government Licence v3.0",
        attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
    )


def _find(path: Path, options: Options) -> tuple[Packing, str]:
    packing = look(path, alone=FILE)
    name = _name(packing)
    if name is None:
        hint = "Give the CSV of roles and skills as downloaded, in its folder."
        raise SourceError(f"The file {FILE} is missing.", where=Where(path.name), hint=hint)
    packing.check([name])
    if options.language not in (None, LANGUAGE):
        raise SourceError(
            "DDaT is there in English only.",
            where=Where(path.name, field="--language"),
            hint="Leave --language out.",
        )
    return packing, name


def _name(packing: Packing) -> str | None:
    return FILE if FILE in packing.members else None


# (:Scale), (:Level {rank}), from the least proficiency to the greatest
def _scale() -> Iterator[Item]:
    yield Scale(PROFICIENCY, "Proficiency", ScaleKind.PROFICIENCY)
    for rank, (uri, name) in enumerate(_level_uris().items(), 1):
        yield Level(uri, name, rank, code=name)


def _level_uris() -> dict[str, str]:
    return {f"{PROFICIENCY}#{name.casefold()}": name for name in _PROFICIENCIES.values() if name}


# (:JobRole {kind: GROUP | WORK_ROLE | ROLE_LEVEL}), (:Skill)
def _concepts(row: Row) -> Iterator[JobRole | Skill]:
    row.choose("Skill Level", _PROFICIENCIES)
    family, role, level, skill = _uris(row)
    yield JobRole(family, row.need("Role Family"), JobRoleKind.GROUP)
    yield JobRole(role, row.need("Role"), JobRoleKind.WORK_ROLE, row.get("Role Description"))
    if level != role:
        yield JobRole(
            level, row.need("Role Level"), JobRoleKind.ROLE_LEVEL, row.get("Role Level Description")
        )
    yield Skill(skill, row.need("Skill Name"), SkillKind.SKILL, row.get("Skill Description"))


# (:JobRole|Skill)-[:HAS_TERM]->(:Term), the name as the preferred label
def _words(row: Row) -> Iterator[Item]:
    for item in _concepts(row):
        kind = ConceptType.SKILL if isinstance(item, Skill) else ConceptType.JOB_ROLE
        yield Term(kind, item.uri, item.name, LANGUAGE, TermKind.PREFERRED)


# (:JobRole)-[:BROADER]->(:JobRole), (:JobRole)-[:REQUIRES {relation, level}]->(:Skill)
def _relations(row: Row) -> Iterator[Item]:
    proficiency = row.choose("Skill Level", _PROFICIENCIES)
    family, role, level, skill = _uris(row)
    yield Broader(ConceptType.JOB_ROLE, role, family)
    if level != role:
        yield Broader(ConceptType.JOB_ROLE, level, role)
    yield Requires(level, skill, RequirementRelation.ESSENTIAL, proficiency)


def _uris(row: Row) -> tuple[str, str, str, str]:
    """Of the family, the role, the level of the role (the role itself where it has none), and the skill."""
    role = f"{SITE}role/{_slug(row.need('Role'))}"
    level = row.need("Role Level")
    return (
        f"{SITE}role-family/{_slug(row.need('Role Family'))}",
        role,
        role if level == _NOT_IN_USE else f"{role}/{_slug(level)}",
        f"{SITE}skill/{_slug(row.need('Skill Name'))}",
    )


@lru_cache(maxsize=4096)  # a few hundred names, each told in many rows
def _slug(words: str) -> str:
    return fold(words).replace(" ", "-")


READER = DdatReader()
