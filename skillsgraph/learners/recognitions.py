"""Decisions on what somebody has learned: who decided, when, on what ground, towards what, and until when.

Credit transfer has a direction: who awards the programme, or what the decision is towards, decides.
"""

import math
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from skillsgraph.answers import refs
from skillsgraph.answers.model import Named, Ref
from skillsgraph.answers.programmes.rules import Rules, read_rules
from skillsgraph.errors import InputError, RecognitionNotFound
from skillsgraph.graph.access import Graph, Step
from skillsgraph.learners.access import Caller, now, require
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.records import require_issuer
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import Recognition, RecognitionKind
from skillsgraph.statements import cypher

LONGEST_GROUND = 500
_WHOLE = (RecognitionKind.EXEMPTION, RecognitionKind.WAIVER)


async def record_recognition(graph: Graph, learner: str, given: Recognition, caller: Caller) -> str:
    """Record a decision, and give back its id. Without `decided_on` it is today's.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: As `require`; or the caller does not award the programme
            (without one: the credential that it is towards).
        CredentialNotFound: The credential or the programme is not in the graph.
        InputError: It is towards nothing that can be, or a number, date or text is not acceptable.
    """
    await require(graph, learner, caller)
    given = replace(given, decided_on=given.decided_on or datetime.now(UTC).date())
    _check(given)
    programme = await _named(graph, given.programme)
    towards = await _named(graph, given.towards)
    target = towards or programme
    if target is None:
        raise InputError("A decision on a rule names its `programme`.")
    if programme is not None:
        await _check_place(graph, given, programme, towards)
    await require_issuer(graph, (programme or target).id, caller)
    properties: dict[str, Any] = {
        "id": make_id("recognition", secrets.token_hex(16)),
        "kind": given.kind,
        "rule": given.rule,
        "credits": given.credits,
        "decidedOn": given.decided_on.isoformat() if given.decided_on else None,
        "until": given.until.isoformat() if given.until else None,
        "ground": (given.ground or "").strip(),
    }
    kept = {name: value for name, value in properties.items() if value is not None}
    identifier = str(properties["id"])
    steps = [Step(cypher("addRecognition"), {"learner": learner, "towards": target.id, "properties": kept})]
    if programme is not None and towards is not None:
        steps.append(Step(cypher("recogniseWithin"), {"id": identifier, "programme": programme.id}))
    body = caller.organization or await _body(graph, (programme or target).id)
    if body is not None:
        steps.append(Step(cypher("recognisedBy"), {"id": identifier, "organization": body}))
    await graph.transact([*steps, event(Action.RECOGNISED, learner, caller, identifier)])
    return identifier


def _check(given: Recognition) -> None:
    if (given.towards is None) == (given.rule is None):
        raise InputError("A decision is towards exactly one of a credential (`towards`) and a `rule`.")
    if not 0 < len((given.ground or "").strip()) <= LONGEST_GROUND:
        raise InputError(f"A decision has its ground, in at most {LONGEST_GROUND} characters.")
    if given.credits is not None and not (given.credits >= 0 and math.isfinite(given.credits)):
        raise InputError("credits are 0 or more.")
    if given.credits and given.kind in _WHOLE:
        raise InputError(f"{given.kind} gives no credits.", hint="Use RPL or TRANSFER to give some.")
    if given.decided_on is not None and given.decided_on > datetime.now(UTC).date():
        raise InputError(f"decidedOn is {given.decided_on}, which is in the future.")
    if given.until is not None and given.decided_on is not None and given.until < given.decided_on:
        raise InputError(f"until is {given.until}, before the decision on {given.decided_on}.")


async def _named(graph: Graph, uri: str | None) -> Named | None:
    return None if uri is None else (await refs.credentials(graph, [Ref(uri=uri)]))[0]


async def _check_place(graph: Graph, given: Recognition, programme: Named, towards: Named | None) -> None:
    """Raise InputError unless a rule of the programme names what the decision is towards."""
    rules = (await read_rules(graph, [programme.id])).get(programme.id, Rules())
    every = [one for one in (rules.completion, *rules.earlier, rules.entry, rules.renewal) if one]
    if towards is not None and not any(towards.uri in one.uris() for one in every):
        raise InputError(f"No rule of “{programme.name}” names “{towards.name}”.")
    if given.rule is not None and not any(part.key == given.rule for one in every for _, part in one.walk()):
        raise InputError(
            f"No rule of “{programme.name}” has the key {given.rule[:100]!r}.",
            hint="The `key` of a rule stands in `rules` of its credential.",
        )


async def _body(graph: Graph, credential: str) -> str | None:
    rows = await graph.read(cypher("awardingOrganization"), id=credential)
    return str(rows[0]["organization"]) if rows else None


async def withdraw_recognition(graph: Graph, recognition: str, reason: str, caller: Caller) -> str:
    """End a decision, and give back whose it was. What counted by it counts no longer.

    Raises:
        RecognitionNotFound: There is none, or it has ended.
        LearnerNotFound, Unauthenticated, Forbidden: As `record_recognition`.
        InputError: There is no reason.
    """
    missing = RecognitionNotFound("There is no such decision, or it has ended.")
    row = await graph.read_one(cypher("recognitionOf"), id=recognition)
    if row is None:
        raise missing
    await require(graph, row["learner"], caller)
    await require_issuer(graph, row["within"] or row["towards"], caller)
    if not 0 < len(reason.strip()) <= LONGEST_GROUND:
        raise InputError(f"A decision ends with a reason, in at most {LONGEST_GROUND} characters.")
    await graph.transact(
        [
            Step(
                cypher("withdrawRecognition"),
                {"id": recognition, "reason": reason.strip(), "at": now()},
                otherwise=missing,
            ),
            event(Action.RECOGNITION_WITHDRAWN, row["learner"], caller, recognition),
        ]
    )
    return str(row["learner"])
