"""Faults of a compiler, planted one at a time: each is a change to one piece of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from skillsgraph.api.compiler import emitter, order, page, roots, table, where
from skillsgraph.api.schema import OPERATIONS

Plant = Callable[[pytest.MonkeyPatch], None]


def dropped_where(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(where, "condition", lambda *_: None)


def wrong_direction(patch: pytest.MonkeyPatch) -> None:
    match = table.Relation.match

    def turned(self: table.Relation, this: str, other: str = "", edge: str = "") -> str:
        text = match(self, this, other, edge)
        if "<-[" in text:
            return text.replace("<-[", "-[").replace("]-(", "]->(")
        return text.replace("-[", "<-[").replace("]->(", "]-(")

    patch.setattr(table.Relation, "match", turned)


def limit_after_expansion(patch: pytest.MonkeyPatch) -> None:
    """A nested list is cut only after its parents' pages are made, so that a page holds all of it."""
    connection = emitter.Emitter.connection

    def unlimited(self: emitter.Emitter, *given: Any) -> str:
        columns = given[4]
        code = connection(self, *given)
        columns[:] = [_without_limit(one) for one in columns]
        return code

    patch.setattr(emitter.Emitter, "connection", unlimited)


def _without_limit(text: str) -> str:
    head, found, tail = text.rpartition(" LIMIT $p")
    return head + tail.lstrip("0123456789") if found else text


def wrong_null_placement(patch: pytest.MonkeyPatch) -> None:
    by = order.by
    patch.setattr(order, "by", lambda keys, back: by([replace(one, nullable=False) for one in keys], back))


def lost_tie_break(patch: pytest.MonkeyPatch) -> None:
    by = order.by
    patch.setattr(order, "by", lambda keys, back: by(keys[:-1] or keys, back))


def count_over_the_page(patch: pytest.MonkeyPatch) -> None:
    """A count goes no further than a page of one."""
    pages = emitter.Emitter.pages

    def counted(self: emitter.Emitter, *given: Any) -> str:
        *rest, put = given

        def short(lines: list[str], value: str, **how: Any) -> str:
            if value == "count(*)":
                value = "CASE WHEN count(*) > 1 THEN 1 ELSE count(*) END"
            return str(put(lines, value, **how))

        return pages(self, *rest, short)

    patch.setattr(emitter.Emitter, "pages", counted)


def missing_distinct(patch: pytest.MonkeyPatch) -> None:
    scope = emitter.Scope
    patch.setattr(roots, "Scope", lambda *given, fold="": scope(*given))


def swapped_before_and_after(patch: pytest.MonkeyPatch) -> None:
    beyond = order.beyond
    patch.setattr(order, "beyond", lambda *given: beyond(*given[:-1], not given[-1]))


def and_for_or(patch: pytest.MonkeyPatch) -> None:
    joined = where._joined
    patch.setattr(where, "_joined", lambda word, parts: joined("AND", parts))


def edge_property_of_the_node(patch: pytest.MonkeyPatch) -> None:
    of = page.Page._of_edge

    def wrong(self: page.Page, nodes: Any, x: str) -> str:
        scope = self.scope
        self.scope = replace(scope, edge=scope.node) if scope.edge else scope
        try:
            return of(self, nodes, x)
        finally:
            self.scope = scope

    patch.setattr(page.Page, "_of_edge", wrong)


def page_from_the_end_not_turned(patch: pytest.MonkeyPatch) -> None:
    by = order.by
    patch.setattr(order, "by", lambda keys, back: by(keys, False))


def condition_not_negated(patch: pytest.MonkeyPatch) -> None:
    related = where._related

    def wrong(emit: Any, relation: Any, node: str, word: str, given: Any) -> str | None:
        return related(emit, relation, node, "some" if word == "none" else word, given)

    patch.setattr(where, "_related", wrong)


def groups_not_hidden(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(table.Relation, "shown", lambda self, other: "true")


# Each with what is asked where it shows most.
FAULTS: dict[Plant, tuple[str, ...]] = {
    dropped_where: ("where",),
    wrong_direction: ("nodes",),
    limit_after_expansion: ("first",),
    wrong_null_placement: ("orderBy twice",),
    lost_tie_break: ("orderBy", "last"),
    count_over_the_page: ("totalCount",),
    missing_distinct: ("some",),
    swapped_before_and_after: ("after", "before"),
    and_for_or: ("OR",),
    edge_property_of_the_node: ("edge properties",),
    page_from_the_end_not_turned: ("last",),
    condition_not_negated: ("none",),
    groups_not_hidden: ("Framework",),
}


@contextmanager
def planted(fault: Plant) -> Iterator[None]:
    """The compiler with a fault, and without plans that were made before or with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OPERATIONS, "_known", type(OPERATIONS._known)())
        fault(patch)
        yield
