"""A CASE package as a framework: documents, items, associations of every type, rubrics and their levels.

An item is a skill; its type decides which kind (a cluster or strand is a group). `isChildOf` is the
hierarchy; an association with an item of another package is a match between frameworks, which resolves when
that package arrives; every other association is kept in the source's word. A rubric's criterion is a scale.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from skillsgraph.frameworks import documents
from skillsgraph.frameworks.case import package as case
from skillsgraph.frameworks.case.package import Link, Package
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.kinds import kind_of
from skillsgraph.jsonld import Object, line_of
from skillsgraph.model.frameworks import (
    UNSPECIFIED_MATCHING,
    Broader,
    ConceptType,
    Framework,
    HasLevel,
    Item,
    Level,
    Match,
    MatchKind,
    Reference,
    Related,
    ReplacedBy,
    Scale,
    ScaleKind,
    Skill,
    Term,
    TermKind,
)
from skillsgraph.model.text import fold, language_of

LANGUAGE = "en"
LONGEST_NAME = 250
_PARTS = (b'"CFDocument"', b'"CFItems"', b'"CFAssociations"', b'"CFPackage"')
_MATCHES: Mapping[str, MatchKind] = {
    "exactMatchOf": MatchKind.EXACT,
    "isTranslationOf": MatchKind.EXACT,
    "isPartOf": MatchKind.BROAD,
    "isChildOf": MatchKind.BROAD,
}

Made = tuple[Object, list[Item] | str]
"""An object of the package, and what it says; or why it says nothing that can be used."""


class CaseReader:
    """A package in one JSON file."""

    code = "case"
    title = "CASE 1.0 or 1.1, CFPackage in JSON"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def open(self, path: Path, options: Options) -> Source:
        found, data = _find(path)
        package = Package(data, found.name)
        used = len({id(thing) for thing, items in _rows(package, options) if items})
        return Source(
            framework_of(package, options),
            documents.digest_of(data, options.version, options.language),
            {found.name: used},
            notes=tuple(_notes(package, options)),
        )

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        found, data = _find(path)
        for thing, items in _rows(Package(data, found.name), options):
            line = line_of(thing)
            if isinstance(items, str):
                yield Skipped(found.name, line, None, items)
                continue
            for item in items:
                yield Sourced(item, found.name, line)


READER = CaseReader()
_ORIGIN, _END = "originNodeURI", "destinationNodeURI"


def _fits(name: str, head: bytes) -> bool:
    return name.casefold().endswith(".json") and any(part in head for part in _PARTS)


def _find(path: Path) -> tuple[documents.Found, bytes]:
    found = documents.find(path, _fits, "CASE package")
    return found, found.read()


def framework_of(package: Package, options: Options) -> Framework:
    """(:Framework) of the document. Its code is the title with a part of the identifier, which keeps apart
    the many frameworks that are called "Mathematics"."""
    document = package.document
    title, uri = case.text(document, "title") or "", case.address(document) or ""
    own = (case.identifier(document) or uri).replace("urn:uuid:", "")
    creator = case.text(document, "creator", "publisher")
    licence = case.link(document, "licenseURI")
    texts = {case.address(one): one for one in package.definitions("CFLicenses")}
    named = texts.get(licence.uri, Object()) if licence else Object()
    changed = case.text(document, "lastChangeDateTime")
    return Framework(
        code=f"{fold(title).replace(' ', '-')[:40].strip('-')}-{fold(own).replace(' ', '')[:8]}",
        version=options.version or case.text(document, "version") or (changed or "current")[:10],
        name=title,
        uri=uri,
        language=_language(document, options, LANGUAGE),
        publisher=case.text(document, "publisher", "creator"),
        released_on=(case.text(document, "statusStartDate") or changed or "")[:10] or None,
        licence=case.text(named, "title", "licenseText")
        or (licence.title or licence.uri if licence else None),
        licence_uri=licence.uri if licence else None,
        attribution=f"{title}, {creator}" if creator else title,
        description=case.text(document, "description"),
    )


def _notes(package: Package, options: Options) -> Iterator[str]:
    if not case.text(package.document, "language") and not options.language:
        yield f"The package names no language: its words are taken as {LANGUAGE!r}."
    if roots := sum(package.is_document(case.link(one, _END)) for one in package.associations):
        yield f"{roots} associations name the document as parent: these items stand at the top."
    if ordered := sum("sequenceNumber" in one for one in package.associations):
        yield f"{ordered} associations have a sequence number, which is not kept."
    if judged := sum("CFItemURI" in criterion for _, criterion in _criteria(package)):
        yield f"{judged} rubric criteria name the item that they judge, which is not kept; the scales are."


def _language(thing: Mapping[str, object], options: Options, otherwise: str) -> str:
    return _told_language(thing) or options.language or otherwise


def _told_language(thing: Mapping[str, object]) -> str | None:
    told = case.text(thing, "language")
    return language_of(told) if told else None


def _rows(package: Package, options: Options) -> Iterator[Made]:
    """Concepts, then words, then relations: each object of the package comes back once for each."""
    main = _language(package.document, options, LANGUAGE)
    parents = {
        uri
        for one in package.associations
        if one.get("associationType") == "isChildOf" and (uri := package.uri_of(case.link(one, _END)))
    }
    usable = []
    for item in package.items:
        if case.address(item) and _statement(item):
            usable.append(item)
        else:
            yield item, "The item has no fullStatement, or neither uri nor identifier."
    for item in usable:
        yield item, [_skill(item, case.address(item) in parents, main)]
    yield from _scales(package)
    for item in usable:
        yield item, [*_terms(item, main)]
    yield from _placed_on_scales(package)
    for association in package.associations:
        yield association, _association(package, association)


def _statement(item: Object) -> str | None:
    return case.text(item, "fullStatement", "abbreviatedStatement")


def _name(item: Object) -> str:
    words = " ".join((case.text(item, "abbreviatedStatement", "fullStatement") or "").split())
    return words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…"


# (:Skill)-[:IN_FRAMEWORK]->(:Framework)
def _skill(item: Object, is_parent: bool, main: str) -> Skill:
    type_link, licence = case.link(item, "CFItemTypeURI"), case.link(item, "licenseURI")
    source_type = case.text(item, "CFItemType") or (type_link.title if type_link else None)
    statement, language = case.text(item, "fullStatement"), _told_language(item)
    return Skill(
        uri=case.address(item) or "",
        name=_name(item),
        kind=kind_of(source_type, is_parent),
        description=statement if statement != _name(item) else None,
        scope_note=case.text(item, "notes"),
        code=case.text(item, "humanCodingScheme", "listEnumeration"),
        modified_on=(case.text(item, "lastChangeDateTime") or "")[:10] or None,
        source_type=source_type,
        licence=(licence.title or licence.uri) if licence else None,
        valid_from=case.text(item, "statusStartDate"),
        valid_until=case.text(item, "statusEndDate"),
        keywords=tuple(case.texts(item, "conceptKeywords")),
        subjects=tuple(case.texts(item, "subject", "subjectURI")),
        education_levels=tuple(case.texts(item, "educationLevel", "educationalLevel")),
        languages=(language,) if language and language != main else (),
    )


# (:Skill)-[:HAS_TERM]->(:Term)
def _terms(item: Object, main: str) -> Iterator[Item]:
    uri, language = case.address(item) or "", _told_language(item) or main
    yield Term(ConceptType.SKILL, uri, _name(item), language, TermKind.PREFERRED)
    other = case.text(item, "alternativeLabel")
    if other and other != _name(item):
        yield Term(ConceptType.SKILL, uri, other, language, TermKind.ALTERNATIVE)


# (:Skill)-[:BROADER|RELATED|REPLACED_BY]->(:Skill), (:Skill)-[:MATCHES]->(:Skill)
def _association(package: Package, association: Object) -> list[Item] | str:
    relation = case.text(association, "associationType")
    origin, end = case.link(association, _ORIGIN), case.link(association, _END)
    if relation is None or origin is None or end is None:
        return "The association lacks its type or one of its ends."
    if relation == "isChildOf" and package.is_document(end):
        return []
    start, other = package.uri_of(origin), package.uri_of(end)
    if start and other:
        return [_inside(relation, start, other)]
    if start is None and other is None:
        return "Neither end of the association is an item of this package."
    return [_outwards(relation, start or origin.uri, other or end.uri, origin, end, association)]


def _inside(relation: str, start: str, end: str) -> Item:
    match relation:
        case "isChildOf":
            return Broader(ConceptType.SKILL, start, end)
        case "replacedBy":
            return ReplacedBy(ConceptType.SKILL, start, end)
    return Related(start, end, relation)


def _outwards(
    relation: str, start: str | None, end: str | None, origin: Link, target: Link, association: Object
) -> Item:
    """An association with what another package holds, or the web: kept, and resolved when that arrives."""
    return Match(
        Reference(ConceptType.SKILL, start or f"urn:uuid:{origin.identifier}", name=origin.title),
        Reference(ConceptType.SKILL, end or f"urn:uuid:{target.identifier}", name=target.title),
        _MATCHES.get(relation, MatchKind.RELATED),
        justification=UNSPECIFIED_MATCHING,
        date=(case.text(association, "lastChangeDateTime") or "")[:10] or None,
        comment=case.text(association, "notes"),
        source_type=relation,
    )


# (:Scale)-[:HAS_LEVEL]->(:Level)
def _criteria(package: Package) -> Iterator[tuple[Object, Object]]:
    for rubric in package.rubrics:
        for criterion in rubric.get("CFRubricCriteria") or ():
            if isinstance(criterion, Object) and case.address(criterion):
                yield rubric, criterion


def _levels(criterion: Object) -> list[tuple[Object, Level]]:
    found = [
        one
        for one in criterion.get("CFRubricCriterionLevels") or ()
        if isinstance(one, Object) and case.address(one)
    ]
    ordered = sorted(found, key=lambda one: (_number(one, "score"), -_number(one, "position")))
    return [
        (
            one,
            Level(
                uri=case.address(one) or "",
                name=case.text(one, "quality", "description") or f"{rank}",
                rank=rank,
                code=case.text(one, "score"),
                description=case.text(one, "description"),
            ),
        )
        for rank, one in enumerate(ordered, 1)
    ]


def _number(thing: Object, name: str) -> float:
    value = thing.get(name)
    return float(value) if isinstance(value, int | float) else 0.0


def _scales(package: Package) -> Iterator[Made]:
    """A criterion is what is judged on a scale of its own; the rubric gathers them."""
    for rubric, criterion in _criteria(package):
        words = [case.text(rubric, "title"), case.text(criterion, "category", "description")]
        name = ": ".join(word for word in words if word) or "Rubric"
        scale = Scale(
            case.address(criterion) or "",
            name[:LONGEST_NAME],
            ScaleKind.RUBRIC,
            case.text(criterion, "description"),
        )
        yield criterion, [scale]
        for one, level in _levels(criterion):
            yield one, [level]


def _placed_on_scales(package: Package) -> Iterator[Made]:
    for _, criterion in _criteria(package):
        uri = case.address(criterion) or ""
        for one, level in _levels(criterion):
            yield one, [HasLevel(uri, level.uri)]
