"""The guard: how much one document may ask for, told before anything of it runs.

Every fragment is measured once, so that the work is linear in the document however fragments are nested.
"""

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TokenKind,
)

from skillsgraph.errors import InputError, LimitExceeded
from skillsgraph.settings import Settings

MOST = 100
MOST_WITH_KEY = 1000
_DIGITS = 400  # of a number: the largest that a Float holds has 309
_WRAPPED = "ofType"  # of introspection: one type in another


def most_of(caller: str | None) -> int:
    """How many things a page may hold for the caller of that name."""
    return MOST if caller is None else MOST_WITH_KEY


def within(word: str, size: int, most: int) -> int:
    """The size of a page, as an argument of that name gives it. Raises `InputError`, `LimitExceeded`."""
    if size < 0:
        raise InputError(f"{word} is {size}; it must be from 0 to {most}.")
    if size > most:
        raise LimitExceeded(f"{word} is {size}; it must be from 0 to {most}.", found=size, limit=most)
    return size


@dataclass(frozen=True, slots=True)
class Size:
    """Levels of fields, fields with an alias, and directives, below a selection.

    What a type of introspection wraps is no level of its own: GraphiQL and generators of code ask for nine of
    them one in another, of which no type has more than a few. How often introspection leads from types to
    other types is limited by validation.
    """

    depth: int = 0
    aliases: int = 0
    directives: int = 0

    def beside(self, other: "Size") -> "Size":
        return Size(
            max(self.depth, other.depth), self.aliases + other.aliases, self.directives + other.directives
        )


def check(document: DocumentNode, settings: Settings) -> None:
    """Refuse an operation that is too deep, or has too many aliases or directives, and endless numbers.

    Raises:
        LimitExceeded: With the figure and the limit.
    """
    _check_numbers(document)
    measure = _Measure(document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            size = measure.of(definition.selection_set)
            _refuse("is nested", size.depth, settings.depth, "levels deep")
            _refuse("has", size.aliases, settings.aliases, "aliases")
            found = size.directives + len(definition.directives or ())
            _refuse("has", found, settings.directives, "directives")


def _check_numbers(document: DocumentNode) -> None:
    """Python reads no number of more than 4,300 digits, and needs the square of their count for others."""
    token = document.loc and document.loc.start_token
    while token:
        if token.kind in (TokenKind.INT, TokenKind.FLOAT) and len(token.value or "") > _DIGITS:
            _refuse(f"holds in line {token.line} a number of", len(token.value or ""), _DIGITS, "digits")
        token = token.next


def _refuse(what: str, found: int, limit: int, unit: str) -> None:
    if found > limit:
        raise LimitExceeded(
            f"The operation {what} {found} {unit}; the limit is {limit}.", found=found, limit=limit
        )


class _Measure:
    def __init__(self, document: DocumentNode) -> None:
        self._fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        self._known: dict[str, Size] = {}

    def of(self, selection: SelectionSetNode | None) -> Size:
        found = Size()
        for node in selection.selections if selection else ():
            found = found.beside(self._of_node(node)).beside(Size(directives=len(node.directives or ())))
        return found

    def _of_node(self, node: object) -> Size:
        if isinstance(node, FieldNode):
            below = self.of(node.selection_set)
            levels = 0 if node.name.value == _WRAPPED else 1
            return Size(below.depth + levels, below.aliases + (node.alias is not None), below.directives)
        if isinstance(node, FragmentSpreadNode):
            return self._of_fragment(node.name.value)
        return self.of(getattr(node, "selection_set", None))

    def _of_fragment(self, name: str) -> Size:
        if name not in self._known:
            self._known[name] = Size()  # a fragment in itself is an error that validation will name
            fragment = self._fragments.get(name)
            self._known[name] = self.of(fragment.selection_set if fragment else None)
        return self._known[name]
