"""Which credentials lead this person there, at what price, in what order?"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar
from weakref import WeakKeyDictionary

from skillsgraph.answers.model import Profile
from skillsgraph.answers.pathways.asked import Ask, ConflictFound, PathPlan, Pathways
from skillsgraph.answers.pathways.conflict import kept_to
from skillsgraph.answers.pathways.job import Job, Solved
from skillsgraph.answers.pathways.pool import Solvers, open_solvers
from skillsgraph.answers.pathways.question import Question, pose
from skillsgraph.answers.pathways.report import Reporter, conflict
from skillsgraph.answers.pathways.solvers import HIGHS
from skillsgraph.answers.pathways.task import Task
from skillsgraph.answers.policy import Policy
from skillsgraph.errors import SolverBusy
from skillsgraph.graph.access import Graph

Told = TypeVar("Told")
_SOLVERS: WeakKeyDictionary[Graph, Solvers] = WeakKeyDictionary()


@asynccontextmanager
async def solving(graph: Graph, processes: int, waiting: int) -> AsyncIterator[None]:
    """Solvers for the questions of a graph, for as long as the application lives."""
    async with open_solvers(processes, waiting) as solvers:
        _SOLVERS[graph] = solvers
        try:
            yield
        finally:
            _SOLVERS.pop(graph, None)


def solvers_of(graph: Graph) -> Solvers:
    """The solvers of a graph.

    Raises:
        SolverBusy: The application has ended, or has not begun.
    """
    solvers = _SOLVERS.get(graph.whole)
    if solvers is None:
        raise SolverBusy("The solvers are not running.")
    return solvers


async def answered(graph: Graph, task: Task[Told]) -> Told:
    """What a task comes to: by the solvers of a graph; where no application runs, in a thread.

    Raises:
        SolverBusy: Too many questions wait; SolverFailed: the solver did not answer.
    """
    solvers = _SOLVERS.get(graph.whole)
    return await (solvers.solve(task) if solvers else asyncio.to_thread(task.run))


async def pathways(graph: Graph, profile: Profile, ask: Ask, policy: Policy) -> Pathways:
    """Plans to a target, each audited, the best first.

    Raises:
        InputError: The target is not exactly one of a role, skills and a credential; a number means nothing.
        SkillNotFound, JobRoleNotFound, CredentialNotFound: Something named is not in the graph.
        SolverBusy: Too many questions wait; SolverFailed: the solver did not answer.
    """
    solvers = solvers_of(graph)
    question = await pose(graph, profile, ask, policy)
    job = Job(question.instance, question.constraints, ask.goals, ask.first, ask.seconds, ask.solver or HIGHS)
    return told(question, await solvers.solve(job), ask, policy)


def told(question: Question, solved: Solved, ask: Ask, policy: Policy) -> Pathways:
    """The answer in the units of the world."""
    answer = solved.answer
    reporter = Reporter(question, question.constraints, ask.as_of)
    plans = tuple(reporter.plan(one) for one in answer.plans)
    found = None
    if solved.conflict is not None:
        kept = kept_to(question.constraints, solved.conflict.relaxed)
        found = conflict(question, kept, ask.as_of, solved.conflict)
    wanted = question.instance.wanted
    reached = (
        question.instance.award in question.instance.held
        if question.instance.award is not None
        else all(one.base >= 1000 for one in wanted if one.essential)
    )
    return Pathways(
        plans=plans,
        already_reached=reached,
        untaught=question.untaught,
        left_out=question.left_out,
        conflict=found,
        proven=answer.proven,
        seconds=round(answer.seconds, 3),
        considered=len(question.instance.courses),
        policy=policy.name,
        explanation=_explain(question, plans, found, reached=reached),
    )


def _explain(
    question: Question, plans: Sequence[PathPlan], found: ConflictFound | None, *, reached: bool
) -> str:
    if reached:
        return f"“{question.target}” is reached already: nothing needs to be taken."
    untaught = len(question.untaught)
    rest = f" {untaught} of the lacking skills are taught by no credential here." if untaught else ""
    best = plans[0].explanation if plans else found.explanation if found else "no plan was found in time."
    return f"To “{question.target}”: {best}{rest}"
