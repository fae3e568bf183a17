"""Catalogues of credentials, and learners, written in YAML by hand.

    for item in read_catalogue(path, skills=uris):
        ...                                 # every Organization, then every Credential

A file is checked whole before anything of it is used: each field against the model, then what no single field
shows (references, dates, numbers that a rule needs, circles). The first fault is raised as a `SourceError`
with file, line and field; its `details` count the others. The fields are those of `model/credentials.py`
and `model/learners.py`, by the same names.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from skillsgraph.errors import SourceError, Where
from skillsgraph.frameworks.catalogue_sheet import ENDINGS, Places, column_of, read_sheet
from skillsgraph.model.credentials import (
    CatalogueItem,
    Cost,
    Credential,
    CreditUnit,
    Offering,
    Organization,
    Rule,
)
from skillsgraph.model.learners import AimKind, Learner
from skillsgraph.model.periods import PERIOD
from skillsgraph.model.rules import faults_of_rule

MOST_BYTES = 4 * 1024**2
_URI = re.compile(r"https?://[^\s/]+/\S+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NO_SKILL = re.compile(r"There is no skill '(.*)'\.", re.DOTALL)

Steps = tuple[str | int, ...]
Fault = tuple[Steps, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Catalogue:
    organizations: tuple[Organization, ...]
    credentials: tuple[Credential, ...]


@dataclass(frozen=True, slots=True)
class _Learners:
    learners: tuple[Learner, ...]


def read_catalogue(
    path: Path,
    *,
    skills: Container[str] | None = None,
    job_roles: Container[str] | None = None,
    questions: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[CatalogueItem]:
    """The organizations, then the credentials, in the order written: of YAML, or of a filled-in spreadsheet.

    Where `skills` or `job_roles` are given, every uri that is none of them is a fault; otherwise such uris
    are taken as they are, and whoever writes them to the graph finds out. `questions` says, for skills that
    are none, what may have been meant.

    Raises:
        SourceError: The file is missing, not of its format, or holds a fault.
    """
    is_sheet = path.suffix.casefold() in ENDINGS
    document = _Sheet.filled_in(path) if is_sheet else _Document.of(path)
    catalogue = document.as_type(_Catalogue)
    document.refuse(
        (place, _asked(message, questions))
        for place, message in _faults_of_catalogue(catalogue, skills, job_roles)
    )
    return iter((*catalogue.organizations, *catalogue.credentials))


def read_learners(
    path: Path,
    *,
    skills: Container[str] | None = None,
    job_roles: Container[str] | None = None,
    credentials: Container[str] | None = None,
) -> Iterator[Learner]:
    """The learners, in the order written. What is given is checked as in `read_catalogue`.

    Raises:
        SourceError: The file is missing, no YAML, or holds a fault.
    """
    document = _Document.of(path)
    learners = document.as_type(_Learners).learners
    document.refuse(_faults_of_learners(learners, skills, job_roles, credentials))
    return iter(learners)


# The file ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Document:
    """A YAML file as plain data, with the tree that knows its lines."""

    file: str
    root: yaml.Node
    data: Any

    @classmethod
    def of(cls, path: Path) -> "_Document":
        where = Where(path.name)
        try:
            with path.open("rb") as stream:
                raw = stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise SourceError(f"It cannot be read: {error.strerror}.", where=Where(str(path))) from error
        if len(raw) > MOST_BYTES:
            raise SourceError(f"The file is larger than {MOST_BYTES:,} bytes.", where=where)
        try:
            return cls._parsed(path.name, raw.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise SourceError("The line is not UTF-8.", where=Where(path.name, line)) from error
        except RecursionError as error:
            raise SourceError("The file is nested too deeply.", where=where) from error
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = Where(path.name, mark.line + 1 if mark else None)
            raise SourceError(f"This is not YAML: {error.problem}.", where=where) from error
        except (yaml.YAMLError, ValueError) as error:
            raise SourceError(f"This is not YAML: {error}.", where=where) from error

    @classmethod
    def _parsed(cls, file: str, text: str) -> "_Document":
        loader = yaml.SafeLoader(text)
        try:
            root = loader.get_single_node()
            if root is None:
                raise SourceError("The file is empty.", where=Where(file))
            _check_tree(file, root)
            return cls(file, root, loader.construct_document(root))
        finally:
            loader.dispose()

    def as_type(self, kind: type[T]) -> T:
        try:
            checked: T = _adapter(kind).validate_python([self.data])[0]
        except ValidationError as error:
            found = [(tuple(one["loc"][1:]), f"{one['msg']}.") for one in error.errors(include_url=False)]
            self.refuse(iter(found))
            raise
        return checked

    def refuse(self, faults: Iterator[Fault]) -> None:
        """Raise the fault that stands first in the file, if there is any."""
        placed = [(*self._place(path), message) for path, message in faults]
        if not placed:
            return
        line, field, message = min(placed, key=lambda fault: fault[0])
        others = len({(line, field) for line, field, _ in placed}) - 1
        raise SourceError(
            message,
            where=Where(self.file, line, field or None),
            hint=f"Faults in this file besides this one: {others}." if others else None,
            **({"faults": [f"{line}: {field}" for line, field, _ in placed[:100]]} if others else {}),
        )

    def _place(self, path: Steps) -> tuple[int, str]:
        """The line of what a path leads to, as far as the file goes along with it, and the path as text."""
        node, line, field = self.root, self.root.start_mark.line, ""
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == step]
                if found:
                    line, node = found[0][0].start_mark.line, found[0][1]
                field += f".{step}" if field else str(step)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line
                field += f"[{step}]"
        return line + 1, field


@dataclass(frozen=True, slots=True)
class _Sheet(_Document):
    """A spreadsheet as the same plain data; each organization and credential knows its row."""

    places: Places = field(default_factory=dict)

    @classmethod
    def filled_in(cls, path: Path) -> "_Sheet":
        data, places = read_sheet(path)
        return cls(path.name, yaml.ScalarNode("", ""), data, places)

    def _place(self, path: Steps) -> tuple[int, str]:
        listed, number, *rest = (*path, "", "")[: max(len(path), 2)]
        named = next((step for step in rest if isinstance(step, str) and step != "skill"), "")
        line = self.places.get((str(listed), number if isinstance(number, int) else -1), 1)
        return line, column_of(named, is_organization=listed == "organizations")


def _asked(message: str, questions: Mapping[str, str]) -> str:
    """A message about a skill that is not there, with the question what was meant."""
    found = _NO_SKILL.fullmatch(message)
    question = questions.get(found.group(1)) if found else None
    return f"{message} {question}" if question else message


def json_schema() -> dict[str, Any]:
    """The form of a catalogue file as a JSON Schema, for editors that check while one writes."""
    schema: dict[str, Any] = TypeAdapter(_Catalogue, config=None).json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        if part.get("type") == "object":
            part["additionalProperties"] = False
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A skillsgraph catalogue of organizations and credentials",
        **{name: value for name, value in schema.items() if name != "title"},
    }


def _check_tree(file: str, root: yaml.Node) -> None:
    """Refuse aliases, which can make a small file endless, and keys that stand twice."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        where = Where(file, node.start_mark.line + 1)
        if id(node) in seen:
            raise SourceError("Anchors and aliases are not understood here.", where=where)
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                place = Where(file, key.start_mark.line + 1, str(key.value)[:80])
                if not isinstance(key, yaml.ScalarNode):
                    raise SourceError("A name must be plain text.", where=Where(file, place.line))
                if key.value in keys:
                    raise SourceError("The name stands twice.", where=place)
                keys.add(key.value)
                waiting.append(value)


def _adapter(kind: Any) -> TypeAdapter[Any]:
    """In a list, because only what is no model itself may be given a configuration."""
    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid", allow_inf_nan=False))


# What no single field shows ---------------------------------------------------------------------------


def _faults_of_catalogue(
    catalogue: _Catalogue, skills: Container[str] | None, job_roles: Container[str] | None
) -> Iterator[Fault]:
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
        for name, refs in (("teaches", credential.teaches), ("assesses", credential.assesses)):
            yield from _references((*path, name), "skill", [ref.skill for ref in refs], skills)
            pairs = [(ref.skill, ref.level) for ref in refs]
            yield from (
                ((*path, name, index), "The same skill stands twice.")
                for index, pair in enumerate(pairs)
                if pair in pairs[:index]
            )
        for name, rule in credential.rules():
            steps = _steps(name)
            yield from _faults_of_rule((*path, *steps), rule, credentials, (skills, job_roles))
    yield from _circles(catalogue.credentials)


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


def _faults_of_rule(
    path: Steps,
    rule: Rule,
    credentials: Mapping[str, Credential],
    others: tuple[Container[str] | None, Container[str] | None],
) -> Iterator[Fault]:
    """Each option must exist; the rest is what any rule must be, wherever it is written."""
    yield from (((*path, *steps), message) for steps, message in faults_of_rule(rule))
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


def _faults_of_learners(
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
        yield from _unfit((*path, "uri"), uri, _URI, "web address")
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
        yield from _unfit((*path, "languages", place), language, _LANGUAGE, "language code such as en")


def _costs(path: Steps, costs: Sequence[Cost]) -> Iterator[Fault]:
    for place, cost in enumerate(costs):
        yield from _unfit((*path, "costs", place, "currency"), cost.currency, _CURRENCY, "code such as EUR")
        if cost.amount < 0:
            yield (*path, "costs", place, "amount"), "The amount is below 0."


def _unfit(path: Steps, value: str, form: re.Pattern[str], name: str) -> Iterator[Fault]:
    if not form.fullmatch(value):
        yield path, f"{value[:80]!r} is no {name}."
