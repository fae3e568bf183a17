"""What a client prefers to read, from its header."""

import pytest
from starlette.datastructures import Headers

from skillsgraph.http.languages import languages_of


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, ()),
        ("", ()),
        ("*", ()),
        ("fr", ("fr",)),
        ("de;q=0.5, fr-CA", ("fr-ca", "fr", "de")),
        ("de-AT-1996, de;q=0", ("de-at-1996", "de-at", "de")),
        ("fr;q=0, *", ()),
        ("'; DROP, en_GB, \u00e4, de-", ()),
        (",".join(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"), None),
    ],
)
def test_tags_come_in_their_order_and_nothing_else(
    header: str | None, expected: tuple[str, ...] | None
) -> None:
    headers = [] if header is None else [(b"accept-language", header.encode("utf-8"))]
    found = languages_of(Headers(raw=headers))
    assert len(found) == 20 if expected is None else found == expected
