"""The way of a small issuer on the command line: from a catalogue to a badge that is taken back."""

from datetime import date
from pathlib import Path

import pytest

from skillsgraph.credentials.contexts import pins
from skillsgraph.learners.issuing import award_id
from skillsgraph.model.ids import make_id
from tests.cypher.test_issuing import SVG
from tests.integration.conftest import Command
from tests.support.openbadges import NEEDS_DATA, ROOT

CATALOGUE = """organizations:
  - {uri: https://example.org/guild, name: A guild, kind: CHARITY}
credentials:
  - uri: https://example.org/first-aid
    name: First aid
    kind: BADGE
    awarded_by: https://example.org/guild
    validity_period: P99Y
"""
PEOPLE = "\n".join(
    [
        "learners:",
        "  - {key: ada, label: Ada, consents: [{purpose: ISSUING, text_version: '1'}]}",
        "  - {key: grace, label: Grace}",
    ]
)


def test_from_a_catalogue_to_a_badge_that_is_taken_back(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if ROOT is None:
        pytest.skip(NEEDS_DATA)
    assert pins()
    monkeypatch.setenv("SKILLSGRAPH_CONTEXTS_DIR", str(ROOT / "contexts"))
    monkeypatch.setenv("SKILLSGRAPH_PUBLIC_URL", "https://badges.example.org")
    monkeypatch.setenv("SKILLSGRAPH_ISSUER_PASSPHRASE", "correct horse battery")
    files = {
        "catalogue.yaml": CATALOGUE,
        "people.yaml": PEOPLE,
        "class.csv": "learner,issued_on\nada,2026-11-02\ngrace,2026-11-02\nnobody,2026-11-02\n",
        "badge.svg": SVG.decode(),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*arguments: str, ends: int = 0) -> str:
        done = command(*arguments)
        assert done.status == ends, done.err
        return done.out

    guild, aid = "https://example.org/guild", "https://example.org/first-aid"
    run("import", "catalogue", "./catalogue.yaml")
    assert "signs now" in run("keys", "issuer", "create", guild)
    learner = make_id("learner", "ada")
    assert f"{learner}\tada" in run("import", "learners", "./people.yaml")
    order = ("--credential", aid, "--image", "./badge.svg", "--out", "./badges")
    told = run("issue", "./class.csv", *order, ends=2).splitlines()
    award = award_id(learner, make_id("credential", aid), date(2026, 11, 2))
    assert told[0].split("\t") == ["2", learner, "issued", award]
    assert told[2].split("\t")[2:] == ["failed", told[2].split("\t")[3]]
    assert "LEARNER_NOT_FOUND" in told[2]
    assert run("revoke", award, "--reason", "A mistake") == f"{award}\tREVOKED\n"
    assert f"/issuers/{make_id('org', guild)}/did.json" in run("publish", guild, "--out", "./published")
    other = told[1].split("\t")[3]
    good = run("verify", f"./badges/{other}.svg", "--documents", "./published")
    assert "Verified:" in good
    assert "2125-11-02" in (tmp_path / "badges" / f"{other}.json").read_text()
    assert "Revoked:" in run("verify", f"./badges/{award}.json", "--documents", "./published", ends=2)
    run("bake", f"./badges/{other}.json", "./badge.svg", "./again.svg")
    assert (tmp_path / "again.svg").read_bytes() == (tmp_path / "badges" / f"{other}.svg").read_bytes()
    assert run("bake", "./badges/none.json", "./badge.svg", "./again.svg", ends=2) == ""
