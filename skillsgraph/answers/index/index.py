"""The index itself: every job role scored against a profile, or against a role, in a few sparse products."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from skillsgraph.answers.index.kin import Kin
from skillsgraph.answers.model import Named, Relation
from skillsgraph.answers.policy import Policy

Matrix: TypeAlias = Any
"""A sparse array in rows (scipy ships no types)."""
Vector: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signals:
    """What makes two roles near, each as rows of length 1, so that products are cosines."""

    skills: Matrix
    kinds: Matrix
    words: Matrix
    places: Matrix


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures from 0 to 1 for every role, in the index's order."""

    score: Vector
    coverage: Vector
    use: Vector


@dataclass(frozen=True, slots=True)
class Index:
    """Built by `build` from one version of the graph. Roles stand in the order of their ids."""

    version: str
    roles: tuple[Named, ...]
    codes: tuple[str, ...]
    frameworks: tuple[str, ...]
    row: Mapping[str, int]
    column: Mapping[str, int]
    skills: tuple[str, ...]
    idf: Vector
    essential: Matrix
    optional: Matrix
    links: Mapping[Relation, Matrix]
    signals: Signals
    kin: Kin
    _reach: dict[tuple[float, ...], Matrix] = field(default_factory=dict)

    def idf_of(self, skill: str) -> float:
        """How telling a skill is; one that no role requires tells as much as one that one requires."""
        place = self.column.get(skill)
        return float(np.log(1 + len(self.roles))) if place is None else float(self.idf[place])

    def worth(self, held: Iterable[str], policy: Policy) -> dict[tuple[str, str], float]:
        """(held, other) -> κ for everything that held skills bear on in one hop, themselves included."""
        found: dict[tuple[str, str], float] = {}
        for skill in held:
            place = self.column.get(skill)
            if place is not None:
                for relation, matrix in self.links.items():
                    for other in matrix.indices[matrix.indptr[place] : matrix.indptr[place + 1]]:
                        pair = (skill, self.skills[other])
                        found[pair] = max(policy.mapping[relation], found.get(pair, 0.0))
            found[(skill, skill)] = policy.mapping[Relation.SAME]
        return found

    def fit(self, held: Iterable[str], policy: Policy) -> Scores:
        """How every role fits a profile of held skills; the formula stands in `match`."""
        skills = sorted(set(held))
        given = np.zeros(len(self.column))
        for (_, other), value in self.worth(skills, policy).items():
            place = self.column.get(other)
            if place is not None:
                given[place] = max(value, given[place])
        weighted = self.essential + self.optional * policy.optional_in_matches
        needed = weighted @ self.idf
        coverage = np.divide(
            weighted @ (self.idf * given), needed, out=np.zeros_like(needed), where=needed > 0
        )
        known = [self.column[skill] for skill in skills if skill in self.column]
        brought = sum(self.idf_of(skill) for skill in skills)
        served = self.reach(policy)[:, known] @ self.idf[known] if known else np.zeros(len(self.roles))
        use = served / brought if brought else np.zeros(len(self.roles))
        both = coverage + use
        score = np.divide(2 * coverage * use, both, out=np.zeros_like(both), where=both > 0)
        return Scores(score, coverage, use)

    def reach(self, policy: Policy) -> Matrix:
        """role × held skill: the best κ of the skill for anything that the role requires."""
        key = tuple(policy.mapping[relation] for relation in Relation)
        found = self._reach.get(key)
        if found is None:
            needs = (self.essential + self.optional).astype(bool).astype(float)
            found = needs * policy.mapping[Relation.SAME]
            for relation, matrix in self.links.items():
                found = found.maximum(
                    (needs @ matrix.T).astype(bool).astype(float) * policy.mapping[relation]
                )
            found = self._reach[key] = sparse.csc_array(found)
        return found

    def near(self, role: str) -> dict[str, Vector]:
        """The cosines of one role with every role, by the name of the signal."""
        place = self.row[role]
        found = {}
        for name in ("skills", "kinds", "words", "places"):
            matrix = getattr(self.signals, name)
            row = np.asarray(matrix[[place]].todense()).ravel()
            found[name] = np.minimum(matrix @ row, 1.0)
        return found
