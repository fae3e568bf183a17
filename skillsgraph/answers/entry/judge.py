"""How a person stands to conditions of entry. Pure.

A condition is met by what is known and vouched for. Where it would be met if the person's own word sufficed,
or if grades and dates that nobody has given were good enough, or where nothing is known of the kind that it
asks for, it is not assessed; otherwise it is not met.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from skillsgraph.answers.entry.model import Asked, Checked, Entry, Standing, within
from skillsgraph.answers.programmes.audit import Prepared, audit, prepare
from skillsgraph.answers.programmes.model import Holder, Programme, Progress, Reason
from skillsgraph.answers.programmes.sentences import sentence
from skillsgraph.model.credentials import RuleKind

SECONDS = 1.0
_KINDS = {"Credential": "items", "Skill": "skills", "JobRole": "roles"}


@dataclass(frozen=True, slots=True)
class Brought:
    """What a person brings: what is vouched for, and that together with what only they say."""

    known: Holder
    said: Holder


@dataclass(frozen=True, slots=True)
class EntryTask:
    """Some people to some conditions, as work for the processes that solve."""

    programmes: tuple[Programme, ...]
    people: tuple[Brought, ...]
    day: date
    seconds: float = 30.0

    def run(self) -> list[list[tuple[Standing, Progress]]]:
        """For each person the standing to each condition."""
        prepared = [prepare(one) for one in self.programmes]
        return [[standing_of(one, person, self.day) for one in prepared] for person in self.people]


def standing_of(prepared: Prepared, person: Brought, day: date) -> tuple[Standing, Progress]:
    """How one person stands to one condition, and the audit of what is known."""
    found = audit(prepared, person.known, as_of=day, seconds=SECONDS)
    if any(not one.options and one.kind is not RuleKind.CREDITS for one in prepared.rules.values()):
        return Standing.NOT_ASSESSED, found  # what it named is not in the graph any more
    if found.complete:
        return Standing.MET, found
    unsure = audit(prepared, _hoped(person.said, day), as_of=day, seconds=SECONDS).complete
    silent = not any(getattr(person.said, _KINDS[one.label]) for one in prepared.programme.options.values())
    return (Standing.NOT_ASSESSED if unsure or silent else Standing.NOT_MET), found


def _hoped(holder: Holder, day: date) -> Holder:
    """With the best in place of grades and dates that are not known."""
    items = (
        replace(
            one,
            result=float("inf") if one.result is None else one.result,
            issued_on=one.issued_on or day,
        )
        for one in holder.items
    )
    return replace(holder, items=tuple(items))


def checked(asked: Asked, standing: Standing, progress: Progress) -> Checked:
    """A condition with the sentence that says what it asks for, and why it is met or not."""
    condition = asked.condition
    names = {uri: one.name for uri, one in asked.programme.options.items()}
    basis = f" ({condition.legal_basis})" if condition.legal_basis else ""
    asks = sentence(condition.rule, names)
    words = (
        f"Who works as “{asked.programme.name}” in {condition.jurisdiction}{basis} needs"
        f" {asks[:1].lower()}{asks[1:]}. {_why(standing, progress)}"
    )
    return Checked(asked, standing, progress, words)


def _why(standing: Standing, progress: Progress) -> str:
    if standing is Standing.MET:
        counted = {one.item.key: one.item for state in progress.states for one in state.counted}
        told = [
            f"“{one.name}”{f', valid until {one.valid_until}' if one.valid_until else ''}"
            for one in counted.values()
        ]
        by = f" by {', '.join(told)}" if told else ""
        return f"That is met{by}."
    bearing = [one for one in progress.not_counted if one.reason not in (Reason.NOT_NAMED, Reason.NOT_NEEDED)]
    faults = "".join(f" {one.explanation}" for one in bearing)
    missing = ", ".join(f"“{one.name}”" for one in progress.missing)
    needed = f" What would satisfy it: {missing}." if missing else ""
    if standing is Standing.NOT_MET:
        return f"That is not met.{faults}{needed}"
    return (
        f"Whether that is met is not known: what is said of the person is not enough to tell, or nobody"
        f" vouches for it.{faults}{needed}"
    )


def entry(role: str, jurisdiction: str | None, found: Sequence[Checked]) -> Entry:
    """All that is asked in a job role (its name), taken together."""
    where = f" in {jurisdiction}" if jurisdiction else ""
    if not found:
        words = (
            f"No condition of entry to “{role}”{where} is known here, which is not to say that there is none."
        )
        return Entry(Standing.NONE_KNOWN, (), words)
    places = [jurisdiction] if jurisdiction else sorted({one.asked.condition.jurisdiction for one in found})
    standings = {place: _together(place, found) for place in places}
    if len(set(standings.values())) == 1:
        standing = next(iter(standings.values()))
        told = {
            Standing.MET: "is met",
            Standing.NOT_MET: "is not met",
            Standing.NOT_ASSESSED: "cannot be told to be met",
        }
        words = f"What is asked of those who work as “{role}”{where} {told[standing]}."
        return Entry(standing, tuple(found), words)
    each = ", ".join(f"{place}: {one.replace('_', ' ').lower()}" for place, one in standings.items())
    return Entry(
        Standing.NOT_ASSESSED, tuple(found), f"Who may work as “{role}” depends on the place ({each})."
    )


def _together(place: str | None, found: Sequence[Checked]) -> Standing:
    """All conditions of a place must be met; one that is not decides, then one that is not assessed."""
    own = {one.standing for one in found if within(place, one.asked.condition.jurisdiction)}
    return next((one for one in (Standing.NOT_MET, Standing.NOT_ASSESSED) if one in own), Standing.MET)
