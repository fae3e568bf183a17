"""A thing that a CTDL document tells of, with what it says of it."""

from dataclasses import dataclass, field
from typing import Any

Words = tuple[str, str | None]
"""A text, and its language where that is told."""


@dataclass(slots=True)
class Node:
    """A thing with its values by the last part of their keys. A value is a text, a number or a node."""

    uri: str | None
    line: int
    types: tuple[str, ...] = ()
    values: dict[str, list[Any]] = field(default_factory=dict)

    def is_a(self, *types: str) -> bool:
        return any(one in types for one in self.types)

    def words(self, *names: str) -> list[Words]:
        """All texts of some properties, with their languages."""
        found: list[Words] = []
        for name in names:
            for value in self.values.get(name, ()):
                if isinstance(value, Text):
                    found.append((value.text, value.language))
                elif not isinstance(value, Node):
                    found.append((str(value), None))
                elif name_of := value.text("targetNodeName", "name", "prefLabel", "identifierValueCode"):
                    found.append((name_of, None))
        return list(dict.fromkeys((text.strip(), language) for text, language in found if text.strip()))

    def text(self, *names: str, language: str | None = None) -> str | None:
        """The first text of the first property that has any, in a language if there is one."""
        for name in names:
            if found := self.words(name):
                return next((text for text, tag in found if tag == language), found[0][0])
        return None

    def texts(self, *names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(text for text, _ in self.words(*names)))

    def refs(self, *names: str) -> list[str]:
        """The uris that some properties lead to, each once."""
        found: dict[str, None] = {}
        for name in names:
            for value in self.values.get(name, ()):
                target = value
                if isinstance(value, Node):
                    target = value.uri or next(iter(value.refs("targetNode")), None)
                elif isinstance(value, Text):
                    target = value.text
                if isinstance(target, str) and target:
                    found[target] = None
        return list(found)

    def nodes(self, *names: str) -> list["Node"]:
        """The nodes that stand inside this one."""
        return [one for name in names for one in self.values.get(name, ()) if isinstance(one, Node)]


@dataclass(frozen=True, slots=True)
class Text:
    """A literal, and its language where that is told."""

    text: str
    language: str | None = None
