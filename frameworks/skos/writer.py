"""A framework as SKOS in Turtle, such that the integrity conditions of the SKOS Reference hold.

S13: a text is at most one of the preferred, alternative and hidden labels of a concept; S14: one preferred
label in a language; S27: no concept is related to one that is broader than it, at any distance; S46: no exact
match is also a broad or related one. What would break a condition is left out and counted.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.writing import Content, Losses, Written
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    Contains,
    JobRole,
    Match,
    MatchKind,
    Related,
    ReplacedBy,
    Skill,
    Term,
    TermKind,
    Text,
    TextKind,
)

_SKOS, _DCT = "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
_LABELS = {
    TermKind.PREFERRED: "prefLabel",
    TermKind.ALTERNATIVE: "altLabel",
    TermKind.HIDDEN: "hiddenLabel",
}
_TEXTS = {
    TextKind.DESCRIPTION: _DCT + "description",
    TextKind.DEFINITION: _SKOS + "definition",
    TextKind.SCOPE_NOTE: _SKOS + "scopeNote",
}
_MATCHES = {
    MatchKind.EXACT: "exactMatch",
    MatchKind.CLOSE: "closeMatch",
    MatchKind.BROAD: "broadMatch",
    MatchKind.NARROW: "narrowMatch",
    MatchKind.RELATED: "relatedMatch",
}


def write(content: Content) -> Written:
    """Concepts, labels, hierarchy, relations, collections and matches. Kinds and requirements are lost."""
    losses = Losses()
    writer = _Writer(content, losses)
    try:
        triples = list(dict.fromkeys(writer.triples()))
    except ValueError as error:
        raise SourceError(f"An address or language cannot stand in RDF: {error}.") from error
    content.count_unsaid(losses, JobRole, Text, Related, ReplacedBy, Collection, Contains, Match)
    prefixes = {"skos": _SKOS, "dct": _DCT}
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    return Written(data or b"", losses.said())


class _Writer:
    def __init__(self, content: Content, losses: Losses) -> None:
        self.content = content
        self.losses = losses
        self.scheme = ox.NamedNode(content.framework.uri)
        self.concepts: dict[str, Skill | JobRole] = {**content.skills, **content.job_roles}
        self.above: dict[str, set[str]] = defaultdict(set)
        for step in content.of(Broader):
            self.above[step.narrower].add(step.broader)

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._framework()
        for concept in self.concepts.values():
            yield from self._concept(concept)
        yield from self._labels()
        yield from self._relations()
        yield from self._collections()
        yield from self._matches()

    def _framework(self) -> Iterator[ox.Triple]:
        found = self.content.framework
        yield _type(self.scheme, "ConceptScheme")
        yield self._said(found.uri, _DCT + "title", found.name)
        yield ox.Triple(self.scheme, ox.NamedNode(_VERSION), ox.Literal(found.version))
        for name, value in (
            ("description", found.description),
            ("publisher", found.publisher),
            ("rights", found.attribution),
            ("license", found.licence_uri or found.licence),
            ("issued", found.released_on),
        ):
            if value:
                yield ox.Triple(self.scheme, ox.NamedNode(_DCT + name), ox.Literal(value))

    def _concept(self, concept: Skill | JobRole) -> Iterator[ox.Triple]:
        subject = ox.NamedNode(concept.uri)
        yield _type(subject, "Concept")
        yield ox.Triple(subject, ox.NamedNode(_SKOS + "inScheme"), self.scheme)
        if not self.above[concept.uri]:
            yield ox.Triple(subject, ox.NamedNode(_SKOS + "topConceptOf"), self.scheme)
            yield ox.Triple(self.scheme, ox.NamedNode(_SKOS + "hasTopConcept"), subject)
        if concept.code:
            yield ox.Triple(subject, ox.NamedNode(_SKOS + "notation"), ox.Literal(concept.code))
        if concept.modified_on:
            yield ox.Triple(subject, ox.NamedNode(_DCT + "modified"), ox.Literal(concept.modified_on))
        for value, predicate in (
            (concept.description, _DCT + "description"),
            (concept.definition, _SKOS + "definition"),
            (concept.scope_note, _SKOS + "scopeNote"),
        ):
            if value:
                yield self._said(concept.uri, predicate, value)
        self.losses.count("kinds of concepts")
        for words, what in (
            (concept.status, "statuses"),
            (concept.keywords, "keywords of concepts"),
            (concept.categories, "categories of concepts"),
            (concept.source_type, "types in the source's words"),
        ):
            self.losses.count(what, bool(words))

    def _said(self, uri: str, predicate: str, text: str, language: str | None = None) -> ox.Triple:
        tag = language or self.content.framework.language
        return ox.Triple(ox.NamedNode(uri), ox.NamedNode(predicate), ox.Literal(text, language=tag))

    def _labels(self) -> Iterator[ox.Triple]:
        said: dict[str, set[tuple[str, str]]] = defaultdict(set)
        preferred: set[tuple[str, str]] = set()
        main = self.content.framework.language
        for concept in self.concepts.values():
            said[concept.uri].add((concept.name, main))
            preferred.add((concept.uri, main))
            yield self._said(concept.uri, _SKOS + "prefLabel", concept.name)
        for kind in _LABELS:
            for term in self.content.of(Term):
                word, place = (term.text, term.language), (term.concept, term.language)
                if term.kind is not kind or term.concept not in self.concepts:
                    continue
                if word in said[term.concept]:
                    known = kind is TermKind.PREFERRED
                    self.losses.count("labels that are there in another role (S13)", not known)
                elif kind is TermKind.PREFERRED and place in preferred:
                    self.losses.count("second preferred labels in a language (S14)")
                else:
                    said[term.concept].add(word)
                    preferred |= {place} if kind is TermKind.PREFERRED else set()
                    yield self._said(term.concept, _SKOS + _LABELS[kind], term.text, term.language)
        for text in self.content.of(Text):
            yield self._said(text.concept, _TEXTS[text.kind], text.text, text.language)

    def _relations(self) -> Iterator[ox.Triple]:
        for step in self.content.of(Broader):
            yield _link(step.narrower, "broader", step.broader)
            yield _link(step.broader, "narrower", step.narrower)
        for one in self.content.of(Related):
            if self._is_above(one.skill, one.other) or self._is_above(one.other, one.skill):
                self.losses.count("relations between a concept and one above it (S27)")
            else:
                self.losses.count("kinds of relations (all are skos:related)")
                yield _link(one.skill, "related", one.other)
        for successor in self.content.of(ReplacedBy):
            predicate = ox.NamedNode(_DCT + "isReplacedBy")
            yield ox.Triple(ox.NamedNode(successor.concept), predicate, ox.NamedNode(successor.successor))

    def _is_above(self, lower: str, upper: str) -> bool:
        reached: set[str] = set()
        waiting = [lower]
        while waiting:
            for one in self.above.get(waiting.pop(), ()):
                if one == upper:
                    return True
                if one not in reached:
                    reached.add(one)
                    waiting.append(one)
        return False

    def _collections(self) -> Iterator[ox.Triple]:
        for one in self.content.of(Collection):
            yield _type(ox.NamedNode(one.uri), "Collection")
            yield self._said(one.uri, _SKOS + "prefLabel", one.name)
        for member in self.content.of(Contains):
            yield _link(member.collection, "member", member.concept)

    def _matches(self) -> Iterator[ox.Triple]:
        exact: set[tuple[str, str]] = set()
        found = sorted(self.content.of(Match), key=lambda one: one.kind is not MatchKind.EXACT)
        for one in found:
            ends = (one.subject.uri, one.object.uri)
            if ends[0] is None or ends[1] is None:
                self.losses.count("matches of concepts that are known by a code only")
                continue
            pair = (ends[0], ends[1])
            if one.kind is MatchKind.EXACT:
                exact |= {pair, (pair[1], pair[0])}
            elif pair in exact and one.kind is not MatchKind.CLOSE:
                self.losses.count("matches beside an exact one (S46)")
                continue
            self.losses.count("sources, authors and confidences of matches")
            yield _link(pair[0], _MATCHES[one.kind], pair[1])


def _type(subject: Any, name: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(_RDF + "type"), ox.NamedNode(_SKOS + name))


def _link(start: str, name: str, end: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(start), ox.NamedNode(_SKOS + name), ox.NamedNode(end))
