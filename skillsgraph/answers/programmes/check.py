"""The linter for those who design programmes: what is wrong, where, and the smallest example of it.

for finding in check(loaded, as_of=today): ...
"""

from collections.abc import Iterator, Sequence
from datetime import date

from skillsgraph.answers.programmes.annex import missing_elements
from skillsgraph.answers.programmes.circles import cycles, order_cycles
from skillsgraph.answers.programmes.conflict import completable
from skillsgraph.answers.programmes.findings import Fault, Finding, place_text
from skillsgraph.answers.programmes.load import Loaded
from skillsgraph.answers.programmes.model import Programme
from skillsgraph.graph.access import Row
from skillsgraph.model.credentials import CredentialStatus, Rule, RuleKind
from skillsgraph.model.rules import faults_of_rule


def check(loaded: Loaded, *, as_of: date) -> list[Finding]:
    """Every fault of a programme, the fatal ones first."""
    rule = loaded.programme.rule
    found = [
        Finding(Fault.MALFORMED, _text("completion", steps), message)
        for steps, message in faults_of_rule(rule)
    ]
    found += cycles(loaded)
    found += _members(loaded, as_of)
    found += _units(loaded.programme)
    found += order_cycles(rule)
    found += _skills(loaded)
    found += _prerequisites(loaded)
    if not any(one.code is Fault.MALFORMED for one in found):
        found += completable(loaded.programme, as_of)
    found += [
        Finding(Fault.ELEMENT_MISSING, name, message)
        for name, message in missing_elements(loaded.facts[loaded.programme.uri])
    ]
    return sorted(found, key=lambda one: (not one.fatal, list(Fault).index(one.code), one.place))


def _text(field: str, steps: Sequence[str | int]) -> str:
    return field + "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in steps)


# Members ----------------------------------------------------------------------------------------------


def _members(loaded: Loaded, as_of: date) -> Iterator[Finding]:
    day = as_of.isoformat()
    for place, rule in loaded.programme.rule.walk():
        for position, option in enumerate(rule.options):
            if isinstance(option, Rule) or option not in loaded.programme.members:
                continue
            row, where = loaded.facts[option], place_text((*place, position))
            name, status = row["node"]["name"], row["node"]["status"]
            if status != CredentialStatus.ACTIVE:
                message = f"“{name}” cannot be earned now: it is {status.lower()}."
                yield Finding(Fault.MEMBER_WITHDRAWN, where, message, (option,))
            elif ends := _over(row, day):
                message = f"“{name}” was last offered until {ends}."
                yield Finding(Fault.MEMBER_EXPIRED, where, message, (option,))


def _over(row: Row, day: str) -> str | None:
    """The day on which the last offering ended; None when one goes on, or there are none."""
    ends = [one["endsOn"] for one in row["offerings"]]
    return max(ends) if ends and all(one is not None and one < day for one in ends) else None


def _units(programme: Programme) -> Iterator[Finding]:
    """Members of a sum that carry no credits of its unit: they can never count in it."""
    for place, rule in programme.rule.walk():
        if rule.kind is RuleKind.CREDITS and rule.unit is not None:
            for position, option in enumerate(rule.options):
                one = programme.members.get(option) if isinstance(option, str) else None
                if one is not None and (one.unit is not rule.unit or not one.credits):
                    carried = f"{one.credits:g} {one.unit}" if one.credits and one.unit else "none"
                    message = f"“{one.name}” adds nothing to a sum of {rule.unit}: its credits are {carried}."
                    yield Finding(Fault.CREDITS_UNIT, place_text((*place, position)), message, (one.uri,))


def _skills(loaded: Loaded) -> Iterator[Finding]:
    """Skills that the award promises and no member teaches or assesses."""
    taught: set[str] = set().union(*(one.skills for one in loaded.programme.members.values()))
    taught |= {uri for uri, one in loaded.programme.options.items() if one.label == "Skill"}
    for uri in sorted(set(loaded.facts[loaded.programme.uri]["skills"]) - taught):
        message = f"The award promises the skill {uri}, and none of its members teaches or assesses it."
        yield Finding(Fault.SKILL_NOT_TAUGHT, "teaches", message, (uri,))


def _prerequisites(loaded: Loaded) -> Iterator[Finding]:
    """Members whose entry rule needs a credential that is no part of the programme."""
    inside = {*loaded.programme.members, loaded.programme.uri}
    inside |= set(loaded.rules.entry.uris()) if loaded.rules.entry else set()
    # What an award among the members is made of is earned on the way to it.
    for uri in loaded.programme.members:
        nested = loaded.members_rules[uri].completion
        inside |= set(nested.uris()) if nested else set()
    for uri, one in loaded.programme.members.items():
        entry = loaded.members_rules[uri].entry
        known = loaded.members_rules[uri].options
        if entry is None or _met(
            entry, inside, {each for each, what in known.items() if what.label != "Credential"}
        ):
            continue
        needed = sorted(
            each for each in entry.uris() if each not in inside and known[each].label == "Credential"
        )
        names = ", ".join(f"“{known[each].name}”" for each in needed)
        message = f"“{one.name}” asks for {names} at entry, which is no part of the programme."
        yield Finding(Fault.PREREQUISITE_OUTSIDE, "members", message, (uri, *needed))


def _met(rule: Rule, inside: set[str], open_: set[str]) -> bool:
    """Whether what is inside, and any skill or role, is enough for an entry rule; sums are taken as met."""
    if rule.kind in (RuleKind.NOT, RuleKind.CREDITS):
        return True
    number = sum(
        _met(one, inside, open_) if isinstance(one, Rule) else one in inside or one in open_
        for one in rule.options
    )
    return number >= {RuleKind.ALL: len(rule.options), RuleKind.ANY: 1}.get(rule.kind, rule.count or 0)
