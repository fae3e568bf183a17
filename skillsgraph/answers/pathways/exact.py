"""Rules of the whole alphabet in a plan: what an audit counts, with what the plan takes as what is earned.

The planner's own rules say what can be counted at all; where a rule limits, excludes, or asks for more, the
rows of the audit are put beside them, over the same variables.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from skillsgraph.answers.pathways.milp import Model
from skillsgraph.answers.pathways.solvers.highs import Highs
from skillsgraph.answers.programmes.audit import Prepared, allowed_places, prepare
from skillsgraph.answers.programmes.eligible import fitness, unfit
from skillsgraph.answers.programmes.integer import Audit
from skillsgraph.answers.programmes.model import Counted, Holder, Item, Programme
from skillsgraph.model.credentials import Rule, RuleKind

_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Exact:
    """A rule as an audit takes it, for one person on one day.

    `ids`: uri of a member -> the credential in the plan. `teachers`: uri of a skill that the rule names ->
    the credentials that teach it. `others`: uri of a member -> the awards that count it as well.
    """

    programme: Programme
    holder: Holder
    as_of: date
    ids: Mapping[str, str]
    teachers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fulfil(self, model: Model, taken: Mapping[str, int], owner: int) -> Audit:
        """Rows that let `owner` be 1 only when what is held and what is taken fulfil the rule."""
        prepared = prepare(self.programme)
        _, allowed = allowed_places(prepared, self.holder, self.as_of)
        held = [one for one in self.holder.items if allowed.get(one.key) or self._seen(one)]
        fresh = [one for one in self._fresh(prepared) if self.ids.get(one.uri or "") in taken]
        work = Audit(
            prepared.rules,
            [*held, *fresh],
            {one.key: allowed.get(one.key, ()) for one in (*held, *fresh)},
            self.holder,
            lambda item, rule: unfit(item, rule, self.programme, self.as_of) is None,
            frozenset(self.programme.members),
            model,
            x={one.key: taken[self.ids[one.uri or ""]] for one in fresh},
            others={
                uri: [taken[one] for one in awards if one in taken] for uri, awards in self.others.items()
            },
        )
        work.build()
        for uri, wanted in work.s.items():
            if uri not in self.holder.skills | self.holder.roles:
                able = [(taken[one], 1) for one in self.teachers.get(uri, ()) if one in taken]
                model.row([(wanted, -1), *able], low=0)
        model.row([(work.y[()], 1), (owner, -1)], low=0)
        return work

    def _seen(self, item: Item) -> bool:
        """Whether a NOT sees it, though it counts nowhere."""
        return item.uri in self.programme.members and fitness(item, self.as_of, frozenset(), {}) is None

    def _fresh(self, prepared: Prepared) -> Iterator[Item]:
        """Members still to be earned, those that only a NOT names too."""
        counting = {one.uri: one for one, _ in prepared.candidates}
        yield from counting.values()
        for uri in dict.fromkeys(_refused(self.programme.rule)):
            if uri in self.programme.members and uri not in counting:
                yield Item(f"new {uri}", uri, self.programme.members[uri].name, new=True)

    def allocation(self, have: Set[str]) -> tuple[Counted, ...] | None:
        """What counts where when these are earned too; None when the rule is not fulfilled."""
        model = Model()
        # What is earned is no choice: x = 1.
        others = {one for awards in self.others.values() for one in awards}
        taken = {one: model.variable() for one in sorted({*self.names(), *others} & have)}
        for variable in taken.values():
            model.row([(variable, 1)], low=1)
        owner = model.variable()
        work = self.fulfil(model, taken, owner)
        model.row([(owner, 1)], low=1)
        found = Highs(model).minimise({}, _SECONDS).values
        if found is None:
            return None
        by_key = {one.key: one for one in work.items}
        return tuple(Counted(by_key[key], place) for (key, place), u in work.u.items() if found[u])

    def names(self) -> Iterator[str]:
        """The credentials that can help to fulfil it."""
        for uri in self.programme.rule.uris():
            if uri in self.ids:
                yield self.ids[uri]
            yield from self.teachers.get(uri, ())


def _refused(rule: Rule) -> Iterator[str]:
    """The uris below a NOT."""
    for _, one in rule.walk():
        if one.kind is RuleKind.NOT:
            yield from one.uris()
