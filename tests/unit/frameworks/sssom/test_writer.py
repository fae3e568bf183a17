from dataclasses import replace
from pathlib import Path

from skillsgraph.frameworks.contract import Options, Sourced
from skillsgraph.frameworks.sssom.reader import READER
from skillsgraph.frameworks.sssom.writer import write
from skillsgraph.frameworks.writing import Content
from skillsgraph.model.frameworks import ConceptType, Item, Match, MatchKind, MatchStatus, Reference
from tests.support.sources import SMALL, as_folder


def content_of(path: Path) -> Content:
    rows = [*READER.read(path, Options())]
    items = [row.item for row in rows if isinstance(row, Sourced)]
    assert len(items) == len(rows)
    return Content(READER.open(path, Options()).framework, items)


def again(tmp_path: Path, content: Content) -> tuple[Content, tuple[str, ...]]:
    written = write(content)
    path = tmp_path / "again.tsv"
    path.write_bytes(written.data)
    return content_of(path), written.lost


def test_a_set_survives_its_own_format(tmp_path: Path) -> None:
    first = content_of(as_folder(tmp_path / "set", SMALL["sssom"][1]))
    second, lost = again(tmp_path, first)
    assert lost == ()
    assert second.of(Match) == first.of(Match) != []
    assert replace(second.framework, attribution="") == replace(first.framework, attribution="")


def test_what_was_accepted_stays_so_and_what_cannot_be_said_is_told(tmp_path: Path) -> None:
    framework = content_of(as_folder(tmp_path / "set", SMALL["sssom"][1])).framework

    def reference(name: str) -> Reference:
        return Reference(ConceptType.SKILL, f"https://example.org/{name}", name=f'"The"\t{name}\n')

    made = Match(reference("a"), reference("b"), MatchKind.CLOSE, justification="semapv:LexicalMatching")
    manual = replace(made, object=reference("c"), justification="semapv:ManualMappingCuration")
    items: list[Item] = [
        made,
        replace(manual, status=MatchStatus.PROPOSED),
        replace(made, object=reference("d"), status=MatchStatus.REJECTED),
        replace(made, object=Reference(ConceptType.SKILL, framework="x", code="1")),
    ]
    found, lost = again(tmp_path, Content(framework, items))
    assert [(one.object.name, one.status) for one in found.of(Match)] == [
        ('"The" b', MatchStatus.ACCEPTED),
        ('"The" c', MatchStatus.ACCEPTED),
    ]
    assert lost == (
        "1 matches of concepts that are known by a code only",
        "1 matches that were rejected",
        "1 proposals of people, which read as accepted",
    )
