from pathlib import Path

import pytest

from skillsgraph.errors import UnknownFramework
from skillsgraph.frameworks.contract import Options, Sourced
from skillsgraph.frameworks.registry import WRITERS, writer_for
from skillsgraph.frameworks.sample.reader import READER, sample_folder
from skillsgraph.frameworks.writing import Content


@pytest.fixture(scope="module")
def sample() -> Content:
    folder: Path = sample_folder()
    rows = READER.read(folder, Options())
    return Content(
        READER.open(folder, Options()).framework, [row.item for row in rows if isinstance(row, Sourced)]
    )


@pytest.mark.parametrize("code", sorted(WRITERS))
def test_the_sample_goes_into_every_format_and_what_is_lost_is_told(sample: Content, code: str) -> None:
    written = writer_for(code)(sample)
    assert written.lost
    for skill in sample.skills if code != "sssom" else ():
        assert skill.encode() in written.data
    assert writer_for(code)(sample) == written


def test_a_format_that_nobody_writes_is_named() -> None:
    with pytest.raises(UnknownFramework, match="case, ctdl"):
        writer_for("papyrus")
