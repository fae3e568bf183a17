"""Nodes without an address get one: a label such as `_:b1` means something else in every document.

It is made of what the node says of itself, so that the same document read again means the same things. Of
several that say the same, each in its order is its own.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from skillsgraph.frameworks.ctdl.node import Node
from skillsgraph.model.ids import digest

ADDRESS = "urn:x-skillsgraph:blank:"
_SAID = ("ctid", "name", "codedNotation", "description")


def addressed(nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The same nodes by their addresses, which stand wherever a label stood."""
    alike: Counter[str] = Counter()
    made: dict[str, str] = {}
    for label, node in nodes.items():
        if label.startswith("_:"):
            own = digest(*sorted(node.types), *[node.text(name) or "" for name in _SAID])
            alike[own] += 1
            made[label] = f"{ADDRESS}{own}" + (f"-{alike[own]}" if alike[own] > 1 else "")
    if made:
        for node in nodes.values():
            _rename(node, made)
    return {node.uri or "": node for node in nodes.values()}


def _rename(node: Node, made: Mapping[str, str]) -> None:
    node.uri = made.get(node.uri or "", node.uri)
    for name, values in node.values.items():
        node.values[name] = [_renamed(value, made) for value in values]


def _renamed(value: Any, made: Mapping[str, str]) -> Any:
    if isinstance(value, Node):
        _rename(value, made)
    return made.get(value, value) if isinstance(value, str) else value
