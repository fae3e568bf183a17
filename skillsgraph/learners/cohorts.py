"""Those who study for one credential: how far each is, how many fulfil each rule, what a change would do."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from skillsgraph.answers import refs
from skillsgraph.answers.model import Ref
from skillsgraph.answers.pathways.answer import solvers_of
from skillsgraph.answers.programmes.cohort import RuleTotal
from skillsgraph.answers.programmes.holders import holders_of
from skillsgraph.answers.programmes.load import Loaded, load_programme
from skillsgraph.answers.programmes.model import Progress
from skillsgraph.answers.programmes.tasks import CohortTask
from skillsgraph.errors import LimitExceeded
from skillsgraph.graph.access import Graph
from skillsgraph.learners.access import Caller, scope_of
from skillsgraph.learners.profile import profiles_of
from skillsgraph.model.credentials import Rule
from skillsgraph.statements import cypher

MOST_LEARNERS = 10_000
# So many are audited in one go, so that others have their turn between.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Year:
    """Those whom the same completion rule holds for: how many of them fulfil each of its rules."""

    rules_as_of: date | None
    learners: int
    complete: int
    totals: tuple[RuleTotal, ...]


@dataclass(frozen=True, slots=True)
class CohortProgress:
    """Totals by the rules that people enrolled under, and the progress of those asked for."""

    ids: tuple[str, ...]
    years: tuple[Year, ...]
    progress: Mapping[str, Progress]


def differs(before: Progress, after: Progress) -> bool:
    """Whether a person's way to an award is another."""

    def way(one: Progress) -> tuple[object, ...]:
        return one.complete, one.reachable, frozenset(step.uri for step in one.missing), one.hours_left

    return way(before) != way(after)


async def members_of(graph: Graph, credential: Ref, cohort: str | None, caller: Caller) -> tuple[str, ...]:
    """The ids of those enrolled whom the caller may see, in the order of their labels.

    Raises:
        CredentialNotFound: There is no such credential.
        Unauthenticated, Forbidden: The caller sees no records.
        LimitExceeded: There are more than MOST_LEARNERS.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    rows = await graph.read(
        cypher("cohortLearners"),
        credential=named.id,
        cohort=cohort,
        most=MOST_LEARNERS + 1,
        **scope_of(caller),
    )
    if len(rows) > MOST_LEARNERS:
        raise LimitExceeded(f"More than {MOST_LEARNERS:,} learners are enrolled.", hint="Name a `cohort`.")
    return tuple(row["id"] for row in rows)


async def cohort_progress(
    graph: Graph,
    credential: Ref,
    ids: Sequence[str],
    shown: Sequence[str],
    *,
    as_of: date,
    trial: Rule | None = None,
) -> CohortProgress:
    """How far learners are whom the caller is known to see; with a `trial`, under that rule instead.

    Raises:
        NoRules: The credential has no completion rule.
        SolverBusy, SolverFailed: The solvers did not answer.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    profiles = await profiles_of(graph, ids, as_of)
    days: dict[str, date | None] = {
        learner: None if trial else profile.rules_of(named.id) for learner, profile in profiles.items()
    }
    loaded: dict[date | None, Loaded] = {
        day: await load_programme(graph, credential, day, trial=trial) for day in set(days.values())
    }
    groups: dict[Rule, list[str]] = defaultdict(list)
    for learner in ids:
        groups[loaded[days[learner]].programme.rule].append(learner)
    years: list[Year] = []
    progress: dict[str, Progress] = {}
    for members in groups.values():
        one = loaded[days[members[0]]]
        holders = await holders_of(graph, one, {each: profiles[each] for each in members}, as_of=as_of)
        complete, totals = 0, dict[str, RuleTotal]()
        tasks = []
        for start in range(0, len(members), _AT_ONCE):
            some = {each: holders[each] for each in members[start : start + _AT_ONCE]}
            tasks.append(CohortTask(one.programme, some, as_of, frozenset(shown) & some.keys()))
        for found in await solvers_of(graph).solve_all(tasks):
            complete += found.complete
            totals = {each.place: each.plus(totals.get(each.place)) for each in found.totals}
            progress |= found.progress
        years.append(Year(days[members[0]], len(members), complete, tuple(totals.values())))
    years.sort(key=lambda year: str(year.rules_as_of))
    return CohortProgress(tuple(ids), tuple(years), progress)
