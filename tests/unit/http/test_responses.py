"""Which media type a client gets."""

import pytest

from skillsgraph.http.responses import acceptable

OFFERED = ("application/json", "application/graphql-response+json")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("application/json;q=0.9, application/graphql-response+json", "application/graphql-response+json"),
        ("application/graphql-response+json;q=0.1, application/json", "application/json"),
        ("text/html, */*;q=0.1", "application/json"),
        ("Application/JSON; charset=utf-8", "application/json"),
        ("text/html", None),
        ("application/json;q=0, */*", "application/graphql-response+json"),
        ("application/json;q=0", None),
        ("application/json;q=nan, application/graphql-response+json", "application/graphql-response+json"),
        ("application/json;q=zero, application/graphql-response+json", "application/graphql-response+json"),
    ],
)
def test_the_clients_preference_decides(accept: str, expected: str | None) -> None:
    assert acceptable(accept, OFFERED) == expected
