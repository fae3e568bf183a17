"""Whether a learner meets what a credential asks for: membership, its rules, an approved application.

The rules are audited like any programme, with the learner's awards and their results as they are on the day.
"""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from skillsgraph.answers.model import Named, Profile, Ref
from skillsgraph.answers.pathways.answer import answered
from skillsgraph.answers.programmes.holders import holder_of
from skillsgraph.answers.programmes.load import Use, load_programme
from skillsgraph.answers.programmes.model import Progress
from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.answers.programmes.tasks import AuditTask
from skillsgraph.errors import ConditionsNotMet
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import now
from skillsgraph.learners.profile import profiles_of
from skillsgraph.model.issuing import ApplicationStatus, Condition, ConditionKind
from skillsgraph.statements import cypher


async def conditions_of(
    graph: Graph,
    learner: str,
    credential: Named,
    as_of: date,
    *,
    renewing: bool = False,
    award: str | None = None,
) -> list[Condition]:
    """Every condition of an award, met or not; to renew one, its renewal rule stands for the others.

    Whoever calls this has made sure that the caller may see the learner.

    Args:
        award: The one asked about, if it is there already: what it has used up is its own.
    """
    row = (await graph.read(cypher("credentialsById"), ids=[credential.id]))[0]["node"]
    found = [await _membership(graph, learner, credential, as_of)] if row.get("membersOnly") else []
    found += await _rules(graph, learner, credential, as_of, renewing=renewing)
    if row.get("byApplication") and not renewing:
        found.append(await _application(graph, learner, credential, award))
    return found


def refuse_unmet(conditions: Sequence[Condition], *, leave: frozenset[ConditionKind] = frozenset()) -> None:
    """Raise ConditionsNotMet with the kinds of what is not met, those to `leave` aside."""
    unmet = [one.kind.value for one in conditions if not one.met and one.kind not in leave]
    if unmet:
        raise ConditionsNotMet(
            f"What the credential asks for is not met: {', '.join(unmet)}.",
            hint="Ask `awardConditions` what is missing; who awards it may make an exception, with a reason.",
            unmet=unmet,
        )


async def _membership(graph: Graph, learner: str, credential: Named, as_of: date) -> Condition:
    awarding = {
        row["organization"] for row in await graph.read(cypher("awardingOrganization"), id=credential.id)
    }
    rows = await graph.read(cypher("learnerMemberships"), ids=[learner], organization=None)
    met = any(row["node"]["id"] in awarding and _runs(row, as_of.isoformat()) for row in rows)
    told = "Is" if met else "Is not"
    return Condition(
        ConditionKind.MEMBERSHIP, met, f"{told} a member of the organization that awards “{credential.name}”."
    )


def _runs(membership: Row, day: str) -> bool:
    begun, until = membership["from"], membership["until"]
    return (begun is None or begun <= day) and (until is None or until >= day)


async def _rules(
    graph: Graph, learner: str, credential: Named, as_of: date, *, renewing: bool
) -> list[Condition]:
    rules = (await read_rules(graph, [credential.id])).get(credential.id, Rules())
    profile = (await profiles_of(graph, [learner], as_of))[learner]
    year = profile.rules_of(credential.id)
    there = {
        Use.ENTRY: rules.entry is not None and not renewing,
        Use.COMPLETION: rules.completion_of(year) is not None and not renewing,
        Use.RENEWAL: rules.renewal is not None and renewing,
    }
    return [
        await _audited(graph, credential, profile, use, year, as_of) for use, asked in there.items() if asked
    ]


async def _audited(
    graph: Graph, credential: Named, profile: Profile, use: Use, year: date | None, as_of: date
) -> Condition:
    loaded = await load_programme(graph, Ref(id=credential.id), year, use)
    holder = await holder_of(graph, loaded, profile, as_of=as_of)
    found = await answered(graph, AuditTask(loaded.programme, holder, as_of))
    return Condition(ConditionKind[use.name], found.complete, _told(use, credential, found))


def _told(use: Use, credential: Named, found: Progress) -> str:
    missing = ", ".join(f"“{one.name}”" for one in found.missing[:5])
    needed = f" Missing: {missing}." if missing else ""
    return f"{use.capitalize()} of “{credential.name}”: {found.states[0].explanation}{needed}"


async def _application(graph: Graph, learner: str, credential: Named, award: str | None) -> Condition:
    rows = await graph.read(cypher("learnerApplications"), ids=[learner])
    own = [row["node"] for row in rows if row["credential"] == credential.id]
    met = any(
        one["status"] == ApplicationStatus.APPROVED and one.get("award") in (None, award) for one in own
    )
    told = "is approved" if met else f"is {own[0]['status'].lower()}" if own else "has not been made"
    used = ", and was used up by an award" if own and not met and own[0].get("award") else ""
    return Condition(ConditionKind.APPLICATION, met, f"The application for “{credential.name}” {told}{used}.")


class Spending(Enum):
    """What an award does with an approved application: it needs one, or uses up what there is, or neither."""

    NEEDED = "needed"
    IF_ANY = "if any"
    NONE = "none"

    @classmethod
    async def of(cls, graph: Graph, credential: str, exception: str | None) -> "Spending":
        """What an award of a credential does that renews nothing; `exception`: why no condition is asked."""
        row = (await graph.read(cypher("credentialsById"), ids=[credential]))[0]["node"]
        return cls.NEEDED if row.get("byApplication") and exception is None else cls.IF_ANY


def spending_steps(spending: Spending, learner: str, credential: Named, award: str) -> list[Step]:
    """The step that uses an application up for an award; it raises ConditionsNotMet where one is needed."""
    if spending is Spending.NONE:
        return []
    missing = ConditionsNotMet(
        f"What the credential asks for is not met: {ConditionKind.APPLICATION}.",
        hint="An approved application makes one award; another one asks for another application.",
        unmet=[ConditionKind.APPLICATION.value],
    )
    return [
        Step(
            cypher("useApplication"),
            {"learner": learner, "credential": credential.id, "award": award, "now": now()},
            otherwise=missing if spending is Spending.NEEDED else None,
        )
    ]
