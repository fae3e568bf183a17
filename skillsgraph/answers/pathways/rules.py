"""The rows of rules: entry, completion, credits, and what may count once only."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb

from skillsgraph.answers.pathways.instance import Course, Instance, Rule, RuleKind
from skillsgraph.answers.pathways.milp import Model

# A rule for "some of these" is told by its parts where these are no more than so many.
_MOST_SUBSETS = 15

Place = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Literal:
    """What an option contributes: a sum of variables, or 1 because it is there already."""

    terms: tuple[tuple[int, int], ...] = ()
    constant: int = 0


@dataclass(slots=True)
class Scope:
    """A rule below which each credential counts in one place: its counts so far, by what is counted."""

    uses: dict[str, list[int]] = field(default_factory=dict)


class Encoder:
    """Adds the rows of rules to a model."""

    def __init__(self, model: Model, instance: Instance, taken: dict[str, int]) -> None:
        self._model, self._instance, self._taken = model, instance, taken
        self._substitutes = instance.substitutes()
        self._counted: dict[str, Literal] = {}
        self._own: str | None = None

    def require(self, course: Course) -> None:
        """Taking a credential asks for all its rules."""
        for rule in course.rules():
            self.fulfil(rule, course.id, self._taken[course.id])
        for exact in (course.exact_entry, course.exact_completion):
            if exact is not None:
                exact.fulfil(self._model, self._taken, self._taken[course.id])

    def fulfil(self, rule: Rule, own: str, owner: int) -> None:
        """`owner` may be 1 only when a rule of the credential `own` is fulfilled, and not by itself."""
        self._own = own
        self._fulfil(rule, owner, None)

    def _fulfil(self, rule: Rule, owner: int, scope: Scope | None) -> None:
        """Rows that let `owner` be 1 only when the rule is fulfilled."""
        opened = Scope() if rule.once and scope is None else None
        inner = scope or opened
        if rule.kind is RuleKind.COUNT:
            self._count(rule, owner, inner)
        else:
            self._credits(rule, owner, inner)
        if opened is not None:
            for uses in opened.uses.values():
                if len(uses) > 1:
                    self._model.row(((one, 1) for one in uses), high=1)

    def _count(self, rule: Rule, owner: int, scope: Scope | None) -> None:
        literals = [self._option(option, scope) for option in rule.options]
        need = rule.need - sum(one.constant for one in literals)
        if need <= 0:
            return
        open_options = [one for one in literals if one.terms]
        if need == len(open_options):
            # All of them: a row for each holds tighter than their sum.
            for one in open_options:
                self._model.row([*one.terms, (owner, -1)], low=0)
            return
        terms = [term for one in open_options for term in one.terms]
        self._model.row([*terms, (owner, -need)], low=0)
        self._without_some(open_options, need, owner)

    def _without_some(self, options: Sequence[Literal], need: int, owner: int) -> None:
        """Of all options but need − 1 one is there: follows for whole numbers, and is tighter for parts."""
        if 1 < need < len(options) and comb(len(options), need - 1) <= _MOST_SUBSETS:
            for left_out in combinations(range(len(options)), need - 1):
                rest = [one for place, one in enumerate(options) if place not in left_out]
                self._model.row([*(term for one in rest for term in one.terms), (owner, -1)], low=0)

    def _option(self, option: str | Rule, scope: Scope | None) -> Literal:
        if isinstance(option, str):
            return self._leaf(option, scope)
        met = self._model.variable()
        self._fulfil(option, met, scope)
        return Literal(((met, 1),))

    def _leaf(self, name: str, scope: Scope | None) -> Literal:
        """At most 1, however many count as it."""
        if scope is not None:
            return Literal(tuple((use, 1) for _, use in self._uses(name, scope)))
        if self._own == name or self._own in self._substitutes.get(name, ()):
            return self._plain(name)
        if name not in self._counted:
            self._counted[name] = self._plain(name)
        return self._counted[name]

    def _plain(self, name: str) -> Literal:
        sources = self._sources(name)
        if any(source in self._instance.held for source in sources):
            return Literal(constant=1)
        terms = [(self._taken[source], 1) for source in sources if source in self._taken]
        if len(terms) < 2:
            return Literal(tuple(terms))
        counted = self._model.variable()
        self._model.row([(counted, -1), *terms], low=0)
        return Literal(((counted, 1),))

    def _sources(self, name: str) -> list[str]:
        return [one for one in (name, *self._substitutes.get(name, ())) if one != self._own]

    def _uses(self, name: str, scope: Scope) -> list[tuple[str, int]]:
        """Variables that say which credential is counted here, of which one may be."""
        found = []
        for source in self._sources(name):
            if source not in self._instance.held and source not in self._taken:
                continue
            use = self._model.variable()
            if source in self._taken:
                self._model.row([(use, -1), (self._taken[source], 1)], low=0)
            scope.uses.setdefault(source, []).append(use)
            found.append((source, use))
        if len(found) > 1:
            self._model.row(((use, 1) for _, use in found), high=1)
        return found

    def _credits(self, rule: Rule, owner: int, scope: Scope | None) -> None:
        places = self._credit_places(rule, scope)
        capped = [place for place in places if rule.cap is not None and place[0] in self._instance.recognised]
        terms = [(variable, worth) for _, variable, worth in places if variable is not None]
        there = sum(worth for _, variable, worth in places if variable is None)
        if capped:
            free = [place for place in places if place not in capped]
            counted = self._capped(capped, rule.cap or 0)
            terms = [(variable, worth) for _, variable, worth in free if variable is not None]
            terms.append((counted, 1))
            there = sum(worth for _, variable, worth in free if variable is None)
        if rule.need > there:
            self._model.row([*terms, (owner, there - rule.need)], low=0)

    def _capped(self, places: Sequence[tuple[str, int | None, int]], cap: int) -> int:
        """A variable of the credits counted, up to a cap."""
        counted = self._model.variable(cap)
        held = sum(worth for _, variable, worth in places if variable is None)
        terms = [(variable, worth) for _, variable, worth in places if variable is not None]
        self._model.row([(counted, -1), *terms], low=-held)
        return counted

    def _credit_places(self, rule: Rule, scope: Scope | None) -> list[tuple[str, int | None, int]]:
        """(credential, its variable or None for held, credits) of what may count; each credential once."""
        places: dict[str, tuple[str, int | None, int]] = {}
        for name in dict.fromkeys(rule.leaves()):
            for source in self._sources(name):
                course = self._instance.courses.get(source)
                if course is None or not _suits(course, rule) or source in places:
                    continue
                if source in self._instance.held:
                    variable = None
                elif source in self._taken:
                    variable = self._taken[source]
                else:
                    continue
                places[source] = (source, self._use(source, variable, scope), course.credits)
        return list(places.values())

    def _use(self, source: str, variable: int | None, scope: Scope | None) -> int | None:
        if scope is None:
            return variable
        use = self._model.variable()
        if variable is not None:
            self._model.row([(use, -1), (variable, 1)], low=0)
        scope.uses.setdefault(source, []).append(use)
        return use


def _suits(course: Course, rule: Rule) -> bool:
    return (
        course.credits > 0
        and (rule.unit is None or course.unit == rule.unit)
        and (rule.level is None or (course.level is not None and course.level >= rule.level))
    )
