"""Links by which learners show awards to others: what each shows, until when, and how often.

A link's token is shown once. Only its hash is kept, so nobody who reads the database can use it.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from skillsgraph import licences
from skillsgraph.credentials.result import Outcome, Result, Verification
from skillsgraph.errors import AwardNotFound, InputError, ShareNotFound
from skillsgraph.graph.access import Graph, Row, Step
from skillsgraph.learners.access import Caller, now, require_own
from skillsgraph.learners.audit import Action, event
from skillsgraph.learners.issuing import Office, as_value
from skillsgraph.learners.verifying import verify
from skillsgraph.model.ids import make_id
from skillsgraph.model.learners import AwardStatus
from skillsgraph.statements import cypher

LONGEST_DAYS = 366
MOST_USES = 10_000
MOST_AWARDS = 50


class ShareField(StrEnum):
    """What a link may show beside the name of each award, its issuer and whether it holds now.

    BADGE is the signed document itself, which holds the result and all dates whatever else is shown.
    """

    LABEL = "LABEL"
    DATES = "DATES"
    RESULT = "RESULT"
    SKILLS = "SKILLS"
    BADGE = "BADGE"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new link is to show, until which day, and how often."""

    awards: tuple[str, ...]
    fields: frozenset[ShareField]
    until: date
    most_uses: int


async def share(graph: Graph, learner: str, wish: Wish, caller: Caller) -> tuple[str, str]:
    """Make a link; give back its id and its token, which is not to be had again.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: The caller is neither the learner nor an admin.
        AwardNotFound: An award is not the learner's.
        InputError: It shows nothing, or lasts too long, or may be used too often.
    """
    await require_own(graph, learner, caller)
    _check(wish)
    ids = list(dict.fromkeys(wish.awards))
    rows = await graph.read(cypher("sharedAwards"), learner=learner, ids=ids)
    if len(rows) != len(ids):
        raise AwardNotFound("An award to be shown is not one of the learner's.")
    token = secrets.token_urlsafe(24)
    properties: dict[str, Any] = {
        "id": make_id("share", secrets.token_hex(16)),
        "hash": _hash(token),
        "awards": ids,
        "fields": sorted(wish.fields),
        "createdAt": now(),
        "until": f"{wish.until.isoformat()}T00:00:00.000Z",
        "mostUses": wish.most_uses,
        "uses": 0,
    }
    await graph.transact(
        [
            Step(cypher("addShareLink"), {"learner": learner, "properties": properties}),
            event(Action.SHARED, learner, caller, properties["id"]),
        ]
    )
    return str(properties["id"]), token


def _check(wish: Wish) -> None:
    today = datetime.now(UTC).date()
    if not 0 < len(wish.awards) <= MOST_AWARDS:
        raise InputError(f"A link shows from 1 to {MOST_AWARDS} awards.")
    if not today < wish.until <= today + timedelta(days=LONGEST_DAYS):
        raise InputError(f"A link lasts at least until tomorrow and at most {LONGEST_DAYS} days.")
    if not 0 < wish.most_uses <= MOST_USES:
        raise InputError(f"A link may be used from 1 to {MOST_USES:,} times.")


async def links_of(graph: Graph, learner: str, caller: Caller) -> list[Row]:
    """The learner's links, with how often and when last each was used. Raises as `require_own`."""
    await require_own(graph, learner, caller)
    return [row["node"] for row in await graph.read(cypher("shareLinks"), learner=learner)]


async def withdraw(graph: Graph, learner: str, link: str, caller: Caller) -> Row:
    """End a link at once and for good.

    Raises:
        LearnerNotFound, Unauthenticated, Forbidden: The caller is neither the learner nor an admin.
        ShareNotFound: The learner has no such link.
    """
    await require_own(graph, learner, caller)
    done = await graph.transact(
        [
            Step(
                cypher("withdrawShareLink"),
                {"learner": learner, "id": link, "now": now()},
                otherwise=ShareNotFound("There is no such link."),
            ),
            event(Action.SHARE_WITHDRAWN, learner, caller, link),
        ]
    )
    found: Row = done[0].rows[0]["node"]
    return found


async def shown(graph: Graph, office: Office, token: str) -> dict[str, Any]:
    """What a link shows now, each award verified anew. This is one use of it.

    Raises:
        ShareNotFound: There is no such link, or it is withdrawn, over or used up; which is not told.
    """
    done = await graph.write(cypher("useShareLink"), hash=_hash(token), now=now())
    if not done.rows:
        raise ShareNotFound("This link does not work (any more).", hint="Ask its owner for a new one.")
    row = done.rows[0]
    link, fields = row["node"], set(row["node"]["fields"])
    public = await licences.served(graph, None)
    rows = await public.read(cypher("sharedAwards"), learner=row["learner"], ids=list(link["awards"]))
    return {
        "label": row["label"] if ShareField.LABEL in fields else None,
        "checkedAt": now(),
        "until": link["until"][:10],
        "awards": [await _shown(graph, office, one, fields) for one in rows],
    }


async def _shown(graph: Graph, office: Office, row: Row, fields: set[str]) -> dict[str, Any]:
    award = row["award"]
    found: dict[str, Any] = {"name": award["name"], "issuer": row["issuer"]}
    checks = _plain_checks(award, datetime.now(UTC).date())
    found |= {"signed": bool(award.get("document")), "valid": all(one["passed"] for one in checks)}
    if found["signed"]:
        verification = await verify(graph, office, award["document"].encode())
        found["valid"] = found["valid"] and verification.outcome is Outcome.VERIFIED
        # What its proof shows takes the place of what the record says, but for what was taken back and why.
        checks = [*_checks(verification), *(one for one in checks[:1] if not one["passed"])]
    found["checks"] = checks
    if ShareField.DATES in fields:
        found |= {"issuedOn": award["issuedOn"], "validUntil": award.get("validUntil")}
    if ShareField.RESULT in fields:
        found["result"] = award.get("result")
    if ShareField.SKILLS in fields:
        found["skills"] = row["skills"]
    if ShareField.BADGE in fields and award.get("document"):
        found["badge"] = as_value(award["document"])
    return found


def _plain_checks(award: Row, on: date) -> list[dict[str, Any]]:
    until = award.get("validUntil")
    own = award["verification"] == "SELF_ASSERTED"
    return [
        _told(award["status"] == AwardStatus.VALID, _standing(award)),
        _told(
            not until or date.fromisoformat(until) >= on, f"It is valid until {until or 'further notice'}."
        ),
        _told(not own, "Somebody other than its holder vouches for it."),
    ]


def _checks(verification: Verification) -> list[dict[str, Any]]:
    """What the verification found, without what nobody asked about."""
    return [
        _told(one.result in (Result.PASSED, Result.WARNED), one.message)
        | ({"possible": False} if one.result is Result.NOT_POSSIBLE else {})
        for one in verification.checks
        if one.result is not Result.NOT_POSSIBLE or one.decides is not None
    ]


def _told(passed: bool, says: str) -> dict[str, Any]:
    return {"passed": passed, "says": says}


def _standing(award: Row) -> str:
    if award["status"] == AwardStatus.VALID:
        return "Its issuer has not taken it back."
    why = f": {award['statusReason']}" if award.get("statusReason") else ""
    return f"Its issuer has {award['status'].lower()} it{why}."


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
