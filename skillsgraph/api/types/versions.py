"""Versions of a framework: what changed, what of the catalogue that touches, and what moved."""

from collections import Counter
from datetime import datetime

import strawberry

from skillsgraph.adoption import Adoption as AdoptionDone
from skillsgraph.answers.versions import diff, impact
from skillsgraph.answers.versions.diff import ChangeKind
from skillsgraph.answers.versions.impact import Proposal
from skillsgraph.answers.versions.read import Comparison
from skillsgraph.api import cursor
from skillsgraph.api.access import Info
from skillsgraph.api.types.connection import After, Connection, First, bounded, by_rank
from skillsgraph.changes import ChangeKind as ChangeRecord
from skillsgraph.model.frameworks import ConceptType

strawberry.enum(ChangeKind, name="FrameworkChangeKind", description="How a concept differs between versions.")
strawberry.enum(
    Proposal,
    name="AdoptionProposal",
    description="KEEP: the new version has the same uri. REMAP: one successor. REVIEW: somebody must choose.",
)
strawberry.enum(ChangeRecord, name="ChangeKind", description="What happened.")
strawberry.enum(ConceptType, description="What sort of concept it is.")


@strawberry.type(description="How many concepts of a type changed in one way.")
class FrameworkChangeCount:
    kind: ChangeKind
    concept_type: ConceptType
    count: int


@strawberry.type(
    description="One change of one concept. What was added or removed is a name, a uri above, a need."
)
class FrameworkChange:
    kind: ChangeKind
    concept_type: ConceptType
    uri: str
    name: str
    id_before: strawberry.ID | None
    id_after: strawberry.ID | None
    successors: list[str] = strawberry.field(description="Uris in the newer version.")
    added: list[str]
    removed: list[str]


@strawberry.type(
    description="A link of the catalogue to a skill of the older version, and what is proposed for it."
)
class TouchedLink:
    credential_id: strawberry.ID
    credential_name: str
    relation: str = strawberry.field(description="TEACHES or ASSESSES.")
    skill_uri: str
    skill_name: str
    proposal: Proposal
    successor: str | None = strawberry.field(description="The uri that is meant in the newer version.")
    evidence: int = strawberry.field(
        description="How many awards and statements of learners name this skill."
    )
    explanation: str


@strawberry.type(description="What differs between two versions of a framework.")
class FrameworkDiff:
    older: str = strawberry.field(description="The older version, as `code@version`.")
    newer: str = strawberry.field(description="The newer version, as `code@version`.")
    comparison: strawberry.Private[Comparison]
    links: strawberry.Private[list[impact.Touched]]

    @strawberry.field(description="How many changes of each kind there are.")
    def counts(self) -> list[FrameworkChangeCount]:
        counted = Counter((one.kind, one.label) for one in self.comparison.changes)
        return [
            FrameworkChangeCount(kind=kind, concept_type=ConceptType(label), count=count)
            for (kind, label), count in sorted(counted.items(), key=lambda pair: _order(pair[0]))
        ]

    @strawberry.field(description="The changes, in the order of kinds, then of names.")
    def changes(
        self, info: Info, kinds: list[ChangeKind] | None = None, first: First = 20, after: After = None
    ) -> Connection[FrameworkChange]:
        first = bounded(info, first)
        start = cursor.decode_rank("frameworkDiff.changes", after)
        found = [one for one in self.comparison.changes if kinds is None or one.kind in kinds]
        page = [_change(one) for one in found[start : start + first]]
        return by_rank("frameworkDiff.changes", page, start, len(found) > start + first)

    @strawberry.field(description="The links of the catalogue to the older version.")
    def touched(
        self, info: Info, proposals: list[Proposal] | None = None, first: First = 20, after: After = None
    ) -> Connection[TouchedLink]:
        first = bounded(info, first)
        start = cursor.decode_rank("frameworkDiff.touched", after)
        found = [one for one in self.links if proposals is None or one.proposal in proposals]
        page = [touched_link(one) for one in found[start : start + first]]
        return by_rank("frameworkDiff.touched", page, start, len(found) > start + first)


@strawberry.type(description="One change of something published.")
class Change:
    at: datetime
    kind: ChangeRecord
    subject: strawberry.ID = strawberry.field(description="The framework version, adoption or credential.")
    name: str


@strawberry.type(description="Links that moved from one version to another. Its id takes them back.")
class Adoption:
    id: strawberry.ID
    older: str
    newer: str
    moved: int
    left: list[TouchedLink] = strawberry.field(description="What stayed, since somebody must choose.")


def adoption(done: AdoptionDone) -> Adoption:
    left = [touched_link(one) for one in done.left]
    return Adoption(
        id=strawberry.ID(done.id), older=done.older, newer=done.newer, moved=done.moved, left=left
    )


def touched_link(one: impact.Touched) -> TouchedLink:
    return TouchedLink(
        credential_id=strawberry.ID(one.link.credential),
        credential_name=one.link.credential_name,
        relation=one.link.kind,
        skill_uri=one.link.uri,
        skill_name=one.link.name,
        proposal=one.proposal,
        successor=one.successor,
        evidence=one.evidence,
        explanation=one.explanation,
    )


def _change(one: diff.Change) -> FrameworkChange:
    return FrameworkChange(
        kind=one.kind,
        concept_type=ConceptType(one.label),
        uri=one.uri,
        name=one.name,
        id_before=strawberry.ID(one.before.id) if one.before else None,
        id_after=strawberry.ID(one.after.id) if one.after else None,
        successors=list(one.successors),
        added=list(one.added),
        removed=list(one.removed),
    )


def _order(pair: tuple[ChangeKind, str]) -> tuple[int, str]:
    return list(ChangeKind).index(pair[0]), pair[1]
