"""How much memory this process took at most."""

import resource
import sys
from pathlib import Path

_LINUX = Path("/proc/self/status")


def peak_megabytes() -> int:
    """The most memory that was resident at one time, in MiB.

    On Linux `ru_maxrss` of a child begins with what its parent had, so it would measure the run of tests
    around it; the kernel's own high-water mark of the address space does not.
    """
    if _LINUX.exists():
        line = next(line for line in _LINUX.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
        1024 ** (2 if sys.platform == "darwin" else 1)
    )
