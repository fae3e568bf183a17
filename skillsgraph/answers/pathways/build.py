"""From a question to an integer programme.

    cover     z[s,v] ≤ Σ x[c] over c that cover s at v or better
              coverage[s] = base + Σ (v − previous v)·z[s,v]
    rules     need·y ≤ Σ of the options of a rule;  x[c] ≤ y of its entry and completion rules
    credits   need·y ≤ Σ credits·x,  of recognised ones at most the cap
    once      u[c, place] ≤ x[c];  Σ u[c, place] ≤ 1 over the places of one rule that counts a credential once
    user      Σ price·x ≤ budget;  Σ minutes·x ≤ minutes a week · weeks

Our own formulation: weighted set cover with precedence, and the counting of a degree audit as an assignment.
What is held is a constant; what cannot be taken has no variable. Prerequisites in a circle are cut off when a
solution has them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skillsgraph.answers.pathways.admission import Admitted, admitted
from skillsgraph.answers.pathways.instance import HOUR, Constraints, Course, Goal, Instance
from skillsgraph.answers.pathways.milp import Model, Terms, summed
from skillsgraph.answers.pathways.rules import Encoder
from skillsgraph.answers.pathways.terms import capacity, in_reach


@dataclass(slots=True)
class Programme:
    """The programme of a question: variables by credential, and an objective for each goal, to minimise."""

    model: Model
    taken: dict[str, int]
    goals: Mapping[Goal, Terms]
    admitted: Mapping[str, Admitted]


def build(instance: Instance, constraints: Constraints) -> Programme:
    """Pose the question as rows. What no constraint admits is not there."""
    able = in_reach(instance, constraints, admitted(instance, constraints))
    model = Model()
    # A variable that means nothing: solvers differ over a model without any.
    model.variable()
    taken = {name: model.variable() for name in able}
    encoder = Encoder(model, instance, taken)
    for name in able:
        encoder.require(instance.courses[name])
    coverage = _coverage(model, instance, taken, essential=True)
    optional = _coverage(model, instance, taken, essential=False)
    _limits(model, instance, constraints, able, taken)
    _reach(model, instance, constraints, taken, coverage)
    courses = [instance.courses[name] for name in able]
    price = {taken[one.id]: able[one.id].price for one in courses}
    minutes = {taken[one.id]: one.minutes for one in courses}
    goals: dict[Goal, Terms] = {
        Goal.COVERAGE: {variable: -gain for variable, gain in coverage.items()},
        # In sixtieths of a cent, since time counts in minutes.
        Goal.COST: summed(
            [(one, value * HOUR) for one, value in price.items()]
            + [(one, value * instance.hour_worth) for one, value in minutes.items()]
        ),
        Goal.PRICE: summed(price.items()),
        Goal.HOURS: summed(minutes.items()),
        Goal.PREFERRED_ISSUERS: _not_preferred(courses, constraints, taken),
        Goal.OPTIONAL_COVERAGE: {variable: -gain for variable, gain in optional.items()},
        Goal.CREDENTIALS: dict.fromkeys(taken.values(), 1),
    }
    return Programme(model, taken, goals, able)


def _not_preferred(courses: Iterable[Course], constraints: Constraints, taken: Mapping[str, int]) -> Terms:
    preferred = constraints.preferred_issuers
    return {taken[one.id]: 1 for one in courses if preferred and one.issuer not in preferred}


def _coverage(
    model: Model, instance: Instance, taken: Mapping[str, int], *, essential: bool
) -> dict[int, int]:
    """Variables z, and what each adds to the weighted coverage; what is there already adds nothing."""
    providers: dict[str, list[tuple[int, int]]] = {}
    for name, variable in taken.items():
        for skill, value in instance.courses[name].covers.items():
            providers.setdefault(skill, []).append((value, variable))
    gains: dict[int, int] = {}
    for wanted in instance.wanted:
        if wanted.essential is not essential:
            continue
        before = wanted.base
        offers = providers.get(wanted.skill, [])
        for value in sorted({value for value, _ in offers if value > wanted.base}):
            covered = model.variable()
            able = [(variable, 1) for reached, variable in offers if reached >= value]
            model.row([(covered, -1), *able], low=0)
            gains[covered] = (value - before) * wanted.weight
            before = value
    return gains


def _limits(
    model: Model,
    instance: Instance,
    constraints: Constraints,
    able: Mapping[str, Admitted],
    taken: Mapping[str, int],
) -> None:
    if constraints.budget is not None:
        model.row(((taken[name], one.price) for name, one in able.items()), high=constraints.budget)
    minutes = capacity(constraints)
    if minutes is not None:
        model.row(((taken[name], instance.courses[name].minutes) for name in able), high=minutes)
    for group in instance.exclusive:
        free = 0 if group & instance.held else 1
        model.row(((taken[name], 1) for name in group if name in taken), high=free)


def _reach(
    model: Model,
    instance: Instance,
    constraints: Constraints,
    taken: Mapping[str, int],
    coverage: Mapping[int, int],
) -> None:
    if instance.award is not None and instance.award not in instance.held:
        award = taken.get(instance.award)
        # An award that cannot be taken makes the question impossible: a row that nothing fulfils.
        model.row([] if award is None else [(award, 1)], low=1)
    if constraints.minimum_coverage is not None:
        wanted = [one for one in instance.wanted if one.essential]
        whole = sum(one.weight for one in wanted)
        there = sum(one.weight * one.base for one in wanted)
        model.row(coverage.items(), low=constraints.minimum_coverage * whole - there)
