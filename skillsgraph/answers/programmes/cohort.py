"""Many people in one programme: each one's progress, and how many fulfil each rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from skillsgraph.answers.programmes.audit import Prepared, audit
from skillsgraph.answers.programmes.findings import place_text
from skillsgraph.answers.programmes.model import Holder, Item, Progress
from skillsgraph.answers.programmes.sentences import brief


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """How many of a cohort fulfil one rule."""

    place: str
    sentence: str
    fulfilled: int
    of: int

    def plus(self, other: "RuleTotal | None") -> "RuleTotal":
        """The same rule's total over more people."""
        if other is None:
            return self
        return replace(self, fulfilled=self.fulfilled + other.fulfilled, of=self.of + other.of)


@dataclass(frozen=True, slots=True)
class Cohort:
    """Progress by learner id, in the order asked, and the totals."""

    progress: Mapping[str, Progress]
    complete: int
    totals: tuple[RuleTotal, ...]


def audit_cohort(
    prepared: Prepared, holders: Mapping[str, Holder], *, as_of: date, seconds: float = 2.0
) -> Cohort:
    """Audit everybody; those who hold the same, whatever the records are called, are audited once."""
    known: dict[tuple[object, ...], Progress] = {}
    found: dict[str, Progress] = {}
    for learner, holder in holders.items():
        plain = replace(holder, items=_renamed(holder.items))
        key = (plain.items, plain.skills, plain.roles, plain.waived)
        if key not in known:
            known[key] = audit(prepared, plain, as_of=as_of, seconds=seconds)
        found[learner] = known[key]
    return Cohort(found, sum(one.complete for one in found.values()), _totals(prepared, found))


def _renamed(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items in an order of their own, under keys that are alike for everybody."""
    ordered = sorted(items, key=lambda one: (one.uri or "", str(one.issued_on), str(one.valid_until)))
    return tuple(replace(one, key=str(place)) for place, one in enumerate(ordered))


def _totals(prepared: Prepared, found: Mapping[str, Progress]) -> tuple[RuleTotal, ...]:
    done = dict.fromkeys(prepared.rules, 0)
    for one in found.values():
        for state in one.states:
            done[state.place] += state.fulfilled
    return tuple(
        RuleTotal(place_text(place), brief(rule), done[place], len(found))
        for place, rule in prepared.rules.items()
    )
