"""What a badge would be linked to: the proposal before it is added to anybody's record."""

import strawberry

from skillsgraph.api.access import Info
from skillsgraph.api.types.credentials import Credential
from skillsgraph.api.types.people import AttestedSkill, credential_by_id
from skillsgraph.api.types.verification import UnlinkedReference, unlinked
from skillsgraph.learners.linking import Links


@strawberry.type(description="What of a badge is known in the graph, and what is not.")
class BadgeLinks:
    skills: list[AttestedSkill]
    unlinked: list[UnlinkedReference]
    credential_id: strawberry.Private[str | None]

    @strawberry.field(description="The credential of the catalogue that it is, if its issuer awards that.")
    async def credential(self, info: Info) -> Credential | None:
        return await credential_by_id(info, self.credential_id) if self.credential_id else None


def links_of(found: Links) -> BadgeLinks:
    return BadgeLinks(
        skills=[
            AttestedSkill(level=one.level, result=one.result, source=one.source, skill_id=skill.id)
            for skill, one in found.skills
        ],
        unlinked=[unlinked(one.as_dict()) for one in found.missing],
        credential_id=found.credential.id if found.credential else None,
    )
