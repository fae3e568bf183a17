"""Whatever is handed in, a process that verifies it stays within a bound of memory."""

import subprocess
import sys
from typing import Any

from tests.architecture.rules import ROOT

MOST_MEGABYTES = 300
_ALL = """
import sys
from tests.support.memory import peak_megabytes
from tests.support.openbadges_vectors import vectors, verify
names = [verify(one).outcome for one in vectors() if one.set == "attacks"]
print(len(names), peak_megabytes())
"""


def test_all_attacks_in_one_process_take_little_memory(test_data: Any) -> None:
    test_data("openbadges")
    done = subprocess.run([sys.executable, "-c", _ALL], capture_output=True, text=True, cwd=ROOT, timeout=300)
    assert done.returncode == 0, done.stderr
    files, megabytes = map(int, done.stdout.split())
    assert files >= 32
    assert megabytes < MOST_MEGABYTES
