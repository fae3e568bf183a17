"""Ordinary execution over compiled answers: a root field is one statement, and its value is final."""

from typing import Any

from skillsgraph.api.compiler import plan as plans
from skillsgraph.api.compiler.chains import KINDS
from skillsgraph.api.compiler.emitter import NotCompiled, Refused
from skillsgraph.api.compiler.ground import ground_of
from skillsgraph.api.compiler.roots import LISTS, LOOKUPS
from skillsgraph.api.compiler.selection import Document
from skillsgraph.api.compiler.table import TABLE
from skillsgraph.api.context import Context
from skillsgraph.graph.access import CALLERS


class Shaped:
    """A value that is as the response has it."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def document_of(info: Any) -> Document:
    """What the selections of an ordinary execution are read with."""
    fragments = {name: getattr(one, "definition", one) for name, one in info.fragments.items()}
    return Document(info.schema, fragments, info.variable_values, bool(info.context.languages))


async def answer_root(info: Any) -> Any:
    """The value of a root field of the catalogue."""
    raw, context = info._raw_info, info.context
    nodes = list(raw.field_nodes)
    key = (nodes[0].alias or nodes[0].name).value
    document = document_of(raw)
    ground, selected = ground_of(context), nodes
    try:
        try:
            plan = plans.of_fields(document, {key: nodes}, ground)
        except NotCompiled:
            nodes = _whole_root(nodes)
            plan = plans.of_fields(document, {key: nodes}, ground)
        data, missing = await run(plan, context, document.variables)
    except Refused as refused:
        raise refused.told() from refused
    if missing:
        raise missing[0].error
    return objects_of(data[key]) if nodes is not selected else Shaped(data[key])


async def run(plan: plans.Plan, context: Context, variables: Any) -> tuple[dict[str, Any], list[Refused]]:
    """The data of a plan, and what it looked up in vain. Raises `Refused` for a value that is no good."""
    values = plan.values(variables)
    parameters = plan.parameters(values, context.languages)
    rows = await context.graph.read(plan.statement, deadline=CALLERS, **parameters)
    row = rows[0]["row"]
    unserved = row
    if context.graph.withheld and not all(row[one.place] for one in plan.lookups):
        (found,) = await context.graph.whole.read(plan.statement, **parameters)
        unserved = found["row"]
    missing = [
        Refused(one.missing.error(variables, bool(unserved[one.place])), [one.key], one.node)
        for one in plan.lookups
        if not row[one.place]
    ]
    return plan.shaper(row, values), missing


def _whole_root(nodes: list[Any]) -> list[Any]:
    from skillsgraph.api.compiler.objects import CHAIN, whole  # it needs the types, which need this module

    name = nodes[0].name.value
    if name in LISTS:
        return whole_of(nodes, [LISTS[name]], True)
    if name in LOOKUPS:
        return whole_of(nodes, [LOOKUPS[name][0]], False)
    return whole(nodes, KINDS, CHAIN) if name == "shortestChain" else whole(nodes, list(TABLE))


def whole_of(nodes: list[Any], kinds: list[str], many: bool) -> list[Any]:
    """The same field, with every property of its types selected."""
    from skillsgraph.api.compiler.objects import LIST, whole  # the same

    return whole(nodes, kinds, LIST) if many else whole(nodes, kinds)


def objects_of(data: Any) -> Any:
    """The objects of what was selected so."""
    from skillsgraph.api.compiler.objects import objects  # the same

    return objects(data)
