"""An audit as an integer programme, for rules that sum credits or limit what counts.

    y[r]        rule r is fulfilled                u[i,r]   item i counts in rule r
    x[i]        item i is earned (held ones are)   s[o]     skill or role o is had

    once        Σ over the items of one credential, or award, and all rules of a stage of u ≤ 1
                u ≤ x ;  u[i,r] ≤ y[r]
    all, k of   need·y[r] ≤ Σ options (u, y, s)
    credits     min·y[r] ≤ Σ credits·u ≤ max ;  Σ of those asked for ≥ share·Σ of all
    limits      Σ recognised ≤ cap ;  Σ that count elsewhere ≤ overlap_max ;  Σ of an exclusive group ≤ 1
    not         x + y ≤ 1
    goal        y[outermost] = 1 with the fewest new credentials, then the fewest hours

Credits are counted in hundredths, so that every coefficient is whole.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from skillsgraph.answers.pathways.milp import Model
from skillsgraph.answers.pathways.solvers.highs import Highs
from skillsgraph.answers.programmes.model import Allocation, Counted, Holder, Item, Place
from skillsgraph.answers.programmes.stages import scope_of
from skillsgraph.model.credentials import Rule, RuleKind

Term = tuple[int, int]
Allowed = Mapping[str, Sequence[Place]]
"""item key -> the places in which it may count."""


@dataclass(slots=True)
class Audit:
    """The programme under construction, and what its variables mean."""

    rules: Mapping[Place, Rule]
    items: Sequence[Item]
    allowed: Allowed
    holder: Holder
    fits: Callable[[Item, Rule], bool]
    credentials: frozenset[str]
    model: Model = field(default_factory=Model)
    y: dict[Place, int] = field(default_factory=dict)
    u: dict[tuple[str, Place], int] = field(default_factory=dict)
    x: dict[str, int] = field(default_factory=dict)
    s: dict[str, int] = field(default_factory=dict)
    others: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """uri -> variables of awards that may be earned as well and count it too."""

    def build(self) -> None:
        for place in self.rules:
            self.y[place] = self.model.variable()
        for item in self.items:
            for place in self.allowed[item.key]:
                self.u[item.key, place] = self.model.variable()
                self.model.row([(self.u[item.key, place], 1), (self.y[place], -1)], high=0)
            if item.new and item.key not in self.x:
                self.x[item.key] = self.model.variable()
        self._once()
        for place, rule in self.rules.items():
            if rule.key is None or rule.key not in self.holder.waived:
                self._rule(place, rule)
            self._limits(place, rule)
        self._exclusive()

    def _once(self) -> None:
        by_credential: dict[tuple[str, Place], list[Term]] = defaultdict(list)
        by_award: dict[tuple[str, Place], list[Term]] = defaultdict(list)
        for item in self.items:
            own: dict[Place, list[Term]] = defaultdict(list)
            for place in self.allowed[item.key]:
                own[scope_of(place, self.rules)].append((self.u[item.key, place], 1))
            for scope, terms in own.items():
                by_credential[item.uri or item.key, scope] += terms
                if item.award is not None:
                    by_award[item.award, scope] += terms
                if item.new:
                    self.model.row([*terms, (self.x[item.key], -1)], high=0)
        for terms in (*by_credential.values(), *by_award.values()):
            if len(terms) > 1:
                self.model.row(terms, high=1)

    def _rule(self, place: Place, rule: Rule) -> None:
        y = self.y[place]
        if rule.kind is RuleKind.NOT:
            self._refuse_all(rule.options, place, y)
        elif rule.kind is RuleKind.CREDITS:
            self._credits(place, rule, y)
        else:
            need = {RuleKind.ALL: len(rule.options), RuleKind.ANY: 1}.get(rule.kind, rule.count or 0)
            self.model.row([*self._options(place, rule), (y, -need)], low=0)

    def _options(self, place: Place, rule: Rule) -> list[Term]:
        """Each option that is fulfilled, as one; what stands for no credential is an option of its own."""
        terms: list[Term] = []
        for position, option in enumerate(rule.options):
            if isinstance(option, Rule):
                terms.append((self.y[*place, position], 1))
            elif option not in self.credentials:
                terms.append((self._had(option), 1))
        terms += [(self.u[one.key, place], 1) for one in self.items if (one.key, place) in self.u]
        return terms

    def _had(self, uri: str) -> int:
        """1 when a skill or role is had; held ones may be, others are wanted and cost."""
        if uri not in self.s:
            self.s[uri] = self.model.variable()
        return self.s[uri]

    def _scope(self, place: Place, rule: Rule) -> list[tuple[Item, int]]:
        """The items that could count below a rule, or around it where it has no options."""
        top = place if rule.options else place[:-1]
        scope = scope_of(top, self.rules)
        return [
            (one, self.u[one.key, where])
            for one in self.items
            for where in self.allowed[one.key]
            if where[: len(top)] == top and scope_of(where, self.rules) == scope
        ]

    def _credits(self, place: Place, rule: Rule, y: int) -> None:
        scope = [(one, u) for one, u in self._scope(place, rule) if one.unit is rule.unit]
        asked = [(u, hundredths(one.credits)) for one, u in scope if rule.options or self.fits(one, rule)]
        if rule.min is not None:
            self.model.row([*asked, (y, -hundredths(rule.min))], low=0)
        if rule.max is not None:
            self.model.row(asked, high=hundredths(rule.max))
        if rule.share is not None:
            share = Fraction(rule.share).limit_denominator(100)
            every = [(u, -share.numerator * hundredths(one.credits)) for one, u in scope]
            most = -sum(value for _, value in every)
            terms = [*((u, share.denominator * value) for u, value in asked), *every, (y, -most)]
            self.model.row(terms, low=-most)

    def _limits(self, place: Place, rule: Rule) -> None:
        scope = self._scope(place, rule)

        def size(item: Item) -> int:
            if rule.unit is None:
                return 100
            return hundredths(item.credits) if item.unit is rule.unit else 0

        if rule.cap is not None:
            recognised = [(u, size(one)) for one, u in scope if one.recognition is not None]
            self.model.row(recognised, high=hundredths(rule.cap))
        if rule.overlap_max is not None:
            terms = [(u if one.elsewhere else self._also(one, u), size(one)) for one, u in scope]
            self.model.row(
                [(u, size_) for u, size_ in terms if u is not None], high=hundredths(rule.overlap_max)
            )

    def _also(self, item: Item, u: int) -> int | None:
        """A variable that is 1 when the item counts here and in another award that is earned as well."""
        awards = self.others.get(item.uri or "", ())
        if not awards:
            return None
        both = self.model.variable()
        for award in awards:
            self.model.row([(both, 1), (u, -1), (award, -1)], low=-1)
        return both

    def _exclusive(self) -> None:
        groups: dict[str, list[Term]] = defaultdict(list)
        for (_, place), u in self.u.items():
            if (group := self.rules[place].exclusive_group) is not None:
                groups[group].append((u, 1))
        for terms in groups.values():
            self.model.row(terms, high=1)

    # What a NOT asks for: an option is not had -----------------------------------------------------

    def _refuse_all(self, options: Iterable[str | Rule], place: Place, y: int) -> None:
        for option in options:
            self._refuse(option, y)

    def _refuse(self, option: str | Rule, y: int) -> None:
        if not isinstance(option, Rule):
            self._refuse_one(option, y)
            return
        need = {RuleKind.ALL: 1, RuleKind.ANY: len(option.options)}.get(
            option.kind, len(option.options) - (option.count or 0) + 1
        )
        lacking = []
        for one in option.options:
            lacks = self.model.variable()
            self._refuse(one, lacks)
            lacking.append((lacks, 1))
        self.model.row([*lacking, (y, -need)], low=0)

    def _refuse_one(self, uri: str, y: int) -> None:
        if uri not in self.credentials:
            if uri in self.holder.skills | self.holder.roles:
                self.model.row([(y, 1)], high=0)
            else:
                self.model.row([(self._had(uri), 1), (y, 1)], high=1)
            return
        for one in self.items:
            if one.uri == uri:
                self.model.row(
                    [(self.x[one.key], 1), (y, 1)] if one.new else [(y, 1)], high=1 if one.new else 0
                )

    # Solving -----------------------------------------------------------------------------------------

    def solve(self, seconds: float) -> Allocation:
        """A shortest way to the award; where there is none, the most of its rules and of what counts."""
        wanted = {
            uri: var for uri, var in self.s.items() if uri not in self.holder.skills | self.holder.roles
        }
        hours = {one.key: round(one.hours or 0) for one in self.items if one.new}
        weight = sum(hours.values()) + 1
        cost = {self.x[key]: weight + hours[key] for key in self.x} | dict.fromkeys(wanted.values(), weight)
        self.model.row([(self.y[()], 1)], low=1)
        found = Highs(self.model).minimise(cost, seconds)
        reachable = found.values is not None
        if found.values is None:
            self.model.rows.pop()
            wish = dict.fromkeys(self.y.values(), -10) | dict.fromkeys(self.u.values(), -1)
            found = Highs(self.model).minimise(wish | dict.fromkeys(cost, 1), seconds)
        values = found.values or (0,) * len(self.model.uppers)
        by_key = {one.key: one for one in self.items}
        counted = [Counted(by_key[key], place) for (key, place), var in self.u.items() if values[var]]
        return Allocation(
            tuple(counted), tuple(uri for uri, var in wanted.items() if values[var]), reachable, found.proven
        )


def hundredths(value: float | None) -> int:
    return round((value or 0) * 100)
