import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.badgr.reader import READER
from skillsgraph.frameworks.contract import Offered, Options
from skillsgraph.model.credentials import Credential, CredentialKind, Organization, Rule, RuleKind

REAL = Path(os.environ.get("SKILLSGRAPH_TEST_DATA", "")) / "ctdl" / "pathways"
BADGE = "https://badges.example.org/"
STEP = "https://badgr.com/pathway-elements/"


def element(own: str, *children: Any, **parts: Any) -> dict[str, Any]:
    badge = parts.pop("badge", None)
    counted = (
        {"@type": "atLeastN", "requiredCount": parts.pop("count")} if "count" in parts else {"@type": "all"}
    )
    return {
        "elementId": own,
        "name": parts.pop("name", own),
        "completionBadge": {"badgeUrl": BADGE + badge} if badge else None,
        "requirements": {
            "childElementRequirements": {"countRule": {"@type": "all"}},
            "nonChildElementRequirements": {
                "countRule": {"@type": "all"},
                "elementIds": parts.pop("others", []),
            },
            "badgeRequirements": {
                "countRule": counted,
                "requiredBadges": [{"badgeUrl": BADGE + one} for one in parts.pop("badges", [])],
            },
            "shortcutBadges": [{"badgeUrl": BADGE + one} for one in parts.pop("shortcuts", [])],
        },
        "children": list(children),
        **parts,
    }


def offered(path: Path) -> dict[str, Organization | Credential]:
    return {one.item.uri: one.item for one in READER.read(path, Options()) if isinstance(one, Offered)}


def written(tmp_path: Path, root: Any) -> Path:
    path = tmp_path / "pathway.json"
    path.write_text(json.dumps(root), encoding="utf-8")
    return path


def rules(rule: Rule | None) -> Iterator[Rule]:
    if rule is not None:
        yield rule
        for option in rule.options:
            if isinstance(option, Rule):
                yield from rules(option)


def test_elements_become_credentials_with_rules(tmp_path: Path) -> None:
    root = element(
        "root",
        element("two", badges=["a", "b", "c"], count=2),
        element("all", badges=["a"], others=["two"], shortcuts=["x"]),
        element("optional", badges=["d"], requiredForParentCompletion=False),
        badge="whole",
        name="The whole",
    )
    found = offered(written(tmp_path, root))
    two, both, whole = found[STEP + "two"], found[STEP + "all"], found[BADGE + "whole"]
    assert isinstance(two, Credential)
    assert isinstance(both, Credential)
    assert isinstance(whole, Credential)
    assert two.kind is CredentialKind.PATHWAY
    assert two.completion == Rule(RuleKind.AT_LEAST, (BADGE + "a", BADGE + "b", BADGE + "c"), count=2)
    needed = Rule(RuleKind.ALL, (Rule(RuleKind.ALL, (BADGE + "a",)), Rule(RuleKind.ALL, (STEP + "two",))))
    assert both.completion == Rule(RuleKind.ANY, (needed, BADGE + "x"))
    assert (whole.kind, whole.name) == (CredentialKind.BADGE, "The whole")
    assert whole.completion == Rule(RuleKind.ALL, (STEP + "two", STEP + "all"))
    pathway = found[STEP + "root"]
    assert isinstance(pathway, Credential)
    assert pathway.completion == Rule(RuleKind.ALL, (BADGE + "whole",))
    assert isinstance(found[BADGE], Organization)


def test_what_is_no_pathway_is_refused(tmp_path: Path) -> None:
    for root in ([], {}, {"elementId": 5, "badgeRequirements": 1}):
        with pytest.raises(SourceError, match=r"pathway\.json:1"):
            offered(written(tmp_path, root))


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")
def test_the_real_pathway_is_whole() -> None:
    """92 badges, the pathway and 11 steps that award nothing; 23 conditions with 232 targets."""
    found = offered(REAL / "EmpoweringTeachingExcellence_Badgr.json")
    credentials = [one for one in found.values() if isinstance(one, Credential)]
    assert Counter(one.kind for one in credentials) == {CredentialKind.BADGE: 92, CredentialKind.PATHWAY: 12}
    below = [one for one in credentials if one.uri != f"{STEP}5c0ee7d2be9f4f12c5b8581d"]
    conditions = [
        rule
        for one in below
        for rule in rules(one.completion)
        if all(isinstance(option, str) for option in rule.options)
    ]
    assert len(conditions) == 23
    assert sum(len(rule.options) for rule in conditions) == 232
    assert {uri for rule in conditions for uri in rule.uris()} <= found.keys()
