"""The part of the catalogue that a question concerns: what serves its skills, and all that this builds on."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from skillsgraph.answers.model import Profile
from skillsgraph.answers.pathways.asked import Trial
from skillsgraph.answers.programmes.rules import Option, Rules, on_trial, read_rules
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import CostKind, Rule
from skillsgraph.statements import cypher

_MOST_LAYERS = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What a credential asks for at entry and for its award; `options` knows each uri that a rule names."""

    entry: Rule | None
    completion: Rule | None
    options: Mapping[str, Option]

    def named(self) -> Iterable[Option]:
        """Everything that the rules name."""
        for rule in (self.entry, self.completion):
            for uri in rule.uris() if rule is not None else ():
                yield self.options[uri]


@dataclass(slots=True)
class Part:
    """Rows and rules by credential; who teaches a skill that a rule names."""

    credentials: dict[str, Row] = field(default_factory=dict)
    rules: dict[str, Asked] = field(default_factory=dict)
    teachers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def on_trial(self, trial: Trial) -> None:
        """Let credentials cost other than they do; in the currency that theirs or most prices are in."""
        known = Counter(cost["currency"] for row in self.credentials.values() for cost in row["costs"])
        usual = min(known, key=lambda one: (-known[one], one), default=None)
        for identifier in trial.prices.keys() & self.credentials.keys():
            row = self.credentials[identifier]
            own = next((cost["currency"] for cost in row["costs"]), usual)
            cost = {"kind": CostKind.TUITION, "amount": trial.prices[identifier], "currency": own or "EUR"}
            self.credentials[identifier] = {**row, "costs": [cost]}


async def part_for(
    graph: Graph,
    skills: Sequence[str],
    named: Iterable[str],
    held: Set[str],
    profile: Profile,
    trial: Trial,
    renewed: str | None = None,
) -> Part:
    """The credentials that serve these skills, those named, and whatever their rules lead to.

    The rules are those of the year in which the person enrolled. Each layer of them is one question to the
    graph, so that a circle of rules ends and none is read twice. Of what is to be `renewed` the renewal rule
    stands for its others.
    """
    rows = await graph.read(cypher("pathwayProviders"), skills=list(skills)) if skills else []
    part = Part()
    seen: set[str] = set()
    layer = {str(row["id"]) for row in rows} | set(named)
    for _ in range(_MOST_LAYERS):
        if not layer:
            break
        seen |= layer
        found = await read_rules(graph, sorted(layer - held | ({renewed} if renewed in layer else set())))
        if renewed in found:
            found[renewed] = Rules(completion=found[renewed].renewal, options=found[renewed].options)
        for use, tried in (("completion", trial.completions), ("entry", trial.entries)):
            for credential in (layer - held) & tried.keys():
                rules = found.get(credential, Rules())
                found[credential] = await on_trial(graph, rules, tried[credential], use)
        layer = await _next_layer(graph, part, found, profile) - seen
    rows = await graph.read(cypher("pathwayCredentials"), ids=sorted(seen | held))
    part.credentials = {str(row["credential"]["id"]): row for row in rows}
    part.on_trial(trial)
    return part


async def _next_layer(graph: Graph, part: Part, found: Mapping[str, Rules], profile: Profile) -> set[str]:
    skills: set[str] = set()
    layer: set[str] = set()
    for credential, rules in found.items():
        completion = rules.completion_of(profile.rules_of(credential))
        part.rules[credential] = Asked(rules.entry, completion, rules.options)
        for option in part.rules[credential].named():
            if option.label == "Credential":
                layer.add(option.id)
            elif option.label == "Skill":
                skills.add(option.id)
    unknown = sorted(skills - part.teachers.keys())
    for row in await graph.read(cypher("pathwayTeachers"), skills=unknown) if unknown else []:
        part.teachers[row["skill"]].append(row["id"])
        layer.add(row["id"])
    return layer
