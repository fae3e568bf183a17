"""What a badge says: what was achieved, when, with which result, and the skills that it names.

1EdTech Open Badges 3.0, appendix B (Achievement, Alignment, Result, ResultDescription, RubricCriterionLevel),
and 2.0, section 4 (Assertion, BadgeClass, AlignmentObject). Nothing of it is verified here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from skillsgraph.credentials import european
from skillsgraph.credentials.result import Refusal
from skillsgraph.credentials.values import objects_of

MOST_REFERENCES = 500
# Statuses of a result (ResultStatusType) that say that it was not reached.
_NOT_REACHED = {"Dropped", "Failed", "Withdrew"}


class Source(StrEnum):
    """Where in the badge a skill is named: beside the achievement, or beside a result or its level."""

    ALIGNMENT = "ALIGNMENT"
    RESULT = "RESULT"


@dataclass(frozen=True, slots=True)
class Reference:
    """A skill as a badge names it: (Award)-[ATTESTS {level, result, source}]->(Skill), not yet linked."""

    source: Source
    uri: str | None = None
    code: str | None = None
    framework: str | None = None
    name: str | None = None
    level: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """An award as its badge tells it; `achievement` and `issuer` are their identifiers."""

    id: str | None
    name: str
    achievement: str | None
    issuer: str
    issued_on: date | None
    valid_until: date | None
    result: str | None
    references: tuple[Reference, ...]


def content_of(credential: Mapping[str, Any]) -> Content:
    """What an Open Badges 2.0 assertion (with its badge class), a 3.0 or a European credential says.

    Raises:
        Refusal: `no_achievement`; `size_limit`, when it names more than 500 skills.
    """
    if european.is_european(credential):
        return _of_european(credential)
    subject = _object(credential.get("credentialSubject"))
    achievement = _object(subject.get("achievement", credential.get("badge")))
    name = _text(achievement.get("name")) or _text(credential.get("name"))
    if not achievement or name is None:
        raise Refusal("no_achievement", "The credential does not say what was achieved.")
    results = objects_of(subject.get("result"))
    references = tuple(dict.fromkeys(_references(achievement, results)))
    if len(references) > MOST_REFERENCES:
        raise Refusal("size_limit", f"The credential names more than {MOST_REFERENCES} skills.")
    return Content(
        id=_text(credential.get("id")) or _text(credential.get("uid")),
        name=name[:500],
        achievement=_text(achievement.get("id")),
        issuer=_identifier(credential.get("issuer", achievement.get("issuer"))) or "",
        issued_on=_day(credential, "validFrom", "issuanceDate", "issuedOn"),
        valid_until=_last_day(credential, "validUntil", "expirationDate", "expires"),
        result=next((value for one in results if (value := _text(one.get("value")))), None),
        references=references,
    )


def _of_european(credential: Mapping[str, Any]) -> Content:
    claims = list(european.claims_of(credential))
    name = european.title_of(credential)
    if name is None:
        raise Refusal("no_achievement", "The credential does not say what was achieved.")
    references = (
        Reference(Source.ALIGNMENT, uri=_text(one.get("id")), name=european.text_of(one.get("prefLabel")))
        for claim in claims
        for one in european.skills_of(claim)
    )
    found = tuple(dict.fromkeys(references))
    if len(found) > MOST_REFERENCES:
        raise Refusal("size_limit", f"The credential names more than {MOST_REFERENCES} skills.")
    specified = _object(claims[0].get("specifiedBy"))
    return Content(
        id=_text(credential.get("id")),
        name=name[:500],
        achievement=_text(specified.get("id")),
        issuer=_identifier(credential.get("issuer")) or "",
        issued_on=_day(credential, "issued", "issuanceDate", "validFrom"),
        valid_until=_last_day(credential, "validUntil", "expirationDate"),
        result=european.grade_of(claims[0]),
        references=found,
    )


def content_of_record(credential: Mapping[str, Any]) -> Content:
    """What a CLR 2.0 says of itself; what is in it, its members say."""
    return Content(
        id=_text(credential.get("id")),
        name=(_text(credential.get("name")) or "Learner record")[:500],
        achievement=None,
        issuer=_identifier(credential.get("issuer")) or "",
        issued_on=_day(credential, "validFrom", "issuanceDate"),
        valid_until=_last_day(credential, "validUntil", "expirationDate"),
        result=None,
        references=(),
    )


def _references(achievement: Mapping[str, Any], results: Sequence[Mapping[str, Any]]) -> Iterator[Reference]:
    """Those of results first: they say more of a skill than an alignment that only names it."""
    described = {_text(one.get("id")): one for one in objects_of(achievement.get("resultDescription"))}
    for one in results:
        if one.get("status") in _NOT_REACHED:
            continue
        description = described.get(_text(one.get("resultDescription")), {})
        reached = next(
            (
                level
                for level in objects_of(description.get("rubricCriterionLevel"))
                if level.get("id") is not None and level.get("id") == one.get("achievedLevel")
            ),
            {},
        )
        level = _text(reached.get("level")) or _text(reached.get("name"))
        for holder in (one, description, reached):
            for target in objects_of(holder.get("alignment")):
                yield _reference(Source.RESULT, target, level, _text(one.get("value")))
    for place in ("alignment", "alignments"):
        for target in objects_of(achievement.get(place)):
            yield _reference(Source.ALIGNMENT, target)


def _reference(
    source: Source, target: Mapping[str, Any], level: str | None = None, result: str | None = None
) -> Reference:
    return Reference(
        source=source,
        uri=_text(target.get("targetUrl")),
        code=_text(target.get("targetCode")),
        framework=_text(target.get("targetFramework")),
        name=_text(target.get("targetName")),
        level=level,
        result=result,
    )


def _day(credential: Mapping[str, Any], *names: str) -> date | None:
    moment = next((found for name in names if (found := _moment(credential.get(name)))), None)
    return moment.date() if moment else None


def _last_day(credential: Mapping[str, Any], *names: str) -> date | None:
    """The last day on which it is valid: what ends when a day begins is not valid on that day."""
    moment = next((found for name in names if (found := _moment(credential.get(name)))), None)
    return (moment - timedelta(seconds=1)).date() if moment else None


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _identifier(value: Any) -> str | None:
    return _text(value.get("id")) if isinstance(value, Mapping) else _text(value)


def _object(value: Any) -> Mapping[str, Any]:
    return next(iter(objects_of(value)), {})


def _text(value: Any) -> str | None:
    """A text; of a text in several languages the first (Open Badges 2.0, section 3.9; VCDM 2.0, 11.1)."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("@value", value.get("id"))
    found = str(value).strip() if isinstance(value, str | int | float) and value is not True else ""
    return found[:2000] or None
