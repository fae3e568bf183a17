"""The process that solves: questions come in by its standard input, answers go out, one after the other.

Each message is its length in four bytes and a pickle; both ends are this package, in one user's processes.
"""

import os
import pickle
import signal
import sys
from typing import BinaryIO

from skillsgraph.answers.pathways.task import LENGTH, Task
from skillsgraph.errors import InputError, SolverFailed


def _outcome(task: Task[object]) -> object:
    try:
        return task.run()
    except (InputError, SolverFailed) as error:
        return error
    except Exception as error:  # its kind is told, its words may hold what was asked
        return SolverFailed(f"The solver failed: {type(error).__name__}.")


def _send(stream: BinaryIO, thing: object) -> None:
    data = pickle.dumps(thing)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def main() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A solver that prints must not print into the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    source = sys.stdin.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        task = pickle.loads(source.read(LENGTH.unpack(head)[0]))  # noqa: S301 - from our own parent
        _send(out, _outcome(task))


if __name__ == "__main__":
    main()
