import socket
from typing import Any

import pytest

from skillsgraph.errors import ContextUnavailable, JsonInvalid, SourceTooLarge
from skillsgraph.jsonld import Contexts, ExpansionLimits, expand

URL = "https://example.org/context"
NAMES = b'{"@context": {"name": "https://schema.org/name", "knows": {"@id": "ex:knows", "@type": "@id"}}}'


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_a_known_context_is_used() -> None:
    contexts = Contexts().having(URL, NAMES)
    assert expand({"@context": URL, "name": "Ada"}, contexts) == [
        {"https://schema.org/name": [{"@value": "Ada"}]}
    ]
    assert URL in contexts
    assert [*contexts] == [URL]


@pytest.mark.parametrize(
    "context",
    [
        "https://example.org/other",
        ["https://example.org/other"],
        {"a": {"@id": "ex:a", "@context": "https://example.org/other"}},
        {"@import": "https://example.org/other"},
        "../other",
    ],
)
def test_an_unknown_context_is_never_fetched(context: Any) -> None:
    with pytest.raises(ContextUnavailable) as caught:
        expand(
            {"@context": context, "a": {"b": 1}}, Contexts().having(URL, NAMES), base="https://example.org/x/"
        )
    assert "other" in str(caught.value)


def test_registries_do_not_mix() -> None:
    first = Contexts().having(URL, NAMES)
    second = Contexts().having(URL, b'{"@context": {"name": "https://example.org/name"}}')
    document = {"@context": URL, "name": "Ada"}
    assert expand(document, first) != expand(document, second)
    with pytest.raises(ContextUnavailable):
        expand(document, Contexts())


def test_a_copy_that_was_changed_is_refused() -> None:
    pinned = Contexts().having(URL, NAMES).digest(URL)
    assert URL in Contexts().having(URL, NAMES, sha256=pinned.upper())
    with pytest.raises(ContextUnavailable, match="changed"):
        Contexts().having(URL, NAMES + b" ", sha256=pinned)


def test_what_is_no_jsonld_is_refused() -> None:
    for document in ({"@id": 5}, {"@context": 5}, {"@context": {"@vocab": 5}}, {"@type": 7}):
        with pytest.raises(JsonInvalid, match="JSON-LD"):
            expand(document, Contexts())


def test_work_is_limited() -> None:
    deep: Any = {}
    for _ in range(60):
        deep = {"ex:a": deep}
    many = {"@context": [{"a": "ex:a"}] * 40}
    wide = {"@context": {f"t{n}": "ex:t" for n in range(3_000)}}
    scoped = {"ex:a": [{"@context": {"b": "ex:b"}} for _ in range(40)]}
    for document in (deep, many, wide, scoped):
        with pytest.raises(SourceTooLarge):
            expand(document, Contexts())
    with pytest.raises(SourceTooLarge):
        expand({"ex:a": [1] * 20}, Contexts(), limits=ExpansionLimits(values=10))
