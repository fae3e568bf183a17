"""From JSON-LD to RDF: what is signed is what pyld's own way gives, of real documents and of made ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyld import jsonld

from skillsgraph.credentials.canon import canonical, canonical_expanded
from skillsgraph.credentials.result import Refusal
from tests.support import openbadges

LEAST = 60  # documents that can be held against pyld, lest the test passes on none


def _documents(folder: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(folder.rglob("*.json")):
        if "contexts" in path.parts or "w3c-rdf-canon" in path.parts or "ontext" in path.name:
            continue
        try:
            found = json.loads(path.read_text())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and "@context" in found:
            yield str(path.relative_to(folder)), found


def test_every_document_of_the_vectors_is_the_same_rdf(test_data: Any) -> None:
    options = {**openbadges.contexts().options(), "base": ""}
    held = 0
    for name, document in _documents(test_data("openbadges")):
        try:
            expanded = jsonld.expand(document, options)
            theirs = openbadges.canonical_by_pyld(document)
        except (jsonld.JsonLdError, Refusal, RecursionError):
            continue  # no meaning to agree on: a context that is not there, a graph made to keep us busy
        assert canonical_expanded(expanded) == theirs, name
        held += 1
    assert held >= LEAST


NAMES = st.sampled_from(["https://example.org/a", "https://example.org/b", "https://example.org/c"])
IDENTIFIERS = st.sampled_from(["https://example.org/x", "urn:uuid:1", "_:n1", "_:n2"])
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8)
NUMBERS = st.integers(-(10**24), 10**24) | st.floats(allow_nan=False, allow_infinity=False)
DOUBLE = "http://www.w3.org/2001/XMLSchema#double"
LITERALS = (
    st.builds(lambda value: {"@value": value}, WORDS | st.booleans() | NUMBERS)
    | st.builds(lambda value, kind: {"@value": value, "@type": kind}, WORDS | NUMBERS, NAMES)
    | st.builds(lambda value: {"@value": value, "@type": DOUBLE}, NUMBERS)
    | st.builds(lambda value, tag: {"@value": value, "@language": tag}, WORDS, st.sampled_from(["en", "pl"]))
)


def _node(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    values = st.lists(inner, max_size=3)
    listed = st.builds(lambda found: {"@list": found}, values)
    return st.builds(
        lambda members, special: {**members, **special},
        st.dictionaries(NAMES, values | listed, max_size=3),
        st.fixed_dictionaries(
            {},
            optional={
                "@id": IDENTIFIERS,
                "@type": st.lists(NAMES, min_size=1, max_size=2),
                "@graph": st.lists(
                    st.builds(lambda one: {"https://example.org/g": one}, LITERALS), max_size=2
                ),
                "@reverse": st.dictionaries(
                    NAMES, st.builds(lambda one: {"@id": one}, IDENTIFIERS), min_size=1, max_size=1
                ),
            },
        ),
    )


@pytest.mark.usefixtures("test_data")
@settings(max_examples=80, deadline=None)
@example(document={"https://example.org/g": [{"@value": -0.0, "@type": DOUBLE}]})
@given(document=_node(st.recursive(LITERALS, _node, max_leaves=6)))
def test_made_documents_are_the_same_rdf(document: dict[str, Any]) -> None:
    expanded = jsonld.expand(document, {"base": ""})
    assert canonical_expanded(expanded) == canonical(
        jsonld.to_rdf(document, {"format": "application/n-quads", "base": ""})
    )
