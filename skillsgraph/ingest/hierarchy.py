"""Circles in a hierarchy: concepts that stand above themselves. They are kept, and told."""

from collections.abc import Iterator

Steps = dict[str, list[str]]
"""A concept -> those directly above it."""


def circles(above: Steps) -> Iterator[list[str]]:
    """One circle for each knot of concepts that lead back to each other, in the order of the first step.

    A walk in depth that remembers what it has left, so each step is taken once; without recursion, since a
    hierarchy from a stranger may be as deep as it is long.
    """
    left: set[str] = set()
    for start in above:
        path: list[str] = []
        on_path: dict[str, int] = {}
        waiting = [(start, True)]
        while waiting:
            concept, enters = waiting.pop()
            if not enters:
                left.add(path.pop())
                del on_path[concept]
            elif concept in on_path:
                yield path[on_path[concept] :]
            elif concept not in left:
                on_path[concept] = len(path)
                path.append(concept)
                waiting.append((concept, False))
                waiting += [(one, True) for one in reversed(above.get(concept, ()))]


def said(above: Steps, names: int = 5) -> list[str]:
    """What a report says of them."""
    found = [*circles(above)]
    if not found:
        return []
    shown = "; ".join(
        " > ".join([*one[:names], *(["…"] if len(one) > names else [one[0]])]) for one in found[:3]
    )
    return [f"{len(found)} circles in the hierarchy: these concepts stand above themselves: {shown}."]
