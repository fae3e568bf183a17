import json
import os
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from skillsgraph.errors import JsonInvalid, SourceError
from skillsgraph.frameworks.contract import Options, Skipped, Sourced
from skillsgraph.frameworks.ctdl.reader import READER
from skillsgraph.frameworks.ctdl.writer import write
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.frameworks import (
    AtLevel,
    Broader,
    Collection,
    Contains,
    HasLevel,
    Item,
    Level,
    Match,
    MatchKind,
    Related,
    Scale,
    Skill,
    SkillKind,
    Term,
    TermKind,
    Text,
)
from tests.support.sources import CTDL_FRAMEWORK

REAL = Path(os.environ.get("SKILLSGRAPH_TEST_DATA", "")) / "ctdl" / "frameworks"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="needs the real files: SKILLSGRAPH_TEST_DATA")
TURTLE = """
@prefix ceasn: <https://purl.org/ctdlasn/terms/> .
@prefix ceterms: <https://purl.org/ctdl/terms/> .
@prefix res: <https://example.org/resources/> .

res:ce-1 a ceasn:CompetencyFramework ;
    ceterms:ctid "ce-1" ; ceasn:name "Bees"@en-US ; ceasn:inLanguage "en-US" ;
    ceasn:publisherName "An example school"@en-US ; ceasn:dateModified "2024-05-06" ;
    ceasn:license <https://creativecommons.org/licenses/by/4.0/> ; ceasn:hasTopChild res:ce-2 .
res:ce-2 a ceasn:Competency ; ceasn:competencyText "Keeping bees"@en-US ; ceasn:isTopChildOf res:ce-1 .
res:ce-3 a ceasn:Competency ;
    ceasn:competencyLabel "Find the queen"@en-US ; ceasn:codedNotation "B.1" ;
    ceasn:competencyText "Find the queen among the bees of a hive."@en-US ;
    ceasn:competencyCategory "Skills"@en-US ; ceasn:isChildOf res:ce-2 ;
    ceasn:exactAlignment <https://example.org/other/queen> .
res:ce-4 a ceasn:Competency ; ceasn:competencyText "What bees eat"@en-US ;
    ceasn:competencyCategory "Knowledge"@en-US ; ceasn:isChildOf res:ce-2 ;
    ceasn:prerequisiteAlignment res:ce-3 .
"""


def written(tmp_path: Path, document: Any, name: str = "bees.json") -> Path:
    path = tmp_path / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def items_of(path: Path) -> list[Item]:
    rows = [*READER.read(path, Options())]
    assert [row for row in rows if isinstance(row, Skipped)] == []
    return [row.item for row in rows if isinstance(row, Sourced)]


def content_of(path: Path) -> Content:
    return Content(READER.open(path, Options()).framework, items_of(path))


def same(before: Content, after: Content) -> None:
    assert (before.framework.code, before.framework.version) == (
        after.framework.code,
        after.framework.version,
    )
    kinds = (
        Skill,
        Term,
        Text,
        Broader,
        Related,
        Match,
        Scale,
        Level,
        HasLevel,
        AtLevel,
        Collection,
        Contains,
    )
    for kind in kinds:
        assert Counter(map(repr, before.of(kind))) == Counter(map(repr, after.of(kind))), kind


@pytest.fixture
def framework() -> dict[str, Any]:
    return deepcopy(CTDL_FRAMEWORK)


def test_competencies_become_skills(tmp_path: Path, framework: dict[str, Any]) -> None:
    content = content_of(written(tmp_path, framework))
    assert (content.framework.code, content.framework.version) == ("bees-1", "2024-05-06")
    assert content.framework.language == "en"
    kinds = [one.kind for one in content.skills.values()]
    assert kinds == [SkillKind.GROUP, SkillKind.SKILL, SkillKind.KNOWLEDGE]
    queen = content.skills["https://example.org/resources/ce-3"]
    assert (queen.name, queen.code) == ("Find the queen", "B.1")
    assert queen.description == "Find the queen among the bees of a hive."
    assert len(content.of(Broader)) == 2
    assert [one.relation for one in content.of(Related)] == ["prerequisiteAlignment"]
    assert [(one.kind, one.object.uri) for one in content.of(Match)] == [
        (MatchKind.EXACT, "https://example.org/other/queen")
    ]


def rekeyed(value: Any, change: Any) -> Any:
    if isinstance(value, dict):
        return {change(name): rekeyed(inner, change) for name, inner in value.items()}
    return [rekeyed(one, change) for one in value] if isinstance(value, list) else value


def test_every_way_of_writing_says_the_same(tmp_path: Path, framework: dict[str, Any]) -> None:
    meant = content_of(written(tmp_path, framework))
    in_full = rekeyed(
        framework,
        lambda name: name.replace("ceasn:", "https://purl.org/ctdlasn/terms/").replace(
            "ceterms:", "https://purl.org/ctdl/terms/"
        ),
    )
    bare = rekeyed(framework, lambda name: name.rpartition(":")[2])
    short = json.loads(json.dumps(framework).replace("https://example.org/resources/", "res:"))
    short["@context"] = [short["@context"], {"res": "https://example.org/resources/"}]
    envelope = {"envelope_type": "resource_data", "decoded_resource": framework}
    for document in (in_full, bare, short, envelope, framework["@graph"]):
        same(meant, content_of(written(tmp_path, document)))
    same(meant, content_of(written(tmp_path, TURTLE, "bees.ttl")))


def test_a_hierarchy_may_be_told_from_above(tmp_path: Path, framework: dict[str, Any]) -> None:
    top, *others = framework["@graph"][1:]
    for one in others[:1]:
        del one["ceasn:isChildOf"]
    top["ceasn:hasChild"] = [one["@id"] for one in others]
    assert len(content_of(written(tmp_path, framework)).of(Broader)) == 2


def test_other_languages_are_kept(tmp_path: Path, framework: dict[str, Any]) -> None:
    queen = framework["@graph"][2]
    queen["ceasn:competencyLabel"]["fr"] = "Trouver la reine"
    queen["ceasn:competencyText"]["fr"] = "Trouver la reine dans la ruche."
    content = content_of(written(tmp_path, framework))
    uri = queen["@id"]
    names = {(one.language, one.text) for one in content.terms(uri, TermKind.PREFERRED)}
    assert names == {("en", "Find the queen"), ("fr", "Trouver la reine")}
    assert [one.language for one in content.of(Text)] == ["fr"]


def test_writing_and_reading_again_gives_the_same(tmp_path: Path, framework: dict[str, Any]) -> None:
    framework["@graph"] += [
        {"@id": "urn:scheme", "@type": "skos:ConceptScheme", "ceasn:name": "Depth"},
        {"@id": "urn:l1", "@type": "skos:Concept", "skos:prefLabel": "Low", "skos:inScheme": "urn:scheme"},
        {"@id": "urn:l2", "@type": "skos:Concept", "skos:prefLabel": "High", "skos:inScheme": "urn:scheme"},
        {
            "@id": "urn:set",
            "@type": "ceterms:Collection",
            "ceterms:name": "Some",
            "ceterms:hasMember": [framework["@graph"][2]["@id"]],
        },
    ]
    framework["@graph"][2] |= {
        "ceasn:complexityLevel": "urn:l2",
        "skos:altLabel": {"en": ["Spot the queen"], "fr": ["La reine"]},
    }
    before = content_of(written(tmp_path, framework))
    assert len(before.of(AtLevel)) == 1
    export = write(before)
    assert export.lost == ()
    same(before, content_of(written(tmp_path, export.data.decode(), "again.json")))


@pytest.mark.parametrize(
    "document", [{"@graph": []}, [], {"@id": "urn:a", "@type": "ceasn:Competency"}, "[1]"]
)
def test_what_is_no_framework_is_refused(tmp_path: Path, document: Any) -> None:
    with pytest.raises(SourceError) as caught:
        READER.open(written(tmp_path, document), Options())
    assert caught.value.where is not None
    assert caught.value.where.line == 1


def test_competencies_without_an_address_are_kept_however_they_are_written(tmp_path: Path) -> None:
    turtle = (
        TURTLE
        + """
res:ce-5 a ceasn:Competency ; ceasn:competencyText "A"@en ; ceasn:weight 2 ;
    ceasn:hasChild res:ce-9, _:c, [ a ceasn:Competency ; ceasn:competencyText "B"@en ] .
_:c a ceasn:Competency ; ceasn:competencyText "C"@en ; ceasn:isChildOf res:ce-5 .
_:d a ceasn:Competency ; ceasn:competencyText "D"@en ; ceasn:isChildOf res:ce-5 .
"""
    )
    text, competency = "ceasn:competencyText", {"@type": "ceasn:Competency"}
    below = [
        "res:ce-9",
        {"@id": "_:c"},
        competency | {text: "B"},
    ]
    json_ld = {
        "@graph": [
            {"@id": "res:ce-1", "@type": "ceasn:CompetencyFramework", "ceasn:name": "Bees"},
            competency | {"@id": "res:ce-5", text: "A", "ceasn:hasChild": below, "ceasn:weight": 2},
            competency | {"@id": "_:c", text: "C", "ceasn:isChildOf": "res:ce-5"},
            competency | {"@id": "_:d", text: "D", "ceasn:isChildOf": "res:ce-5"},
        ]
    }
    for path in (written(tmp_path, turtle, "blank.ttl"), written(tmp_path, json_ld)):
        content = content_of(path)
        names = [one.name for one in content.skills.values() if len(one.name) == 1]
        assert sorted(names) == ["A", "B", "C", "D"]
        ends = Counter(one.broader[-4:] for one in content.of(Broader))
        assert ends["ce-5"] == 3, path
        assert all(one.narrower in content.skills for one in content.of(Broader))
        notes = READER.open(path, Options()).notes
        assert "1 competencies tell weight, which has no place: not kept." in notes
        assert "1 competencies above or below others are not in this file: not kept." in notes


def test_json_with_comments_and_wrong_turtle_are_refused_with_their_line(tmp_path: Path) -> None:
    text = json.dumps(CTDL_FRAMEWORK, indent=1).replace(' "@graph"', ' // these\n "@graph"')
    with pytest.raises(JsonInvalid, match="Comments") as caught:
        READER.open(written(tmp_path, text), Options())
    assert caught.value.where is not None
    assert caught.value.where.line == 3
    with pytest.raises(SourceError, match="Turtle") as caught:
        READER.open(written(tmp_path, TURTLE.replace("res:ce-3 a", "res:ce-3 a a"), "bees.ttl"), Options())
    assert caught.value.where is not None
    assert caught.value.where.line is not None
    assert caught.value.where.line > 5


@needs_real
@pytest.mark.parametrize(
    ("name", "skills", "steps"),
    [
        ("ONET Abilities Competency Framework 9-27-19", 71, 67),
        ("ONET Basic Skills Competency Framework 9-27-19", 12, 10),
        ("ONET Cross-Functional Skills Competency Framework 9-27-19", 30, 25),
        ("ONET Knowledge Competency Framework 9-27-19", 41, 31),
        ("ConnectingCredentials", 91, 89),
        ("SampleCompetencyFramework_with_Envelope", 13, 0),
    ],
)
def test_real_frameworks_are_whole_and_survive_writing(
    tmp_path: Path, name: str, skills: int, steps: int
) -> None:
    before = content_of(REAL / f"{name}.json")
    assert (len(before.skills), len(before.of(Broader))) == (skills, steps)
    export = write(before)
    assert export.lost == ()
    same(before, content_of(written(tmp_path, export.data.decode())))


@needs_real
def test_a_scheme_of_levels_is_a_scale() -> None:
    content = content_of(REAL / "ConnectingCredentialsLevels.json")
    assert [one.rank for one in content.of(Level)] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len(content.of(HasLevel)) == 8
