"""The demo answers from the sample, and from nothing else."""

import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from skillsgraph import demo, sample
from skillsgraph.frameworks.sample.reader import sample_folder


def played() -> str:
    out = io.StringIO()
    assert demo.run(Console(file=out, width=200), serving=False, port=0) == 0
    return out.getvalue()


def test_a_changed_row_of_the_sample_changes_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "sample"
    shutil.copytree(sample_folder(), changed)
    for module in (demo, sample):
        monkeypatch.setattr(module, "sample_folder", lambda: changed)
    skills = changed / "skills.csv"
    text = skills.read_text(encoding="utf-8")
    assert text.count(",listen actively,") == 1
    skills.write_text(text.replace(",listen actively,", ",lend an ear,"), encoding="utf-8")
    told = played()
    for words in (
        "1. What does this person lack to be a healthcare assistant",
        "lend an ear",
        "2. Which jobs fit?",
        "3. What to earn next?",
        "“Home Visits Badge” teaches",
        "home care aide",
        "Care at the Bedside",
    ):
        assert words in told
    assert "listen actively" not in told


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another matter there")
@pytest.mark.parametrize(
    ("when", "sent", "status"),
    [("Press Ctrl-C to end.", signal.SIGINT, 130), ("A graph database is up", signal.SIGTERM, 143)],
)
def test_ended_by_a_signal_it_leaves_nothing_behind(
    tmp_path: Path, when: str, sent: int, status: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "skillsgraph", "demo", "--port", "0"],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert any(when in line for line in process.stdout)
    assert len(list(tmp_path.iterdir())) == 1
    process.send_signal(sent)
    assert process.wait(20) == status
    process.stdout.close()
    assert list(tmp_path.iterdir()) == []
