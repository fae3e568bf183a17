from collections import defaultdict

import pyoxigraph as ox

from skillsgraph.frameworks.skos.writer import write
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.frameworks import (
    Broader,
    Collection,
    ConceptType,
    Contains,
    Framework,
    Item,
    Match,
    MatchKind,
    Reference,
    Related,
    Skill,
    SkillKind,
    Term,
    TermKind,
)

SKOS = "http://www.w3.org/2004/02/skos/core#"
A, B, C = (f"https://example.org/{name}" for name in "abc")
KIND = ConceptType.SKILL


def term(uri: str, text: str, language: str, kind: TermKind) -> Term:
    return Term(KIND, uri, text, language, kind)


def match(kind: MatchKind) -> Match:
    return Match(Reference(KIND, A), Reference(KIND, "https://example.com/x"), kind)


ITEMS: list[Item] = [
    *(Skill(uri, uri[-1].upper(), SkillKind.SKILL) for uri in (A, B, C)),
    Collection("https://example.org/set", "Some"),
    *(term(uri, uri[-1].upper(), "en", TermKind.PREFERRED) for uri in (A, B, C)),
    term(A, "Aa", "en", TermKind.PREFERRED),
    term(A, "A", "en", TermKind.ALTERNATIVE),
    term(A, "also a", "en", TermKind.ALTERNATIVE),
    term(A, "also a", "en", TermKind.HIDDEN),
    term(A, "Ah", "fr", TermKind.PREFERRED),
    Broader(KIND, A, B),
    Broader(KIND, B, C),
    Related(A, C, "optional"),
    Related(C, A, "optional"),
    Contains("https://example.org/set", KIND, A),
    match(MatchKind.BROAD),
    match(MatchKind.EXACT),
]


def test_the_integrity_conditions_hold_and_what_broke_them_is_counted() -> None:
    written = write(Content(Framework("x", "1", "X", "https://example.org/x", "en"), ITEMS))
    said: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for triple in ox.parse(written.data, format=ox.RdfFormat.TURTLE):
        said[triple.predicate.value.removeprefix(SKOS)].add((triple.subject.value, str(triple.object)))
    labels = [said["prefLabel"], said["altLabel"], said["hiddenLabel"]]
    assert not labels[0] & labels[1]
    assert not labels[1] & labels[2]
    assert sorted(text for uri, text in labels[0] if uri == A) == ['"A"@en', '"Ah"@fr']
    assert said["altLabel"] == {(A, '"also a"@en')}
    assert not said["related"]
    assert said["broader"] == {(A, f"<{B}>"), (B, f"<{C}>")}
    assert said["topConceptOf"] == {(C, "<https://example.org/x>")}
    assert (said["exactMatch"], said["broadMatch"]) == ({(A, "<https://example.com/x>")}, set())
    assert said["member"] == {("https://example.org/set", f"<{A}>")}
    for condition, number in (("S13", 2), ("S14", 1), ("S27", 2), ("S46", 1)):
        assert [one for one in written.lost if condition in one and one.startswith(f"{number} ")], condition


def test_the_same_framework_is_written_the_same() -> None:
    framework = Framework(
        "x", "1", "X", "https://example.org/x", "en", licence="CC0", released_on="2024-01-01"
    )
    assert write(Content(framework, ITEMS)) == write(Content(framework, ITEMS))
