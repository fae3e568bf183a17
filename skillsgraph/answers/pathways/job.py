"""One question for a solver as a whole: solved, each plan audited, or the conflict named."""

from dataclasses import dataclass

from skillsgraph.answers.pathways.audit import faults
from skillsgraph.answers.pathways.conflict import Conflict, conflict_of
from skillsgraph.answers.pathways.instance import Constraints, Goal, Instance
from skillsgraph.answers.pathways.solve import Answer, solve
from skillsgraph.errors import SolverFailed

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

    def run(self) -> "Solved":
        """As `work`."""
        return work(self)


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
