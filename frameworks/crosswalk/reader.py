"""Mapping tables in ESCO's form: the official crosswalk with O*NET, and those of nations.

The type of match is SKOS's, and whose view it takes is not written in the file. In the crosswalk with O*NET
it is ESCO's: "airport chief executive" (ESCO) has "Chief Executives" (O*NET) as its *broad* match, which is
why `broadMatch` is nine times as frequent there as `narrowMatch`. There the subject is ESCO's concept;
elsewhere it is that of the first classification, as the national tables' rules have it.

The reverse table of the crosswalk lists pairs without a type: they are kept as related, no more.
"""

from collections.abc import Iterator
from pathlib import Path

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.contract import Options, Skipped, Source, Sourced
from skillsgraph.frameworks.crosswalk.preamble import Preamble, Side, read_preamble, slug
from skillsgraph.frameworks.packing import Packing, look
from skillsgraph.frameworks.scan import scan
from skillsgraph.frameworks.tables import Row, RowRefused, Table
from skillsgraph.model.frameworks import (
    UNSPECIFIED_MATCHING,
    Framework,
    FrameworkKind,
    Match,
    MatchKind,
    Reference,
)

UNVERSIONED = "1"
_HINT = "Give the CSV as published, with the lines above its header."
_KINDS = {
    "exactmatch": MatchKind.EXACT,
    "exactisco": MatchKind.EXACT,  # an occupation and a whole group of ISCO-08 that say the same
    "closematch": MatchKind.CLOSE,
    "broadmatch": MatchKind.BROAD,
    "narrowmatch": MatchKind.NARROW,
    "relatedmatch": MatchKind.RELATED,
}


class CrosswalkReader:
    """Tables of matches between two classifications, one or several files of one project."""

    code = "crosswalk"
    title = "Mapping tables in ESCO's form (CSV), such as the ESCO-O*NET crosswalk"

    def detect(self, path: Path) -> bool:
        try:
            return bool(_tables(look(path, alone=".csv")))
        except (SourceError, OSError, ValueError):
            return False

    def open(self, path: Path, options: Options) -> Source:
        packing, tables = _find(path)
        counts: dict[str, int] = {}
        digests = []
        for name, preamble in tables.items():
            also = f"{self.code} {options.version}"
            counted, digest = scan(packing, {name: preamble.columns}, preamble.form, also=also)
            counts |= counted
            digests.append(digest)
        framework = _framework(next(iter(tables.values())), options)
        return Source(framework, "".join(digests), counts)

    def read(self, path: Path, options: Options) -> Iterator[Sourced | Skipped]:
        packing, tables = _find(path)
        for name, preamble in tables.items():
            source = _framework(preamble, options).name
            with packing.open(name) as stream:
                for row in Table(stream, name, preamble.form, required=preamble.columns):
                    try:
                        yield Sourced(_match(row, preamble, source), name, row.line)
                    except RowRefused as refused:
                        yield Skipped(name, row.line, refused.field, refused.reason)


READER = CrosswalkReader()


def _find(path: Path) -> tuple[Packing, dict[str, Preamble]]:
    """The tables of matches, those with a preamble first: it speaks for the others."""
    packing = look(path, alone=".csv")
    names = sorted(name for name in packing.members if name.casefold().endswith(".csv"))
    packing.check(names)
    tables = _tables(packing)
    if not tables:
        where = Where(names[0] if names else path.name, 1 if names else None)
        raise SourceError("There is no mapping table between two classifications.", where=where, hint=_HINT)
    for name in names:
        if name not in tables:
            raise SourceError("This is no mapping table.", where=Where(name, 1), hint=_HINT)
    return packing, dict(sorted(tables.items(), key=lambda one: (not one[1].said, one[0])))


def _tables(packing: Packing) -> dict[str, Preamble]:
    found: dict[str, Preamble] = {}
    for name in sorted(packing.members):
        if name.casefold().endswith(".csv"):
            with packing.open(name) as stream:
                if preamble := read_preamble(stream):
                    found[name] = preamble
    return found


def _framework(preamble: Preamble, options: Options) -> Framework:
    said = preamble.said
    name = said.get("mapping project name") or f"{preamble.first.name} to {preamble.second.name}"
    author = said.get("mapping project author")
    return Framework(
        code=slug(name),
        version=options.version or said.get("mapping project version") or UNVERSIONED,
        name=name,
        uri=f"urn:x-skillsgraph:mapping:{slug(name)}",
        language="en",
        publisher=author,
        released_on=said.get("mapping project version date"),
        licence="As the two classifications that it joins",
        attribution=f"{name}{f', by {author}' if author else ''}.",
        kind=FrameworkKind.MAPPINGS,
    )


# (:Mapping {kind, sourceType})-[:SUBJECT]->(:Reference), -[:OBJECT]->(:Reference)
def _match(row: Row, preamble: Preamble, source: str) -> Match:
    first, second = _reference(row, preamble.first), _reference(row, preamble.second)
    said = row.need(preamble.match) if preamble.match else "relatedMatch"
    kind = _KINDS.get(said.rpartition(":")[2].replace(" ", "").casefold())
    if kind is None:
        raise RowRefused(preamble.match, f"The type of match {said[:80]!r} is not one of SKOS's.")
    if preamble.first.framework == "onet":
        first, second = second, first
    justification = "semapv:ManualMappingCuration" if preamble.match else UNSPECIFIED_MATCHING
    author, date = (preamble.said.get(f"mapping project {word}") for word in ("author", "version date"))
    return Match(
        *(first, second, kind),
        justification=justification,
        source=source if preamble.match else f"{source}, without types",
        author=author,
        date=date,
        source_type=said if preamble.match else None,
    )


def _reference(row: Row, side: Side) -> Reference:
    identifier = row.need(side.column)
    if "://" in identifier:
        return Reference(side.concept_type, uri=identifier, framework=side.framework)
    return Reference(side.concept_type, framework=side.framework, code=identifier)
