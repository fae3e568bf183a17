"""SSSOM: matches with who made them, how and when (https://mapping-commons.github.io/sssom/).

A table with tabs; above it, in lines that begin with `#`, what holds for the whole set. Identifiers may be
short (skos:exactMatch), with their prefixes told in `curie_map`. A match that people made or reviewed is
accepted; one that a program made is proposed, and waits for somebody to accept it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.crosswalk.preamble import slug
from skillsgraph.frameworks.packing import Packing, look
from skillsgraph.frameworks.scan import scan
from skillsgraph.frameworks.tables import Form, Row, RowRefused, Table
from skillsgraph.model.frameworks import (
    ConceptType,
    Framework,
    FrameworkKind,
    Match,
    MatchKind,
    MatchStatus,
    Reference,
)

COLUMNS = ("subject_id", "predicate_id", "object_id", "mapping_justification")
SUFFIX = ".tsv"
UNVERSIONED = "current"
_LONGEST = 2000  # lines of metadata
_PREFIXES = {  # those that a set need not declare
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sssom": "https://w3id.org/sssom/",
}
_NO_TERM = f"{_PREFIXES['sssom']}NoTermFound"
_SKOS, _OWL = _PREFIXES["skos"], _PREFIXES["owl"]
_KINDS = {
    f"{_SKOS}exactMatch": MatchKind.EXACT,
    f"{_SKOS}closeMatch": MatchKind.CLOSE,
    f"{_SKOS}broadMatch": MatchKind.BROAD,
    f"{_SKOS}narrowMatch": MatchKind.NARROW,
    f"{_SKOS}relatedMatch": MatchKind.RELATED,
    f"{_OWL}sameAs": MatchKind.EXACT,
    f"{_OWL}equivalentClass": MatchKind.EXACT,
}
_BY_PEOPLE = ("ManualMappingCuration", "MappingReview")
_OCCUPATIONS = ("/occupation/", "/isco/", "/link/summary/", "/role/")


@dataclass(slots=True)
class Metadata:
    """What the lines above the table say of the set, how many they are, and its prefixes."""

    lines: int = 0
    said: dict[str, str] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=lambda: dict(_PREFIXES))

    @property
    def form(self) -> Form:
        return Form(delimiter="\t", preamble=self.lines)

    def full(self, identifier: str) -> str:
        """The uri of a short identifier; any other as it is."""
        prefix, colon, local = identifier.partition(":")
        if colon and prefix in self.prefixes and not local.startswith("//"):
            return f"{self.prefixes[prefix]}{local}"
        return identifier


class SssomReader:
    """Sets of mappings in SSSOM's tabular form."""

    code = "sssom"
    title = "SSSOM mapping set (TSV)"

    def detect(self, path: Path) -> bool:
        try:
            packing = look(path, alone=SUFFIX)
            name = _name(packing)
            if name is None:
                return False
            with packing.open(name) as stream:
                Table(stream, name, _metadata(packing, name).form, required=COLUMNS)
        except (SourceError, OSError, ValueError):
            return False
        return True

    def open(self, path: Path, options: Options) -> Source:
        packing, name = _find(path)
        metadata = _metadata(packing, name)
        also = f"{self.code} {options.version}"
        counts, digest = scan(packing, {name: COLUMNS}, metadata.form, also=also, by_hand=True)
        return Source(_framework(metadata, options), digest, counts)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        packing, name = _find(path)
        metadata = _metadata(packing, name)
        source = _framework(metadata, options).name
        with packing.open(name) as stream:
            for row in Table(stream, name, metadata.form, required=COLUMNS):
                try:
                    yield Sourced(_match(row, metadata, source), name, row.line)
                except RowRefused as refused:
                    yield Skipped(name, row.line, refused.field, refused.reason)


READER = SssomReader()


def _name(packing: Packing) -> str | None:
    names = [name for name in sorted(packing.members) if name.casefold().endswith(SUFFIX)]
    return names[0] if len(names) == 1 else None


def _find(path: Path) -> tuple[Packing, str]:
    packing = look(path, alone=SUFFIX)
    name = _name(packing)
    if name is None:
        hint = "Give one mapping set in SSSOM's tabular form, a .tsv file, alone or in its folder or zip."
        raise SourceError("There is no such table, or there are several.", where=Where(path.name), hint=hint)
    packing.check([name])
    return packing, name


def _metadata(packing: Packing, name: str) -> Metadata:
    """The lines above the table: keys and words, and one level below `curie_map`. No more of YAML is read."""
    found, key = Metadata(), ""
    with packing.open(name) as stream:
        for raw in iter(lambda: stream.readline(8192), b""):
            line = raw.decode("utf-8-sig" if not found.lines else "utf-8", "replace")
            if not line.startswith("#") or found.lines >= _LONGEST:
                return found
            found.lines += 1
            text = line[1:].rstrip()
            word, _, value = text.strip().partition(":")
            value = value.strip().strip("\"'")
            if text[:1].isspace() and text[1:2].isspace() and key == "curie_map":
                found.prefixes[word.strip()] = value
            else:
                key = word.strip()
                found.said[key] = value
    return found


def _framework(metadata: Metadata, options: Options) -> Framework:
    said = metadata.said
    uri = said.get("mapping_set_id") or "urn:x-skillsgraph:mapping:unnamed"
    name = said.get("mapping_set_title") or uri.rstrip("/").rpartition("/")[2]
    licence = said.get("license") or "Not stated"
    return Framework(
        code=slug(name),
        version=options.version or said.get("mapping_set_version") or UNVERSIONED,
        name=name,
        uri=uri,
        language="en",
        released_on=said.get("publication_date") or said.get("mapping_date"),
        licence=licence,
        licence_uri=licence if "://" in licence else None,
        attribution=f"{name} ({uri}), licence: {licence}.",
        description=said.get("mapping_set_description"),
        kind=FrameworkKind.MAPPINGS,
    )


# (:Mapping)-[:SUBJECT]->(:Reference), -[:OBJECT]->(:Reference)
def _match(row: Row, metadata: Metadata, source: str) -> Match:
    if row.get("predicate_modifier"):
        raise RowRefused("predicate_modifier", "The row says that two concepts do not match.")
    predicate = row.need("predicate_id")
    kind = _KINDS.get(metadata.full(predicate))
    if kind is None:
        raise RowRefused("predicate_id", f"{predicate[:80]!r} is no relation that a match can have.")
    justification = row.need("mapping_justification")
    people = justification.endswith(_BY_PEOPLE) or row.get("reviewer_id") is not None
    return Match(
        _reference(row, metadata, "subject"),
        _reference(row, metadata, "object"),
        kind,
        MatchStatus.ACCEPTED if people else MatchStatus.PROPOSED,
        confidence=_confidence(row),
        justification=justification,
        source=row.get("mapping_source") or source,
        author=row.get("author_id") or row.get("author_label") or _propagated(row, metadata, "mapping_tool"),
        date=_propagated(row, metadata, "mapping_date"),
        comment=row.get("comment"),
        source_type=predicate,
    )


def _propagated(row: Row, metadata: Metadata, slot: str) -> str | None:
    """What a row says, or what the set says for all of its rows. Source: SSSOM, propagation of slots."""
    return row.get(slot) or metadata.said.get(slot) or None


def _reference(row: Row, metadata: Metadata, end: str) -> Reference:
    uri = metadata.full(row.need(f"{end}_id"))
    if uri == _NO_TERM:
        raise RowRefused(f"{end}_id", "The row says that nothing was found that matches.")
    if "://" not in uri and not uri.startswith("urn:"):
        raise RowRefused(f"{end}_id", f"The prefix of {uri[:80]!r} is not told in curie_map.")
    category = (row.get(f"{end}_category") or "").casefold()
    is_job = "occupation" in category or any(part in uri for part in _OCCUPATIONS)
    return Reference(ConceptType.JOB_ROLE if is_job else ConceptType.SKILL, uri, name=row.get(f"{end}_label"))


def _confidence(row: Row) -> float | None:
    if row.get("confidence") is None:
        return None
    number = row.number("confidence")
    if not 0 <= number <= 1:
        raise RowRefused("confidence", "A confidence goes from 0 to 1.")
    return number
