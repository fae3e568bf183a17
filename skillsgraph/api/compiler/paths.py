"""Relations that lead over paths: each thing once, with the fewest steps to it."""

from typing import TYPE_CHECKING

from skillsgraph.api.compiler.table import MOST_STEPS, TABLE, Relation
from skillsgraph.api.compiler.values import Leaf
from skillsgraph.errors import LimitExceeded

if TYPE_CHECKING:
    from skillsgraph.api.compiler.emitter import Emitter, Scope


def scope(emit: "Emitter", relation: Relation, this: str, other: str, depth: Leaf | None) -> "Scope":
    """The scope of what `depth` steps lead to. Raises `LimitExceeded` for a depth out of bounds."""
    from skillsgraph.api.compiler.emitter import Scope  # it needs this module

    assert relation.reach is not None  # noqa: S101 - only such relations are asked
    path, steps = emit.fresh("w"), emit.fresh("d")
    depth = depth.map(_bounded) if depth else None
    most = depth.value if depth and depth.fixed else MOST_STEPS
    match, conditions = relation.paths(this, other, path, most)
    length = relation.reach.steps.replace("path", path)
    after = [f"{steps} <= {emit.bind(depth)}"] if depth else []
    fold = f"{other}, min({length}) AS {steps}"
    return Scope(TABLE[relation.other], other, None, [match], conditions, fold=fold, after=after, steps=steps)


def _bounded(depth: int) -> int:
    if not 1 <= depth <= MOST_STEPS:
        raise LimitExceeded(
            f"depth is {depth}; it must be from 1 to {MOST_STEPS}.", found=depth, limit=MOST_STEPS
        )
    return depth


def exists(emit: "Emitter", relation: Relation, node: str, other: str, inner: str) -> str:
    """The MATCH of a condition on what can be reached."""
    match, conditions = relation.paths(node, other, emit.fresh("w"))
    return f"{match} WHERE {' AND '.join([*conditions, inner])}"


def size(emit: "Emitter", relation: Relation, node: str, other: str, inner: str = "true") -> str:
    """How many things can be reached; a thing that several paths lead to counts once."""
    return (
        f"size(COLLECT {{ MATCH {exists(emit, relation, node, other, inner)} RETURN DISTINCT {other}.id }})"
    )
