"""From rows to the index: sparse matrices over job roles and skills. Pure.

needs      role × skill    1 where it is required; essential and optional apart
skills     role × skill    w·idf, each row of length 1; w is 1 for essential, .5 for optional
kinds      role × group    how often a role's skills stand below it, times idf, each row of length 1
words      role × stem     (1 + ln n)·idf of a role's labels and description, each row of length 1
places     role × above    1 for what stands above it in its classification, each row of length 1
idf(s) = ln(1 + N / n)     N job roles, n of which have s
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from scipy import sparse

from skillsgraph.answers.index.index import Index, Matrix, Signals
from skillsgraph.answers.index.kin import kin_of
from skillsgraph.answers.index.rows import RoleRow, Rows
from skillsgraph.answers.index.words import stems_of
from skillsgraph.answers.model import Named, Relation

OPTIONAL_IN_SIMILARITY = 0.5


def build(rows: Rows) -> Index:
    """The index of these rows. Ids and order of roles decide nothing but ties, which fall by id."""
    roles = sorted(rows.roles, key=lambda role: role.id)
    column = _numbered(sorted(_skills(rows)))
    essential = _flat(_incidence([role.essential for role in roles], column))
    optional = _flat(_incidence([role.optional for role in roles], column))
    use = np.asarray(_flat(essential + optional).sum(axis=0)).ravel()
    idf = np.log(1 + len(roles) / np.maximum(use, 1))
    return Index(
        version=rows.version,
        roles=tuple(Named(role.id, role.uri, role.name) for role in roles),
        codes=tuple(role.code or "" for role in roles),
        frameworks=tuple(role.framework for role in roles),
        row=_numbered(role.id for role in roles),
        column=column,
        skills=tuple(column),
        idf=idf,
        essential=essential,
        optional=optional,
        links=_links(rows, column),
        kin=kin_of(rows),
        signals=Signals(
            skills=unit((essential + optional * OPTIONAL_IN_SIMILARITY) @ sparse.diags_array(idf)),
            kinds=_counted(
                _Hierarchy(rows.skill_broader).over([(*role.essential, *role.optional) for role in roles])
            ),
            words=_counted(_words(roles), damped=True),
            places=unit(_Hierarchy(rows.role_broader).over([(role.id,) for role in roles])),
        ),
    )


def unit(matrix: Matrix) -> Matrix:
    """Each row divided by its length, so that a product of two is their cosine."""
    matrix = sparse.csr_array(matrix)
    length = np.sqrt(np.asarray((matrix * matrix).sum(axis=1)).ravel())
    return sparse.csr_array(sparse.diags_array(1 / np.where(length > 0, length, 1)) @ matrix)


def _skills(rows: Rows) -> set[str]:
    found = {skill for role in rows.roles for skill in (*role.essential, *role.optional)}
    for links in (rows.skill_broader, rows.related):
        for skill, others in links.items():
            found |= {skill, *others}
    found.update(end for subject, other, _ in rows.matches for end in (subject, other))
    return found - rows.groups


def _incidence(lists: Sequence[Iterable[str]], column: Mapping[str, int]) -> Matrix:
    """One row a list: how often each of its members stands in it."""
    places = [[column[one] for one in ones if one in column] for ones in lists]
    starts = np.cumsum([0, *map(len, places)])
    columns = np.fromiter(chain.from_iterable(places), dtype=np.int32, count=int(starts[-1]))
    found = sparse.csr_array((np.ones(len(columns)), columns, starts), shape=(len(lists), len(column)))
    found.sum_duplicates()
    return found


def _flat(matrix: Matrix) -> Matrix:
    """1 wherever there is something."""
    return matrix.astype(bool).astype(float)


def _counted(counts: Matrix, *, damped: bool = False) -> Matrix:
    """Counts, or 1 + ln of them, times ln(N / n), each row of length 1. What all have tells nothing."""
    among = np.asarray(_flat(counts).sum(axis=0)).ravel()
    weights = counts.copy()
    if damped:
        weights.data = 1 + np.log(weights.data)
    return unit(weights @ sparse.diags_array(np.log(counts.shape[0] / np.maximum(among, 1))))


def _words(roles: Sequence[RoleRow]) -> Matrix:
    texts = [stems_of(role.language).text(role.words) for role in roles]
    return _incidence(texts, _numbered(sorted(set(chain.from_iterable(texts)))))


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys)}


class _Hierarchy:
    """What stands above each concept, however far."""

    def __init__(self, broader: Mapping[str, Sequence[str]]) -> None:
        self.column = _numbered(sorted(broader.keys() | set(chain.from_iterable(broader.values()))))
        self.above = _closure(_pairs(broader, self.column))

    def over(self, lists: Sequence[Iterable[str]]) -> Matrix:
        """One row a list: how many of its members stand below each concept."""
        return _incidence(lists, self.column) @ self.above


def _closure(steps: Matrix) -> Matrix:
    """Where any number of steps leads. A circle in the source ends the walk, and none is above itself."""
    found, known = _flat(steps), -1
    while found.nnz > known:
        known = found.nnz
        found = _flat(found + found @ found)
    found = sparse.csr_array(found - sparse.diags_array(found.diagonal()))
    found.eliminate_zeros()
    return found


def _links(rows: Rows, column: Mapping[str, int]) -> dict[Relation, Matrix]:
    """held × required, 1 where the one bears on the other in one hop. Groups are no skills."""
    up = _pairs(rows.skill_broader, column)
    related = _pairs(rows.related, column)
    match = {
        kind: _pairs(_of_kind(rows, kind), column)
        for kind in ("EXACT", "CLOSE", "BROAD", "NARROW", "RELATED")
    }
    narrower = up + match["BROAD"] + match["NARROW"].T
    alike = related + match["RELATED"]
    found = {
        Relation.EXACT: match["EXACT"] + match["EXACT"].T,
        Relation.CLOSE: match["CLOSE"] + match["CLOSE"].T,
        Relation.NARROWER: narrower,
        Relation.BROADER: narrower.T,
        Relation.RELATED: alike + alike.T,
    }
    return {relation: _flat(sparse.csr_array(matrix)) for relation, matrix in found.items()}


def _of_kind(rows: Rows, kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for subject, other, its in rows.matches:
        if its == kind:
            found.setdefault(subject, []).append(other)
    return found


def _pairs(links: Mapping[str, Sequence[str]], column: Mapping[str, int]) -> Matrix:
    """One × other, 1 for each link between two that have a column."""
    pairs = [
        (column[one], column[other])
        for one, others in links.items()
        if one in column
        for other in others
        if other in column
    ]
    rows, columns = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(column), len(column)))
