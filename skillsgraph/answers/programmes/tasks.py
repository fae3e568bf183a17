"""Audits and checks as work for the processes that solve."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from skillsgraph.answers.programmes.audit import HOURS_A_WEEK, audit, prepare
from skillsgraph.answers.programmes.check import check
from skillsgraph.answers.programmes.cohort import Cohort, audit_cohort
from skillsgraph.answers.programmes.findings import Finding
from skillsgraph.answers.programmes.load import Loaded
from skillsgraph.answers.programmes.model import Holder, Programme, Progress

CHECK_SECONDS, COHORT_SECONDS = 10.0, 60.0


@dataclass(frozen=True, slots=True)
class AuditTask:
    """One person in one programme."""

    programme: Programme
    holder: Holder
    as_of: date
    hours_a_week: float = HOURS_A_WEEK
    seconds: float = 2.0

    def run(self) -> Progress:
        prepared = prepare(self.programme)
        return audit(
            prepared, self.holder, as_of=self.as_of, seconds=self.seconds, hours_a_week=self.hours_a_week
        )


@dataclass(frozen=True, slots=True)
class CohortTask:
    """Some people in one programme; of those `shown` the progress comes back as well."""

    programme: Programme
    holders: Mapping[str, Holder]
    as_of: date
    shown: frozenset[str]
    seconds: float = COHORT_SECONDS

    def run(self) -> Cohort:
        found = audit_cohort(prepare(self.programme), self.holders, as_of=self.as_of)
        progress = {one: each for one, each in found.progress.items() if one in self.shown}
        return replace(found, progress=progress)


@dataclass(frozen=True, slots=True)
class CheckTask:
    """All that is wrong with one design."""

    loaded: Loaded
    as_of: date
    seconds: float = CHECK_SECONDS

    def run(self) -> list[Finding]:
        return check(self.loaded, as_of=self.as_of)
