"""The page of an offer: what was accepted can be kept as a file, whatever form it is signed in."""

import json
import re
from base64 import b64decode
from typing import Any

import pytest

from skillsgraph.http.claim import page

SHOWN = {
    "state": "accepted",
    "name": "First <b>aid</b>",
    "issuer": "A guild",
    "description": None,
    "skills": ["bandage"],
    "issuedOn": "2026-11-02",
    "validUntil": None,
    "result": None,
    "until": "2026-12-02",
}
BADGE = {"type": ["VerifiableCredential"], "name": "Erste Hilfe für alle </a><script>"}


@pytest.mark.parametrize(
    ("badge", "name", "kind"),
    [(BADGE, "badge.json", "application/vc"), ("aaa.bbb.ccc", "badge.jwt", "application/vc+jwt")],
)
def test_what_was_accepted_can_be_kept(badge: Any, name: str, kind: str) -> None:
    shown = page(SHOWN | {"badge": badge})
    (link,) = re.findall(r'<a download="([^"]+)" href="data:([^;]+);base64,([^"]+)">', shown)
    assert link[:2] == (name, kind)
    content = b64decode(link[2]).decode()
    assert (content if isinstance(badge, str) else json.loads(content)) == badge
    assert "<script>" not in shown


@pytest.mark.parametrize("state", ["open", "refused", "accepted"])
def test_what_was_not_signed_or_not_accepted_is_no_file(state: str) -> None:
    assert "download" not in page(SHOWN | {"state": state, "badge": None})
