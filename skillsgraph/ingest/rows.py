"""From a reader's objects to rows for the graph: ids, keys, folded labels. Pure; no database."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

import orjson

from skillsgraph.frameworks.contract import Skipped, Sourced
from skillsgraph.ingest.hierarchy import Steps
from skillsgraph.ingest.tables import CONCEPTS, Table
from skillsgraph.model.frameworks import (
    Area,
    AtLevel,
    Broader,
    Collection,
    Concept,
    ConceptType,
    Contains,
    Framework,
    HasLevel,
    JobRole,
    Level,
    Match,
    Observation,
    Rates,
    Reference,
    Related,
    ReplacedBy,
    Requires,
    Scale,
    Sector,
    Skill,
    Term,
    Text,
)
from skillsgraph.model.ids import digest, make_id
from skillsgraph.model.text import camel, fold

Row = dict[str, Any]


_PREFIX: dict[type[Concept] | ConceptType, str] = {
    Skill: "skill",
    JobRole: "role",
    Collection: "collection",
    Scale: "scale",
    Level: "level",
    ConceptType.SKILL: "skill",
    ConceptType.JOB_ROLE: "role",
}


_TABLE_OF = {kind: table for table, kind in CONCEPTS.items()}


class Unusable(Exception):
    """A row that cannot be stored: its end is not in the framework version, or it was there before."""


@dataclass(slots=True)  # frozen, it would take three times as long to make, for every row
class Placed:
    """A row and the table that it belongs to."""

    table: Table
    row: Row


def framework_row(framework: Framework) -> Row:
    """The properties of a framework version, with those that are not told."""
    told = {camel(part.name): getattr(framework, part.name) for part in fields(framework)}
    return told | {
        "id": make_id("framework", framework.code, framework.version),
        "sortName": fold(f"{framework.name} {framework.version}"),
    }


class Rows:
    """Makes rows of one framework version.

    Remembers the ids of its concepts, to tell what dangles; the steps up, to tell circles; and 64 bits for
    every key, to tell what stands twice: the first of two counts, so that what is stored does not depend on
    how rows fall into batches.
    """

    def __init__(self, framework: Framework, known: set[str] | None = None) -> None:
        self.languages: set[str] = set()
        self.above: Steps = {}
        self._seen: set[int] = set()
        self._code = framework.code
        self._version = framework.version
        self._known = set() if known is None else known
        self._ids: dict[tuple[str, str], str] = {}
        self._make: dict[type, Callable[[Any], Placed]] = {
            Skill: self._concept,
            JobRole: self._concept,
            Collection: self._concept,
            Scale: self._concept,
            Level: self._concept,
            Term: self._term,
            Text: self._text,
            Broader: self._broader,
            Related: self._related,
            ReplacedBy: self._replaced_by,
            Requires: self._requires,
            Rates: self._rates,
            HasLevel: self._has_level,
            AtLevel: self._at_level,
            Contains: self._contains,
            Match: self._match,
            Observation: self._observation,
        }

    def make(self, sourced: Sourced) -> Placed | Skipped:
        """The row of an object, or why there is none."""
        item = sourced.item
        try:
            return self._make[type(item)](item)
        except Unusable as reason:
            return Skipped(sourced.file, sourced.line, None, str(reason))

    def _once(self, key: str, what: Callable[..., str], *of: Any) -> None:
        """`what` says of what, if it has to be said."""
        hashed = hash(key)
        if hashed in self._seen:
            raise Unusable(f"This stands in the source before, and counts once: {what(*of)}")
        self._seen.add(hashed)

    def _concept(self, item: Concept) -> Placed:
        prefix = _PREFIX[type(item)]
        identifier = make_id(prefix, self._code, self._version, item.uri)
        self._once(identifier, str, item.uri)
        self._ids[prefix, item.uri] = identifier
        row = _properties(item)
        row |= {"sortName": fold(item.name)}
        content = _content_hash(row)
        return Placed(_TABLE_OF[type(item)], {"id": identifier, **row, "contentHash": content})

    def _term(self, item: Term) -> Placed:
        concept = self._id(_PREFIX[item.concept_type], item.concept)
        properties = {
            "id": make_id("term", concept, item.language, item.kind, item.text),
            "text": item.text,
            "folded": fold(item.text),
            "language": item.language,
            "kind": item.kind,
        }
        self._once(properties["id"], _label, item)
        self.languages.add(item.language)
        skill = item.concept_type is ConceptType.SKILL
        table = Table.SKILL_TERMS if skill else Table.JOB_ROLE_TERMS
        return Placed(table, {"concept": concept, "properties": properties})

    def _text(self, item: Text) -> Placed:
        concept = self._id(_PREFIX[item.concept_type], item.concept)
        properties = {
            "id": make_id("text", concept, item.language, item.kind),
            "text": item.text,
            "language": item.language,
            "kind": item.kind,
            "contentHash": digest(item.text),
        }
        self._once(properties["id"], "{} of {}".format, item.kind.value, item.concept)
        self.languages.add(item.language)
        skill = item.concept_type is ConceptType.SKILL
        table = Table.SKILL_TEXTS if skill else Table.JOB_ROLE_TEXTS
        return Placed(table, {"concept": concept, "properties": properties})

    def _broader(self, item: Broader) -> Placed:
        prefix = _PREFIX[item.concept_type]
        row = self._relation("BROADER", self._id(prefix, item.narrower), self._id(prefix, item.broader))
        self.above.setdefault(item.narrower, []).append(item.broader)
        skill = item.concept_type is ConceptType.SKILL
        return Placed(Table.BROADER_SKILLS if skill else Table.BROADER_JOB_ROLES, row)

    def _related(self, item: Related) -> Placed:
        prefix = _PREFIX[item.concept_type]
        row = self._relation("RELATED", self._id(prefix, item.skill), self._id(prefix, item.other))
        skill = item.concept_type is ConceptType.SKILL
        table = Table.RELATED_SKILLS if skill else Table.RELATED_JOB_ROLES
        return Placed(table, row | {"relation": item.relation})

    def _replaced_by(self, item: ReplacedBy) -> Placed:
        prefix = _PREFIX[item.concept_type]
        row = self._relation("REPLACED_BY", self._id(prefix, item.concept), self._id(prefix, item.successor))
        skill = item.concept_type is ConceptType.SKILL
        return Placed(Table.REPLACED_SKILLS if skill else Table.REPLACED_JOB_ROLES, row)

    def _requires(self, item: Requires) -> Placed:
        start, end = self._id("role", item.job_role), self._id("skill", item.skill)
        row, properties = self._relation("REQUIRES", start, end), _properties(item, _ENDS)
        if len(properties) > 1:  # else its relation tells all
            row["contentHash"] = _content_hash(properties)
        return Placed(Table.REQUIREMENTS, row | properties)

    def _rates(self, item: Rates) -> Placed:
        start, end = self._id("role", item.job_role), self._id("skill", item.skill)
        row = self._relation("RATES", start, end)
        properties = _properties(item, _ENDS)
        properties |= {"key": row["key"], "contentHash": _content_hash(properties)}
        return Placed(Table.RATINGS, row | {"properties": properties})

    def _has_level(self, item: HasLevel) -> Placed:
        start, end = self._id("scale", item.scale), self._id("level", item.level)
        return Placed(Table.SCALE_LEVELS, self._relation("HAS_LEVEL", start, end))

    def _at_level(self, item: AtLevel) -> Placed:
        start, end = self._id(_PREFIX[item.concept_type], item.concept), self._id("level", item.level)
        skill = item.concept_type is ConceptType.SKILL
        table = Table.SKILL_LEVELS if skill else Table.JOB_ROLE_LEVELS
        return Placed(table, self._relation("AT_LEVEL", start, end))

    def _match(self, item: Match) -> Placed:
        if item.subject.concept_type is not item.object.concept_type:
            raise Unusable("A match joins two skills or two job roles, never one of each.")
        subject, object_ = _reference(item.subject), _reference(item.object)
        identifier = make_id(
            *(
                "mapping",
                self._code,
                self._version,
                subject["id"],
                object_["id"],
                item.kind,
                item.source or "",
            )
        )
        self._once(identifier, _pair, item)
        ends = {"subject": subject, "object": object_}
        properties = _properties(item, _REFERENCES)
        properties |= {"id": identifier, "contentHash": _content_hash(properties | ends)}
        row = {"id": identifier, "properties": properties, **ends}
        return Placed(Table.MAPPINGS, row)

    def _observation(self, item: Observation) -> Placed:
        subject = _reference(item.subject)
        area, sector = _place("area", item.area), _place("sector", item.sector)
        about = (subject["id"], *(place["id"] for place in (*area, *sector)))
        said = (*about, item.measure, item.unit, item.period, item.source)
        identifier = make_id("observation", self._code, self._version, *said)
        self._once(identifier, _figure, item)
        ends = {"subject": subject, "area": area, "sector": sector}
        properties = _properties(item, _REFERENCES)
        properties |= {"id": identifier, "contentHash": _content_hash(properties | ends)}
        row = {"id": identifier, "properties": properties, **ends}
        return Placed(Table.OBSERVATIONS, row)

    def _contains(self, item: Contains) -> Placed:
        start = self._id("collection", item.collection)
        row = self._relation("CONTAINS", start, self._id(_PREFIX[item.concept_type], item.concept))
        skill = item.concept_type is ConceptType.SKILL
        return Placed(Table.COLLECTED_SKILLS if skill else Table.COLLECTED_JOB_ROLES, row)

    def _relation(self, kind: str, start: str, end: str) -> Row:
        key = digest(kind, start, end, size=13)
        self._once(key, "{} between the same two".format, kind)
        return {"key": key, "start": start, "end": end}

    def _id(self, prefix: str, uri: str) -> str:
        identifier = self._ids.get((prefix, uri))
        if identifier is None:
            identifier = make_id(prefix, self._code, self._version, uri)
            if identifier not in self._known:
                raise Unusable(f"There is no such {_NAMES[prefix]}: {uri}")
            self._ids[prefix, uri] = identifier
        return identifier


_NAMES = {
    "skill": "skill",
    "role": "job role",
    "collection": "collection",
    "scale": "scale",
    "level": "level",
}
_ENDS = frozenset({"job_role", "skill"})
_REFERENCES = frozenset({"subject", "object", "area", "sector"})
_IDENTITY = ("conceptType", "uri", "framework", "code", "version")
_NONE: frozenset[str] = frozenset()


@cache
def _named(kind: type, without: frozenset[str]) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the properties that a class has fields for, and what reads these: more than one."""
    parts = [part.name for part in fields(kind) if part.name not in without]
    return tuple(map(camel, parts)), attrgetter(*parts)


def _properties(item: Any, without: frozenset[str] = _NONE) -> Row:
    """What an object says, by the names of properties, without what is empty."""
    kind: Any = type(item)
    names, values = _named(kind, without)
    return {
        name: [*value] if isinstance(value, tuple) else value
        for name, value in zip(names, values(item), strict=True)
        if value is not None and value != ()
    }


def _content_hash(row: Row) -> str:
    return blake2b(orjson.dumps(row, option=orjson.OPT_SORT_KEYS), digest_size=8).hexdigest()


@lru_cache(maxsize=8192)  # a table of mappings names each of its ends many times
def _reference(reference: Reference) -> Row:
    told = _properties(reference)
    told["id"] = make_id("reference", *[str(told.get(name, "")) for name in _IDENTITY])
    return told


def _place(prefix: str, place: Area | Sector | None) -> list[Row]:
    """None or one, for a statement that merges each of them."""
    if place is None:
        return []
    return [_properties(place) | {"id": make_id(prefix, place.scheme, place.code)}]


def _label(item: Term) -> str:
    return f"{item.kind.value} label {item.text!r} of {item.concept}"


def _pair(item: Match) -> str:
    return f"{item.kind.value} match of {_said(item.subject)} to {_said(item.object)}"


def _figure(item: Observation) -> str:
    return f"{item.measure} of {_said(item.subject)} for {item.period}"


def _said(reference: Reference) -> str:
    return reference.uri or f"{reference.framework} {reference.code}"
