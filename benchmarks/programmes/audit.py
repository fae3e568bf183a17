"""How long an audit takes: 200 rules and 60 awards held, and a cohort of 10,000.

    python -m benchmarks.programmes.audit

Seeded and synthetic: awards name credentials that overlap between rules. Prints the median and the worst of
the single audits, counted (flow) and with sums (integer programme), and the seconds of the cohort: time of
the processor, so that what else the machine does is left out.
"""

from datetime import date
from random import Random
from statistics import median
from time import process_time

from skillsgraph.answers.programmes.audit import audit, prepare
from skillsgraph.answers.programmes.cohort import audit_cohort
from skillsgraph.answers.programmes.model import Holder, Item, Member, Programme
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind

DAY = date(2026, 11, 25)
ECTS = CreditUnit.ECTS


def programme(random: Random, rules: int, members: int, *, sums: bool) -> Programme:
    """Rules of one or two out of six members each, and where asked sums over all that counts."""
    known = {
        f"m{number}": Member(
            f"m{number}", f"m{number}", f"M{number}", random.choice((2, 3, 5)), ECTS, 6, hours=50
        )
        for number in range(members)
    }
    groups = tuple(
        Rule(RuleKind.AT_LEAST, tuple(random.sample(sorted(known), 6)), count=1) for _ in range(rules)
    )
    limits = (Rule(RuleKind.CREDITS, min=rules * 2, unit=ECTS),) if sums else ()
    return Programme("p", "p", "P", "o", Rule(RuleKind.ALL, (*groups, *limits)), known)


def holder(random: Random, one: Programme, number: int) -> Holder:
    chosen = random.sample(sorted(one.members), number)
    return Holder(tuple(_item(one.members[uri]) for uri in chosen))


def _item(one: Member) -> Item:
    return Item(one.uri, one.uri, one.name, one.credits, one.unit, one.level, issued_on=date(2026, 1, 1))


def single(*, sums: bool) -> list[float]:
    random = Random(7)
    taken = []
    for _ in range(20):
        one = programme(random, 200, 400, sums=sums)
        ready, someone = prepare(one), holder(random, one, 60)
        began = process_time()
        audit(ready, someone, as_of=DAY)
        taken.append((process_time() - began) * 1000)
    return taken


def cohort(people: int, *, sums: bool) -> float:
    random = Random(11)
    one = programme(random, 12, 40, sums=sums)
    holders = {str(number): holder(random, one, random.randint(0, 20)) for number in range(people)}
    ready = prepare(one)
    began = process_time()
    audit_cohort(ready, holders, as_of=DAY)
    return process_time() - began


def main() -> None:
    for name, sums in (("counting", False), ("with sums", True)):
        taken = single(sums=sums)
        print(f"200 rules, 60 awards, {name}: median {median(taken):.1f} ms, worst {max(taken):.1f} ms")
    print(f"cohort of 10,000, counting: {cohort(10_000, sums=False):.1f} s")
    print(f"cohort of 1,000, with sums: {cohort(1_000, sums=True):.1f} s")


if __name__ == "__main__":
    main()
