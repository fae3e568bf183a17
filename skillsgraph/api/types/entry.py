"""What the law or an employer asks of those who are to work in a job role."""

from typing import Any

import strawberry

from skillsgraph.api.types.programmes import RuleNode, all_of, rows_of
from skillsgraph.api.types.related import told


@strawberry.type(description="A licence to practise, or another condition of entry to a job role.")
class EntryCondition:
    jurisdiction: str | None = strawberry.field(description="Where it holds, such as a country.")
    legal_basis: str | None
    since: str | None = strawberry.field(description="The first day on which it holds.")
    until: str | None = strawberry.field(description="The first day on which it no longer holds.")
    rule: RuleNode


def _conditions(rows: list[Any]) -> list[EntryCondition]:
    found = []
    for place, basis, since, until, rules in sorted(rows, key=str):
        rule = all_of(rules).entry
        if rule is not None:
            found.append(
                EntryCondition(jurisdiction=place, legal_basis=basis, since=since, until=until, rule=rule)
            )
    return found


def entry() -> Any:
    """The conditions of entry to a job role."""
    return told(
        "COLLECT { MATCH (this)-[own:ENTRY]->(top:Rule)"
        f" RETURN [own.jurisdiction, own.legalBasis, own.from, own.until, {rows_of('ENTRY', 'top')}] }}",
        list[EntryCondition],
        _conditions,
        "(JobRole)-[ENTRY {jurisdiction, legalBasis, from, until}]->(Rule): what is mandatory, and where.",
    )
