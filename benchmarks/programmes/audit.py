"""How long an audit takes: 200 rules and 60 awards held, and a cohort of 10,000.

    python -m benchmarks.programmes.audit [--people 10000] [--tight 500]

Seeded and synthetic: awards name credentials that overlap between rules. Prints the median and the worst of
the single audits, and the seconds of the cohort: rules that only count (a flow), with a sum that a shortest
way keeps to anyhow (a flow, and a look), and with one that asks for more than that (an integer programme, of
which `--tight` people are audited). Time of the processor, so that what else the machine does is left out.
"""

import argparse
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


# Credits for each rule that a sum over all of them asks for; a member carries 2, 3 or 5.
SUMS = {"counting": 0, "with a sum": 2, "with a tight sum": 4}


def programme(random: Random, rules: int, members: int, each: int) -> Programme:
    """Rules of one out of six members, and where asked a sum over all that counts."""
    known = {
        f"m{number}": Member(
            f"m{number}", f"m{number}", f"M{number}", random.choice((2, 3, 5)), ECTS, 6, hours=50
        )
        for number in range(members)
    }
    groups = tuple(
        Rule(RuleKind.AT_LEAST, tuple(random.sample(sorted(known), 6)), count=1) for _ in range(rules)
    )
    limits = (Rule(RuleKind.CREDITS, min=rules * each, unit=ECTS),) if each else ()
    return Programme("p", "p", "P", "o", Rule(RuleKind.ALL, (*groups, *limits)), known)


def holder(random: Random, one: Programme, number: int) -> Holder:
    chosen = random.sample(sorted(one.members), number)
    return Holder(tuple(_item(one.members[uri]) for uri in chosen))


def _item(one: Member) -> Item:
    return Item(one.uri, one.uri, one.name, one.credits, one.unit, one.level, issued_on=date(2026, 1, 1))


def single(each: int, times: int) -> list[float]:
    random = Random(7)
    taken = []
    for _ in range(times):
        one = programme(random, 200, 400, each)
        ready, someone = prepare(one), holder(random, one, 60)
        began = process_time()
        assert audit(ready, someone, as_of=DAY, seconds=60).proven
        taken.append((process_time() - began) * 1000)
    return taken


def cohort(people: int, each: int) -> float:
    random = Random(11)
    one = programme(random, 12, 40, each)
    holders = {str(number): holder(random, one, random.randint(0, 20)) for number in range(people)}
    ready = prepare(one)
    began = process_time()
    found = audit_cohort(ready, holders, as_of=DAY)
    assert all(progress.proven for progress in found.progress.values())
    return process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--tight", type=int, default=500)
    given = parser.parse_args()
    for name, each in SUMS.items():
        taken = single(each, 10)
        print(
            f"200 rules, 60 awards, {name}: median {median(taken):.1f} ms, worst {max(taken):.1f} ms",
            flush=True,
        )
    for name, each in SUMS.items():
        people = given.tight if each == max(SUMS.values()) else given.people
        print(f"cohort of {people:,}, {name}: {cohort(people, each):.1f} s", flush=True)


if __name__ == "__main__":
    main()
