"""A CTDL-ASN competency framework, or a scheme of levels, in JSON-LD or Turtle."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.ctdl.graph import Graph, local
from skillsgraph.frameworks.ctdl.node import Node
from skillsgraph.frameworks.kinds import kind_of
from skillsgraph.model.frameworks import (
    UNSPECIFIED_MATCHING,
    AtLevel,
    Broader,
    Collection,
    ConceptType,
    Contains,
    Framework,
    HasLevel,
    Item,
    Level,
    Match,
    MatchKind,
    Reference,
    Related,
    Scale,
    ScaleKind,
    Skill,
    Term,
    TermKind,
    Text,
    TextKind,
)
from skillsgraph.model.text import fold, language_of

LANGUAGE = "en"
LONGEST_NAME = 250
FRAMEWORK, SCHEME = "CompetencyFramework", "ConceptScheme"
_MARKS = (b"ctdl", b"ceasn:")
_ROOTS = (b"CompetencyFramework", b"ConceptScheme")
_ALIGNMENTS = {
    "exactAlignment": MatchKind.EXACT,
    "exactMatch": MatchKind.EXACT,
    "majorAlignment": MatchKind.CLOSE,
    "closeMatch": MatchKind.CLOSE,
    "broadAlignment": MatchKind.BROAD,
    "broadMatch": MatchKind.BROAD,
    "narrowAlignment": MatchKind.NARROW,
    "narrowMatch": MatchKind.NARROW,
    "minorAlignment": MatchKind.RELATED,
    "relatedMatch": MatchKind.RELATED,
    "prerequisiteAlignment": MatchKind.RELATED,
    "alignTo": MatchKind.RELATED,
    "alignFrom": MatchKind.RELATED,
    "derivedFrom": MatchKind.RELATED,
}

_STEPS = ("isChildOf", "broader", "hasChild", "narrower")
_READ = {  # properties of competencies that are read, or say again what others say
    *("competencyLabel", "competencyText", "name", "competencyCategory", "dateModified", "dateCreated"),
    *("publicationStatusType", "comment", "definition", "codedNotation", "listID", "listId", "license"),
    *("conceptKeyword", "localSubject", "subject", "educationLevelType", "altLabel", "complexityLevel"),
    *("isPartOf", "isTopChildOf", "inLanguage", "ctid", "type", "id", *_STEPS, *_ALIGNMENTS),
}

Made = tuple[Node, list[Item] | str]


class CtdlReader:
    """One framework with its competencies."""

    code = "ctdl"
    title = "CTDL-ASN competency framework, JSON-LD or Turtle"

    def detect(self, path: Path) -> bool:
        return documents.holds(path, _fits)

    def open(self, path: Path, options: Options) -> Source:
        found, data = _find(path)
        asn = _Asn(Graph(data, found.name), options)
        used = len({id(node) for node, items in asn.rows() if items})
        digest = documents.digest_of(data, options.version, options.language)
        return Source(asn.framework(), digest, {found.name: used}, notes=tuple(asn.notes()))

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        found, data = _find(path)
        for node, items in _Asn(Graph(data, found.name), options).rows():
            if isinstance(items, str):
                yield Skipped(found.name, node.line, None, items)
                continue
            for item in items:
                yield Sourced(item, found.name, node.line)


READER = CtdlReader()


def _fits(name: str, head: bytes) -> bool:
    return any(mark in head for mark in _MARKS) and any(root in head for root in _ROOTS)


def _find(path: Path) -> tuple[documents.Found, bytes]:
    found = documents.find(path, _fits, "CTDL-ASN framework")
    return found, found.read()


class _Asn:
    """One framework of a graph."""

    def __init__(self, graph: Graph, options: Options) -> None:
        self.graph = graph
        self.options = options
        self.root = self._root()
        languages = self.root.texts("inLanguage")
        self.language = options.language or language_of(languages[0] if languages else LANGUAGE)
        self.competencies = {node.uri or "": node for node in graph.of("Competency")}
        self.schemes = {node.uri or "": node for node in graph.of(SCHEME)}
        self.levels = {node.uri or "": node for node in graph.of("Concept")} if self.schemes else {}

    def _root(self) -> Node:
        found = self.graph.of(FRAMEWORK) or self.graph.of(SCHEME)
        if len(found) == 1:
            return found[0]
        names = ", ".join(one.text("name") or one.uri or "" for one in found)
        raise SourceError(
            f"There are {len(found)} frameworks here: {names[:200]}."
            if found
            else "There is no framework here.",
            where=Where(self.graph.file, found[1].line if found else 1),
            hint="Give one framework in a file." if found else "Give a CompetencyFramework or ConceptScheme.",
        )

    def framework(self) -> Framework:
        root = self.root
        name = root.text("name", "prefLabel", "title", language=self.language) or root.uri or ""
        own = (root.text("ctid") or local((root.uri or "").rstrip("/"))).removeprefix("ce-")
        licence = next(iter(root.refs("license", "rights")), None)
        publisher = root.text("publisherName", "creator", "publisher")
        modified = root.text("dateModified", "dateCreated", "dateAvailableFrom")
        return Framework(
            code=f"{fold(name).replace(' ', '-')[:40].strip('-')}-{fold(own).replace(' ', '')[:8]}",
            version=self.options.version
            or root.text("versionIdentifier", "versionCode")
            or (modified or "current")[:10],
            name=name,
            uri=root.uri or "",
            language=self.language,
            publisher=publisher,
            released_on=(modified or "")[:10] or None,
            licence=licence,
            licence_uri=licence if licence and licence.startswith("http") else None,
            attribution=root.text("attributionURL", "rightsStatement")
            or (f"{name}, {publisher}" if publisher else name),
            description=root.text("description", language=self.language),
        )

    def notes(self) -> Iterator[str]:
        if not self.root.texts("inLanguage") and not self.options.language:
            yield f"The framework names no language: its words are taken as {self.language!r}."
        levels = {ref for node in self.competencies.values() for ref in node.refs("complexityLevel")}
        if missing := levels - self.levels.keys():
            yield f"{len(missing)} levels of complexity are of a scheme that is not in this file: not kept."
        ends = {end for node in self.competencies.values() for end in node.refs(*_STEPS)}
        if elsewhere := ends - self.competencies.keys() - {self.root.uri}:
            yield f"{len(elsewhere)} competencies above or below others are not in this file: not kept."
        untold = Counter(name for node in self.competencies.values() for name in node.values.keys() - _READ)
        for name, count in sorted(untold.items()):
            yield f"{count} competencies tell {name}, which has no place: not kept."

    def rows(self) -> Iterator[Made]:
        """Concepts, then words, then relations."""
        parents = {upper for node in self.competencies.values() for _, upper in self._steps(node)}
        for node in self.competencies.values():
            yield node, self._skill(node, node.uri in parents)
        yield from self._scales()
        for node in self.graph.of("Collection"):
            yield node, [Collection(node.uri or "", node.text("name") or node.uri or "")]
        for node in self.competencies.values():
            yield node, [*self._words(node)]
        yield from self._relations()

    def _relations(self) -> Iterator[Made]:
        told: set[tuple[str, str]] = set()
        for node in self.competencies.values():
            steps = [step for step in dict.fromkeys(self._steps(node)) if step not in told]
            told.update(steps)
            yield node, [Broader(ConceptType.SKILL, lower, upper) for lower, upper in steps]
            yield node, [*self._aligned(node)]
            levels = [one for one in node.refs("complexityLevel") if one in self.levels]
            yield node, [AtLevel(ConceptType.SKILL, node.uri or "", one) for one in levels]
        for node in self.levels.values():
            schemes = [one for one in node.refs("inScheme", "topConceptOf") if one in self.schemes]
            yield node, [HasLevel(one, node.uri or "") for one in schemes]
        for node in self.graph.of("Collection"):
            members = [one for one in node.refs("hasMember") if one in self.competencies]
            yield node, [Contains(node.uri or "", ConceptType.SKILL, one) for one in members]

    # (:Skill)-[:IN_FRAMEWORK]->(:Framework)
    def _skill(self, node: Node, is_parent: bool) -> list[Item] | str:
        name, text = self._name(node), node.text("competencyText", language=self.language)
        if name is None:
            return "The competency has neither a label nor a text."
        category = node.text("competencyCategory", language=self.language)
        modified = node.text("dateModified", "dateCreated")
        status = node.text("publicationStatusType")
        return [
            Skill(
                uri=node.uri or "",
                name=name,
                kind=kind_of(category, is_parent),
                description=text if text != name else None,
                scope_note=node.text("comment", "definition", language=self.language),
                code=node.text("codedNotation", "listID", "listId"),
                status=local(status) if status else None,
                modified_on=modified[:10] if modified else None,
                source_type=category,
                licence=next(iter(node.refs("license")), None),
                keywords=node.texts("conceptKeyword"),
                subjects=node.texts("localSubject", "subject"),
                education_levels=tuple(local(one) for one in node.texts("educationLevelType")),
            )
        ]

    def _name(self, node: Node) -> str | None:
        found = node.text("competencyLabel", "competencyText", "name", language=self.language)
        words = " ".join((found or "").split())
        return (words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME - 1].rstrip() + "…") or None

    # (:Skill)-[:HAS_TERM]->(:Term), -[:HAS_TEXT]->(:Text)
    def _words(self, node: Node) -> Iterator[Item]:
        uri, name = node.uri or "", self._name(node)
        if name is None:
            return
        yield Term(ConceptType.SKILL, uri, name, self.language, TermKind.PREFERRED)
        labels = node.words("competencyLabel") or node.words("competencyText")
        for text, language in labels:
            if language not in (None, self.language):
                yield Term(ConceptType.SKILL, uri, text[:LONGEST_NAME], language or "", TermKind.PREFERRED)
        for text, language in node.words("altLabel"):
            if text != name:
                yield Term(ConceptType.SKILL, uri, text, language or self.language, TermKind.ALTERNATIVE)
        for text, language in node.words("competencyText"):
            if language not in (None, self.language):
                yield Text(ConceptType.SKILL, uri, text, language or "", TextKind.DESCRIPTION)

    # (:Skill)-[:BROADER]->(:Skill)
    def _steps(self, node: Node) -> Iterator[tuple[str, str]]:
        """(narrower, broader) as the competency tells it, from below or from above."""
        own = node.uri or ""
        for upper in node.refs("isChildOf", "broader"):
            if upper in self.competencies:
                yield own, upper
        for lower in node.refs("hasChild", "narrower"):
            if lower in self.competencies:
                yield lower, own

    # (:Skill)-[:RELATED]->(:Skill), (:Skill)-[:MATCHES]->(:Skill)
    def _aligned(self, node: Node) -> Iterator[Item]:
        own = node.uri or ""
        for relation, kind in _ALIGNMENTS.items():
            for other in node.refs(relation):
                if other in self.competencies:
                    yield Related(own, other, relation)
                elif ":" in other:
                    yield Match(
                        Reference(ConceptType.SKILL, own, name=self._name(node)),
                        Reference(ConceptType.SKILL, other),
                        kind,
                        justification=UNSPECIFIED_MATCHING,
                        source_type=relation,
                    )

    # (:Scale), (:Level)
    def _scales(self) -> Iterator[Made]:
        for uri, scheme in self.schemes.items():
            name = scheme.text("name", "prefLabel", language=self.language) or uri
            yield scheme, [Scale(uri, name, ScaleKind.PROFICIENCY, scheme.text("description"))]
        for rank, (uri, node) in enumerate(self.levels.items(), 1):
            name = node.text("prefLabel", "name", language=self.language) or uri
            yield node, [Level(uri, name, rank, node.text("notation"), node.text("definition"))]
