"""What every registered reader keeps to. A new reader needs a small source in `tests/support/sources.py`."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from skillsgraph.errors import SourceError
from skillsgraph.frameworks.contract import Options, Reader, Skipped, Sourced
from skillsgraph.frameworks.registry import READERS
from skillsgraph.model.frameworks import (
    AtLevel,
    Broader,
    Collection,
    Contains,
    FrameworkKind,
    HasLevel,
    Item,
    JobRole,
    Level,
    Match,
    Observation,
    Rates,
    Reference,
    Related,
    ReplacedBy,
    Requires,
    Scale,
    Skill,
    Term,
    Text,
)
from tests.support.sources import MADE, SMALL, as_folder, as_zip

NOTHING_SAID = Options()


@pytest.fixture(params=READERS, ids=lambda reader: str(reader.code))
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    assert found.code in SMALL, f"tests/support/sources.py has no small source for {found.code!r}"
    return found


@pytest.fixture
def source(reader: Reader, tmp_path: Path) -> Path:
    name, files = SMALL[reader.code]
    return as_folder(tmp_path / "source" / name, files)


ENDS: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((Skill, JobRole, Scale, Level), ("uri", "name")),
    **dict.fromkeys((Requires, Rates), ("job_role", "skill")),
    Collection: ("uri",),
    Broader: ("narrower", "broader"),
    Related: ("skill", "other"),
    ReplacedBy: ("concept", "successor"),
    HasLevel: ("scale", "level"),
    AtLevel: ("concept", "level"),
    Contains: ("concept",),
}


def ends(item: Item) -> tuple[str, ...]:
    """The words of an item that stand in its row as they are."""
    match item:
        case Term() | Text():
            return item.concept, item.text.splitlines()[0]
        case Match():
            return told(item.subject), told(item.object)
        case Observation():
            return (told(item.subject),)
        case _:
            return tuple(getattr(item, name) for name in ENDS[type(item)])


def told(reference: Reference) -> str:
    return reference.uri or reference.code or ""


def test_a_reader_has_a_short_name_and_a_title(reader: Reader) -> None:
    assert reader.code.isidentifier()
    assert reader.code == reader.code.casefold()
    assert reader.title


def test_it_knows_its_own(reader: Reader, source: Path, tmp_path: Path) -> None:
    name, files = SMALL[reader.code]
    assert reader.detect(source)
    assert reader.detect(as_zip(tmp_path / f"{name}.zip", files))
    assert reader.detect(as_zip(tmp_path / "renamed.zip", files, top=name))


def test_it_knows_what_is_not_its_own(reader: Reader, tmp_path: Path) -> None:
    for code, (name, files) in SMALL.items():
        if code != reader.code:
            assert not reader.detect(as_folder(tmp_path / code / name, files))
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 and no more")
    others = (
        broken,
        as_folder(tmp_path / "empty", {}),
        as_folder(tmp_path / "other", {"readme.txt": "hello", "table.csv": "a,b\n1,2\n"}),
        as_zip(tmp_path / "empty.zip", {}),
        tmp_path / "missing",
        Path("a\0b"),
    )
    for other in others:
        assert not reader.detect(other), other


def test_it_says_whose_rows_they_are(reader: Reader, source: Path) -> None:
    framework = reader.open(source, NOTHING_SAID).framework
    assert framework.code == framework.code.casefold()
    assert all((framework.code, framework.version, framework.name, framework.uri, framework.language))
    assert framework.licence
    assert framework.attribution


def test_reading_twice_gives_the_same(reader: Reader, source: Path, tmp_path: Path) -> None:
    first = [*reader.read(source, NOTHING_SAID)]
    assert first
    assert [*reader.read(source, NOTHING_SAID)] == first
    name, files = SMALL[reader.code]
    assert [*reader.read(as_zip(tmp_path / f"{name}.zip", files), NOTHING_SAID)] == first


def test_the_digest_names_the_content_and_not_the_path(reader: Reader, source: Path, tmp_path: Path) -> None:
    name, files = SMALL[reader.code]
    opened = reader.open(source, NOTHING_SAID)
    assert reader.open(as_folder(tmp_path / "copy" / name, files), NOTHING_SAID) == opened
    assert reader.open(as_zip(tmp_path / f"{name}.zip", files), NOTHING_SAID) == opened
    for number, file in enumerate(opened.files):
        longer = as_folder(tmp_path / str(number) / name, {**files, file: lengthened(file, files[file])})
        assert reader.open(longer, NOTHING_SAID).digest != opened.digest, file


def test_concepts_come_before_relations(reader: Reader, source: Path) -> None:
    items = [row.item for row in reader.read(source, NOTHING_SAID) if isinstance(row, Sourced)]
    are_concepts = [isinstance(item, Skill | JobRole | Collection | Scale | Level) for item in items]
    assert are_concepts == sorted(are_concepts, reverse=True)
    assert any(are_concepts) == (reader.open(source, NOTHING_SAID).framework.kind is FrameworkKind.CONCEPTS)
    assert not all(are_concepts)


def test_positions_are_true(reader: Reader, source: Path) -> None:
    """The words of each item stand between the line it names and the next line that another one names."""
    rows = [*reader.read(source, NOTHING_SAID)]
    files = reader.open(source, NOTHING_SAID).files
    lines_named: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        assert row.file in files
        lines_named[row.file].add(row.line)
    for row in rows:
        lines = (source / row.file).read_text(encoding="utf-8").split("\n")
        assert 1 <= row.line <= len(lines)
        if row.line == 1:  # not one row: it is what the file as a whole tells
            assert isinstance(row, Sourced)
            assert isinstance(row.item, Collection | Scale | Level | HasLevel)
            continue
        later = [line for line in lines_named[row.file] if line > row.line]
        row_text = "\n".join(lines[row.line - 1 : min(later, default=len(lines) + 1) - 1])
        for words in ends(row.item) if isinstance(row, Sourced) else ():
            made = MADE.get(reader.code)
            assert words in row_text or (made and words.startswith(made)), row


def test_a_sound_source_has_no_skipped_rows_and_every_file_counts(reader: Reader, source: Path) -> None:
    rows = [*reader.read(source, NOTHING_SAID)]
    assert [row for row in rows if isinstance(row, Skipped)] == []
    lines: dict[str, dict[int, int]] = defaultdict(dict)
    for row in rows:
        if row.line > 1 and isinstance(row, Sourced):
            lines[row.file][row.line] = max(row.rows, lines[row.file].get(row.line, 0))
    assert {file: sum(found.values()) for file, found in lines.items()} == reader.open(
        source, NOTHING_SAID
    ).files


def test_reading_is_a_stream_and_leaves_the_source_alone(reader: Reader, source: Path) -> None:
    before = {path.name: path.read_bytes() for path in source.iterdir()}
    stream = reader.read(source, NOTHING_SAID)
    assert iter(stream) is stream
    next(stream)
    reader.open(source, NOTHING_SAID)
    assert sum(1 for _ in stream)
    assert {path.name: path.read_bytes() for path in source.iterdir()} == before


def lengthened(file: str, content: str | bytes) -> bytes:
    """Another file that is as sound: a table with its last row again, a document with a blank line."""
    lines = bytes_of(content).splitlines(keepends=True)
    return b"".join([*lines, lines[-1] if file.endswith((".csv", ".tsv", ".txt")) else b"\n"])


def bytes_of(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def cut(content: bytes) -> bytes:
    return content[:-2]


def cut_in_a_cell(content: bytes) -> bytes:
    rows, last = content[:-1].rsplit(b"\n", 1)
    return rows + b"\n" + last[: len(last) // 3]


def not_utf8(content: bytes) -> bytes:
    return content[:-1] + b"\xe9\n"


def another_header(content: bytes) -> bytes:
    return b"something,else\n" + content.partition(b"\n")[2]


def emptied(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [cut, cut_in_a_cell, not_utf8, another_header, emptied])
def test_opening_finds_damage_in_every_file(
    reader: Reader, source: Path, damage: Callable[[bytes], bytes]
) -> None:
    for file in reader.open(source, NOTHING_SAID).files:
        sound = (source / file).read_bytes()
        (source / file).write_bytes(damage(sound))
        with pytest.raises(SourceError) as caught:
            reader.open(source, NOTHING_SAID)
        where = caught.value.where
        assert where is not None
        assert where.file == file
        assert where.line is not None
        assert caught.value.hint
        (source / file).write_bytes(sound)
    reader.open(source, NOTHING_SAID)


def test_a_path_to_nothing_is_refused_with_its_name(reader: Reader, tmp_path: Path) -> None:
    for call in (reader.open, lambda path, options: [*reader.read(path, options)]):
        with pytest.raises(SourceError) as caught:
            call(tmp_path / "missing.zip", NOTHING_SAID)
        assert "missing.zip" in str(caught.value)
