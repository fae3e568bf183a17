"""The demo answers from the sample, and from nothing else."""

import io
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from skillsgraph import demo, sample
from skillsgraph.frameworks.sample.reader import sample_folder


def played() -> str:
    out = io.StringIO()
    assert demo.run(Console(file=out, width=200), serving=False, port=0) == 0
    return "\n".join(line for line in out.getvalue().splitlines() if " s from the start" not in line)


def test_a_changed_row_of_the_sample_changes_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "sample"
    shutil.copytree(sample_folder(), changed)
    for module in (demo, sample):
        monkeypatch.setattr(module, "sample_folder", lambda: changed)
    before = played()
    for words in (
        "1. What does this person lack to be a healthcare assistant",
        "2. Which jobs fit?",
        "3. What to earn next?",
        "“Home Visits Badge” teaches",
        "home care aide",
        "Care at the Bedside",
    ):
        assert words in before
    skills = changed / "skills.csv"
    text = skills.read_text(encoding="utf-8")
    assert text.count(",listen actively,") == 1
    skills.write_text(text.replace(",listen actively,", ",lend an ear,"), encoding="utf-8")
    after = played()
    assert "lend an ear" in after
    assert after.replace("lend an ear", "listen actively").split() == before.split()
