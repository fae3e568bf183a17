"""From rows to the index: sparse matrices over job roles and skills. Pure.

needs      role × skill    1 where it is required; essential and optional apart
skills     role × skill    w·idf, each row of length 1; w is 1 for essential, .5 for optional
kinds      role × group    how often a role's skills stand below it, times idf, each row of length 1
words      role × stem     (1 + ln n)·idf of a role's labels and description, each row of length 1
places     role × above    1 for what stands above it in its classification, each row of length 1
idf(s) = ln(1 + N / n)     N job roles, n of which have s
"""

import math
from collections import Counter
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
    column = {skill: place for place, skill in enumerate(sorted(_skills(rows)))}
    essential = _incidence([role.essential for role in roles], column)
    optional = _incidence([role.optional for role in roles], column)
    use = np.asarray((essential + optional).astype(bool).sum(axis=0)).ravel()
    idf = np.log(1 + len(roles) / np.maximum(use, 1))
    return Index(
        version=rows.version,
        roles=tuple(Named(role.id, role.uri, role.name) for role in roles),
        codes=tuple(role.code or "" for role in roles),
        frameworks=tuple(role.framework for role in roles),
        row={role.id: place for place, role in enumerate(roles)},
        column=column,
        skills=tuple(column),
        idf=idf,
        essential=essential,
        optional=optional,
        links=_links(rows, column),
        kin=kin_of(rows),
        signals=Signals(
            skills=unit((essential + optional * OPTIONAL_IN_SIMILARITY) @ sparse.diags_array(idf)),
            kinds=_counted(_kinds(roles, rows)),
            words=_counted([_words(role) for role in roles], damped=True),
            places=unit(
                _weighted([dict.fromkeys(_above(role.id, rows.role_broader), 1.0) for role in roles])
            ),
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
    return _sparse([{column[one]: 1.0 for one in ones if one in column} for ones in lists], len(column))


def _sparse(rows: Sequence[Mapping[int, float]], width: int) -> Matrix:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.fromiter((key for row in rows for key in row), dtype=np.int32, count=int(starts[-1]))
    values = np.fromiter(
        (value for row in rows for value in row.values()), dtype=float, count=int(starts[-1])
    )
    return sparse.csr_array((values, columns, starts), shape=(len(rows), width))


def _weighted(rows: Sequence[Mapping[str, float]]) -> Matrix:
    column = {key: place for place, key in enumerate(sorted({key for row in rows for key in row}))}
    return _sparse([{column[key]: value for key, value in row.items()} for row in rows], len(column))


def _counted(counts: Sequence[Mapping[str, int]], *, damped: bool = False) -> Matrix:
    """Counts, or 1 + ln of them, times ln(N / n), each row of length 1. What all have tells nothing."""
    among = Counter(key for row in counts for key in row)
    idf = {key: math.log(len(counts) / n) for key, n in among.items()}
    rows = [{key: (1 + math.log(n) if damped else n) * idf[key] for key, n in row.items()} for row in counts]
    return unit(_weighted(rows))


def _kinds(roles: Sequence[RoleRow], rows: Rows) -> list[Counter[str]]:
    # What stands above a skill is walked once, however many roles require it.
    skills = {skill for role in roles for skill in _required(role)}
    above = {skill: _above(skill, rows.skill_broader) for skill in skills}
    return [Counter(chain.from_iterable(above[skill] for skill in _required(role))) for role in roles]


def _required(role: RoleRow) -> tuple[str, ...]:
    return (*role.essential, *role.optional)


def _words(role: RoleRow) -> Counter[str]:
    return Counter(stems_of(role.language).text(role.words))


def _above(one: str, broader: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything above a concept; a circle in the source ends the walk."""
    found: set[str] = set()
    ahead = [one]
    while ahead:
        for other in broader.get(ahead.pop(), ()):
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found - {one}


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
    return {
        relation: sparse.csr_array(matrix).astype(bool).astype(float) for relation, matrix in found.items()
    }


def _of_kind(rows: Rows, kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for subject, other, its in rows.matches:
        if its == kind:
            found.setdefault(subject, []).append(other)
    return found


def _pairs(links: Mapping[str, Sequence[str]], column: Mapping[str, int]) -> Matrix:
    lists: list[Sequence[str]] = [()] * len(column)
    for one, others in links.items():
        if one in column:
            lists[column[one]] = others
    return _incidence(lists, column)
