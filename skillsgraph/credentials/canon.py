"""RDF Dataset Canonicalization (RDFC-1.0) with a bound on its work.

The algorithm tries permutations of blank nodes that look alike, so a graph of 3 KB can keep it busy for
hours. Ours is bounded before it starts: of blank nodes whose first-degree hash is shared, only so many may be
joined to one another, and only so many such parts may there be. No credential of a real issuer comes near.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from skillsgraph.credentials.rdf import quads_of
from skillsgraph.credentials.result import Refusal

MOST_QUADS = 20_000
MOST_ALIKE = (
    4_000  # blank nodes that share a first-degree hash with another; alone, they take little time each
)
# Most blank nodes that look alike and hang together, by the most neighbours that one of them has among them.
# Measured: each allowed size takes under half a second, and a few more neighbours take hours.
MOST_JOINED = {0: MOST_ALIKE, 1: MOST_ALIKE, 2: 64, 3: 18, 4: 10, 5: 7}
MOST_PARTS = 2.0  # parts of the most allowed size; smaller ones count by the square of their share of it


class Hash(StrEnum):
    SHA_256 = "sha256"
    SHA_384 = "sha384"


_ALGORITHMS = {
    Hash.SHA_256: CanonicalizationAlgorithm.RDFC_1_0_SHA_256,
    Hash.SHA_384: CanonicalizationAlgorithm.RDFC_1_0_SHA_384,
}


def canonical(nquads: str | bytes, algorithm: Hash = Hash.SHA_256) -> bytes:
    """The canonical N-Quads of a dataset.

    Raises:
        Refusal: `canonicalization_limit`, when it would take more work than any real credential;
            `rdf_malformed`, when it is no N-Quads.
    """
    try:
        quads = list(parse(nquads, format=RdfFormat.N_QUADS))
    except (SyntaxError, ValueError) as error:
        raise Refusal("rdf_malformed", "The credential has a value that cannot stand in RDF.") from error
    return canonical_quads(quads, algorithm)


def canonical_expanded(expanded: list[Any], algorithm: Hash = Hash.SHA_256) -> bytes:
    """The same of a JSON-LD document in expanded form."""
    return canonical_quads(quads_of(expanded), algorithm)


def canonical_quads(quads: list[Quad], algorithm: Hash = Hash.SHA_256) -> bytes:
    """The same of quads; of equal ones only one is looked at, as in the dataset."""
    quads = list(dict.fromkeys(quads))
    _bound(quads)
    dataset = Dataset(quads)
    dataset.canonicalize(_ALGORITHMS[algorithm])
    lines = (serialize([quad], format=RdfFormat.N_QUADS) or b"" for quad in dataset)
    return b"".join(sorted(lines))


def _bound(quads: list[Quad]) -> None:
    if len(quads) > MOST_QUADS:
        raise Refusal(
            "canonicalization_limit", f"The credential makes {len(quads):,} statements: too many to check."
        )
    alike = _alike(quads)
    if not alike:
        return
    parts = list(_parts(_joined(quads, alike)))
    too_joined = any(size > MOST_JOINED.get(degree, 0) for size, degree in parts)
    if len(alike) > MOST_ALIKE or too_joined or _work(parts) > MOST_PARTS:
        raise Refusal(
            "canonicalization_limit",
            f"{len(alike)} unnamed parts of the credential look alike: checking them would take too long.",
        )


def _work(parts: list[tuple[int, int]]) -> float:
    return sum((size / MOST_JOINED[degree]) ** 2 for size, degree in parts)


def _alike(quads: list[Quad]) -> set[str]:
    """Blank nodes that share their first-degree hash (RDFC-1.0, section 4.6) with another."""
    mentions: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        for node in _blank(quad):
            mentions[node].append(" ".join(_seen_from(node, term) for term in _terms(quad)))
    groups: dict[bytes, list[str]] = defaultdict(list)
    for node, lines in mentions.items():
        groups[sha256("\n".join(sorted(lines)).encode()).digest()].append(node)
    return {node for nodes in groups.values() if len(nodes) > 1 for node in nodes}


def _joined(quads: list[Quad], alike: set[str]) -> dict[str, set[str]]:
    joined: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        nodes = _blank(quad) & alike
        for node in nodes:
            joined[node] |= nodes - {node}
    return joined


def _parts(joined: Mapping[str, set[str]]) -> Iterator[tuple[int, int]]:
    """(nodes, most neighbours of one of them) of each connected part."""
    seen: set[str] = set()
    for start in joined:
        if start in seen:
            continue
        seen.add(start)
        waiting, size, degree = [start], 0, 0
        while waiting:
            near = joined[waiting.pop()]
            size, degree = size + 1, max(degree, len(near))
            waiting += near - seen
            seen |= near
        yield size, degree


def _terms(quad: Quad) -> tuple[Any, ...]:
    return (quad.subject, quad.predicate, quad.object, quad.graph_name)


def _blank(quad: Quad) -> set[str]:
    return {term.value for term in _terms(quad) if isinstance(term, BlankNode)}


def _seen_from(node: str, term: Any) -> str:
    if isinstance(term, BlankNode):
        return "_:a" if term.value == node else "_:z"
    return str(term)
