"""What is solved in a process of its own, and how messages between processes begin."""

import struct
from typing import Protocol, TypeVar

Answer = TypeVar("Answer", covariant=True)

# The length of the pickle that follows.
LENGTH = struct.Struct(">I")


class Task(Protocol[Answer]):
    """Work that goes to a process whole, as a pickle, and comes back as its answer."""

    @property
    def seconds(self) -> float:
        """About how long it may take."""

    def run(self) -> Answer:
        """The answer; may raise InputError or SolverFailed."""
