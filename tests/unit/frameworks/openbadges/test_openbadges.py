import json
import os
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Offered, Options, Skipped
from skillsgraph.frameworks.openbadges.reader import READER
from skillsgraph.model.credentials import Credential, CredentialKind, Organization, SkillRef

REAL = Path(os.environ.get("SKILLSGRAPH_TEST_DATA", "")) / "openbadges"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")
ACHIEVEMENT = {
    "id": "https://example.org/achievements/bees",
    "type": ["Achievement"],
    "achievementType": "MicroCredential",
    "name": "Bees",
    "description": "About bees.",
    "criteria": {"narrative": "Keep a hive for a year."},
    "alignment": [
        {"type": ["Alignment"], "targetName": "hives", "targetUrl": "https://example.org/skill/1"},
        {"type": ["Alignment"], "targetName": "no address"},
    ],
}


def read(path: Path) -> list[Any]:
    return [row.item if isinstance(row, Offered) else row for row in READER.read(path, Options())]


def written(tmp_path: Path, document: Any) -> Path:
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_an_issued_credential_tells_its_achievement_and_nobodys_name(tmp_path: Path) -> None:
    document = {
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": "https://example.org/guild", "type": "Profile", "name": "A guild"},
        "credentialSubject": {"id": "mailto:ada@example.org", "name": "Ada", "achievement": ACHIEVEMENT},
    }
    items = read(written(tmp_path, document))
    guild, badge = items
    assert isinstance(guild, Organization)
    assert isinstance(badge, Credential)
    assert (guild.uri, guild.name) == ("https://example.org/guild", "A guild")
    assert (badge.kind, badge.awarded_by) == (CredentialKind.MICRO_CREDENTIAL, guild.uri)
    assert badge.criteria == "Keep a hive for a year."
    assert badge.teaches == (SkillRef("https://example.org/skill/1"),)
    assert "ada" not in repr(items).casefold()


def test_a_badge_class_of_version_2(tmp_path: Path) -> None:
    document = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass",
        "id": "https://example.org/badge",
        "name": {"@value": "Bees", "@language": "en"},
        "criteria": "https://example.org/criteria",
        "issuer": "https://example.org/guild",
        "alignment": {"targetUrl": "https://example.org/skill/1"},
    }
    guild, badge = read(written(tmp_path, document))
    assert guild.name == "example.org"
    assert (badge.name, badge.kind) == ("Bees", CredentialKind.BADGE)
    assert (badge.criteria, len(badge.teaches)) == ("https://example.org/criteria", 1)


def test_criteria_given_as_a_list_are_all_kept(tmp_path: Path) -> None:
    criteria = [{"type": "Criteria", "narrative": "Keep a hive."}, "https://example.org/criteria", {"id": ""}]
    (badge,) = [
        one
        for one in read(
            written(tmp_path, ACHIEVEMENT | {"criteria": criteria, "creator": "https://example.org/g"})
        )
        if isinstance(one, Credential)
    ]
    assert badge.criteria == "Keep a hive.\nhttps://example.org/criteria"


def test_what_is_no_badge_is_refused_or_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no badge class"):
        read(written(tmp_path, {"type": "Assertion"}))
    nameless = {"type": "Achievement", "id": "https://example.org/a"}
    assert [row.field for row in read(written(tmp_path, nameless)) if isinstance(row, Skipped)] == ["id"]


def test_an_occupation_that_a_badge_is_aligned_to_is_what_it_prepares_for(tmp_path: Path) -> None:
    occupation = "http://data.europa.eu/esco/occupation/o1"
    aligned = [{"targetUrl": occupation}, {"targetUrl": "http://data.europa.eu/esco/skill/s1"}]
    made = {"type": "Achievement", "id": "https://example.org/a", "name": "A", "alignment": aligned}
    (badge,) = [one for one in read(written(tmp_path, made)) if isinstance(one, Credential)]
    assert badge.prepares_for == (occupation,)
    assert [one.skill for one in badge.teaches] == ["http://data.europa.eu/esco/skill/s1"]


FULL = [
    *("creditsAvailable", "fieldOfStudy", "humanCode", "otherIdentifier", "resultDescription"),
    *("specialization", "tag"),
]


@needs_real
@pytest.mark.parametrize(
    ("name", "skills", "unsaid"),
    [
        ("achievementAlignmentCase.json", 1, []),
        ("achievementAlignmentCe.json", 0, ["alignment"]),  # to a credential
        ("basicOpenBadgeCredential.json", 0, []),
        ("fullOpenBadge.json", 2, FULL),
        ("skillAssertionCase.json", 1, []),
        ("skillAssertionCtdl.json", 1, []),
        ("vectors/1edtech-ob20/assets/badgeclass1.json", 0, []),
    ],
)
def test_real_badges(name: str, skills: int, unsaid: list[str]) -> None:
    items = read(REAL / name)
    (badge,) = [one for one in items if isinstance(one, Credential)]
    assert len(badge.teaches) == skills
    assert [one.field for one in items if isinstance(one, Skipped)] == unsaid
