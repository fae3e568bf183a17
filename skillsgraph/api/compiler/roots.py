"""The root fields of the catalogue: lists, lookups, and anything by its id."""

from typing import Any

from graphql import FieldNode

from skillsgraph.api.compiler import chains, paths, where
from skillsgraph.api.compiler.emitter import Columns, Emitter, Put, Scope
from skillsgraph.api.compiler.table import TABLE, Entity, Relation
from skillsgraph.api.compiler.values import Leaf, Source
from skillsgraph.errors import (
    WHO_IS_SERVED,
    CredentialNotFound,
    FrameworkNotFound,
    InputError,
    JobRoleNotFound,
    NotFound,
    SkillNotFound,
    SkillsGraphError,
    WithheldByLicence,
)

LISTS = {
    "skills": "Skill",
    "jobRoles": "JobRole",
    "credentials": "Credential",
    "frameworks": "Framework",
    "organizations": "Organization",
}
LOOKUPS: dict[str, tuple[str, type[NotFound], str]] = {
    "skill": ("Skill", SkillNotFound, "skill"),
    "jobRole": ("JobRole", JobRoleNotFound, "job role"),
    "credential": ("Credential", CredentialNotFound, "credential"),
    "framework": ("Framework", FrameworkNotFound, "framework"),
    "organization": ("Organization", NotFound, "organization"),
}
ROOTS = {*LISTS, *LOOKUPS, "node", "nodes", "shortestChain", "__typename"}
_NAMES = "f.id, f.uri, f.code + '@' + f.version"


def root(emit: Emitter, nodes: list[FieldNode], put: Put, key: str) -> tuple[str, "Missing | None"]:
    """The Python of a root field, and what is said when a lookup finds nothing."""
    name = nodes[0].name.value
    if name == "__typename":
        return "'Query'", None
    arguments = emit.document.arguments(nodes[0])
    if name in LISTS:
        return _list(emit, name, arguments, nodes, put), None
    if name in LOOKUPS:
        return _lookup(emit, name, arguments, nodes, put, key)
    if name == "shortestChain":
        return chains.emit(emit, arguments, nodes, put), None
    many = name == "nodes"
    return _nodes(emit, arguments["ids" if many else "id"], nodes, put, many), None


def _list(emit: Emitter, name: str, arguments: dict[str, Any], nodes: list[FieldNode], put: Put) -> str:
    entity, node = TABLE[LISTS[name]], emit.fresh("n")
    asked = arguments.get("where")
    some, rest = where.selective(entity, asked)
    scope = Scope(entity, node, None, [], fold=f"DISTINCT {node}" if some else "")
    scope.matches += [line for relation, inner in some for line in _some(emit, entity, relation, node, inner)]
    if "framework" in entity.relations:
        framework = emit.fresh("f")
        scope.matches.append(f"({node}:{entity.name})-[:IN_FRAMEWORK]->({framework}:Framework)")
        scope.conditions.append(_of_framework(emit, framework, arguments.get("framework")))
    else:
        scope.matches.append(f"({node}:{entity.name})")
    if entity.has_groups and not where.asks_for_kind(asked):
        scope.conditions.append(f"{node}.kind <> 'GROUP'")
    scope.conditions += emit.served(entity, node)
    if found := where.condition(emit, entity, node, None, rest):
        scope.conditions.append(found)
    return emit.pages(scope, name, arguments, nodes, put)


def _some(emit: Emitter, entity: Entity, relation: Relation, node: str, asked: Any) -> list[str]:
    """The MATCHes from what must be related, which is the selective side: the embedded engine begins there.

    Without the label of the other end, it begins at whatever there is.
    """
    other = emit.fresh("n")
    edge = emit.fresh("r") if relation.reach is None else None
    wanted = where.over(emit, relation, other, edge, asked)
    if edge is None:
        return [paths.exists(emit, relation, node, other, " AND ".join(wanted) or "true")]
    of_edge = [one for one in wanted if f"{edge}." in one]
    own = [one for one in wanted if one not in of_edge]
    return [
        *([f"({other}:{relation.other}){_where(own)}"] if own else ()),
        relation.match(f"{node}:{entity.name}", other, edge) + _where(of_edge),
    ]


def _of_framework(emit: Emitter, framework: str, leaf: Leaf | None) -> str:
    if leaf is None:
        return f"{framework}.active"
    name = emit.bind(leaf)
    named = _NAMES.replace("f.", f"{framework}.")
    return f"(({framework}.active AND {framework}.code = {name}) OR {name} IN [{named}])"


class Missing:
    """What to raise when a lookup finds nothing."""

    def __init__(self, kind: type[NotFound], word: str, source: Source) -> None:
        self.kind, self.word, self.source = kind, word, source

    def error(self, variables: Any, withheld: bool) -> SkillsGraphError:
        value = str(self.source(variables))[:200]
        if withheld:
            return WithheldByLicence(
                f"The {self.word} {value!r} is withheld by its licence.", hint=WHO_IS_SERVED
            )
        return self.kind(
            f"There is no {self.word} {value!r}.",
            hint="Check the value, and that its framework is imported.",
            value=value,
        )


def _lookup(
    emit: Emitter, name: str, arguments: dict[str, Any], nodes: list[FieldNode], put: Put, key: str
) -> tuple[str, Missing]:
    kind, missing, word = LOOKUPS[name]
    entity, node = TABLE[kind], emit.fresh("n")
    lines, leaf = _found(emit, kind, node, arguments)
    columns = Columns()
    place = f"v[{key}]"
    code = emit.entity(entity, node, emit.document.fields(kind, nodes), columns, f"{place}[0]")
    put([*lines, *columns.before], columns.row())
    return f"({code} if {place} else None)", Missing(missing, word, leaf.source)


def _found(emit: Emitter, kind: str, node: str, arguments: dict[str, Any]) -> tuple[list[str], Leaf]:
    named = [word for word in ("id", "uri", "code", "name") if word in arguments]
    if len(named) != 1:
        raise InputError("A reference is exactly one of id, uri, and code with framework.")
    (word,) = named
    leaf = arguments[word].map(str)
    framework = arguments.get("framework")
    if word == "code" and framework is None:
        raise InputError('A code needs its framework, for example {code: "2512.4", framework: "esco"}.')
    value = emit.bind(leaf)
    if word == "name":
        return _named_framework(node, value), leaf
    served = emit.served(TABLE[kind], node)
    if word == "id" and framework is None:
        return [f"MATCH ({node}:{kind} {{id: {value}}}){_where(served)}"], leaf
    if "framework" not in TABLE[kind].relations:
        order = f"WITH {node} ORDER BY {node}.id LIMIT 1"
        return [f"MATCH ({node}:{kind} {{{word}: {value}}})", order], leaf
    wanted = [] if framework is None else [f"{emit.bind(framework)} IN [f.code, {_NAMES}]"]
    return [
        f"MATCH ({node}:{kind} {{{word}: {value}}})-[:IN_FRAMEWORK]->(f:Framework){_where(wanted + served)}",
        f"WITH {node}, f ORDER BY f.active DESC, f.version DESC LIMIT 1",
    ], leaf


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _named_framework(node: str, value: str) -> list[str]:
    names = _NAMES.replace("f.", f"{node}.")
    return [
        f"MATCH ({node}:Framework) WHERE {value} IN [{names}] OR ({node}.active AND {node}.code = {value})",
        f"WITH {node} ORDER BY {node}.id LIMIT 1",
    ]


def _nodes(emit: Emitter, leaf: Leaf, nodes: list[FieldNode], put: Put, many: bool) -> str:
    """Each type is looked for by its own index; what an id is not costs one look."""
    ids = emit.bind(leaf.map(lambda found: _ids(found, emit.most)))
    parts = []
    for entity in filter(lambda one: one.is_node, TABLE.values()):
        node, columns = emit.fresh("n"), Columns()
        fields = emit.document.fields(entity.name, nodes)
        columns.append(f"{node}.id")
        x = emit.fresh("x")
        code = emit.entity(entity, node, fields, columns, x)
        lines = [
            f"UNWIND {ids} AS id",
            f"MATCH ({node}:{entity.name} {{id: id}}){_where(emit.served(entity, node))}",
        ]
        place = put([*lines, *columns.before], columns.row())
        parts.append(f"**{{{x}[0]: {code} for {x} in {place}}}")
    found = "{" + ", ".join(parts) + "}"
    number = ids[2:]
    return f"in_order({found}, b[{number}])" + ("" if many else "[0]")


def _ids(found: Any, most: int) -> list[str]:
    ids = [str(one) for one in (found if isinstance(found, list) else [found])]
    if len(ids) > most:
        raise InputError(f"There are {len(ids)} ids; at most {most} are looked up at once.")
    return ids


def in_order(found: dict[str, Any], ids: list[str]) -> list[Any]:
    """What was found for some ids, in their order."""
    return [found.get(one) for one in ids]
