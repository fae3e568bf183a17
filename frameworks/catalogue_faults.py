"""What no single field of a catalogue or of learners shows: references, dates, numbers of rules, circles.

Each fault is told with the steps that lead to it in the file, so that whoever read the file knows its line.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from skillsgraph.model.credentials import (
    Cost,
    Credential,
    CreditUnit,
    EntryCondition,
    Offering,
    Organization,
    Rule,
)
from skillsgraph.model.learners import AimKind, Learner
from skillsgraph.model.periods import PERIOD
from skillsgraph.model.rules import (
    Fault,
    Steps,
    faults_of_condition,
    faults_of_recognitions,
    faults_of_rule,
)
from skillsgraph.model.text import LANGUAGE

_URI = re.compile(r"https?://[^\s/]+(/\S*)?")
# What names a thing: European credentials are often named by a UUID, and issuers of Open Badges by a DID.
_NAME = re.compile(rf"{_URI.pattern}|(urn|did):[a-z0-9][a-z0-9-]*:\S+")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What one file holds, of the types of the model."""

    organizations: tuple[Organization, ...]
    credentials: tuple[Credential, ...]
    entry_conditions: tuple[EntryCondition, ...] = ()


def faults_of_catalogue(
    catalogue: Catalogue,
    skills: Container[str] | None,
    job_roles: Container[str] | None,
    practised: Container[str] | None = None,
) -> Iterator[Fault]:
    """`practised` are the job roles that somebody can work as, and that conditions can be of: no groups."""
    organizations = {one.uri for one in catalogue.organizations}
    credentials = {one.uri: one for one in catalogue.credentials}
    everything = (
        *((("organizations", place), one.uri) for place, one in enumerate(catalogue.organizations)),
        *((("credentials", place), one.uri) for place, one in enumerate(catalogue.credentials)),
    )
    yield from _identities(everything)
    for place, organization in enumerate(catalogue.organizations):
        path = ("organizations", place)
        if organization.part_of is not None and organization.part_of not in organizations:
            yield (*path, "part_of"), f"There is no organization {organization.part_of!r}."
        if organization.homepage is not None:
            yield from _unfit((*path, "homepage"), organization.homepage, _URI, "web address")
    for place, credential in enumerate(catalogue.credentials):
        path = ("credentials", place)
        if credential.awarded_by not in organizations:
            yield (*path, "awarded_by"), f"There is no organization {credential.awarded_by!r}."
        yield from _faults_of_credential(path, credential)
        yield from _faults_of_links(path, credential, credentials, skills, job_roles)
    for place, condition in enumerate(catalogue.entry_conditions):
        path = ("entry_conditions", place)
        if practised is not None and condition.job_role not in practised:
            yield (
                (*path, "job_role"),
                f"There is no job role {condition.job_role!r}; a group is none.",
            )
        yield from (((*path, *steps), message) for steps, message in faults_of_condition(condition))
        yield from _faults_of_options((*path, "rule"), condition.rule, credentials, (skills, job_roles))
    yield from _circles(catalogue.credentials)


def _faults_of_links(
    path: Steps,
    credential: Credential,
    credentials: Mapping[str, Credential],
    skills: Container[str] | None,
    others: Container[str] | None,
) -> Iterator[Fault]:
    """What a credential names must exist: here or, of `skills` and `others`, there."""
    for name, refs in (("teaches", credential.teaches), ("assesses", credential.assesses)):
        yield from _references((*path, name), "skill", [ref.skill for ref in refs], skills)
        pairs = [(ref.skill, ref.level) for ref in refs]
        yield from (
            ((*path, name, index), "The same skill stands twice.")
            for index, pair in enumerate(pairs)
            if pair in pairs[:index]
        )
    yield from _references((*path, "prepares_for"), "job_role", credential.prepares_for, others)
    yield from (((*path, *steps), message) for steps, message in faults_of_recognitions(credential))
    for index, one in enumerate(credential.recognises):
        if one.credential not in credentials and others is not None and one.credential not in others:
            yield (*path, "recognises", index, "credential"), f"There is no credential {one.credential!r}."
    for name, rule in credential.rules():
        steps = (*path, *_steps(name))
        yield from (((*steps, *below), message) for below, message in faults_of_rule(rule))
        yield from _faults_of_options(steps, rule, credentials, (skills, others))


def _faults_of_credential(path: Steps, credential: Credential) -> Iterator[Fault]:
    if (credential.credits is None) != (credential.credit_unit is None):
        yield (*path, "credits"), "Credits and their unit go together."
    for name, number in (("credits", credential.credits), ("workload_hours", credential.workload_hours)):
        if number is not None and number <= 0:
            yield (*path, name), "The number must be above 0; leave it out when it is not known."
    if credential.eqf_level is not None and not 1 <= credential.eqf_level <= 8:
        yield (*path, "eqf_level"), "The European Qualifications Framework has the levels 1 to 8."
    if credential.validity_period is not None:
        period = "period such as P2Y or P18M"
        yield from _unfit((*path, "validity_period"), credential.validity_period, PERIOD, period)
    yield from _faults_of_years(path, credential)
    yield from _languages(path, credential.languages)
    yield from _costs(path, credential.costs)
    for place, assessment in enumerate(credential.assessments):
        if assessment.pass_mark is not None and not 0 < assessment.pass_mark <= 1:
            yield (*path, "assessments", place, "pass_mark"), "The pass mark is a share: above 0, at most 1."
    for place, offering in enumerate(credential.offerings):
        yield from _faults_of_offering((*path, "offerings", place), offering)


def _faults_of_years(path: Steps, credential: Credential) -> Iterator[Fault]:
    if (credential.renewal is None) != (credential.renew_every_months is None):
        yield (*path, "renewal"), "A renewal and renew_every_months go together."
    if credential.renew_every_months is not None and credential.renew_every_months <= 0:
        yield (*path, "renew_every_months"), "The number must be above 0."
    for place, rule in enumerate(credential.earlier_completions):
        if rule.until is None:
            yield (*path, "earlier_completions", place, "until"), "The rule of an earlier year has an end."


def _faults_of_offering(path: Steps, offering: Offering) -> Iterator[Fault]:
    start, end = offering.starts_on, offering.ends_on
    if start and end and end < start:
        yield (*path, "ends_on"), f"It ends before it starts on {start}."
    if offering.apply_until and end and offering.apply_until > end:
        yield (*path, "apply_until"), f"It can be applied for after it has ended on {end}."
    if offering.seats is not None and offering.seats < 1:
        yield (*path, "seats"), "The number must be above 0; leave it out when there is no limit."
    if offering.apply_url is not None:
        yield from _unfit((*path, "apply_url"), offering.apply_url, _URI, "web address")
    yield from _languages(path, offering.languages)
    yield from _costs(path, offering.costs)


def _faults_of_options(
    path: Steps,
    rule: Rule,
    credentials: Mapping[str, Credential],
    others: tuple[Container[str] | None, Container[str] | None],
) -> Iterator[Fault]:
    """Each option must exist, and carry what the rule sums."""
    for place, one in rule.walk():
        here = (*path, *(step for position in place for step in ("options", position)))
        yield from _credits_of_rule(here, one, credentials)
        for position, option in enumerate(one.options):
            known = isinstance(option, Rule) or option in credentials
            if not known and not any(names is None or option in names for names in others):
                yield (*here, "options", position), f"There is no credential, skill or job role {option!r}."


def _credits_of_rule(path: Steps, rule: Rule, credentials: Mapping[str, Credential]) -> Iterator[Fault]:
    if rule.min is not None and rule.unit is not None and rule.options:
        most = _most_credits(rule, rule.unit, credentials)
        if rule.min > most:
            yield (*path, "min"), f"The min must be above 0 and at most {most:g}, what the options carry."


def _steps(name: str) -> Steps:
    """`earlier_completions[0]` as the steps that lead there."""
    field, _, place = name.partition("[")
    return (field, int(place[:-1])) if place else (field,)


def _most_credits(rule: Rule, unit: CreditUnit, credentials: Mapping[str, Credential]) -> float:
    found = {uri: credentials[uri] for uri in rule.uris() if uri in credentials}
    return sum(one.credits or 0 for one in found.values() if one.credit_unit is unit)


def _circles(credentials: Sequence[Credential]) -> Iterator[Fault]:
    """A credential that can only, or also, be earned by earning itself."""
    below = {
        one.uri: {uri for name, rule in one.rules() if name != "renewal" for uri in rule.uris()}
        for one in credentials
    }
    for place, credential in enumerate(credentials):
        reached: set[str] = set()
        waiting = [*below[credential.uri]]
        while waiting:
            uri = waiting.pop()
            if uri not in reached:
                reached.add(uri)
                waiting += below.get(uri, ())
        if credential.uri in reached:
            yield ("credentials", place), "Its rules lead back to itself."


def faults_of_learners(
    learners: Sequence[Learner],
    skills: Container[str] | None,
    job_roles: Container[str] | None,
    credentials: Container[str] | None,
) -> Iterator[Fault]:
    keys = [learner.key for learner in learners]
    targets = {AimKind.JOB_ROLE: job_roles, AimKind.CREDENTIAL: credentials}
    for place, learner in enumerate(learners):
        path = ("learners", place)
        if learner.key in keys[:place]:
            yield (*path, "key"), f"The key {learner.key!r} stands twice."
        yield from _languages(path, learner.languages)
        yield from _references((*path, "skills"), "skill", [held.skill for held in learner.skills], skills)
        awarded = [award.credential for award in learner.awards]
        yield from _references((*path, "awards"), "credential", awarded, credentials)
        roles = [one.job_role for one in learner.experience]
        yield from _references((*path, "experience"), "job_role", roles, job_roles)
        for index, award in enumerate(learner.awards):
            if award.valid_until and award.valid_until < award.issued_on:
                yield (*path, "awards", index, "valid_until"), "It ends before it was issued."
        for index, one in enumerate(learner.experience):
            if one.ended_on and one.ended_on < one.started_on:
                yield (*path, "experience", index, "ended_on"), "It ends before it starts."
        for index, aim in enumerate(learner.aims):
            known = targets[aim.kind]
            if known is not None and aim.uri not in known:
                yield (*path, "aims", index, "uri"), f"There is no {aim.kind.value} {aim.uri!r}."


# Smaller things ---------------------------------------------------------------------------------------


def _identities(found: Sequence[tuple[Steps, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, uri in found:
        yield from _unfit((*path, "uri"), uri, _NAME, "web address")
        if uri in seen:
            yield (*path, "uri"), f"The uri {uri!r} stands twice."
        seen.add(uri)


def _references(
    path: Steps, field: str, uris: Sequence[str], known: Container[str] | None
) -> Iterator[Fault]:
    if known is not None:
        for place, uri in enumerate(uris):
            if uri not in known:
                yield (*path, place, field), f"There is no {field.replace('_', ' ')} {uri!r}."


def _languages(path: Steps, languages: Sequence[str]) -> Iterator[Fault]:
    for place, language in enumerate(languages):
        yield from _unfit((*path, "languages", place), language, LANGUAGE, "language code such as en")


def _costs(path: Steps, costs: Sequence[Cost]) -> Iterator[Fault]:
    for place, cost in enumerate(costs):
        yield from _unfit((*path, "costs", place, "currency"), cost.currency, _CURRENCY, "code such as EUR")
        if cost.amount < 0:
            yield (*path, "costs", place, "amount"), "The amount is below 0."


def _unfit(path: Steps, value: str, form: re.Pattern[str], name: str) -> Iterator[Fault]:
    if not form.fullmatch(value):
        yield path, f"{value[:80]!r} is no {name}."
