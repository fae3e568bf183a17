"""What no reader may be brought down by, whoever packed it: of frameworks and of credentials alike."""

import json
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skillsgraph.errors import SkillsGraphError, SourceError, SourceTooLarge
from skillsgraph.frameworks import documents
from skillsgraph.frameworks.catalogue import read_catalogue
from skillsgraph.frameworks.contract import CatalogueReader, Options, Reader, Skipped
from skillsgraph.frameworks.elm.reader import READER as ELM
from skillsgraph.frameworks.registry import CATALOGUE_READERS, READERS
from skillsgraph.jsonld.text import JsonLimits
from tests.support.sources import OFFERED, SMALL, as_folder, as_zip

NOTHING_SAID = Options()
MEGABYTE = 1024**2
Any_Reader = Reader | CatalogueReader
# Those whose source is one document; the others read tables, or either.
DOCUMENTS = {"case", "ctdl", "nice"}
# Those whose tables grow by a row that stands again; the rest learn what they need of each row.
STREAMS = ("crosswalk", "ddat", "esco", "observations", "onet", "rsd", "sssom")


def name_of(reader: Any_Reader) -> str:
    return f"{reader.code}{'' if reader in READERS else ' credentials'}"


def files_of(reader: Any_Reader) -> dict[str, bytes]:
    """The files of its small source."""
    if reader in READERS:
        found = SMALL[reader.code][1]
        return {name: one.encode() if isinstance(one, str) else one for name, one in found.items()}
    name, document = OFFERED[reader.code]
    return {name: json.dumps(document).encode()}


def run(reader: Any_Reader, path: Path) -> list[object]:
    """Whatever a user would do with it."""
    reader.detect(path)
    if isinstance(reader, tuple(type(one) for one in READERS)):
        reader.open(path, NOTHING_SAID)
    return [*reader.read(path, NOTHING_SAID)]


@pytest.fixture(params=[*READERS, *CATALOGUE_READERS], ids=name_of)
def reader(request: pytest.FixtureRequest) -> Any_Reader:
    found: Any_Reader = request.param
    known = SMALL if found in READERS else OFFERED
    assert found.code in known, f"tests/support/sources.py has no small source for {name_of(found)!r}"
    return found


@pytest.fixture
def peak() -> Iterator[list[int]]:
    """The most memory that Python held, in bytes, once the test is through."""
    tracemalloc.start()
    yield []
    tracemalloc.stop()


def test_a_sound_source_is_read(reader: Any_Reader, tmp_path: Path) -> None:
    found = run(reader, as_zip(tmp_path / "sound.zip", files_of(reader), top=_top(reader)))
    assert found
    assert not [one for one in found if isinstance(one, Skipped)]


def _top(reader: Any_Reader) -> str:
    return SMALL[reader.code][0] if reader in READERS else ""


def test_a_bomb_in_a_zip_is_refused_unread(reader: Any_Reader, tmp_path: Path, peak: list[int]) -> None:
    path = _bomb(reader, tmp_path / "bomb.zip")
    tracemalloc.reset_peak()
    with pytest.raises(SkillsGraphError, match="packed size"):
        run(reader, path)
    assert tracemalloc.get_traced_memory()[1] < 4 * MEGABYTE


def _bomb(reader: Any_Reader, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(files_of(reader).items()):
            blown = content + b" " * (0 if place else 11 * MEGABYTE)
            archive.writestr(f"{_top(reader)}/{name}".lstrip("/"), blown)
    return path


AWAY = ("../", "../../etc/", "/", "C:\\", "..\\")


@pytest.mark.parametrize("away", AWAY)
def test_a_name_that_leads_away_is_refused(reader: Any_Reader, tmp_path: Path, away: str) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    path = as_zip(inner / "away.zip", {f"{away}{name}": one for name, one in files_of(reader).items()})
    with pytest.raises(SourceError, match="leads out of it"):
        run(reader, path)
    assert [*tmp_path.rglob("*")] == [tmp_path / "a", inner, path]


def test_endless_nesting_is_refused(reader: Any_Reader, tmp_path: Path) -> None:
    """What would be in order, were it not for its depth: nothing else is wrong with it."""
    for name, content in files_of(reader).items():
        if name.endswith(("json", "jsonld")) and content.lstrip().startswith(b"{"):
            deep = b'{"deep": ' + b"[" * 1000 + b"]" * 1000 + b", " + content.lstrip()[1:]
            folder = as_folder(tmp_path / (_top(reader) or "source"), {name: deep})
            with pytest.raises(SourceTooLarge, match="nested"):
                run(reader, folder)


def test_endless_elements_are_refused(tmp_path: Path) -> None:
    xml = (
        '<loq xmlns="http://data.europa.eu/snb/model/ap/loq-constraints/">'
        + "<a>" * 100
        + "</a>" * 100
        + "</loq>"
    )
    folder = as_folder(tmp_path / "source", {"deep.xml": f"<!-- data.europa.eu/snb/model -->{xml}"})
    with pytest.raises(SourceError, match="nested more than"):
        run(ELM, folder)


def test_an_alias_is_refused_with_its_line(tmp_path: Path) -> None:
    """A few lines of aliases to aliases are a file without an end; nothing else is wrong with this one."""
    path = tmp_path / "alias.yaml"
    path.write_text(
        "organizations:\n- &one {uri: 'https://example.org/a', name: A, kind: OTHER}\ncredentials: []\n"
    )
    assert [*read_catalogue(path)]
    path.write_text(path.read_text().replace("credentials: []", "- *one\ncredentials: []"))
    with pytest.raises(SourceError, match=r"alias.yaml:2.*[Aa]liases"):
        [*read_catalogue(path)]


# What keeps each of them out, taken away: then the tests above must fail.
GUARDS: dict[str, tuple[str, object, Callable[[Path], None]]] = {
    "names": (
        "skillsgraph.frameworks.packing._leads_away",
        lambda name: False,
        lambda path: test_a_name_that_leads_away_is_refused(READERS[0], path, "../"),
    ),
    "nesting of JSON": (
        "skillsgraph.jsonld.text.JsonLimits.depth",
        None,
        lambda path: test_endless_nesting_is_refused(_of("case"), path),
    ),
    "nesting of XML": (
        "skillsgraph.frameworks.elm.xml._DEEPEST",
        10_000,
        test_endless_elements_are_refused,
    ),
    "aliases": (
        "skillsgraph.frameworks.catalogue._check_tree",
        lambda file, root: None,
        test_an_alias_is_refused_with_its_line,
    ),
}


def _of(code: str) -> Any_Reader:
    return next(one for one in READERS if one.code == code)


@pytest.mark.parametrize("guard", GUARDS)
def test_without_its_guard_each_would_come_in(
    guard: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, instead, check = GUARDS[guard]
    if instead is None:  # a default of a dataclass is that of its constructor
        lax = JsonLimits(depth=10**9)
        monkeypatch.setattr("skillsgraph.jsonld.text.JsonLimits", lambda: lax)
    else:
        monkeypatch.setattr(place, instead)
    with pytest.raises((pytest.fail.Exception, AssertionError)):
        check(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "cp500"])
def test_another_encoding_is_refused(reader: Any_Reader, tmp_path: Path, encoding: str) -> None:
    for name, content in files_of(reader).items():
        text = content.decode("utf-8-sig") + "\u00e9\n"
        whole = {**files_of(reader), name: text.encode(encoding, "replace")}
        folder = as_folder(tmp_path / name.partition(".")[0] / (_top(reader) or "source"), whole)
        with pytest.raises(SkillsGraphError) as caught:
            run(reader, folder)
        assert caught.value.http_status < 500


def test_comments_in_json_are_refused_with_their_line(reader: Any_Reader, tmp_path: Path) -> None:
    for name, content in files_of(reader).items():
        if not name.endswith(("json", "jsonld")):
            continue
        document = json.dumps(json.loads(content), indent=1).replace("\n", "\n// a comment\n", 1)
        folder = as_folder(tmp_path / (_top(reader) or "source"), {name: document})
        with pytest.raises(SkillsGraphError, match=rf"{name}:2"):
            run(reader, folder)


@pytest.mark.parametrize("code", sorted(DOCUMENTS | OFFERED.keys()))
def test_a_document_beyond_the_cap_is_refused(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "MOST_BYTES", 100)
    for reader in (*READERS, *CATALOGUE_READERS):
        if reader.code == code and any(len(one) > 100 for one in files_of(reader).values()):
            folder = as_folder(tmp_path / name_of(reader), files_of(reader))
            with pytest.raises(SourceTooLarge, match="limit"):
                run(reader, folder)


@pytest.mark.parametrize("code", STREAMS)
def test_ten_times_the_size_takes_no_more_memory(code: str, tmp_path: Path, peak: list[int]) -> None:
    reader = next(one for one in READERS if one.code == code)
    folder_name, _ = SMALL[code]
    held = []
    for times in (100, 1_000):
        files = {
            name: content + content.rstrip(b"\n").rpartition(b"\n")[2].join([b"", b"\n"]) * times
            for name, content in files_of(reader).items()
        }
        folder = as_folder(tmp_path / str(times) / folder_name, files)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        reader.open(folder, NOTHING_SAID)
        rows = sum(1 for _ in reader.read(folder, NOTHING_SAID))
        held.append(tracemalloc.get_traced_memory()[1] - before)
        assert rows > times
    assert held[1] < held[0] + MEGABYTE // 2, held
