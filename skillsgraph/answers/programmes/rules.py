"""The rules of credentials as the graph keeps them, read back as the model's trees."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from skillsgraph.errors import InputError
from skillsgraph.graph.access import Graph, Row
from skillsgraph.model.credentials import CreditUnit, EntryCondition, Rule, RuleKind
from skillsgraph.statements import cypher

NAMELESS = "withheld by its licence"


@dataclass(frozen=True, slots=True)
class Option:
    """What a rule names: `label` is Credential, Skill or JobRole."""

    id: str
    uri: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of one credential; options are named by uri, and `options` knows each uri."""

    completion: Rule | None = None
    earlier: tuple[Rule, ...] = ()
    entry: Rule | None = None
    renewal: Rule | None = None
    every_months: int | None = None
    options: Mapping[str, Option] = field(default_factory=dict)

    def completion_of(self, day: date | None) -> Rule | None:
        """The completion rule that held on a day: that year's if it is kept, otherwise today's."""
        if day is not None:
            for rule in self.earlier:
                if (rule.since is None or rule.since <= day) and (rule.until is None or day < rule.until):
                    return rule
        return self.completion


async def read_rules(graph: Graph, ids: Sequence[str]) -> dict[str, Rules]:
    """credential id -> its rules, in one statement; credentials without rules are left out."""
    rows = await graph.read(cypher("ruleTrees"), ids=list(ids)) if ids else []
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["credential"]].append(row)
    return {credential: rules_of(own) for credential, own in found.items()}


async def on_trial(graph: Graph, rules: Rules, trial: Rule, use: str = "completion") -> Rules:
    """The rules of a credential with another one for completion, entry or renewal, which is stored nowhere.

    Raises:
        InputError: It names what is neither a credential nor a skill nor a job role of the graph.
    """
    uris = list(dict.fromkeys(trial.uris()))
    rows = await graph.read(cypher("optionsByUri"), uris=uris)
    found = {row["uri"]: _option(_told(row)) for row in rows}
    unknown = next((uri for uri in uris if uri not in found), None)
    if unknown is not None:
        raise InputError(f"The rule names {unknown[:200]!r}, which is not in the graph.")
    options = {**rules.options, **found}
    match use:
        case "entry":
            return replace(rules, entry=trial, options=options)
        case "renewal":
            return replace(rules, renewal=trial, options=options)
    return replace(rules, completion=trial, earlier=(), options=options)


def rules_of(rows: list[Row]) -> Rules:
    """The rules of one credential from its rows of `ruleTrees`."""
    rows = [row | {"options": [_told(one) for one in row["options"]]} for row in rows]
    by_id = {row["rule"]["id"]: row for row in rows}
    options = {one["uri"]: _option(one) for row in rows for one in row["options"] if one["label"] != "Rule"}
    roots = {row["root"]: row for row in rows}
    found: dict[str, list[Rule]] = defaultdict(list)
    for root, row in roots.items():
        found[row["use"]].append(_rule(root, by_id))
    completions = sorted(found["COMPLETION"], key=lambda rule: rule.until or date.max)
    current = [rule for rule in completions if rule.until is None]
    return Rules(
        completion=current[0] if current else None,
        earlier=tuple(rule for rule in completions if rule.until is not None),
        entry=next(iter(found["ENTRY"]), None),
        renewal=next(iter(found["RENEWAL"]), None),
        every_months=next((row["everyMonths"] for row in rows if row["use"] == "RENEWAL"), None),
        options=options,
    )


def _option(row: Row) -> Option:
    return Option(row["id"], row["uri"], row["name"], row["label"])


def _told(option: Row) -> Row:
    """What a licence withholds has its id for a uri, and no name."""
    return option | {"uri": option["id"], "name": NAMELESS} if option["withheld"] else option


@dataclass(frozen=True, slots=True)
class RoleCondition:
    """A condition of entry to a job role, by the role's id and name; `options` knows each uri of its rule."""

    role: str
    name: str
    condition: EntryCondition
    options: Mapping[str, Option]


async def role_conditions(graph: Graph, roles: Sequence[str]) -> list[RoleCondition]:
    """Every condition of entry to some job roles (ids), in one statement."""
    rows = await graph.read(cypher("entryConditions"), ids=list(roles)) if roles else []
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["root"], []).append(row)
    return [
        RoleCondition(one["role"], one["name"], _condition(one, rule), rules.options)
        for (one, *_), rules in ((own, rules_of(own)) for own in found.values())
        if (rule := rules.entry) is not None
    ]


def _condition(row: Row, rule: Rule) -> EntryCondition:
    since, until = _day(row["since"]), _day(row["until"])
    return EntryCondition(row["uri"], row["jurisdiction"], rule, row["legalBasis"], since, until)


def _rule(identifier: str, by_id: Mapping[str, Row]) -> Rule:
    row = by_id[identifier]
    stored = row["rule"]
    options = sorted(row["options"], key=lambda one: int(one["position"]))
    unit = stored.get("unit")
    return Rule(
        kind=RuleKind(stored["kind"]),
        options=tuple(_rule(one["id"], by_id) if one["label"] == "Rule" else one["uri"] for one in options),
        count=stored.get("count"),
        min=stored.get("min"),
        unit=CreditUnit(unit) if unit else None,
        text=stored.get("text"),
        key=stored.get("key"),
        max=stored.get("max"),
        share=stored.get("share"),
        min_level=stored.get("minLevel"),
        max_level=stored.get("maxLevel"),
        theme=next(iter(row["themes"]), None),
        own_only=bool(stored.get("ownOnly")),
        min_result=stored.get("minResult"),
        within_months=stored.get("withinMonths"),
        cap=stored.get("cap"),
        overlap_max=stored.get("overlapMax"),
        exclusive_group=stored.get("exclusiveGroup"),
        concurrent=bool(stored.get("concurrent")),
        precedes=tuple(row["precedes"]),
        since=_day(stored.get("since")),
        until=_day(stored.get("until")),
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
