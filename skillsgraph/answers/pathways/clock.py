"""What is left of a work limit."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Seconds of the wall, since that is what the caller waits by."""

    limit: float
    started: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        return self.limit - self.passed()

    def passed(self) -> float:
        return time.monotonic() - self.started
