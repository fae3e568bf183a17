"""A programme as a picture: Mermaid, Graphviz, and JSON for a page. Text in, nothing drawn here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from skillsgraph.answers.programmes.findings import place_text
from skillsgraph.answers.programmes.model import Place, Programme
from skillsgraph.answers.programmes.sentences import brief
from skillsgraph.model.credentials import Rule


class PictureFormat(StrEnum):
    MERMAID = "MERMAID"
    GRAPHVIZ = "GRAPHVIZ"
    JSON = "JSON"


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    label: str
    kind: str


def picture(programme: Programme, form: PictureFormat, done: frozenset[str] = frozenset()) -> str:
    """The award above, its rules below it, and their options; `done` are fulfilled uris and places."""
    nodes, edges = _graph(programme)
    marked = {one.id for one in nodes if _mark(one, programme, done)}
    match form:
        case PictureFormat.MERMAID:
            return _mermaid(nodes, edges, marked)
        case PictureFormat.GRAPHVIZ:
            return _graphviz(nodes, edges, marked)
    return json.dumps(
        {
            "nodes": [
                {"id": one.id, "label": one.label, "kind": one.kind, "done": one.id in marked}
                for one in nodes
            ],
            "edges": [{"from": start, "to": end, "order": dashed} for start, end, dashed in edges],
        },
        ensure_ascii=False,
    )


def _mark(one: _Node, programme: Programme, done: frozenset[str]) -> bool:
    named = {_leaf(programme, uri): uri for uri in programme.rule.uris()}
    places = {_inner(place): place_text(place) for place, _ in programme.rule.walk()}
    return named.get(one.id, "") in done or places.get(one.id, "") in done


def _graph(programme: Programme) -> tuple[list[_Node], list[tuple[str, str, bool]]]:
    """The nodes, and the edges downwards; an edge of an order between rules is dashed."""
    nodes = {"award": _Node("award", programme.name, "AWARD")}
    edges: list[tuple[str, str, bool]] = [("award", _inner(()), False)]
    keys = {rule.key: place for place, rule in programme.rule.walk() if rule.key is not None}
    for place, rule in programme.rule.walk():
        told = brief(rule)
        nodes[_inner(place)] = _Node(_inner(place), told[:1].upper() + told[1:], "RULE")
        edges += [(_inner(place), _inner(keys[key]), True) for key in rule.precedes if key in keys]
        edges += [(_inner(place), end, False) for end in _ends(programme, rule, place)]
        for option in rule.options:
            if not isinstance(option, Rule):
                name = _leaf(programme, option)
                member = programme.members.get(option)
                kind = "CREDENTIAL" if member else programme.options[option].label.upper()
                nodes[name] = _Node(name, member.name if member else programme.name_of(option), kind)
    return list(nodes.values()), edges


def _ends(programme: Programme, rule: Rule, place: Place) -> Iterator[str]:
    for position, option in enumerate(rule.options):
        yield _inner((*place, position)) if isinstance(option, Rule) else _leaf(programme, option)


def _inner(place: Place) -> str:
    return "r" + "_".join(map(str, place))


def _leaf(programme: Programme, uri: str) -> str:
    return f"c{list(dict.fromkeys(programme.rule.uris())).index(uri)}"


def mermaid_label(text: str) -> str:
    """A text between the quotation marks of Mermaid."""
    return text.replace('"', "#quot;").replace("\n", " ")


def graphviz_label(text: str) -> str:
    """A text between the quotation marks of Graphviz."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _mermaid(nodes: list[_Node], edges: list[tuple[str, str, bool]], marked: set[str]) -> str:
    lines = ["flowchart TD"]
    for one in nodes:
        label = mermaid_label(one.label)
        shape = f'{{{{"{label}"}}}}' if one.kind == "RULE" else f'["{label}"]'
        lines.append(f"  {one.id}{shape}{':::done' if one.id in marked else ''}")
    lines += [f"  {start} {'-.->' if dashed else '-->'} {end}" for start, end, dashed in edges]
    return "\n".join([*lines, "  classDef done stroke-width:3px"]) + "\n"


def _graphviz(nodes: list[_Node], edges: list[tuple[str, str, bool]], marked: set[str]) -> str:
    lines = ["digraph programme {", "  rankdir=TB;"]
    for one in nodes:
        label = graphviz_label(one.label)
        shape = "hexagon" if one.kind == "RULE" else "box"
        wide = ", penwidth=3" if one.id in marked else ""
        lines.append(f'  {one.id} [label="{label}", shape={shape}{wide}];')
    lines += [f"  {start} -> {end}{' [style=dashed]' if dashed else ''};" for start, end, dashed in edges]
    return "\n".join([*lines, "}"]) + "\n"
