"""The page of a shared award: all in words, and nothing of a stranger's text is markup."""

from html.parser import HTMLParser
from typing import Any

from skillsgraph.http.share import page

FOUND: dict[str, Any] = {
    "label": '<script>alert("x")</script>',
    "checkedAt": "2026-11-25T10:11:12.000Z",
    "until": "2026-12-25",
    "awards": [
        {
            "name": "שלום <b>",
            "issuer": None,
            "signed": True,
            "valid": False,
            "checks": [{"passed": False, "says": "Its issuer has revoked it: <i>a mistake</i>."}],
            "issuedOn": "2026-01-02",
            "skills": [
                {
                    "name": "Python",
                    "level": "3",
                    "framework": "ESCO",
                    "uri": "s:python",
                    "attribution": "Thanks to <b>ESCO</b>.",
                }
            ],
        }
    ],
}


class Outline(HTMLParser):
    """What elements a page has, and which are left open."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_harmless() -> None:
    outline = Outline()
    text = page(FOUND)
    outline.feed(text)
    assert outline.open == []
    assert {"script", "b", "i", "img", "form"}.isdisjoint(outline.seen)
    assert [tag for tag in outline.seen if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h3", "h3"]
    assert '<html lang="en">' in text
    assert "<title>What &lt;script&gt;" in text


def test_the_verdict_and_its_reason_are_words() -> None:
    text = page(FOUND)
    assert "<strong>Not valid now.</strong>" in text
    assert "Not passed: <bdi>Its issuer has revoked it: &lt;i&gt;a mistake&lt;/i&gt;.</bdi>" in text
    assert "Thanks to &lt;b&gt;ESCO" in text
    assert "<bdi>Python</bdi>, level <bdi>3</bdi> <small>(<bdi>ESCO</bdi>)</small>" in text


def test_what_could_not_be_looked_up_says_nothing_against_an_award() -> None:
    (award,) = FOUND["awards"]
    missing = {"passed": False, "possible": False, "says": "The status list would be needed."}
    for checks, verdict in (
        ([missing, {"passed": True, "says": "It is valid."}], "Could not be checked now."),
        ([missing, *award["checks"]], "Not valid now."),
        ([{"passed": True, "says": "It is valid."}], "Not valid now."),
    ):
        text = page(FOUND | {"awards": [award | {"checks": checks}]})
        assert f"<strong>{verdict}</strong>" in text
        assert ("Not possible: <bdi>The status list" in text) is (missing in checks)
