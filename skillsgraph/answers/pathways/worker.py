"""The process that solves: questions come in by its standard input, answers go out, one after the other.

Each message is its length in four bytes and a pickle; both ends are this package, in one user's processes.
"""

import os
import pickle
import signal
import struct
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from skillsgraph.answers.pathways.audit import faults
from skillsgraph.answers.pathways.conflict import Conflict, conflict_of
from skillsgraph.answers.pathways.instance import Constraints, Goal, Instance
from skillsgraph.answers.pathways.solve import Answer, solve
from skillsgraph.errors import InputError, SkillsGraphError, SolverFailed

LENGTH = struct.Struct(">I")
# Of the whole time, what the search for a conflict may take after that for plans.
_FOR_CONFLICT = 0.5


@dataclass(frozen=True, slots=True)
class Job:
    """One question for a solver, to be answered within about `seconds`."""

    instance: Instance
    constraints: Constraints
    goals: tuple[Goal, ...]
    first: int
    seconds: float
    solver: str


@dataclass(frozen=True, slots=True)
class Solved:
    """Plans; or when there are none, why."""

    answer: Answer
    conflict: Conflict | None


def work(job: Job) -> Solved:
    """Solve, and audit every plan.

    Raises:
        InputError: A number is negative, or the solver is not here.
        SolverFailed: A plan did not stand up to the audit.
    """
    answer = solve(
        job.instance,
        job.constraints,
        goals=job.goals,
        first=job.first,
        seconds=job.seconds,
        solver=job.solver,
    )
    for plan in answer.plans:
        if found := faults(job.instance, job.constraints, plan.ways):
            raise SolverFailed(f"A plan did not stand up to the audit: {found[0]}.")
    if answer.plans or not answer.proven:
        return Solved(answer, None)
    seconds = max(job.seconds - answer.seconds, job.seconds * _FOR_CONFLICT)
    return Solved(
        answer,
        conflict_of(job.instance, job.constraints, goals=job.goals, seconds=seconds, solver=job.solver),
    )


def _outcome(job: Job) -> Solved | SkillsGraphError:
    try:
        return work(job)
    except (InputError, SolverFailed) as error:
        return error
    except Exception as error:  # its kind is told, its words may hold what was asked
        return SolverFailed(f"The solver failed: {type(error).__name__}.")


def _send(stream: BinaryIO, thing: object) -> None:
    data = pickle.dumps(thing)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def main(arguments: Sequence[str] = ()) -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A solver that prints must not print into the answers.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    source = sys.stdin.buffer
    while len(head := source.read(LENGTH.size)) == LENGTH.size:
        job = pickle.loads(source.read(LENGTH.unpack(head)[0]))  # noqa: S301 - from our own parent
        _send(out, _outcome(job))


if __name__ == "__main__":
    main(sys.argv[1:])
