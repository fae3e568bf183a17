"""What a rule must be to mean something, whoever wrote it: a file, a mutation, an import.

    for steps, message in faults_of_rule(rule):     # steps: ("options", 0, "count"), as in the file

Only what the rule itself shows; whether its options exist, and can be earned, is asked elsewhere.
"""

import re
from collections.abc import Iterator

from skillsgraph.model.credentials import Credential, EntryCondition, Rule, RuleKind

MOST_DEPTH = 8
JURISDICTION = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
Steps = tuple[str | int, ...]
Fault = tuple[Steps, str]


def faults_of_rule(rule: Rule) -> Iterator[Fault]:
    """Every fault of a rule and of those nested in it, with the steps that lead to it."""
    keys = {one.key for _, one in rule.walk() if one.key is not None}
    for place, one in rule.walk():
        path = tuple(step for position in place for step in ("options", position))
        if len(place) > MOST_DEPTH:
            yield path, f"Rules are nested more than {MOST_DEPTH} deep."
            return
        for fault in (*_options(one, nested=bool(place)), *_needs(one), *_bounds(one)):
            yield (*path, *fault[0]), fault[1]
        for position, key in enumerate(one.precedes):
            if key not in keys:
                yield (*path, "precedes", position), f"No rule here has the key {key!r}."
    named = [one.key for _, one in rule.walk() if one.key is not None]
    if twice := next((key for key in named if named.count(key) > 1), None):
        yield ("key",), f"Two rules have the key {twice!r}."


def faults_of_recognitions(credential: Credential) -> Iterator[tuple[tuple[str, int, str], str]]:
    """Every fault of what a credential recognises."""
    named = [one.credential for one in credential.recognises]
    for place, one in enumerate(credential.recognises):
        if one.credential == credential.uri:
            yield ("recognises", place, "credential"), "It is the credential itself."
        if one.credential in named[:place]:
            yield ("recognises", place, "credential"), f"{one.credential!r} stands twice."
        if one.credits is not None and one.credits <= 0:
            yield (
                ("recognises", place, "credits"),
                "The number must be above 0; leave it out for all credits.",
            )
        if one.since and one.until and one.until <= one.since:
            yield ("recognises", place, "until"), f"It ends before it starts on {one.since}."


def faults_of_condition(condition: EntryCondition) -> Iterator[Fault]:
    """Every fault of a condition of entry to a job role, its rule's among them.

    What more evidence could break is no condition that a person can come to meet, and so is refused.
    """
    yield from faults_of_jurisdiction(condition.jurisdiction)
    if condition.since and condition.until and condition.until <= condition.since:
        yield ("until",), f"It ends before it starts on {condition.since}."
    yield from ((("rule", *steps), message) for steps, message in faults_of_rule(condition.rule))
    for place, one in condition.rule.walk():
        path = ("rule", *(step for position in place for step in ("options", position)))
        if one.kind is RuleKind.NOT:
            yield (*path, "kind"), "A condition of a job role asks for what is held, and not for what is not."
        for name in _NOT_OF_ROLES:
            if getattr(one, name) not in (None, False):
                yield (*path, name), _NOT_OF_ROLES[name]


def faults_of_jurisdiction(code: str) -> Iterator[Fault]:
    """Whether a code has the form of ISO 3166: a country, or a part of one."""
    if not JURISDICTION.fullmatch(code):
        yield ("jurisdiction",), f"{code[:80]!r} is no code of a place such as DE or DE-BY."


_NOT_OF_ROLES = {
    "own_only": "No organization awards a job role.",
    "concurrent": "One is let in before one begins.",
    "overlap_max": "What counts for a job role is not used up by another award.",
    "since": "The condition itself has these dates.",
    "until": "The condition itself has these dates.",
}


def _options(rule: Rule, *, nested: bool) -> Iterator[Fault]:
    if not rule.options and not (nested and rule.kind is RuleKind.CREDITS):
        yield ("options",), "The rule has no options."
    for position, option in enumerate(rule.options):
        if not isinstance(option, Rule) and option in rule.options[:position]:
            yield ("options", position), "The same option stands twice."
    if rule.kind is RuleKind.NOT and any(one.kind is RuleKind.CREDITS for _, one in rule.walk()):
        yield ("options",), "A sum of credits cannot be negated; give it a max instead."
    if rule.kind is RuleKind.NOT and any(place and one.kind is RuleKind.NOT for place, one in rule.walk()):
        yield ("options",), "A NOT inside a NOT asks for its options; name them without both."


def _needs(rule: Rule) -> Iterator[Fault]:
    """The numbers that its kind needs, and only those."""
    if (rule.count is None) == (rule.kind is RuleKind.AT_LEAST):
        yield ("count",), "A count is needed by AT_LEAST, and by no other kind of rule."
    if rule.count is not None and rule.options and not 1 <= rule.count <= len(rule.options):
        yield ("count",), f"The count must be from 1 to the number of options, {len(rule.options)}."
    amount = any(one is not None for one in (rule.min, rule.max, rule.share))
    summed = rule.kind is RuleKind.CREDITS
    if amount is not summed or (summed and rule.unit is None):
        yield ("min",), "A min, max or share and a unit are needed by CREDITS, and by no other kind of rule."


def _bounds(rule: Rule) -> Iterator[Fault]:
    for name in ("min", "max", "within_months"):
        value = getattr(rule, name)
        if value is not None and value <= 0:
            yield (name,), "The number must be above 0."
    for name in ("cap", "overlap_max"):
        value = getattr(rule, name)
        if value is not None and value < 0:
            yield (name,), "The number must not be below 0."
    if rule.share is not None and not 0 < rule.share <= 1:
        yield ("share",), "A share is above 0 and at most 1."
    for name in ("min_level", "max_level"):
        value = getattr(rule, name)
        if value is not None and not 1 <= value <= 8:
            yield (name,), "The European Qualifications Framework has the levels 1 to 8."
    yield from _contradictions(rule)


def _contradictions(rule: Rule) -> Iterator[Fault]:
    """Bounds that leave nothing between them."""
    if rule.min is not None and rule.max is not None and rule.min > rule.max:
        yield ("max",), f"At most {rule.max:g} and at least {rule.min:g} credits contradict each other."
    if rule.min_level is not None and rule.max_level is not None and rule.min_level > rule.max_level:
        yield ("max_level",), f"No level is at least {rule.min_level} and at most {rule.max_level}."
    if rule.since is not None and rule.until is not None and rule.until <= rule.since:
        yield ("until",), f"It ends before it starts on {rule.since}."
