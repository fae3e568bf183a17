"""Applications for credentials: made by a learner or their portal, decided by who awards the credential."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import Ref
from skillsgraph.errors import ApplicationNotFound, Forbidden, InputError, StepRefused
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, Operator, now, require, scope_of, visible
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.conditions import conditions_of, refuse_unmet
from skillsgraph.learners.records import require_issuer
from skillsgraph.model.ids import make_id
from skillsgraph.model.issuing import ApplicationStatus, ConditionKind
from skillsgraph.settings import Role
from skillsgraph.statements import cypher

LONGEST_TEXT = 2000
_SELF = frozenset({ConditionKind.APPLICATION})


@dataclass(frozen=True, slots=True)
class Application:
    """An application with the ids of its learner and its credential."""

    id: str
    learner: str
    credential: str
    properties: Row


async def apply(graph: Graph, learner: str, credential: Ref, statement: str | None, caller: Caller) -> str:
    """Apply for a credential, and give back the application's id.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: As `require`; or the caller is an issuer.
        CredentialNotFound: It is not in the graph.
        InputError: Nobody who awards it could see the application, or its text is too long.
        StepRefused: The credential is given without application, or is applied for already.
    """
    await require(graph, learner, caller)
    if caller.role not in (Role.LEARNER, Role.PORTAL, Role.ADMIN):
        raise Forbidden("Who decides on applications does not make them.")
    named = (await refs.credentials(graph, [credential]))[0]
    row = (await graph.read(cypher("credentialsById"), ids=[named.id]))[0]["node"]
    if not row.get("byApplication") or row["status"] != "ACTIVE":
        raise StepRefused(
            f"“{named.name}” takes no applications.", hint="Ask its `byApplication` and `status`."
        )
    await _refuse_unseen(graph, learner, named.id)
    properties = {
        "id": make_id("application", secrets.token_hex(16)),
        "status": ApplicationStatus.SUBMITTED,
        "appliedAt": now(),
        "statement": bounded("statement", statement),
    }
    already = StepRefused(f"“{named.name}” is applied for already.", hint="Withdraw that application first.")
    await graph.transact(
        [
            Step(
                cypher("addApplication"),
                {
                    "learner": learner,
                    "credential": named.id,
                    "now": properties["appliedAt"],
                    "properties": stated(properties),
                },
                otherwise=already,
            ),
            event(Action.APPLIED, learner, caller, properties["id"]),
        ],
        merging=True,
    )
    return str(properties["id"])


async def _refuse_unseen(graph: Graph, learner: str, credential: str) -> None:
    """An application that nobody may read is not taken."""
    for row in await graph.read(cypher("awardingOrganization"), id=credential):
        for role in (Role.ISSUER, Role.UNIVERSITY):
            reviewer = Operator("a reviewer", role, organization=row["organization"])
            if await visible(graph, [learner], reviewer):
                return
    raise InputError(
        "Who awards the credential could not see the application.",
        hint="Give consent to ISSUING first, to all or to that organization.",
    )


async def application_of(graph: Graph, application: str, caller: Caller) -> Application:
    """The application of that id. Raises ApplicationNotFound, also where its learner may not be seen."""
    row = await graph.read_one(cypher("applicationOf"), id=application)
    if row is None or not await visible(graph, [row["learner"]], caller):
        raise ApplicationNotFound("There is no such application, or it may not be seen by you.")
    return Application(application, row["learner"], row["credential"], row["node"])


async def decide(
    graph: Graph,
    application: str,
    status: ApplicationStatus,
    reason: str | None,
    caller: Caller,
    *,
    exception: bool = False,
) -> Application:
    """Approve or decline an application. Declining, and making an exception from a condition, need a reason.

    Raises:
        ApplicationNotFound: There is none that the caller may see.
        Forbidden: The caller does not act for the organization that awards the credential.
        ConditionsNotMet: It is to be approved and a condition is not met.
        InputError: A reason is wanted or too long.
        StepRefused: It is decided or withdrawn already.
    """
    found = await application_of(graph, application, caller)
    await require_issuer(graph, found.credential, caller)
    reason = bounded("reason", reason)
    if reason is None and (exception or status is ApplicationStatus.DECLINED):
        raise InputError("This needs a reason.", hint="Give one that the applicant can read.")
    if status is ApplicationStatus.APPROVED and not exception:
        named = (await refs.credentials(graph, [Ref(id=found.credential)]))[0]
        today = datetime.now(UTC).date()
        refuse_unmet(await conditions_of(graph, found.learner, named, today), leave=_SELF)
    changes = {"status": status, "decidedAt": now(), "reason": reason, "exception": exception or None}
    return await _close(graph, found, changes, Action.APPLICATION_DECIDED, caller)


async def withdraw_application(graph: Graph, application: str, caller: Caller) -> Application:
    """Take an application back, by the learner or their portal.

    Raises:
        ApplicationNotFound, Forbidden, StepRefused: As `decide`; an issuer declines instead.
    """
    found = await application_of(graph, application, caller)
    if caller.role not in (Role.LEARNER, Role.PORTAL, Role.ADMIN):
        raise Forbidden("Only who applied may withdraw an application; an issuer declines it.")
    changes = {"status": ApplicationStatus.WITHDRAWN, "decidedAt": now()}
    return await _close(graph, found, changes, Action.APPLICATION_WITHDRAWN, caller)


async def _close(
    graph: Graph, found: Application, changes: dict[str, Any], action: Action, caller: Caller
) -> Application:
    await graph.transact(
        [
            Step(
                cypher("closeApplication"),
                {"id": found.id, "now": now(), "properties": stated(changes)},
                otherwise=StepRefused("The application is decided or withdrawn already."),
            ),
            event(action, found.learner, caller, found.id),
        ]
    )
    return await application_of(graph, found.id, caller)


async def applications_for(
    graph: Graph,
    credential: Ref,
    status: ApplicationStatus | None,
    caller: Caller,
    *,
    start: int = 0,
    first: int = 20,
) -> list[Application]:
    """A page of a credential's applications, the oldest first, by learners whom the caller may see.

    Raises:
        CredentialNotFound: It is not in the graph.
        Forbidden, Unauthenticated: The caller does not act for the organization that awards it.
    """
    named = (await refs.credentials(graph, [credential]))[0]
    await require_issuer(graph, named.id, caller)
    rows = await graph.read(
        cypher("applicationsFor"),
        credential=named.id,
        status=status,
        start=start,
        first=first,
        **scope_of(caller),
    )
    return [Application(row["node"]["id"], row["learner"], row["credential"], row["node"]) for row in rows]


def bounded(name: str, text: str | None) -> str | None:
    """A text without the space around it, None for an empty one. Raises InputError for one too long."""
    text = (text or "").strip() or None
    if text is not None and len(text) > LONGEST_TEXT:
        raise InputError(f"{name} has more than {LONGEST_TEXT} characters.")
    return text


def stated(properties: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known: the graph keeps no nulls."""
    return {name: value for name, value in properties.items() if value is not None}
