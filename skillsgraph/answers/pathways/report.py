"""A plan as a person reads it: steps in terms, what each is for, and what it all comes to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from skillsgraph.answers.model import Named
from skillsgraph.answers.pathways.admission import admitted
from skillsgraph.answers.pathways.asked import ConflictFound, PathPlan, Step, TermLoad, Totals
from skillsgraph.answers.pathways.conflict import Conflict
from skillsgraph.answers.pathways.instance import CENTS, CREDIT, FULL, HOUR, Constraints
from skillsgraph.answers.pathways.order import is_ready
from skillsgraph.answers.pathways.question import Question
from skillsgraph.answers.pathways.solve import Plan
from skillsgraph.answers.pathways.terms import Mode, Term, modes_of, terms_of

_WEEK = 7
_NAMED = 3


class Reporter:
    """Tells plans of one question."""

    def __init__(self, question: Question, constraints: Constraints, as_of: date) -> None:
        self._question, self._instance, self._as_of = question, question.instance, as_of
        self._able = admitted(question.instance, constraints)
        self._terms = terms_of(constraints)
        self._substitutes = question.instance.substitutes()

    def plan(self, plan: Plan) -> PathPlan:
        """The same plan in the units of the world."""
        ordered = self._in_order(plan)
        best = self._best(ordered)
        steps = tuple(self._step(name, plan, best) for name in ordered)
        coverage = self._coverage(ordered, essential=True)
        return PathPlan(
            steps=steps,
            terms=self._loads(plan),
            totals=self._totals(ordered, steps),
            coverage=coverage,
            optional_coverage=self._coverage(ordered, essential=False),
            proven=plan.proven,
            gap=plan.gap,
            explanation=self._explain(steps, plan, coverage),
        )

    def _in_order(self, plan: Plan) -> list[str]:
        """By the term in which they begin, and in a term awards after what they are made of."""
        waiting = sorted(plan.ways, key=lambda name: (plan.ways[name].start, name))
        have, ordered = set(self._instance.held), list[str]()
        while waiting:
            term = [one for one in waiting if plan.ways[one].start == plan.ways[waiting[0]].start]
            ready = [
                one
                for one in term
                if is_ready(self._instance.courses[one], have, self._instance, self._substitutes)
            ] or term
            have.update(ready)
            ordered += ready
            waiting = [one for one in waiting if one not in have]
        return ordered

    def _sources(self, names: Iterable[str]) -> set[str]:
        return {one for name in names for one in (name, *self._substitutes.get(name, ()))}

    def _best(self, chosen: Sequence[str]) -> dict[str, set[str]]:
        """step -> the wanted skills that it covers best, and better than they are covered already."""
        found: dict[str, set[str]] = defaultdict(set)
        for wanted in self._instance.wanted:
            values = {name: self._instance.courses[name].covers.get(wanted.skill, 0) for name in chosen}
            most = max(values.values(), default=0)
            for name, value in values.items():
                if value == most > wanted.base:
                    found[name].add(wanted.skill)
        return found

    def _step(self, name: str, plan: Plan, best: dict[str, set[str]]) -> Step:
        course, way = self._instance.courses[name], plan.ways[name]
        others = [one for one in plan.ways if one != name]
        named = self._sources(course.needs())
        builds_on = [one for one in others if one in named]
        unlocks = [one for one in others if name in self._sources(self._instance.courses[one].needs())]
        first, last = self._days(name, way)
        names = self._question.names
        covers = sorted((names[one] for one in best[name]), key=lambda one: one.name)
        able = self._able[name]
        return Step(
            credential=names[name],
            term=way.start + 1,
            starts=self._as_of + timedelta(days=first),
            ends=self._as_of + timedelta(days=last),
            price=able.price / CENTS if able.priced else None,
            hours=course.minutes / HOUR,
            credits=course.credits / CREDIT if course.credits else None,
            unit=course.unit,
            covers=tuple(covers),
            builds_on=tuple(names[one] for one in sorted(builds_on)),
            unlocks=tuple(names[one] for one in sorted(unlocks)),
            explanation=self._why(name, covers, [names[one] for one in sorted(unlocks)]),
        )

    def _days(self, name: str, way: Mode) -> tuple[int, int]:
        course, able = self._instance.courses[name], self._able[name]
        for span in able.spans:
            alone = type(able)(able.price, able.priced, (span,))
            if modes_of(course, alone, self._terms) == [way]:
                return span
        return self._terms[way.start].first, self._terms[way.end].last

    def _why(self, name: str, covers: Sequence[Named], unlocks: Sequence[Named]) -> str:
        reasons = []
        if name == self._instance.award:
            reasons.append("it is the target")
        if covers:
            rest = f" and {len(covers) - _NAMED} more" if len(covers) > _NAMED else ""
            reasons.append("it covers " + _listed(covers[:_NAMED]) + rest)
        if unlocks:
            reasons.append("it counts towards, or admits to, " + _listed(unlocks))
        return f"“{self._question.names[name].name}”: {'; '.join(reasons) or 'a rule asks for it'}."

    def _loads(self, plan: Plan) -> tuple[TermLoad, ...]:
        minutes: dict[int, int] = defaultdict(int)
        for way in plan.ways.values():
            minutes[way.end] += 0
            for number, load in enumerate(way.load, way.start):
                minutes[number] += load
        return tuple(self._load(number, self._terms[number], minutes[number]) for number in sorted(minutes))

    def _load(self, number: int, term: Term, minutes: int) -> TermLoad:
        weeks = (term.last - term.first + 1) / _WEEK
        return TermLoad(
            number + 1,
            self._as_of + timedelta(days=term.first),
            self._as_of + timedelta(days=term.last),
            minutes / HOUR,
            round(minutes / HOUR / weeks, 2),
        )

    def _totals(self, chosen: Sequence[str], steps: Sequence[Step]) -> Totals:
        amounts: dict[str, float] = defaultdict(float)
        for name in chosen:
            course = self._instance.courses[name]
            if course.credits and course.unit and course.completion is None:
                amounts[course.unit] += course.credits / CREDIT
        ends = max((one.ends for one in steps), default=self._as_of)
        return Totals(
            price=sum(round((one.price or 0) * CENTS) for one in steps) / CENTS,
            currency=self._question.currency,
            unpriced=tuple(one.credential for one in steps if one.price is None),
            hours=sum(one.hours for one in steps),
            weeks=round((ends - self._as_of).days / _WEEK, 1),
            credits=dict(amounts),
        )

    def _coverage(self, chosen: Sequence[str], *, essential: bool) -> tuple[float | None, float | None]:
        """Before and after, from 0 to 1."""
        wanted = [one for one in self._instance.wanted if one.essential is essential]
        whole = sum(one.weight for one in wanted) * FULL
        if not whole:
            return None, None
        before = sum(one.weight * one.base for one in wanted)
        after = 0
        for one in wanted:
            values = [self._instance.courses[name].covers.get(one.skill, 0) for name in chosen]
            after += one.weight * max([one.base, *values])
        return before / whole, after / whole

    def _explain(self, steps: Sequence[Step], plan: Plan, coverage: tuple[float | None, float | None]) -> str:
        if not steps:
            return "Nothing needs to be taken, or nothing that can be taken would help."
        total = sum(round((one.price or 0) * CENTS) for one in steps) / CENTS
        unknown = sum(one.price is None for one in steps)
        words = f"{len(steps)} credentials in {max(way.end for way in plan.ways.values()) + 1} terms"
        words += f" for {total:g} {self._question.currency}"
        words += f", {unknown} of unknown price" if unknown else ""
        if coverage[0] is not None and coverage[1] is not None:
            words += f"; essential requirements covered {coverage[0]:.1%} before, {coverage[1]:.1%} after"
        proof = "; no plan is better" if plan.proven else "; a better plan may exist"
        return words + proof + "."


def conflict(question: Question, constraints: Constraints, as_of: date, found: Conflict) -> ConflictFound:
    """Why there is no plan, in words."""
    nearest = None
    if found.nearest is not None:
        reporter = Reporter(question, constraints, as_of)
        nearest = reporter.plan(found.nearest)
    if not found.constraints:
        words = "Nothing in the catalogue leads there, even without any constraint."
    else:
        kept = ", ".join(found.constraints)
        words = f"No plan keeps to {kept}{' together' if len(found.constraints) > 1 else ''}"
        words += f"; without {', '.join(found.relaxed)} there is one." if nearest else "."
    return ConflictFound(found.constraints, found.smallest, found.relaxed, nearest, words)


def _listed(names: Sequence[Named]) -> str:
    return ", ".join(f"“{one.name}”" for one in names)
