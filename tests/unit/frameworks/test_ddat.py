from pathlib import Path

from skillsgraph.frameworks.contract import Options
from skillsgraph.frameworks.ddat.reader import FILE, READER
from tests.support.sources import DDAT, as_folder


def test_the_table_is_read_alone_as_in_its_folder(tmp_path: Path) -> None:
    folder = as_folder(tmp_path / "ddat", DDAT)
    for path in (folder, folder / FILE):
        assert READER.detect(path)
    alone, within = (READER.open(path, Options()) for path in (folder / FILE, folder))
    assert alone == within
    assert [*READER.read(folder / FILE, Options())] == [*READER.read(folder, Options())]
