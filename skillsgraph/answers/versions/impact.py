"""What of the catalogue a new version touches, and a proposal for each link. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from skillsgraph.answers.versions.diff import Version


class Proposal(StrEnum):
    """KEEP: the same uri is in the new version; REMAP: it has one successor; REVIEW: a person must choose."""

    KEEP = "KEEP"
    REMAP = "REMAP"
    REVIEW = "REVIEW"


@dataclass(frozen=True, slots=True)
class SkillLink:
    """(:Credential)-[TEACHES|ASSESSES {key, level, source}]->(:Skill)"""

    credential: str
    credential_name: str
    kind: str
    key: str
    level: str | None
    source: str | None
    skill: str
    uri: str
    name: str


@dataclass(frozen=True, slots=True)
class Touched:
    """A link, what is proposed for it, the uri in the new version if there is one, and why, in a sentence."""

    link: SkillLink
    proposal: Proposal
    successor: str | None
    evidence: int
    explanation: str


def touched(
    links: Iterable[SkillLink],
    old: Version,
    new: Version,
    evidence: Mapping[str, int],
    decisions: Mapping[str, str] | None = None,
) -> Iterator[Touched]:
    """A proposal for each link. `decisions` (uri in the old version -> uri in the new) win over proposals."""
    for link in links:
        proposal, successor, why = _propose(link, old, new)
        if decisions and link.uri in decisions:
            proposal, successor, why = Proposal.REMAP, decisions[link.uri], "It was decided so."
        yield Touched(link, proposal, successor, evidence.get(link.uri, 0), why)


def _propose(link: SkillLink, old: Version, new: Version) -> tuple[Proposal, str | None, str]:
    if link.uri in new:
        name = new[link.uri].name
        renamed = "" if name == link.name else f" It is called “{name}” now."
        return Proposal.KEEP, link.uri, f"The new version has it too.{renamed}"
    successors = sorted(uri for uri in old[link.uri].successors if uri in new)
    if len(successors) == 1:
        return Proposal.REMAP, successors[0], f"It was replaced by “{new[successors[0]].name}”."
    if successors:
        names = ", ".join(f"“{new[uri].name}”" for uri in successors)
        return Proposal.REVIEW, None, f"It was split into {names}: choose which of them is meant."
    return Proposal.REVIEW, None, "The new version has neither it nor a successor."
