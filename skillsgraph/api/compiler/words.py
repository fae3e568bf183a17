"""Names and descriptions in the first of some languages that was loaded, else in the framework's own."""

from typing import TYPE_CHECKING

from graphql import FieldNode

from skillsgraph.api.compiler.table import Property
from skillsgraph.errors import LimitExceeded

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter

MOST = 20
LANGUAGES = "languages"  # the parameter that holds what the client prefers, where the field does not say


def value(emit: "Emitter", one: Property, node: str, field: FieldNode) -> str:
    """The Cypher of a property, in the languages that the field asks for, or else the client."""
    asked = emit.document.arguments(field).get("language") if one.words else None
    if asked is None and not (one.words and emit.document.worded):
        return one.of(node)
    languages = f"${LANGUAGES}" if asked is None else emit.bind(asked.map(wanted))
    other, place = emit.fresh("n"), emit.fresh("i")
    match = one.words.replace("(this)", f"({node})").replace("(other:", f"({other}:")
    return (
        f"coalesce(COLLECT {{ UNWIND range(0, size({languages}) - 1) AS {place} MATCH {match}"
        f" WHERE toLower({other}.language) = {languages}[{place}]"
        f" WITH {other} ORDER BY {place}, {other}.id LIMIT 1 RETURN {other}.text }}[0], {one.of(node)})"
    )


def wanted(given: str | list[str]) -> list[str]:
    """Language tags in their order, each followed by the language that it is a kind of (RFC 4647, lookup).

    Raises:
        LimitExceeded: There are more than 20.
    """
    tags = [one.lower() for one in (given if isinstance(given, list) else [given])]
    if len(tags) > MOST:
        raise LimitExceeded(
            f"language names {len(tags)} languages; at most {MOST} are tried.", found=len(tags), limit=MOST
        )
    parts = [tag.split("-") for tag in tags]
    return list(dict.fromkeys("-".join(one[:end]) for one in parts for end in range(len(one), 0, -1)))
