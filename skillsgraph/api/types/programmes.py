"""Rules of credentials as answers show them: as a tree, and as a sentence."""

from operator import attrgetter
from typing import Any

import strawberry

from skillsgraph.answers.programmes.rules import Option, Rules, rules_of
from skillsgraph.answers.programmes.sentences import sentence
from skillsgraph.api.types.related import told
from skillsgraph.graph.access import WITHHELD, Row
from skillsgraph.model.credentials import CreditUnit, Rule, RuleKind

strawberry.enum(CreditUnit, description="Credits of two units are never added up.")
strawberry.enum(RuleKind, description="How many of its options a rule asks for.")


@strawberry.type(
    description="What a rule names: a credential, skill or job role; `label` says which. What a"
    " licence withholds has its id for a uri."
)
class RuleOption:
    id: strawberry.ID
    uri: str
    name: str
    label: str


@strawberry.type(name="Rule", description="A rule over its options, nested ones among them.")
class RuleNode:
    place: str = strawberry.field(description="Where it stands, for example `completion.options[1]`.")
    kind: RuleKind
    sentence: str = strawberry.field(description="The whole rule in words.")
    count: int | None
    min: float | None
    max: float | None
    share: float | None
    unit: CreditUnit | None
    text: str | None
    key: str | None
    min_level: int | None
    max_level: int | None
    theme: str | None
    own_only: bool
    min_result: float | None
    within_months: int | None
    cap: float | None
    overlap_max: float | None
    exclusive_group: str | None
    concurrent: bool
    precedes: list[str]
    options: list[RuleOption]
    rules: list["RuleNode"] = strawberry.field(description="Its nested rules, in the order written.")


@strawberry.type(description="All rules of one credential.")
class CredentialRules:
    completion: RuleNode | None
    earlier_completions: list[RuleNode]
    entry: RuleNode | None
    renewal: RuleNode | None
    renew_every_months: int | None


_COLUMNS = ("use", "everyMonths", "root", "rule", "themes", "precedes", "options")
_OPTION = ("position", "id", "uri", "name", "label", "withheld")


def rows_of(uses: str, root: str = "root:Rule") -> str:
    """The Cypher of the rules that hang on `(this)` in some ways, nested ones too, as `all_of` reads them.

    `root` is another pattern of the outermost, or a variable that holds it.
    """
    name = root.partition(":")[0]
    return (
        f"COLLECT {{ MATCH (this)-[use:{uses}]->({root}) MATCH ({name})-[:OPTION*0..8]->(rule:Rule)"
        f" RETURN [type(use), use.everyMonths, {name}.id, properties(rule),"
        " COLLECT { MATCH (rule)-[:THEME]->(theme) RETURN theme.uri },"
        " COLLECT { MATCH (rule)-[:PRECEDES]->(later:Rule) WITH later ORDER BY later.key RETURN later.key },"
        " COLLECT { MATCH (rule)-[link:OPTION]->(option)"
        " RETURN [link.position, option.id, option.uri, option.name, labels(option)[0],"
        f" EXISTS {{ MATCH (option)-[:IN_FRAMEWORK]->(g:Framework) WHERE g.id IN ${WITHHELD} }}] }}] }}"
    )


def all_of(rows: list[Any]) -> CredentialRules:
    """The rules of one credential from such rows."""
    found: list[Row] = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    for one in found:
        one["options"] = [dict(zip(_OPTION, option, strict=True)) for option in one["options"]]
    return rules(rules_of(found))


def rule(use: str, says: str) -> Any:
    """One rule of a credential: `entry`, `completion` or `renewal`."""
    made = attrgetter(use)
    return told(rows_of(use.upper()), RuleNode | None, lambda rows: made(all_of(rows)), says)


def rules(found: Rules) -> CredentialRules:
    def node(rule: Rule | None, place: str) -> RuleNode | None:
        return rule_node(rule, place, found) if rule is not None else None

    return CredentialRules(
        completion=node(found.completion, "completion"),
        earlier_completions=[
            rule_node(rule, f"earlierCompletions[{place}]", found) for place, rule in enumerate(found.earlier)
        ],
        entry=node(found.entry, "entry"),
        renewal=node(found.renewal, "renewal"),
        renew_every_months=found.every_months,
    )


def rule_node(rule: Rule, place: str, found: Rules) -> RuleNode:
    names = {uri: one.name for uri, one in found.options.items()}
    plain = {name: getattr(rule, name) for name in _PLAIN}
    return RuleNode(
        place=place,
        sentence=sentence(rule, names),
        precedes=list(rule.precedes),
        options=[option(found.options[one]) for one in rule.options if not isinstance(one, Rule)],
        rules=[
            rule_node(one, f"{place}.options[{position}]", found)
            for position, one in enumerate(rule.options)
            if isinstance(one, Rule)
        ],
        **plain,
    )


_PLAIN = (
    *("kind", "count", "min", "max", "share", "unit", "text", "key", "min_level", "max_level", "theme"),
    *("own_only", "min_result", "within_months", "cap", "overlap_max", "exclusive_group", "concurrent"),
)


def option(one: Option) -> RuleOption:
    return RuleOption(id=strawberry.ID(one.id), uri=one.uri, name=one.name, label=one.label)
